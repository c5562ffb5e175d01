"""Each shape against plain arithmetic, at its edges and for all numbers."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from luoshi.area_queries import Value
from luoshi.assessment.ranking import places, ranked
from luoshi.assessment.scores import Score, points
from luoshi.assessment.shapes import scored
from luoshi.pack.scorecard_items import Item, Rank

ITEM: TypeAdapter[Item] = TypeAdapter(Item)
SAID = {"id": "one", "title": "一项", "source": "测试"}


def item(shape: str, most: str, **more: object) -> Item:
    return ITEM.validate_python({**SAID, "shape": shape, "points": most, **more})


def score(found: Item, **values: Value) -> Score:
    """An item scored where each expression, named by its own text, gives a value."""
    known: Mapping[str, Value] = values
    return scored(found, lambda text: known.get(text))


def number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


# The card of a city's counties of 2017, as far as it was seen: item, figure, points.
SEEN = [
    (item("all_or_nothing", "15", holds="all_met"), {"all_met": True}, "15"),
    (item("all_or_nothing", "15", holds="all_met"), {"all_met": False}, "0"),
    (item("slope_deduct", "4", value="v", wanted="w", step="0.1", deduct="1"), "100 100", "4"),
    (item("slope_deduct", "4", value="v", wanted="w", step="0.1", deduct="1"), "99.91 100", "4"),
    (item("slope_deduct", "4", value="v", wanted="w", step="0.1", deduct="1"), "99.9 100", "3"),
    (item("slope_deduct", "4", value="v", wanted="w", step="0.1", deduct="1"), "99.61 100", "1"),
    (item("slope_deduct", "4", value="v", wanted="w", step="0.1", deduct="1"), "99.0 100", "0"),
    (item("count_deduct", "6", value="v", deduct="0.5"), "0 0", "6"),
    (item("count_deduct", "6", value="v", deduct="0.5"), "1 0", "5.5"),
    (item("count_deduct", "6", value="v", deduct="0.5"), "13 0", "0"),
    (item("ratio", "5", value="v", wanted="w"), "10 10", "5"),
    (item("ratio", "5", value="v", wanted="w"), "7 10", "3.5"),
    (item("ratio", "5", value="v", wanted="w"), "12 10", "5"),
    (item("threshold", "3", value="v", at_least="w"), "80 80", "3"),
    (item("threshold", "3", value="v", at_least="w"), "79.99 80", "0"),
]


@pytest.mark.parametrize(("found", "given", "expected"), SEEN)
def test_the_card_of_2017(found: Item, given: object, expected: str) -> None:
    if isinstance(given, str):
        value, wanted = map(Decimal, given.split())
        given = {"v": value, "w": wanted}
    assert isinstance(given, dict)
    assert score(found, **given).sure == Decimal(expected)


def test_parts_add_up_and_what_is_not_known_is_open() -> None:
    three = item(
        "parts",
        "7",
        parts=[
            {"title": "成立小组", "points": "1", "holds": "group"},
            {"title": "联络员", "points": "3", "holds": "liaison"},
            {"title": "部署", "points": "3", "holds": "plan"},
        ],
    )
    assert score(three, group=True, liaison=True, plan=False).sure == Decimal(4)
    open_ = score(three, group=True, liaison=None, plan=False)
    assert (open_.low, open_.high, open_.sure) == (Decimal(1), Decimal(4), None)
    assert "联络员（不知道）" in open_.reason


@pytest.mark.parametrize(
    ("value", "expected"),
    [("0.5", "0"), ("0.6", "0"), ("0.76", "5"), ("0.92", "10"), ("1.2", "10")],
)
def test_between_two_bounds_it_is_even(value: str, expected: str) -> None:
    found = item("linear", "10", value="v", zero_at="a", full_at="b")
    got = score(found, v=Decimal(value), a=Decimal("0.6"), b=Decimal("0.92"))
    assert got.sure == Decimal(expected)


def test_less_may_be_better() -> None:
    found = item("linear", "10", value="v", zero_at="a", full_at="b")
    assert score(found, v=Decimal(1), a=Decimal(4), b=Decimal(0)).sure == Decimal("7.5")


MEASURED = [
    item("slope_deduct", "9", value="v", unknown="u", wanted="w", step="0.3", deduct="0.7"),
    item("count_deduct", "9", value="v", unknown="u", deduct="1.5"),
    item("ratio", "9", value="v", unknown="u", wanted="w"),
    item("threshold", "9", value="v", unknown="u", at_least="w"),
]


@pytest.mark.parametrize("found", MEASURED)
@pytest.mark.parametrize("lacking", ["v", "u", "w"])
def test_no_figure_is_not_zero(found: Item, lacking: str) -> None:
    known: dict[str, Value] = {"v": Decimal(1), "u": Decimal(0), "w": Decimal(2), lacking: None}
    got = score(found, **known)
    if lacking == "w" and found.shape == "count_deduct":
        assert not got.open
    else:
        assert (got.low, got.high, got.sure) == (Decimal(0), Decimal(9), None)


NUMBERS = st.decimals(0, 50, places=2)


@pytest.mark.parametrize("found", MEASURED)
@given(value=NUMBERS, more=NUMBERS, part=st.decimals(0, 1, places=2), wanted=NUMBERS)
def test_what_comes_to_be_known_lies_in_the_range_told_before(
    found: Item, value: Decimal, more: Decimal, part: Decimal, wanted: Decimal
) -> None:
    before = score(found, v=value, u=more, w=wanted)
    after = score(found, v=value + more * part, u=Decimal(0), w=wanted)
    assert before.due == after.due
    assert before.low <= after.low == after.high <= before.high
    assert Decimal(0) <= before.low
    assert before.high <= Decimal(9)


@given(value=st.decimals(-50, 50, places=2))
def test_points_lie_between_none_and_all_for_any_number(value: Decimal) -> None:
    for found in MEASURED:
        got = score(found, v=value, u=Decimal(0), w=Decimal(7))
        assert Decimal(0) <= got.low <= got.high <= found.points


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"shape": "rank", "value": "v", "last": "-1"}, "greater than or equal to 0"),
        ({"shape": "rank", "value": "v", "last": "6"}, "多于满分"),
        (
            {"shape": "parts", "parts": [{"title": "一", "points": "10", "holds": "h"}]},
            "各分项合计 10 分",
        ),
    ],
)
def test_an_item_that_could_give_more_or_less_than_its_points_is_refused(
    wrong: dict[str, object], said: str
) -> None:
    with pytest.raises(ValidationError, match=said):
        ITEM.validate_python({**SAID, "points": "5", **wrong})


@pytest.mark.parametrize(("due", "is_due"), [(True, True), (False, False), (None, True)])
def test_where_its_condition_does_not_hold_an_item_is_not_due(
    due: bool | None, is_due: bool
) -> None:
    got = score(item("count_deduct", "5", value="v", deduct="1", due="d"), d=due, v=Decimal(2))
    assert got.due is is_due
    assert got.sure == (Decimal(3) if due else None)


def test_where_nothing_is_wanted_nothing_is_due() -> None:
    got = score(item("ratio", "5", value="v", wanted="w"), v=Decimal(0), w=Decimal(0))
    assert not got.due
    assert got.sure is None
    assert not got.open


RANKED = item("rank", "10", value="v", last="4")


def test_the_first_has_all_and_the_last_what_is_left() -> None:
    assert isinstance(RANKED, Rank)
    values = {
        name: (Fraction(n), Fraction(n)) for name, n in (("a", 9), ("b", 7), ("c", 7), ("d", 1))
    }
    got = ranked(RANKED, values)
    assert [got[one].sure for one in "abcd"] == list(map(Decimal, ("10", "8", "8", "4")))
    least = Rank.model_validate({**RANKED.model_dump(), "best": "least"})
    assert ranked(least, values)["d"].sure == Decimal(10)
    assert ranked(RANKED, {"a": (Fraction(1), Fraction(1))})["a"].sure == Decimal(10)


def test_one_without_a_figure_leaves_the_places_of_all_below_open() -> None:
    assert isinstance(RANKED, Rank)
    got = ranked(RANKED, {"a": (Fraction(9), Fraction(9)), "b": None})
    assert (got["a"].low, got["a"].high) == (Decimal(4), Decimal(10))
    assert got["b"].open


ENDS = st.tuples(st.integers(0, 6), st.integers(0, 6)).map(sorted)
RANGES = st.dictionaries(
    st.sampled_from("abcdef"),
    st.tuples(st.integers(0, 6), st.integers(0, 6)).map(sorted),
    min_size=1,
)


@given(RANGES, st.randoms(use_true_random=False))
def test_a_place_is_certain_just_where_no_completion_changes_it(ranges, random) -> None:  # type: ignore[no-untyped-def]
    """Against trying: the ends reached are those of the best and the worst completion."""
    ends = places({one: (Fraction(low), Fraction(high)) for one, (low, high) in ranges.items()})
    for one, (low, high) in ranges.items():
        others = [ranges[other] for other in ranges if other != one]
        best = 1 + sum(least > high for least, _ in others)
        worst = 1 + sum(most > low for _, most in others)
        assert ends[one] == (best, worst)
        drawn = {other: random.randint(*ranges[other]) for other in ranges}
        place = 1 + sum(drawn[other] > drawn[one] for other in ranges if other != one)
        assert best <= place <= worst


def test_points_are_rounded_half_up_once() -> None:
    assert points(Fraction(1, 3)) == Decimal("0.33")
    assert points(Fraction(5, 1000)) == Decimal("0.01")
