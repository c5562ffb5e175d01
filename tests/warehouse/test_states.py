"""State tables: which deliveries are in force as of a day, whenever they came."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tried import tried
from warehouse.conftest import make_warehouse
from warehouse.made_up import ROSTER

from luoshi.warehouse.duck import connect
from luoshi.warehouse.storage import arrow_schema
from luoshi.warehouse.vault import Vault
from luoshi.warehouse.warehouse import Warehouse

EAST, WEST = "640401100201", "640402200203"
FIRST = date(2024, 1, 31)

Sent = tuple[int, tuple[tuple[int, str], ...]]
"""Days after the first that it reaches to, and its rows: person and village."""

rows = st.lists(
    st.tuples(st.integers(1, 5), st.sampled_from((EAST, WEST))),
    min_size=1,
    max_size=4,
    unique_by=lambda row: row[0],
).map(tuple)
deliveries = st.lists(
    st.tuples(st.integers(0, 4), rows), min_size=2, max_size=4, unique_by=lambda one: one[0]
)


def send(warehouse: Warehouse, number: int, sent: Sent) -> None:
    days, people = sent
    named = [{"姓名": f"{days}", "证件号码": p, "行政村": area} for p, area in people]
    table = pa.Table.from_pylist(named, schema=arrow_schema(ROSTER).remove(6))
    at = datetime(2024, 6, 1 + number, 9, tzinfo=UTC)
    reach = FIRST + timedelta(days)
    origin: dict[str, Any] = {"file_name": "", "sha256": f"{number}", "received_at": at}
    warehouse.commit("roster", table, reach=reach, **origin)


def states(
    deliveries: Sequence[Sent], known: int | None = None
) -> dict[int, list[tuple[int, str, str]]]:
    """The rows as of each day, of deliveries that came in this order."""
    with TemporaryDirectory() as folder:
        warehouse = make_warehouse(Path(folder) / "w", Vault.at(Path(folder) / "vault"))
        for number, one in enumerate(deliveries):
            send(warehouse, number, one)
        known_at = None if known is None else datetime(2024, 6, known, 23, tzinfo=UTC)
        return {day: _rows(warehouse, day, known_at) for day in range(-1, 6)}


def _rows(warehouse: Warehouse, day: int, known_at: datetime | None) -> list[tuple[int, str, str]]:
    sql = warehouse.as_of("roster", FIRST + timedelta(day), known_at)
    with connect() as database:
        found = database.sql(f'SELECT "证件号码", "行政村", "姓名" FROM ({sql})').fetchall()
    return sorted(found)


@tried(8)
@given(sent=deliveries, random=st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(sent: list[Sent], random: Any) -> None:
    other = random.sample(sent, len(sent))
    assert states(sent) == states(other)


@tried(8)
@given(sent=deliveries)
def test_each_county_is_as_the_farthest_delivery_of_it_says(sent: list[Sent]) -> None:
    found = states(sent)
    for day, people in found.items():
        last: dict[str, int] = {}
        for reach, of in sorted(sent):
            if reach <= day:
                last |= {area[:6]: reach for _, area in of}
        assert {area[:6]: int(name) for _, area, name in people}.items() <= last.items()
        assert len({person for person, _, _ in people}) == len(people)


BOTH = ((1, EAST), (2, WEST))


def test_an_older_delivery_that_comes_late_is_that_days_state_alone() -> None:
    early, late = (0, ((3, EAST), (4, WEST))), (2, BOTH)
    found = states([late, early])
    assert found[-1] == []
    assert [person for person, _, _ in found[0]] == [3, 4]
    assert found[1] == found[0]
    assert [person for person, _, _ in found[2]] == [1, 2]
    assert found[5] == found[2] == states([late])[2]


def test_a_part_of_the_counties_takes_the_place_of_these_alone() -> None:
    found = states([(0, BOTH), (2, ((9, EAST),))])
    assert [(person, name) for person, _, name in found[2]] == [(2, "0"), (9, "2")]
    assert [person for person, _, _ in found[1]] == [1, 2]


@pytest.mark.parametrize(("known", "people"), [(1, [1, 2]), (2, [9])])
def test_what_was_not_known_yet_is_not_in_force(known: int, people: list[int]) -> None:
    sent = [(0, BOTH), (2, ((9, EAST), (9, WEST))[:1])]
    found = states(sent, known)
    assert [person for person, area, _ in found[4] if area == EAST] == people[:1]
