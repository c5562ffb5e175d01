from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.warehouse.dates import read_day, read_month, serial_in_1900
from luoshi.warehouse.outcome import CellError, Fault

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
WORDS = "〇一二三四五六七八九"


@pytest.mark.parametrize(
    "cell",
    [
        "2023-01-05",
        "2023/1/5",
        "2023.1.5",
        "20230105",
        "2023年1月5日",
        "2023年01月05号",
        "2023 年 1 月 5 日",
        "二〇二三年一月五日",
        "二○二三年一月五日",
        "二零二三年一月五日",
        "２０２３－０１－０５",
        "　2023-1-5 ",
        "2023-01-05 08:30:00",
        "2023-01-05T08:30:00.000",
        "2023年1月5日8:30",
        date(2023, 1, 5),
        datetime.fromisoformat("2023-01-05T08:30"),
        44931,
        44931.0,
        44931.75,
        20230105.0,
    ],
)
def test_a_day_in_each_usual_form(cell: object) -> None:
    assert read_day(cell) == (date(2023, 1, 5), True)


@pytest.mark.parametrize("cell", ["2023年1月", "202301", "2023-01", "二〇二三年一月", 202301.0])
def test_a_month_alone_is_its_first_day_and_not_exact(cell: object) -> None:
    assert read_day(cell) == (date(2023, 1, 1), False)
    assert read_month(cell) == date(2023, 1, 1)


@pytest.mark.parametrize(
    ("text", "month", "day"),
    [
        ("二〇二三年十二月三十一日", 12, 31),
        ("二〇二三年十月二十日", 10, 20),
        ("二〇二三年十一月廿五日", 11, 25),
        ("二〇二三年十一月廿日", 11, 20),
        ("二〇二三年十月卅日", 10, 30),
        ("二〇二三年十月卅一日", 10, 31),
    ],
)
def test_tens_in_words(text: str, month: int, day: int) -> None:
    assert read_day(text).day == date(2023, month, day)


@given(DAYS)
def test_every_written_form_of_every_day_reads_back(day: date) -> None:
    y, m, d = day.year, day.month, day.day
    forms = [
        f"{y}-{m:02}-{d:02}", f"{y}/{m}/{d}", f"{y}.{m}.{d}", f"{y}{m:02}{d:02}",
        f"{y}年{m}月{d}日", in_words(day),
    ]  # fmt: skip
    assert {read_day(form) for form in forms} == {(day, True)}


@given(st.dates(date(1927, 6, 1), date(2100, 12, 31)))
def test_every_serial_number_is_its_day(day: date) -> None:
    serial = (day - date(1899, 12, 30)) / timedelta(days=1)
    assert read_day(serial).day == day


@given(DAYS)
def test_every_form_of_every_month_reads_back(day: date) -> None:
    first = day.replace(day=1)
    forms = [f"{day:%Y-%m}", f"{day:%Y%m}", f"{day.year}年{day.month}月", f"{day.year}/{day.month}"]
    assert {read_month(form) for form in forms} == {first}
    assert read_month(day) == first


def in_words(day: date) -> str:
    year = "".join(WORDS[int(digit)] for digit in str(day.year))
    return f"{year}年{tens(day.month)}月{tens(day.day)}日"


def tens(number: int) -> str:
    high, low = divmod(number, 10)
    return f"{WORDS[high] if high > 1 else ''}{'十' if high else ''}{WORDS[low] if low else ''}"


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("2023-02-30", "没有这一天"),
        ("2023-13-01", "没有这一天"),
        ("2023", "只有年份"),
        ("2023年", "只有年份"),
        ("1/5/2023", "不是日期"),
        ("2023-1/5", "不是日期"),
        ("昨天", "不是日期"),
        ("0023-01-05", "年份不在"),
        (True, "不是日期"),
        (2023.1, "分不清"),
        (123.0, "不是日期"),
    ],
)
def test_what_is_no_day_is_refused_with_the_reason(cell: object, reason: str) -> None:
    with pytest.raises(CellError, match=reason) as caught:
        read_day(cell)
    assert caught.value.fault.mend


MEND = "写成 2023-01-05 这样的年月日"


@pytest.mark.parametrize(
    ("cell", "reason", "mend"),
    [
        (True, "不是日期", MEND),
        (float("inf"), "不是日期", MEND),
        ("昨天", "不是日期", MEND),
        ("2023年", "只有年份", MEND),
        ("2023.1", "“.1”分不清是 1 月还是 10 月", "写成 2023-01 或 2023-10 这样的年月"),
        ("1899-12-31", "年份不在 1900—2100 之间", MEND),
        ("2101-01-01", "年份不在 1900—2100 之间", MEND),
        ("2023-02-30", "没有这一天", "核对月、日后重新填写"),
    ],
)
def test_a_refusal_says_why_and_how_to_mend_it(cell: object, reason: str, mend: str) -> None:
    with pytest.raises(CellError) as caught:
        read_day(cell)
    assert caught.value.fault == Fault(reason, mend)


def test_a_month_of_five_digits_is_told_how_to_mend() -> None:
    with pytest.raises(CellError) as caught:
        read_month(20231.0)
    assert caught.value.fault == Fault("五位数字看不出年月", "写成 2023-01 这样的年月")


@pytest.mark.parametrize("cell", [19000.0, 21009.0])
def test_the_first_and_the_last_year_of_five_digits_are_no_serial_numbers(cell: float) -> None:
    with pytest.raises(CellError, match="看不出年月"):
        read_month(cell)
    for near in (18999.0, 21010.0):
        assert read_month(near) == read_day(near).day.replace(day=1)


@pytest.mark.parametrize("cell", [9999.0, 100000.0])
def test_numbers_on_the_edge_of_serial_numbers_are_none(cell: float) -> None:
    with pytest.raises(CellError):
        read_day(cell)


def test_the_first_and_the_last_serial_number() -> None:
    assert read_day(10000).day == date(1927, 5, 18)
    assert read_day(73415).day == date(2100, 12, 31)
    with pytest.raises(CellError, match="年份不在"):
        read_day(99999)


def test_a_month_typed_as_a_number_loses_its_last_zero() -> None:
    assert read_month(2023.09) == date(2023, 9, 1)
    assert read_month(2023.11) == date(2023, 11, 1)
    with pytest.raises(CellError, match="1 月还是 10 月"):
        read_month(2023.1)


@pytest.mark.parametrize("cell", [2023.1, "2023.1", "２０２３.１"])
def test_january_and_october_are_not_told_apart_at_any_door(cell: object) -> None:
    for read in (read_day, read_month):
        with pytest.raises(CellError, match="分不清"):
            read(cell)
    assert read_month("2023.10") == date(2023, 10, 1)


def test_five_digits_that_look_like_a_month_are_not_taken_for_a_serial_number() -> None:
    with pytest.raises(CellError, match="看不出年月"):
        read_month(20231.0)
    assert read_month(44931.0) == date(2023, 1, 1)


@pytest.mark.parametrize("day", [date(1931, 5, 19), date(2025, 6, 1), date(2100, 12, 31)])
def test_serial_numbers_from_1904_are_told_as_from_1900(day: date) -> None:
    in_1904 = float((day - date(1904, 1, 1)).days)
    assert read_day(serial_in_1900(in_1904)).day == day


@pytest.mark.parametrize(
    "cell", [20230105.0, 202301.0, 2023.11, 9999.0, 100000.0, float("nan"), "44347", 44347, None]
)
def test_what_is_no_serial_number_stays_as_it_is(cell: object) -> None:
    assert serial_in_1900(cell) is cell
