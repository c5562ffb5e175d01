"""Ordering a table of results."""

from hypothesis import given
from hypothesis import strategies as st

from luoshi.site.listing import ordered

KEYS = {"value": lambda row: row[0]}
rows = st.lists(st.tuples(st.none() | st.integers(), st.integers()))


@given(rows, st.sampled_from(["value", "-value"]))
def test_what_is_not_known_stands_last(found: list, sort: str) -> None:
    values = [value for value, _ in ordered(found, sort, KEYS)]
    known = [value for value in values if value is not None]
    assert values == known + [None] * (len(values) - len(known))
    assert known == sorted(known, reverse=sort.startswith("-"))


@given(rows)
def test_another_key_changes_nothing(found: list) -> None:
    assert ordered(found, "别的", KEYS) == found
