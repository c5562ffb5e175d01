"""Finding the row of headings and which column of the file is which column of the table."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple

from luoshi.text.characters import squeezed
from luoshi.warehouse.errors import HeadingError
from luoshi.warehouse.outcome import Cell
from luoshi.warehouse.schema import Column, Table
from luoshi.warehouse.text import is_empty, plain

REASON = "退回原因"
"""Heading of the column a refused-rows workbook adds; ignored when the file comes back."""

ORIGIN = "退回自"
"""Heading of the column beside it that says from which delivery a row went back."""

SEARCHED_ROWS = 30
"""How many rows from the top may hold titles and notes before the headings."""

_NEAR, _LIKENESS = 3, 0.4


@dataclass(frozen=True)
class Head:
    """The headings of one sheet.

    ``row`` counts from 1. ``positions`` gives for a column of the table its position in the
    file, several where an area comes in parts. ``reason`` and ``origin`` are those of the columns
    a workbook of refused rows adds.
    """

    row: int
    cells: tuple[Cell, ...]
    positions: dict[str, tuple[int, ...]]
    reason: int | None
    unknown: tuple[str, ...]
    origin: int | None = None

    @property
    def width(self) -> int:
        """How many columns the sheet has."""
        return len(self.cells)


def find_head(rows: Iterable[Sequence[Cell]], table: Table) -> Head | None:
    """Find the row that names most columns of the table, or ``None`` when none does.

    Two columns must be named (one, if the table has only one).
    """
    best: Head | None = None
    columns = {column.name: _names(column) for column in table.columns}
    for number, cells in enumerate(rows, start=1):
        head = _head(number, cells, columns)
        if best is None or len(head.positions) > len(best.positions):
            best = head
    enough = min(2, len(table.columns))
    return best if best and len(best.positions) >= enough else None


def check_head(head: Head, table: Table, sheet: str) -> None:
    """Raise :class:`HeadingError` for a heading that stands twice or a required one missing."""
    where = f"工作表“{sheet}”第 {head.row} 行（表头）"
    for name, times in doubled(head).items():
        raise HeadingError(f"{where}有 {times} 列都叫“{name}”，请只留一列")
    missing = [column for column in table.columns if _is_missing(column, head, table)]
    if missing:
        lines = "；".join(_missing_text(column, head) for column in missing)
        raise HeadingError(f"{where}缺少必填列：{lines}")


def doubled(head: Head) -> dict[str, int]:
    """The columns whose heading stands more than once, and how often."""
    names = [_normal(cell) if isinstance(cell, str) else "" for cell in head.cells]
    times = {name: names.count(names[places[0]]) for name, places in head.positions.items()}
    return {name: count for name, count in times.items() if count > 1}


def _is_missing(column: Column, head: Head, table: Table) -> bool:
    derivable = column.derive and table.person and table.person.name in head.positions
    needed = column.required or column.name in table.key
    return needed and column.name not in head.positions and not derivable


def _missing_text(column: Column, head: Head) -> str:
    near = get_close_matches(column.name, head.unknown, _NEAR, _LIKENESS)
    named = [column.name, *column.aliases]
    hint = f"，表中相近的有“{'”“'.join(near)}”，请改成前者" if near else ""
    return f"“{'”或“'.join(named)}”{hint}"


class _Names(NamedTuple):
    """How a column may be headed: one of its spellings, or all parts side by side."""

    spellings: list[str]
    parts: list[str]


def _head(number: int, cells: Sequence[Cell], columns: Mapping[str, _Names]) -> Head:
    headings = {
        _normal(cell): place
        for place, cell in reversed(list(enumerate(cells)))
        if isinstance(cell, str) and not is_empty(cell)
    }
    found = {name: _position(headings, names) for name, names in columns.items()}
    positions = {name: places for name, places in found.items() if places}
    used = {place for places in positions.values() for place in places}
    reason, origin = (_unused(headings.get(added), used) for added in (REASON, ORIGIN))
    unknown = [
        plain(cells[place])
        for place in sorted(headings.values())
        if place not in used and place not in (reason, origin)
    ]
    return Head(number, _without_padding(cells), positions, reason, tuple(unknown), origin)


def _unused(place: int | None, used: Container[int]) -> int | None:
    return place if place is not None and place not in used else None


def _without_padding(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells up to the last there is: rows of text are filled up to the longest."""
    width = len(cells)
    while width and cells[width - 1] is None:
        width -= 1
    return tuple(cells[:width])


def _position(headings: Mapping[str, int], names: _Names) -> tuple[int, ...]:
    for spelling in names.spellings:
        if spelling in headings:
            return (headings[spelling],)
    parts = [headings[part] for part in names.parts if part in headings]
    return tuple(parts) if len(parts) == len(names.parts) else ()


def _names(column: Column) -> _Names:
    """Spellings of a heading, the column's own name first; its unit may follow in brackets."""
    names = [_normal(name) for name in (column.name, *column.aliases)]
    unit = f"({_normal(column.unit)})" if column.unit else ""
    spellings = names + [name + unit for name in names if unit]
    return _Names(spellings, [_normal(part) for part in column.parts])


def _normal(heading: str) -> str:
    return squeezed(heading).strip("*")
