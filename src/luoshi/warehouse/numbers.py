"""Whole numbers, amounts and years; amounts stay exact."""

import re
from decimal import Decimal

from luoshi.warehouse.outcome import Cell, CellError
from luoshi.warehouse.schema import Column
from luoshi.warehouse.text import EXACT_BELOW, half_width, lost_digits, trimmed

CENT = Decimal("0.01")
_LIMIT = Decimal(10) ** 16  # DECIMAL(18,2) holds 16 digits before the point
_YEARS = (Decimal(1900), Decimal(2100))

_WRITTEN = re.compile(r"[+-]?(?=[\d.])(?:\d{1,3}(?:,\d{3})+|\d*)(?:\.\d+)?")
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:\.\d+)?[Ee][+-]?\d+")


def read_integer(cell: Cell, column: Column) -> int:
    """Read a whole number inside the column's bounds."""
    number = _bounded(read_number(cell, column.unit), column)
    if number != number.to_integral_value():
        raise CellError("应为整数", "去掉小数部分后填写")
    return int(number)


def read_decimal(cell: Cell, column: Column) -> Decimal:
    """Read an amount of at most two decimals inside the column's bounds."""
    number = _bounded(read_number(cell, column.unit), column)
    rounded = number.quantize(CENT)
    if rounded != number:
        raise CellError("小数超过 2 位", "四舍五入到 2 位小数后填写")
    return rounded


def read_year(cell: Cell, column: Column) -> int:
    """Read a year, with or without 年."""
    first, last = column.minimum or _YEARS[0], column.maximum or _YEARS[1]
    year = read_number(cell, "年")
    if not first <= year <= last or year != year.to_integral_value():
        raise CellError(f"应为 {first}—{last} 之间的年份", "写成 2023 这样的四位年份")
    return int(year)


def read_number(cell: Cell, unit: str | None = None) -> Decimal:
    """Read a number, exact; the column's own unit after it is dropped, another is an error."""
    if isinstance(cell, str):
        return _from_text(cell, unit)
    if isinstance(cell, float):
        if abs(cell) >= EXACT_BELOW:
            raise lost_digits()
        # Excel shows 15 digits: 0.1+0.2 is 0.3 to the one who typed it.
        return Decimal(f"{cell:.15g}")
    if isinstance(cell, int | Decimal) and not isinstance(cell, bool):
        return _in_reach(Decimal(cell))
    raise CellError("不是数字", "只填写数字")


def _from_text(text: str, unit: str | None) -> Decimal:
    narrow = half_width(trimmed(text))
    if unit:
        narrow = narrow.removesuffix(half_width(unit)).rstrip()
    if _SCIENTIFIC.fullmatch(narrow):
        raise lost_digits()
    if not _WRITTEN.fullmatch(narrow):
        raise CellError("不是数字", _unit_hint(unit))
    return _in_reach(Decimal(narrow.replace(",", "")))


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
