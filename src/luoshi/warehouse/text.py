"""Cells as text: whole numbers, days, and numbers that became text."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from luoshi.text.characters import half_width, trimmed
from luoshi.warehouse.outcome import Cell, CellError, Percent, Spoiled

EXACT_BELOW = 10**15
"""Excel keeps 15 significant digits: from here on a number may have lost digits."""

_CELLS = (str, int, float, Decimal, date, time, timedelta)
_BLANKS = re.compile(r"\s+")
_SCIENTIFIC = re.compile(r"[+-]?\d(?:\.\d+)?[Ee]\+?\d+")
_FORMULA_TEXT = re.compile(r'="(.*)"')


def is_empty(cell: Cell) -> bool:
    """Whether the cell holds nothing but blanks."""
    if isinstance(cell, str):
        return not cell or (not cell[0].isalnum() and not trimmed(cell))
    return cell is None or cell != cell


def percentage(number: float) -> str:
    """A number as a sheet shows it that shows percentages: 0.95 as 95%."""
    return f"{(Decimal(f'{number:.15g}') * 100).normalize():f}%"


def plain(cell: Cell) -> str:
    """The cell as text: whole numbers without ``.0``, days as ``2023-01-05``."""
    if isinstance(cell, str):
        return trimmed(cell)
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return _from_float(cell)
    if isinstance(cell, datetime) and cell.time() == datetime.min.time():
        return cell.date().isoformat()
    return cell.isoformat(" ") if isinstance(cell, datetime) else _other(cell)


def _other(cell: Cell) -> str:
    return cell.isoformat() if isinstance(cell, date) else "" if cell is None else str(cell)


def _from_float(number: float) -> str:
    if isinstance(number, Percent):
        return percentage(number)
    if abs(number) >= EXACT_BELOW:
        raise lost_digits()
    return f"{number:.15g}"


def symbols(cell: Cell) -> str:
    """The cell as a number written in symbols (ID, code, phone): half-width, no blanks."""
    text = plain(cell)
    if not isinstance(cell, str) or (text.isascii() and text.isdigit()):
        return text
    text = _BLANKS.sub("", half_width(text)).lstrip("'`")
    quoted = _FORMULA_TEXT.fullmatch(text)
    text = quoted[1] if quoted else text
    if _SCIENTIFIC.fullmatch(text):
        raise lost_digits()
    return text


def padded(text: str, digits: int | None) -> str:
    """A code of digits with the leading zeros Excel took from it."""
    return text.zfill(digits) if digits and text.isascii() and text.isdigit() else text


def lost_digits() -> CellError:
    """The error for a long number that Excel turned into 6.4E+17."""
    return CellError(
        "Excel 把这一格当作数字保存，15 位以后的数字已经丢失，无法恢复",
        "先把该列的单元格格式设为“文本”，再按原始材料重新填写",
    )


def shown(cell: object) -> str:
    """Any cell as a reader would see it; a number too long for Excel as Excel shows it."""
    if isinstance(cell, tuple):
        return "/".join(filter(None, map(shown, cell)))
    if isinstance(cell, Spoiled):
        return cell.text
    if isinstance(cell, float) and abs(cell) >= EXACT_BELOW:
        return f"{cell:.2E}"
    return plain(cell) if isinstance(cell, _CELLS) else ""
