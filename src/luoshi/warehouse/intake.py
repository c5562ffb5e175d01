"""All sheets of a file checked: accepted rows, refused rows, remarks."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

import pyarrow as pa
import pyarrow.compute as pc

from luoshi.warehouse.accepting import Accepted
from luoshi.warehouse.body import chunks
from luoshi.warehouse.converters import Context
from luoshi.warehouse.difference import Duplicate, duplicates
from luoshi.warehouse.errors import HeadingError
from luoshi.warehouse.headings import SEARCHED_ROWS, Head, check_head, find_head
from luoshi.warehouse.outcome import Fault
from luoshi.warehouse.reading import Sheet
from luoshi.warehouse.rows import BadCell, Checked, RowChecker
from luoshi.warehouse.schema import Table
from luoshi.warehouse.storage import ROW, SHEET_STEP, arrow_schema

Progress = Callable[[int, int | None], None]
"""Told the rows read so far and, where the file tells it, how many there are."""


@dataclass(frozen=True)
class SheetIntake:
    """A sheet that holds the table, and its refused cells by row number."""

    sheet: Sheet
    head: Head
    bad: dict[int, list[BadCell]] = field(default_factory=lambda: defaultdict(list))


@dataclass
class Intake:
    """What was read from a file: rows as stored, and everything the receipt tells."""

    table: Table
    sheets: list[SheetIntake]
    skipped: list[str]
    rows: pa.Table
    notes: Counter[tuple[str, str]] = field(default_factory=Counter)
    numbers: dict[int, str] = field(default_factory=dict)
    footers: int = 0
    repeated: int = 0

    @property
    def refused(self) -> int:
        """How many rows are refused."""
        return sum(len(sheet.bad) for sheet in self.sheets)

    @property
    def supplements(self) -> bool:
        """Whether the file is a mended workbook of refused rows."""
        return any(sheet.head.reason is not None for sheet in self.sheets)


def take_in(sheets: list[Sheet], table: Table, context: Context, progress: Progress) -> Intake:
    """Check all rows of all sheets that hold the table.

    Raises :class:`HeadingError` when no sheet does, or one lacks a required column.
    """
    heads = [find_head(islice(sheet.rows(), SEARCHED_ROWS), table) for sheet in sheets]
    found = [SheetIntake(s, head) for s, head in zip(sheets, heads, strict=True) if head]
    if not found:
        raise HeadingError(_no_head(table))
    for each in found:
        check_head(each.head, table, each.sheet.name)
    skipped = [s.name for s, head in zip(sheets, heads, strict=True) if not head]
    intake = Intake(table, found, skipped, arrow_schema(table).empty_table())
    intake.rows = pa.concat_tables([intake.rows, *_checked_rows(intake, context, progress)])
    _settle_duplicates(intake)
    return intake


def _no_head(table: Table) -> str:
    columns = "、".join(column.name for column in table.columns)
    return f"前 {SEARCHED_ROWS} 行中没有找到表头；“{table.title}”的列有：{columns}"


def _checked_rows(intake: Intake, context: Context, progress: Progress) -> Iterator[pa.Table]:
    totals = [each.sheet.total for each in intake.sheets]
    total = None if None in totals else sum(filter(None, totals))
    done = 0
    for place, each in enumerate(intake.sheets):
        checker = RowChecker(intake.table, each.head, context, each.sheet.delimited)
        for chunk in chunks(each.sheet, each.head):
            checked = checker.check(chunk)
            _note(intake, each, checked)
            yield _as_rows(checked, intake.table, place)
            done += len(chunk)
            progress(done, total)


def _note(intake: Intake, each: SheetIntake, checked: Checked) -> None:
    for cell in checked.bad:
        each.bad[cell.row].append(cell)
    intake.notes += checked.notes
    intake.numbers |= checked.numbers
    intake.footers += checked.footers


def _as_rows(accepted: Accepted, table: Table, place: int) -> pa.Table:
    schema = arrow_schema(table)
    numbers = [place * SHEET_STEP + number for number in accepted.rows]
    columns = [*(accepted.columns[column.name] for column in table.columns), numbers]
    arrays = [pa.array(values, kind) for values, kind in zip(columns, schema.types, strict=True)]
    return pa.table(arrays, schema=schema)


def _settle_duplicates(intake: Intake) -> None:
    """Keep the first row of each key: the same again is known, another one is refused."""
    found = duplicates(intake.rows, intake.table)
    for duplicate in found:
        if duplicate.same:
            intake.repeated += 1
        else:
            _refuse(intake, duplicate)
    if found:
        rows = pa.array([duplicate.row for duplicate in found], pa.int64())
        intake.rows = intake.rows.filter(pc.invert(pc.is_in(intake.rows[ROW], rows)))


def _refuse(intake: Intake, duplicate: Duplicate) -> None:
    place, number = divmod(duplicate.row, SHEET_STEP)
    each = intake.sheets[place]
    key = intake.table.key
    places = tuple(at for name in key for at in each.head.positions.get(name, ()))
    fault = Fault(
        f"{'、'.join(key)}与{_where(intake, duplicate)}相同，其他内容不同",
        "只留正确的一行；如以本行为准，单独再送本行即可替换前一行",
    )
    each.bad[number].append(BadCell(number, None, None, places, fault))


def _where(intake: Intake, duplicate: Duplicate) -> str:
    place, number = divmod(duplicate.first, SHEET_STEP)
    same_sheet = place == duplicate.row // SHEET_STEP
    return f"{'' if same_sheet else f'工作表“{intake.sheets[place].sheet.name}”'}第 {number} 行"
