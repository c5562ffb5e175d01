"""Tilt, spread and change: worked by hand, and their laws."""

from decimal import Decimal
from fractions import Fraction
from math import isclose, log, sqrt

from allocation.making import YEAR, inputs, scheme
from hypothesis import given
from hypothesis import strategies as st

from luoshi.allocation import Overrides, allocate, measure
from luoshi.allocation.measures import spread, tilted

CODES = ("a", "b", "c", "d")
EVEN = dict.fromkeys(CODES, Fraction(1))

AMOUNTS = st.lists(st.integers(0, 10**6), min_size=4, max_size=4).filter(any)
HEADS = st.lists(st.integers(1, 10**6), min_size=4, max_size=4)


def by_code(values: list[int]) -> dict[str, Fraction]:
    return dict(zip(CODES, map(Fraction, values), strict=True))


def pair(first: int, other: int) -> dict[str, Fraction]:
    return {"a": Fraction(first), "b": Fraction(other)}


def test_a_tilt_is_a_ratio_of_averages() -> None:
    found = tilted("人均", by_code([6, 3, 2, 1]), by_code([2, 1, 2, 4]), ("a", "b"), ("c", "d"))
    assert (found.favoured, found.others) == (3, Fraction(1, 2))
    assert found.ratio == 6


def test_there_is_no_ratio_to_nothing() -> None:
    assert tilted("县均", by_code([1, 0, 0, 0]), EVEN, ("a",), ("b", "c")).ratio is None


def test_the_spread_by_hand() -> None:
    """Rates 1, 3 and weights 1, 1: mean 2, deviation 1, Theil (½·ln½ + 3/2·ln(3/2))/2."""
    found = spread("县均", pair(1, 3), pair(1, 1))
    assert isclose(found.variation, 0.5)
    assert isclose(found.theil, (0.5 * log(0.5) + 1.5 * log(1.5)) / 2)
    assert found.range == 3


def test_weights_count_heads() -> None:
    found = spread("人均", pair(1, 9), pair(1, 3))
    mean, rates, weights = 2.5, (1, 3), (0.25, 0.75)
    squares = sum(w * (r - mean) ** 2 for r, w in zip(rates, weights, strict=True))
    assert isclose(found.variation, sqrt(squares) / mean)


def test_equal_rates_have_no_spread() -> None:
    found = spread("县均", EVEN, EVEN, (("a", "b"), ("c", "d")))
    assert (found.variation, found.theil, found.within, found.between) == (0, 0, 0, 0)
    assert found.range == 1


def test_nothing_has_no_smallest() -> None:
    found = spread("县均", by_code([0, 1, 1, 1]), EVEN)
    assert found.range is None
    assert found.theil > 0


@given(AMOUNTS, HEADS)
def test_theil_is_within_and_between(amounts: list[int], heads: list[int]) -> None:
    found = spread("人均", by_code(amounts), by_code(heads), (("a", "b"), ("c", "d")))
    assert found.theil >= -1e-9
    assert found.within >= -1e-9
    assert found.between >= -1e-9
    assert isclose(found.within + found.between, found.theil, abs_tol=1e-9)


@given(AMOUNTS, HEADS, st.integers(2, 1000))
def test_the_scale_of_amounts_does_not_matter(
    amounts: list[int], heads: list[int], times: int
) -> None:
    first = spread("人均", by_code(amounts), by_code(heads))
    other = spread("人均", by_code([one * times for one in amounts]), by_code(heads))
    assert isclose(first.variation, other.variation, abs_tol=1e-9)
    assert isclose(first.theil, other.theil, abs_tol=1e-9)


def test_who_gains_and_who_loses() -> None:
    given = inputs(
        ("need", 0, [1, 1, 2, 0]), ("money", 0, [0] * 4), ("money", 1, [400, 100, 500, 0])
    )
    made = scheme(received="money")
    found = measure(made, given, allocate(made, given, YEAR, Overrides(total=Decimal(1000))))
    assert [(one.name, one.amount) for one in found.gainers] == [("第2县", 150)]
    assert [(one.name, one.amount) for one in found.losers] == [("第1县", -150)]
    assert found.gainers[0].share == 1.5
    assert [one.share for one in found.changes if one.name == "第4县"] == [None]


def test_measures_of_a_scheme_are_by_its_denominators() -> None:
    given = inputs(
        ("need", 0, [6, 2, 2]), ("heads", 0, [3, 1, 1]), groups={"few": [0], "many": [1, 2]}
    )
    per = [{"title": "县均"}, {"title": "人均", "measure": "heads"}]
    made = scheme(tilt={"where": "few", "others": "many", "per": per})
    found = measure(made, given, allocate(made, given, YEAR, Overrides(total=Decimal(1000))))
    assert found.favoured == Fraction(6, 10)
    assert [(one.title, one.ratio) for one in found.tilts] == [("县均", 3), ("人均", 1)]
    assert [one.title for one in found.spreads] == ["县均", "人均"]
