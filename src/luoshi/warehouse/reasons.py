"""The reasons a workbook of refused rows gives, and how it is known by them when it comes back.

It says as well from which delivery the rows went back: mended, they add to that one. Where nothing
of the delivery was good, and so nothing stored, the mended workbook is the delivery itself.
"""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from luoshi.warehouse.body import flags
from luoshi.warehouse.gate.sheet import Block
from luoshi.warehouse.headings import Head
from luoshi.warehouse.outcome import Cell, Fault
from luoshi.warehouse.schema import Table

WHOLE_ROW = "整行"
"""What stands for a column's name where the row as a whole is at fault."""


def written_reason(column: str | None, fault: Fault) -> str:
    """A reason as the workbook gives it."""
    return f"{column or WHOLE_ROW}：{fault.reason}。{fault.mend}"


NOT_STORED = "没有入库"
"""What stands for the delivery of which no row was good."""

_DIGITS = 12
_ORIGIN = re.compile(rf"报送-([0-9a-f]{{{_DIGITS}}})")


def written_origin(sha256: str) -> str:
    """A delivery as the workbook names it, by the digest of the file the rows came in."""
    return f"报送-{sha256[:_DIGITS]}"


def origins(rows: Block, head: Head) -> Iterator[str]:
    """What rows of a workbook say they went back from: the beginnings of files' digests."""
    for cell in _origin_cells(rows, head):
        found = _ORIGIN.fullmatch(cell.strip()) if isinstance(cell, str) else None
        if found:
            yield found[1]


def is_whole(rows: Block, head: Head) -> bool:
    """Whether rows come from a workbook that holds a delivery of which nothing was stored."""
    return NOT_STORED in _origin_cells(rows, head)


def _origin_cells(rows: Block, head: Head) -> list[Cell]:
    if head.origin is None:
        return []
    values, _ = rows.columns[head.origin].different()
    return list(values)


def has_reasons(rows: Block, head: Head, table: Table) -> bool:
    """Whether rows come from a workbook of refused rows: with a reason in the words of one.

    A department's own column of that name, or one left empty, makes no such workbook.
    """
    if head.reason is None:
        return False
    named = table.by_name.keys() | {WHOLE_ROW}
    return bool(flags(rows.columns[head.reason], lambda cell: _is_written(cell, named)).any())


def _is_written(cell: Cell, named: AbstractSet[str]) -> bool:
    lines = cell.strip().split("\n") if isinstance(cell, str) else [""]
    return all(_is_reason(line, named) for line in lines)


def _is_reason(line: str, named: AbstractSet[str]) -> bool:
    column, _, told = line.partition("：")
    reason, _, mend = told.partition("。")
    return column in named and bool(reason and mend)
