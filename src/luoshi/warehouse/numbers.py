"""Whole numbers, amounts and years; amounts stay exact."""

import re
from decimal import Decimal

from luoshi.text.characters import half_width, trimmed
from luoshi.warehouse.outcome import Cell, CellError, Percent
from luoshi.warehouse.schema import Column
from luoshi.warehouse.text import EXACT_BELOW, lost_digits, percentage

_LIMIT = Decimal(10) ** 16  # DECIMAL(18,2) holds 16 digits before the point
_YEARS = (Decimal(1900), Decimal(2100))
_SCALES = {"": Decimal(1), "万": Decimal(10) ** 4, "亿": Decimal(10) ** 8}
"""What a number is multiplied by that is followed by such a sign."""

_WRITTEN = re.compile(r"[+-]?(?=[\d.])(?:\d{1,3}(?:,\d{3})+|\d*)(?:\.\d+)?")
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:\.\d+)?[Ee]([+-]?\d{1,4})")
_LONG = 15  # from so many digits on Excel has lost some


def read_integer(cell: Cell, column: Column) -> int:
    """Read a whole number inside the column's bounds."""
    number = _bounded(read_number(cell, column.unit), column)
    if number != number.to_integral_value():
        raise CellError("应为整数", "去掉小数部分后填写")
    return int(number)


def read_decimal(cell: Cell, column: Column) -> Decimal:
    """Read an amount of no more decimals than the column has, inside its bounds."""
    number = _bounded(read_number(cell, column.unit), column)
    rounded = number.quantize(Decimal(1).scaleb(-column.decimals))
    if rounded != number:
        raise CellError(
            f"小数超过 {column.decimals} 位", f"四舍五入到 {column.decimals} 位小数后填写"
        )
    return rounded


def read_year(cell: Cell, column: Column) -> int:
    """Read a year, with or without 年."""
    first, last = column.minimum or _YEARS[0], column.maximum or _YEARS[1]
    year = read_number(cell, "年")
    if not first <= year <= last or year != year.to_integral_value():
        raise CellError(f"应为 {first}—{last} 之间的年份", "写成 2023 这样的四位年份")
    return int(year)


def read_number(cell: Cell, unit: str | None = None) -> Decimal:
    """Read a number, exact, in the column's unit.

    Behind it may stand the unit, or another size of it: 12.5万 in a column of 元. Any other is
    an error.
    """
    if isinstance(cell, str):
        return _from_text(cell, unit)
    if isinstance(cell, Percent):
        return _from_percentage(cell, unit)
    if isinstance(cell, float):
        if abs(cell) >= EXACT_BELOW:
            raise lost_digits()
        # Excel shows 15 digits: 0.1+0.2 is 0.3 to the one who typed it.
        return Decimal(f"{cell:.15g}")
    if isinstance(cell, int | Decimal) and not isinstance(cell, bool):
        return _in_reach(Decimal(cell))
    raise CellError("不是数字", "只填写数字")


def _from_text(text: str, unit: str | None) -> Decimal:
    written, factor = _parted(half_width(trimmed(text)), unit)
    if scientific := _SCIENTIFIC.fullmatch(written):
        if int(scientific[1]) >= _LONG:
            raise lost_digits()
        raise CellError("写成了科学记数法", "写成完整的数字，如 1000；单元格格式设为“数值”或“文本”")
    if not _WRITTEN.fullmatch(written):
        raise CellError("不是数字", _unit_hint(unit))
    return _in_reach(_in_reach(Decimal(written.replace(",", ""))) * factor)


def _parted(text: str, unit: str | None) -> tuple[str, Decimal]:
    """A written number without what stands behind it, and what it is to be multiplied by."""
    if not unit:
        return text, Decimal(1)
    own, base = _size(half_width(unit))
    bare = text.removesuffix(base).rstrip() if base else text
    sign = bare[-1:] if bare[-1:] in _SCALES else ""
    if bare == text and not sign:
        return text, Decimal(1)
    return bare.removesuffix(sign).rstrip(), _SCALES[sign] / _SCALES[own]


def _size(unit: str) -> tuple[str, str]:
    """The size a unit begins with, and what is counted: 万 and 元."""
    size = unit[:1] if unit[:1] in _SCALES else ""
    return size, unit.removeprefix(size)


def _from_percentage(number: float, unit: str | None) -> Decimal:
    """A number shown as a percentage: 95 in a column of %, 0.95 in one without a unit."""
    exact = Decimal(f"{number:.15g}")
    if unit and not half_width(unit).startswith("%"):
        shown = percentage(number)
        raise CellError(f"这一格显示的是 {shown}，本列的单位是{unit}", "去掉百分比格式，填写数字")
    return _in_reach(exact * 100 if unit else exact)


def _unit_hint(unit: str | None) -> str:
    return f"只填写数字，单位为{unit}" if unit else "只填写数字，不写单位和文字"


def _in_reach(number: Decimal) -> Decimal:
    if not number.is_finite() or abs(number) >= _LIMIT:
        raise CellError("数字过大", "核对后重新填写")
    return number


def _bounded(number: Decimal, column: Column) -> Decimal:
    least = column.minimum if column.minimum is not None else Decimal(0)
    unit = f" {column.unit}" if column.unit else ""
    if number < least:
        reason = f"小于下限 {least}{unit}" if column.minimum is not None else "不能是负数"
        raise CellError(reason, "核对后重新填写")
    if column.maximum is not None and number > column.maximum:
        raise CellError(f"大于上限 {column.maximum}{unit}", "核对数值和单位后重新填写")
    return number
