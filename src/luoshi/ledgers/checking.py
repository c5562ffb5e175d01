"""Checking what people type, by the same converters as files that are imported."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from luoshi import pack
from luoshi.ledgers.references import Referred, There, unknown_reference
from luoshi.ledgers.schemas import levels_of
from luoshi.ledgers.values import Data, kept
from luoshi.pack.rules import OBLIGATION
from luoshi.warehouse.body import is_footer, key_places
from luoshi.warehouse.converters import Context
from luoshi.warehouse.gate.sheet import block_of
from luoshi.warehouse.headings import Head
from luoshi.warehouse.outcome import Fault
from luoshi.warehouse.rows import RowChecker
from luoshi.warehouse.schema import Column, FieldType, Table

_NOT_A_ROW = Fault("像是合计或签字的一行", "改填实际内容")


@dataclass
class Read:
    """What became of typed cells: values to keep, faults by column, remarks, ID numbers.

    ``data`` has an empty text for a cell that was emptied.
    """

    data: Data = field(default_factory=dict)
    faults: dict[str, Fault] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    numbers: dict[int, str] = field(default_factory=dict)


def read_cells(
    table: Table, cells: Mapping[str, str], context: Context, referred: Referred
) -> Read:
    """Check typed cells by column name; columns that are not given are left as they are."""
    columns = _concerned(table, cells)
    part = table.model_copy(update={"columns": columns})
    head = Head(1, tuple(cells), {name: (place,) for place, name in enumerate(cells)}, None, ())
    row = [*cells.values()]
    checked = RowChecker(part, head, context).check(block_of(2, [row]))
    read = Read(numbers=checked.numbers, notes=[f"“{name}”{note}" for name, note in checked.notes])
    read.faults = {cell.column.name: cell.fault for cell in checked.bad if cell.column}
    if is_footer(row, key_places(part, head)):
        read.faults = {next(iter(cells)): _NOT_A_ROW}
    if not read.faults:
        read.data = {
            name: "" if value is None else kept(table.by_name[name], value)
            for name, (value,) in ((n, one.to_pylist()) for n, one in checked.columns.items())
        }
        read.faults = reference_faults(columns, read.data, referred(columns, [read.data]))
    return read


def _concerned(table: Table, cells: Mapping[str, str]) -> tuple[Column, ...]:
    """The columns given, and those that follow from the person among them."""
    person = table.person is not None and table.person.name in cells
    return tuple(
        column for column in table.columns if column.name in cells or (person and column.derive)
    )


def reference_faults(
    columns: Sequence[Column], data: Mapping[str, str], there: There
) -> dict[str, Fault]:
    """Faults of cells that name what there is not: an obligation, a division of a level the column
    does not take, or a row of another ledger (``there`` are those there are)."""
    found = {
        column.name: _fault(column, data.get(column.name, ""))
        or unknown_reference(column, data.get(column.name, ""), there)
        for column in columns
    }
    return {name: fault for name, fault in found.items() if fault}


def _fault(column: Column, text: str) -> Fault | None:
    policy, levels = pack.load(), levels_of(column)
    if column.element == OBLIGATION and text and text not in policy.obligations:
        return Fault("没有这项承诺", "从清单里选一项")
    if column.type is not FieldType.AREA or not text:
        return None
    if policy.areas.by_code(text).level in levels:
        return None
    lowest = levels[-1].label
    return Fault(f"应填到{lowest}", f"改填{lowest}区划的名称或代码")
