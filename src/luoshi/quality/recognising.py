"""Which of the export tables a sheet holds: by its file's name, and by its headings."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from luoshi.quality.errors import QualityError
from luoshi.text.characters import squeezed
from luoshi.warehouse.headings import SEARCHED_ROWS, Head, find_head
from luoshi.warehouse.outcome import Cell
from luoshi.warehouse.schema import Table


class Recognised(NamedTuple):
    """A table and the head under which a sheet holds it; ``telling`` headings only it has."""

    table: Table
    head: Head
    telling: int


def recognise(
    file_name: str, rows: Sequence[Sequence[Cell]], tables: Iterable[Table]
) -> Recognised | None:
    """The table whose head is among ``rows``, the first of a sheet; ``None`` when none is.

    Exports share many columns, so the headings that only one table has tell it. Among the
    tables they allow, the file's name decides.
    """
    tables = list(tables)
    found = [_found(rows, table, _own_columns(table, tables)) for table in tables]
    possible = [one for one in found if one and one.telling]
    named = [one for one in possible if is_named(file_name, one.table)]
    return max(named or possible, key=lambda one: one.telling, default=None)


def unknown(file_name: str, tables: Iterable[Table]) -> QualityError:
    """The error for a file that holds none of the tables."""
    tables = list(tables)
    named = next((table.title for table in tables if is_named(file_name, table)), None)
    if named:
        return QualityError(
            f"文件名像“{named}”，但前 {SEARCHED_ROWS} 行里没有它的表头；请用系统导出的原文件"
        )
    titles = "、".join(f"“{table.title}”" for table in tables)
    return QualityError(f"认不出是哪张表；能核查的是 {titles}，请用系统导出的原文件")


def is_named(file_name: str, table: Table) -> bool:
    """Whether the file's name has a part by which exports of the table are known."""
    name = squeezed(file_name)
    return any(squeezed(part) in name for part in table.file_names)


def _found(rows: Sequence[Sequence[Cell]], table: Table, own: frozenset[str]) -> Recognised | None:
    head = find_head(rows, table)
    return Recognised(table, head, len(own & head.positions.keys())) if head else None


def _own_columns(table: Table, tables: Iterable[Table]) -> frozenset[str]:
    """The columns that no other of the tables has."""
    holders = Counter(name for one in tables for name in one.by_name)
    return frozenset(name for name in table.by_name if holders[name] == 1)
