"""The reasons a workbook of refused rows gives, and how it is known by them when it comes back."""

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
