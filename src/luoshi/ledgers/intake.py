"""A filled workbook as it was read: its rows as records keep them, and what is told of it."""

from collections.abc import Iterator, Mapping

from luoshi.ledgers.schemas import FILES
from luoshi.ledgers.values import Data, area_path, kept
from luoshi.warehouse.intake import Intake, SheetIntake
from luoshi.warehouse.outcome import Fault
from luoshi.warehouse.rows import BadCell
from luoshi.warehouse.schema import Column, FieldType, Table
from luoshi.warehouse.storage import ROW, SHEET_STEP


def numbered_rows(intake: Intake) -> Iterator[tuple[int, Data]]:
    """Each good row with its place in the file: the cells of the columns the file has."""
    numbers = intake.rows[ROW].to_pylist()
    texts = {column.name: _texts(intake, column.name) for column in intake.table.columns}
    present = [_present(each, intake.table) for each in intake.sheets]
    for at, number in enumerate(numbers):
        names = present[number // SHEET_STEP]
        yield number, {name: texts[name][at] for name in names}


def _texts(intake: Intake, name: str) -> list[str]:
    column = intake.table.by_name[name]
    return ["" if v is None else kept(column, v) for v in intake.rows[name].to_pylist()]


def _present(each: SheetIntake, table: Table) -> list[str]:
    person = table.person is not None and table.person.name in each.head.positions
    return [
        column.name
        for column in table.columns
        if column.element != FILES
        and (column.name in each.head.positions or (person and column.derive))
    ]


def refuse(intake: Intake, number: int, row: Data, faults: Mapping[str, Fault]) -> None:
    """Add a row's faults (by column) to those found in the file."""
    place, line = divmod(number, SHEET_STEP)
    each = intake.sheets[place]
    for name, fault in faults.items():
        places = each.head.positions.get(name, ())
        column = intake.table.by_name[name]
        each.bad[line].append(BadCell(line, column, _told(column, row.get(name)), places, fault))


def _told(column: Column, text: str | None) -> str | None:
    """A kept value as its sender knows it: a division by its names."""
    return area_path(text) if text and column.type is FieldType.AREA else text


def remarks(intake: Intake) -> list[str]:
    """What was changed while reading, and what was not read."""
    said = [f"“{column}”有 {n} 格{note}" for (column, note), n in intake.notes.items()]
    if skipped := intake.account.skipped:
        said.append(f"这些工作表没有本台账的表头，没有读：{'、'.join(skipped)}")
    if unknown := intake.account.unknown:
        said.append(f"这些列不是本台账的，没有读：{'、'.join(unknown)}")
    if missing := _missing(intake):
        said.append(f"文件里没有这些列，已有的内容不变：{'、'.join(missing)}")
    if intake.footers:
        said.append(f"表末的合计、填表人等 {intake.footers} 行没有读")
    if intake.repeated:
        said.append(f"有 {intake.repeated} 行与前面的行完全相同，只算一行")
    return said


def _missing(intake: Intake) -> list[str]:
    """The columns a file could have and lacks; attached files come another way."""
    table = intake.table
    return [name for name in intake.account.missing if table.by_name[name].element != FILES]
