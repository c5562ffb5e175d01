from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.warehouse.numbers import read_decimal, read_integer, read_number, read_year
from luoshi.warehouse.outcome import CellError, Fault, Percent
from luoshi.warehouse.schema import Column, FieldType

AMOUNT = Column(name="金额", type=FieldType.DECIMAL, unit="元")
ANY = Column(name="变动", type=FieldType.DECIMAL, minimum=Decimal(-(10**15)))
MONTHS = Column(
    name="月数", type=FieldType.INTEGER, minimum=Decimal(0), maximum=Decimal(12), unit="月"
)
YEAR = Column(name="年度", type=FieldType.YEAR)

FULL_WIDTH = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")


@pytest.mark.parametrize(
    "cell",
    [
        "1200",
        "1,200",
        "１，２００",
        "1200.00",
        "1,200元",
        "1200 元",
        " 1200 ",
        1200,
        1200.0,
        Decimal("1200.0"),
    ],
)
def test_an_amount_in_each_usual_form(cell: object) -> None:
    assert read_decimal(cell, AMOUNT) == Decimal("1200.00")


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("1.2万人", "不是数字"),
        ("1200美元", "不是数字"),
        ("12,00", "不是数字"),
        ("约1200", "不是数字"),
        ("1,2", "不是数字"),
        ("", "不是数字"),
        (".", "不是数字"),
        (True, "不是数字"),
        ("1.234", "小数超过 2 位"),
        (0.125, "小数超过 2 位"),
        ("-1", "不能是负数"),
        (-0.01, "不能是负数"),
        ("1.2E+15", "已经丢失"),
        (1e15, "已经丢失"),
        ("10000000000000000", "数字过大"),
    ],
)
def test_what_is_no_amount_is_refused(cell: object, reason: str) -> None:
    with pytest.raises(CellError, match=reason):
        read_decimal(cell, AMOUNT)


PLAIN = Column(name="数", type=FieldType.DECIMAL)
LARGE = "9999999999999999"
"""The largest whole amount a batch can hold."""


@pytest.mark.parametrize(
    ("read", "cell", "reason", "mend"),
    [
        (read_integer, "1.5", "应为整数", "去掉小数部分后填写"),
        (read_decimal, "1.234", "小数超过 2 位", "四舍五入到 2 位小数后填写"),
        (read_decimal, True, "不是数字", "只填写数字"),
        (read_decimal, None, "不是数字", "只填写数字"),
        (read_decimal, "约1200", "不是数字", "只填写数字，不写单位和文字"),
        (read_decimal, "-1", "不能是负数", "核对后重新填写"),
        (read_decimal, f"{LARGE}9", "数字过大", "核对后重新填写"),
        (
            read_decimal,
            "1e3",
            "写成了科学记数法",
            "写成完整的数字，如 1000；单元格格式设为“数值”或“文本”",
        ),
        (
            read_year,
            "23",
            "应为 1900—2100 之间的年份",
            "写成 2023 这样的四位年份",
        ),
    ],
)
def test_a_refusal_says_why_and_how_to_mend_it(
    read: Callable[[object, Column], object], cell: object, reason: str, mend: str
) -> None:
    with pytest.raises(CellError) as caught:
        read(cell, PLAIN)
    assert caught.value.fault == Fault(reason, mend)


def test_a_refusal_names_the_unit() -> None:
    with pytest.raises(CellError) as caught:
        read_decimal("1.2万人", AMOUNT)
    assert caught.value.fault == Fault("不是数字", "只填写数字，单位为元")
    with pytest.raises(CellError) as caught:
        read_decimal(Percent(0.95), AMOUNT)
    assert caught.value.fault == Fault(
        "这一格显示的是 95%，本列的单位是元", "去掉百分比格式，填写数字"
    )


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        (-1, Fault("小于下限 0 月", "核对后重新填写")),
        (13, Fault("大于上限 12 月", "核对数值和单位后重新填写")),
    ],
)
def test_a_refusal_names_the_bound(cell: int, fault: Fault) -> None:
    with pytest.raises(CellError) as caught:
        read_integer(cell, MONTHS)
    assert caught.value.fault == fault
    bare = MONTHS.model_copy(update={"unit": None})
    with pytest.raises(CellError) as caught:
        read_integer(cell, bare)
    assert caught.value.fault == Fault(fault.reason.removesuffix(" 月"), fault.mend)


def test_the_largest_amount_is_read_and_no_larger_one() -> None:
    assert read_decimal(f"{LARGE}.99", PLAIN) == Decimal(f"{LARGE}.99")
    for cell in (10**16, -(10**16), Decimal(10) ** 16, Decimal("Infinity"), Decimal("NaN")):
        with pytest.raises(CellError, match="数字过大"):
            read_number(cell)
    with pytest.raises(CellError, match="数字过大"):
        read_number("100000000亿", "元")


