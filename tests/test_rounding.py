"""Numbers as people read them."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from luoshi.rounding import MOST_PLACES, Number, rounded, written

numbers = st.fractions(-(10**12), 10**12) | st.decimals(-(10**12), 10**12, places=12)
places = st.integers(0, MOST_PLACES)


def text(value: Decimal) -> str:
    return f"{value:f}"


@given(numbers, places)
@example(Decimal("0.5"), 0)
@example(Fraction(-1, 2), 0)
def test_it_is_at_most_half_a_unit_away(value: Number, places: int) -> None:
    found = rounded(value, places)
    assert found.as_tuple().exponent == -places
    assert abs(Fraction(found) - Fraction(value)) <= Fraction(1, 2 * 10**places)


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (Decimal("0.5"), 0, "1"),
        (Decimal("2.5"), 0, "3"),
        (Decimal("-0.5"), 0, "-1"),
        (Decimal("2.4999"), 0, "2"),
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(2, 3), 3, "0.667"),
        (7, 2, "7.00"),
    ],
)
def test_halves_go_up(value: Number, places: int, expected: str) -> None:
    assert text(rounded(value, places)) == expected


def test_long_numbers_keep_every_digit() -> None:
    assert text(rounded(Fraction(10**44 + 1, 3), 4)) == "3" * 44 + ".6667"
    assert text(rounded(10**48 + 1, 10)) == f"1{'0' * 47}1.{'0' * 10}"


@pytest.mark.parametrize(
    ("value", "places", "against", "expected"),
    [
        (Fraction(99996, 1000), 1, 100, "99.996"),
        (Fraction(999999, 10000), 1, 100, "99.9999"),
        (Decimal("99.9"), 1, 100, "99.9"),
        (Decimal(100), 1, 100, "100.0"),
        (Decimal("0.04"), 0, 0, "0.0"),
    ],
)
def test_what_is_told_against_another_looks_unlike_it(
    value: Number, places: int, against: Number, expected: str
) -> None:
    found = rounded(value, places, against)
    assert text(found).startswith(expected)


@given(numbers, numbers, st.integers(0, 3))
@example(Fraction(1, 10**11), 0, 0)
@example(Fraction(1, 10**10), 0, 0)
def test_no_more_places_than_it_takes(value: Number, against: Number, places: int) -> None:
    found = rounded(value, places, against)
    used = -int(found.as_tuple().exponent)
    assert places <= used <= MOST_PLACES
    alike = [at for at in range(places, used) if rounded(value, at) == rounded(against, at)]
    assert alike == (list(range(places, used)) if value != against else [])
    assert used == MOST_PLACES or value == against or found != rounded(against, used)


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (Decimal("12000.50"), 2, "12,000.5"),
        (Decimal("1200000.00"), 2, "1,200,000"),
        (Fraction(1, 3), 2, "0.33"),
        (Decimal("-0.001"), 2, "0"),
        (100, 0, "100"),
    ],
)
def test_written_without_needless_noughts(value: Number, places: int, expected: str) -> None:
    assert written(value, places) == expected


def test_written_against_another_it_is_told_apart() -> None:
    assert written(Decimal("99.996"), 2, 100) == "99.996"
    assert written(Decimal("99.996"), 2) == "100"
