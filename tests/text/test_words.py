"""Numerals, lists and days in Chinese."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.text.dates import chinese_date
from luoshi.text.lists import listed
from luoshi.text.numerals import arabic, chinese, chinese_digits, chinese_int


@given(st.integers(0, 999))
def test_a_numeral_reads_back(number: int) -> None:
    assert chinese_int(chinese(number)) == number


@given(st.integers(0, 99999999))
def test_digits_read_back(number: int) -> None:
    assert arabic(chinese_digits(number)) == str(number)


@pytest.mark.parametrize(
    ("numeral", "expected"),
    [("十", "10"), ("十二", "12"), ("三十", "30"), ("廿", "20"), ("卅一", "31")],
)
def test_numerals_of_days(numeral: str, expected: str) -> None:
    assert arabic(numeral) == expected


def test_lists_name_the_first_and_count_all() -> None:
    assert listed([]) == ""
    assert listed(["甲", "乙"], most=2) == "甲、乙"
    assert listed(["甲", "乙", "丙"], most=2) == "甲、乙等 3 个"
    assert listed(["甲", "乙"], 1, "个县", "，") == "甲等 2 个县"


def test_a_day() -> None:
    assert chinese_date(date(2023, 6, 30)) == "2023年6月30日"