@pytest.mark.parametrize("year", [1900, "1900年", 2100])
def test_the_first_and_the_last_year_are_years(year: object) -> None:
    assert read_year(year, YEAR) == int(str(year).removesuffix("年"))


def test_a_column_may_have_years_of_its_own() -> None:
    column = YEAR.model_copy(update={"minimum": Decimal(2021), "maximum": Decimal(2025)})
    assert [read_year(year, column) for year in (2021, 2025)] == [2021, 2025]
    for year in (2020, 2026):
        with pytest.raises(CellError, match="应为 2021—2025 之间的年份"):
            read_year(year, column)


@pytest.mark.parametrize(("cell", "reason"), [("1E14", "科学记数法"), ("1E15", "已经丢失")])
def test_from_fifteen_digits_on_a_power_of_ten_has_lost_some(cell: str, reason: str) -> None:
    with pytest.raises(CellError, match=reason):
        read_decimal(cell, AMOUNT)


@pytest.mark.parametrize(
    ("cell", "unit", "number"),
    [
        ("12.5万", "元", "125000"),
        ("12.5万", "万元", "12.5"),
        ("12.5万元", "元", "125000"),
        ("１２.５ 万元", "万元", "12.5"),
        ("12.5 万 元", "元", "125000"),
        ("1.25亿", "万元", "12500"),
        ("1.25亿元", "元", "125000000"),
        ("123456元", "万元", "12.3456"),
        ("1.2万人", "人", "12000"),
        ("1.2万", "亩", "12000"),
        ("95%", "%", "95"),
        (Percent(0.95), "%", "95"),
        (Percent(0.07), "%", "7"),
        (Percent(0.95), None, "0.95"),
    ],
)
def test_a_number_in_another_size_of_its_unit(cell: object, unit: str, number: str) -> None:
    assert read_number(cell, unit) == Decimal(number)


@pytest.mark.parametrize("cell", ["12.5万", "12.5元"])
def test_a_size_without_a_unit_tells_nothing(cell: str) -> None:
    with pytest.raises(CellError, match="不是数字"):
        read_number(cell)


def test_a_percentage_in_a_column_of_another_unit_is_refused() -> None:
    with pytest.raises(CellError, match="这一格显示的是 95%，本列的单位是元"):
        read_decimal(Percent(0.95), AMOUNT)


@pytest.mark.parametrize("cell", ["1e3", "1.5E-3", "2E+14"])
def test_powers_of_ten_have_their_own_message(cell: str) -> None:
    with pytest.raises(CellError, match="科学记数法"):
        read_decimal(cell, AMOUNT)


@pytest.mark.parametrize("cell", ["12.3456", 12.345678, "0.000001"])
def test_ten_thousands_have_six_decimals(cell: object) -> None:
    column = Column(name="金额", type=FieldType.DECIMAL, unit="万元")
    assert read_decimal(cell, column) == Decimal(str(cell))
    with pytest.raises(CellError, match="小数超过 6 位"):
        read_decimal("0.0000001", column)


def test_bounds_are_inclusive_and_named() -> None:
    assert [read_integer(n, MONTHS) for n in (0, "12", "12月")] == [0, 12, 12]
    with pytest.raises(CellError, match="大于上限 12 月"):
        read_integer(13, MONTHS)
    with pytest.raises(CellError, match="小于下限 0 月"):
        read_integer(-1, MONTHS)


def test_a_whole_number_has_no_fraction() -> None:
    assert read_integer("12.0", MONTHS) == 12
    with pytest.raises(CellError, match="应为整数"):
        read_integer(1.5, MONTHS)


def test_noise_of_excel_sums_is_not_seen() -> None:
    assert read_decimal(0.1 + 0.2, AMOUNT) == Decimal("0.30")


@pytest.mark.parametrize("cell", ["2023", "2023年", 2023.0, "２０２３"])
def test_years(cell: object) -> None:
    assert read_year(cell, YEAR) == 2023


@pytest.mark.parametrize("cell", ["23", "2023.5", 20230105, "本年"])
def test_what_is_no_year(cell: object) -> None:
    with pytest.raises(CellError):
        read_year(cell, YEAR)


@given(st.decimals(Decimal(-(10**13)), Decimal(10**13), places=2))
def test_every_spelling_of_an_amount_is_the_same_amount(amount: Decimal) -> None:
    spellings = [str(amount), f"{amount:,}", f"{amount:,}".translate(FULL_WIDTH), f" {amount}　"]
    assert {read_decimal(spelling, ANY) for spelling in spellings} == {amount}


@given(st.integers(-(10**14), 10**14), st.integers(0, 2))
def test_an_amount_kept_by_excel_as_a_float_comes_back_exact(cents: int, places: int) -> None:
    amount = Decimal(cents).scaleb(-places)
    assert read_number(float(amount)) == amount
