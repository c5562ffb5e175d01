"""Records as pages show them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from luoshi.ledgers.schemas import FILES, is_number
from luoshi.ledgers.values import Data, shown
from luoshi.site.accounts.services import User
from luoshi.site.ledgers.models import Record, Revision
from luoshi.site.ledgers.policies import may_fill_in
from luoshi.site.rights import scope_of
from luoshi.warehouse.schema import Column, FieldType, Table

WORDS = (FieldType.TEXT, FieldType.CODES, FieldType.AREA)
"""Types whose cells may need several lines."""


@dataclass(frozen=True)
class CellView:
    """A cell: its column with its place, what readers see, and whether they may change it."""

    record: int
    place: int
    column: Column
    text: str
    editable: bool


def look_of(column: Column) -> str:
    """How wide a column is and how it is set: ``number``, ``words`` or ``numbers``."""
    if is_number(column) and column.type is not FieldType.YEAR:
        return "number"
    return "words" if column.type in WORDS else "numbers"


@dataclass(frozen=True)
class RowView:
    """A record with its cells."""

    record: Record
    cells: list[CellView]
    fillable: bool


@dataclass(frozen=True)
class ChangedCell:
    """A cell a revision changed: what stood there before and after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class RevisionView:
    """A revision with the cells it changed."""

    revision: Revision
    who: str
    at: datetime
    cells: list[ChangedCell]


class Presenter:
    """Shows records of one ledger to one user, personal values by right."""

    def __init__(self, table: Table, user: User) -> None:
        self.table = table
        self.user = user
        self.scope = scope_of(user)

    def rows(self, records: Iterable[Record]) -> Iterator[RowView]:
        """Records as rows."""
        return map(self.row, records)

    def row(self, record: Record) -> RowView:
        """A record as a row."""
        fillable = not record.removed and may_fill_in(self.user, self.table, record.area)
        show = self._cell(record, fillable)
        return RowView(record, [show(*each) for each in enumerate(self.table.columns)], fillable)

    def cell(self, record: Record, place: int) -> CellView:
        """One cell of a record."""
        return self.row(record).cells[place]

    def _cell(self, record: Record, fillable: bool) -> Callable[[int, Column], CellView]:
        def show(place: int, column: Column) -> CellView:
            text = shown(column, record.data.get(column.name, ""), self.scope)
            return CellView(record.pk, place, column, text, fillable and column.element != FILES)

        return show

    def history(self, revisions: Iterable[Revision]) -> Iterator[RevisionView]:
        """Revisions with what each changed."""
        for revision in revisions:
            who = revision.by.title if revision.by else "程序"
            yield RevisionView(revision, who, revision.at, list(self._changed(revision)))

    def _changed(self, revision: Revision) -> Iterator[ChangedCell]:
        before, after = revision.before or {}, revision.after or {}
        for column in self.table.columns:
            if before.get(column.name) != after.get(column.name):
                yield self.changed(column, before, after)

    def changed(self, column: Column, before: Data, after: Data) -> ChangedCell:
        """A cell before and after, as this reader sees it."""
        texts = [shown(column, data.get(column.name, ""), self.scope) for data in (before, after)]
        return ChangedCell(column.name, *texts)
