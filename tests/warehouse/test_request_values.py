"""Numbers, days and keys of requests: read as people mean them, or not at all."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tried import tried

from luoshi.warehouse.request_values import LARGEST_KEY, day, key, keys, number, whole


@tried(60)
@given(st.text(max_size=60))
def test_any_text_is_read_or_left(text: str) -> None:
    read = number(text)
    assert read is None or abs(read) < 10**16
    assert key(text) is None or 0 <= (key(text) or 0) <= LARGEST_KEY
    assert day(text) is None or isinstance(day(text), date)


@tried(60)
@given(st.decimals(0, 10**12, places=2))
def test_a_number_is_read_as_it_is_written(value: Decimal) -> None:
    assert number(f"{value}") == number(f"{value:,}") == value


@pytest.mark.parametrize(
    "text", ["1e999999999", "NaN", "Infinity", "-inf", "", "9" * 5000, "1" * 17, "三十", "1\x00"]
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert number(text) is None


def test_edges() -> None:
    assert [whole(text, 1, 30) for text in ("0", "1", "30", "31")] == [None, 1, 30, None]
    assert whole("１２", 1, 30) == 12
    assert key(str(LARGEST_KEY)) == LARGEST_KEY
    assert key(str(LARGEST_KEY + 1)) is None
    assert keys(["1", "x", "9" * 5000, "２", "-1"]) == [1, 2]
    assert day("2025-02-29") is None
    assert day("2024-02-29") == date(2024, 2, 29)
