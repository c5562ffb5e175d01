"""Days and months in the forms offices write them.

2023-01-05, 2023/1/5, 2023.1.5, 20230105, 2023年1月5日, 二〇二三年一月五日, with or without a
time of day; 2023-01, 2023年1月, 202301 for months; Excel's own dates and serial numbers. 2023.1
may be January, or October that lost its zero as a number: it is none of both.
"""

import re
from datetime import date, datetime, timedelta
from math import isfinite
from typing import NamedTuple

from luoshi.text.characters import half_width, trimmed
from luoshi.text.numerals import arabic
from luoshi.warehouse.gate.formats import day_in_1900
from luoshi.warehouse.outcome import Cell, CellError

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_EPOCH = date(1899, 12, 30)  # day 0 of Excel's 1900 system, for serial numbers after 60
_SERIALS = range(10000, 100000)

_TIME = re.compile(r"(?:[ T]|(?<=[日号]))\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$")
_SEPARATED = re.compile(r"(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?")
_TENTH = re.compile(r"\d{4}\.1")
_CHINESE = re.compile(r"(\d{4})年(\d{1,2})月(?:(\d{1,2})[日号]?)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})?")
_IN_WORDS = re.compile(r"[〇○零一二三四五六七八九十廿卅]+")

_MEND = "写成 2023-01-05 这样的年月日"


class Day(NamedTuple):
    """A day, and whether the cell named it or only its month (then the first day)."""

    day: date
    exact: bool


def read_day(cell: Cell) -> Day:
    """Read a cell that should hold a day; raise :class:`CellError` when it does not."""
    if isinstance(cell, datetime):
        return _checked(cell.year, cell.month, cell.day)
    if isinstance(cell, date):
        return _checked(cell.year, cell.month, cell.day)
    if isinstance(cell, str):
        return _from_text(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _from_number(float(cell))
    raise CellError("不是日期", _MEND)


def read_month(cell: Cell) -> date:
    """Read a cell that should hold a month, as its first day."""
    if isinstance(cell, float) and _FIRST_YEAR <= cell // 10 <= _LAST_YEAR:
        raise CellError("五位数字看不出年月", "写成 2023-01 这样的年月")
    return read_day(cell).day.replace(day=1)


def serial_in_1900(cell: Cell) -> Cell:
    """A cell of a book that counts days from 1904, its serial number as other books count."""
    is_serial = isinstance(cell, float) and isfinite(cell) and int(cell) in _SERIALS
    return day_in_1900(cell) if is_serial else cell  # type: ignore[arg-type]  # it is a float


def _from_text(text: str) -> Day:
    narrow = _TIME.sub("", half_width(trimmed(text)))
    plain = _IN_WORDS.sub(lambda words: arabic(words[0]), "".join(narrow.split()))
    if _TENTH.fullmatch(plain):
        raise CellError("“.1”分不清是 1 月还是 10 月", "写成 2023-01 或 2023-10 这样的年月")
    if match := _SEPARATED.fullmatch(plain):
        year, _, month, day = match.groups()
    elif match := _CHINESE.fullmatch(plain) or _COMPACT.fullmatch(plain):
        year, month, day = match.groups()
    else:
        raise CellError("不是日期" if not _is_year(plain) else "只有年份", _MEND)
    return _checked(int(year), int(month), int(day) if day else None)


def _is_year(text: str) -> bool:
    return re.fullmatch(r"\d{4}年?", text) is not None


def _from_number(number: float) -> Day:
    if not isfinite(number):
        raise CellError("不是日期", _MEND)
    if int(number) in _SERIALS:
        return _from_serial(int(number))
    if number.is_integer():
        return _from_text(str(int(number)))
    return _from_text(f"{number:.15g}")


def _from_serial(serial: int) -> Day:
    day = _EPOCH + timedelta(days=serial)
    return _checked(day.year, day.month, day.day)


def _checked(year: int, month: int, day: int | None) -> Day:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise CellError(f"年份不在 {_FIRST_YEAR}—{_LAST_YEAR} 之间", _MEND)
    try:
        return Day(date(year, month, day or 1), day is not None)
    except ValueError:
        raise CellError("没有这一天", "核对月、日后重新填写") from None
