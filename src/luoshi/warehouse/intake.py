"""All sheets of a file checked: accepted rows, refused rows, remarks."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

import pyarrow as pa

from luoshi.text.masking import masked_text
from luoshi.warehouse.accepting import Accepted
from luoshi.warehouse.account import Account, account_of
from luoshi.warehouse.body import key_places, sifted, under
from luoshi.warehouse.converters import Context
from luoshi.warehouse.errors import HeadingError
from luoshi.warehouse.gate.sheet import Block, File, Sheet
from luoshi.warehouse.headings import SEARCHED_ROWS, Head, check_head, find_head
from luoshi.warehouse.reasons import has_reasons, is_whole, origins
from luoshi.warehouse.rows import BadCell, Checked, RowChecker
from luoshi.warehouse.schema import Table
from luoshi.warehouse.storage import SHEET_STEP, arrow_schema

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
    """What was read from a file: rows as stored, and everything the receipt tells.

    ``read`` counts the rows of the table under the headings. It ``supplements`` what was sent
    before where it is a mended workbook of refused rows, of deliveries whose files' digests begin
    with ``origins``.
    """

    table: Table
    file: File
    sheets: list[SheetIntake]
    rows: pa.Table
    read: int = 0
    notes: Counter[tuple[str, str]] = field(default_factory=Counter)
    numbers: dict[int, str] = field(default_factory=dict)
    footers: int = 0
    repeated: int = 0
    supplements: bool = False
    origins: set[str] = field(default_factory=set)

    @property
    def refused(self) -> int:
        """How many rows are refused."""
        return sum(len(sheet.bad) for sheet in self.sheets)

    @property
    def account(self) -> Account:
        """What was read of the file."""
        read = [(each.sheet, each.head) for each in self.sheets]
        return account_of(self.file, read, self.table, self.read)


def take_in(file: File, table: Table, context: Context, progress: Progress) -> Intake:
    """Check all rows of all sheets that hold the table, but for hidden ones.

    Raises:
        HeadingError: no sheet does, or one lacks a required column.
        FileError: the file is found broken as it is read.
    """
    heads = [find_head(islice(sheet.rows(), SEARCHED_ROWS), table) for sheet in file.visible]
    found = [SheetIntake(s, head) for s, head in zip(file.visible, heads, strict=True) if head]
    if not found:
        raise HeadingError(_no_head(file, table))
    for each in found:
        check_head(each.head, table, each.sheet.name)
    intake = Intake(table, file, found, arrow_schema(table).empty_table())
    intake.rows = pa.concat_tables([intake.rows, *_checked_rows(intake, context, progress)])
    return intake


def _no_head(file: File, table: Table) -> str:
    columns = "、".join(column.name for column in table.columns)
    hidden = "、".join(map(masked_text, file.hidden))
    also = f"；隐藏的工作表（{hidden}）不读，要收它请取消隐藏" if hidden else ""
    return f"前 {SEARCHED_ROWS} 行中没有找到表头；“{table.title}”的列有：{columns}{also}"


def _checked_rows(intake: Intake, context: Context, progress: Progress) -> Iterator[pa.Table]:
    totals = [each.sheet.total for each in intake.sheets]
    total = None if None in totals else sum(filter(None, totals))
    for place, each in enumerate(intake.sheets):
        sheet, head = each.sheet, each.head
        checker = RowChecker(
            intake.table, head, context, delimited=sheet.delimited, since_1904=sheet.since_1904
        )
        keys = key_places(intake.table, head)
        for block in under(sheet, head):
            rows, footers = sifted(block, head, keys)
            checked = checker.check(rows)
            intake.footers += footers
            _note(intake, each, rows, checked)
            yield _as_rows(checked, intake.table, place)
            progress(intake.read, total)


def _note(intake: Intake, each: SheetIntake, rows: Block, checked: Checked) -> None:
    intake.read += len(rows)
    if has_reasons(rows, each.head, intake.table) and not is_whole(rows, each.head):
        intake.supplements = True
        intake.origins.update(origins(rows, each.head))
    for cell in checked.bad:
        each.bad[cell.row].append(cell)
    intake.notes += checked.notes
    intake.numbers |= checked.numbers


def _as_rows(accepted: Accepted, table: Table, place: int) -> pa.Table:
    numbers = pa.array(accepted.rows + place * SHEET_STEP, pa.int64())
    columns = [*(accepted.columns[column.name] for column in table.columns), numbers]
    return pa.table(columns, schema=arrow_schema(table))
