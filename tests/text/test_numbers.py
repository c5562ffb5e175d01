"""Numbers as people read them."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from luoshi.obligations.dashboard.figures import shown, shown_number
from luoshi.site.funds.templatetags import funds
from luoshi.text.numbers import (
    MOST_PLACES,
    NOTHING,
    Number,
    exact,
    fixed,
    fixed_percent,
    money,
    percent,
    plain,
    rounded,
    signed,
    two_decimals,
    whole_percent,
    written,
)

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


amounts = st.decimals(-(10**12), 10**12, places=2) | st.decimals(-(10**6), 10**6, places=6)
shares = st.fractions(0, 1, max_denominator=10**6)


def read(text: str) -> Decimal:
    return Decimal(text.replace(",", "").replace("−", "-").removesuffix("%"))


@given(numbers, numbers, places)
def test_the_greater_number_never_looks_smaller(one: Number, other: Number, places: int) -> None:
    less, more = sorted((one, other), key=Fraction)
    for write in (written, fixed, signed):
        assert read(write(less, places)) <= read(write(more, places))


@given(numbers, places)
@example(Decimal("-0.004"), 2)
@example(Decimal("-0.005"), 2)
def test_all_ways_to_write_a_number_show_the_same_one(value: Number, places: int) -> None:
    expected = rounded(value, places)
    for write in (written, fixed, signed):
        assert read(write(value, places)) == expected
    assert read(percent(Fraction(value) / 100, places=places)) == expected


@given(numbers, places)
def test_a_negative_number_looks_like_the_positive_with_a_sign(value: Number, places: int) -> None:
    size = abs(Fraction(value))
    sign = "-" if rounded(size, places) else ""
    assert written(-size, places) == sign + written(size, places)
    assert fixed(-size, places) == sign + fixed(size, places)
    assert signed(-size, places) == sign.replace("-", "−") + written(size, places)


@given(numbers, st.integers(0, MOST_PLACES))
def test_columns_keep_their_decimals_and_sentences_no_zeros(value: Number, places: int) -> None:
    decimals = fixed(value, places).partition(".")[2]
    assert len(decimals) == places
    assert not written(value, places).partition(".")[2].endswith("0")


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (Decimal("12.25"), 1, "+12.3"),
        (12.25, 1, "+12.3"),
        (Decimal("-12.25"), 1, "−12.3"),
        (Decimal("0.04"), 1, "0"),
        (Decimal("-0.04"), 1, "0"),
        (0, 1, "0"),
        (Fraction(12345, 10), 1, "+1,234.5"),
    ],
)
def test_a_change_has_a_sign_unless_it_rounds_to_nothing(
    value: Number, places: int, expected: str
) -> None:
    assert signed(value, places) == expected


def test_zero_is_zero_however_it_came() -> None:
    for zero in (0, 0.0, -0.0, Decimal("0E+3"), Decimal("-0.00"), Fraction(0)):
        assert (written(zero), fixed(zero), signed(zero), plain(zero), percent(zero)) == (
            *("0", "0.00", "0", "0", "0%"),
        )


@given(st.floats(-1e9, 1e9))
@example(1.005)
@example(0.285)
def test_a_float_is_the_decimal_it_prints_as(value: float) -> None:
    assert exact(value) == Fraction(str(value))
    assert rounded(value, 2) == rounded(Decimal(str(value)), 2)


def test_half_a_hundredth_goes_up_though_a_float_lies_below_it() -> None:
    assert (fixed(1.005), fixed(2.675), fixed(1.25, 1)) == ("1.01", "2.68", "1.3")


def test_a_share_just_below_another_never_looks_like_it() -> None:
    assert percent(Decimal("0.1996"), Decimal("0.2"), places=1) == "19.96%"
    assert fixed_percent(Decimal("0.1996"), against=Decimal("0.2")) == "19.96%"
    assert (fixed_percent(0.2), fixed_percent(0.2025), fixed_percent(0.285, 0)) == (
        *("20.0%", "20.3%", "29%"),
    )
    assert percent(Decimal("0.125"), places=MOST_PLACES) == "12.5%"


@given(shares)
@example(Fraction(1))
@example(Fraction(199, 200))
@example(Fraction(1, 200))
def test_a_whole_percentage_is_100_only_of_all(share: Fraction) -> None:
    found = whole_percent(share)
    assert (found == 100) is (share == 1)
    assert abs(found - share * 100) <= (Fraction(1, 2) if found != 99 else 1)


@given(amounts)
def test_money_shows_every_digit_that_was_entered(value: Decimal) -> None:
    assert read(money(value)) == value
    assert Decimal(two_decimals(value)) == value
    assert not money(value).endswith(".00")
    assert plain(value) == written(value, MOST_PLACES).replace(",", "")


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1200", "1,200"), ("1200.5", "1,200.50"), ("0.125", "0.125"), ("1E+3", "1,000")],
)
def test_money(value: str, expected: str) -> None:
    assert money(Decimal(value)) == expected


def test_what_has_no_value_is_never_0() -> None:
    for write in (funds.amount, funds.signed, funds.figure, funds.share, shown, shown_number):
        assert write(None) == NOTHING
        assert write(Decimal(0)).strip("%").replace(".", "").strip("0") == ""
