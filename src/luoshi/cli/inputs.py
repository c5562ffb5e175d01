"""Days and numbers on the command line, read by the converters of cells: one way for all."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import typer

LARGEST = 2**63 - 1
"""What a seed may be at most."""

MOST_PEOPLE = 10_000_000
"""People of the largest made-up province: more than live in a small real one."""


def day(text: object) -> date:
    """A day between 1900 and 2100.

    Raises:
        typer.BadParameter: it is none, and how to write one.
    """
    from luoshi.warehouse.dates import read_day
    from luoshi.warehouse.outcome import CellError

    if isinstance(text, date):
        return text
    try:
        found = read_day(str(text))
    except CellError as error:
        raise typer.BadParameter(f"“{str(text)[:20]}”{error}") from None
    if not found.exact:
        raise typer.BadParameter(f"“{text}”没有写明是哪一天，写成 2025-06-30 这样的年月日")
    return found.day


def amount(text: object) -> Decimal:
    """An amount above nothing.

    Raises:
        typer.BadParameter: it is none.
    """
    from luoshi.warehouse.numbers import read_number
    from luoshi.warehouse.outcome import CellError

    try:
        found = read_number(str(text))
    except CellError:
        told = f"“{str(text)[:20]}”不是数，只写数字，如 120000 或 39708.61"
        raise typer.BadParameter(told) from None
    if found <= 0:
        raise typer.BadParameter(f"“{text}”不大于 0，核对后重新填写")
    return found


def whole(least: int, most: int) -> Callable[[object], int]:
    """Reads a whole number between two bounds, themselves included."""

    def number(text: object) -> int:
        plain = str(text).strip()
        if len(plain) > len(str(most)) or not (plain.isascii() and plain.isdecimal()):
            raise typer.BadParameter(f"“{plain[:20]}”不是 {least}—{most} 之间的整数")
        if not least <= int(plain) <= most:
            raise typer.BadParameter(f"{plain} 不在 {least}—{most} 之间")
        return int(plain)

    return number
