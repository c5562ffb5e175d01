"""What people do to single records. Each action checks the rights, does its work and logs it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from luoshi.ledgers.schemas import FILES
from luoshi.site import sources
from luoshi.site.accounts.services import User
from luoshi.site.ledgers.cells.known import fill_known
from luoshi.site.ledgers.choices import Change
from luoshi.site.ledgers.models import Record, Revision
from luoshi.site.ledgers.policies import demand_fill, demand_record
from luoshi.site.ledgers.services.checking import read_cells
from luoshi.site.ledgers.services.demands import (
    demand_free,
    live_record,
    own_area,
    rewrite,
    sound,
)
from luoshi.site.ledgers.services.entries import merged
from luoshi.site.ledgers.services.journal import Edit, journal
from luoshi.site.ledgers.services.log import filled
from luoshi.warehouse.schema import Table


class ConflictError(Exception):
    """Someone else changed the same cell meanwhile; nothing is lost, the user chooses."""

    def __init__(self, record: Record, column: str, theirs: str, yours: str) -> None:
        super().__init__("这一格已被别人改过")
        self.record = record
        self.column = column
        self.theirs = theirs
        self.yours = yours


@dataclass(frozen=True)
class AddRecord:
    """Add a row from typed cells by column name."""

    table: Table
    user: User
    cells: Mapping[str, str]
    request: HttpRequest | None = None

    def check(self) -> None:
        """Stop here unless the user fills this ledger.

        Raises:
            Refused: the schema does not name the user's role or unit.
        """
        demand_fill(self.user, self.table)

    def execute(self) -> Record:
        """Check, add and log.

        Raises:
            ValidationError: by column, what is wrong and how to mend it.
        """
        self.check()
        read = sound(read_cells(self.table, _all_cells(self.table, self.cells)))
        fill_known(self.table, [read.data])
        area = own_area(self.user, self.table, read.data)
        with journal(self.table, self.user) as writer:
            demand_free(self.table, read.data)
            sources.vault().keep(read.numbers)
            record = writer.add(read.data, area)
            filled(self.user, self.table, f"新增记录 {record.pk}", area, self.request)
        return record


@dataclass(frozen=True)
class ChangeCell:
    """Change one cell of a record that the user saw at a version."""

    record: Record
    user: User
    column: str
    text: str
    version: int
    request: HttpRequest | None = None

    def check(self) -> Table:
        """Stop here unless the user fills this ledger in the record's area.

        Raises:
            Refused: the user may not.
            ValidationError: the column is not one people type.
        """
        table = demand_record(self.user, self.record)
        column = table.by_name.get(self.column)
        if column is None or column.element == FILES:
            raise ValidationError("这一列由系统填写，不能直接修改。")
        return table

    def execute(self) -> Record:
        """Check, change and log. What others changed in other cells stays.

        Raises:
            ConflictError: someone else changed this cell meanwhile.
            ValidationError: what is wrong with the cell and how to mend it.
        """
        table = self.check()
        read = sound(read_cells(table, {self.column: self.text}))
        with journal(table, self.user) as writer:
            record = live_record(self.record.pk)
            after = merged(record.data, read.data)
            if after == record.data:
                return record
            self._demand_unchanged(record, read.data[self.column])
            sources.vault().keep(read.numbers)
            rewrite(writer, self.user, record, after, Change.CHANGE)
            what = f"修改记录 {record.pk} 的“{self.column}”"
            filled(self.user, table, what, record.area, self.request)
        return record

    def _demand_unchanged(self, record: Record, yours: str) -> None:
        if record.version == self.version:
            return
        seen = Revision.objects.filter(record=record, number=self.version).first()
        before = (seen.after or {}).get(self.column, "") if seen else None
        theirs = record.data.get(self.column, "")
        if theirs != before:
            raise ConflictError(record, self.column, theirs, yours)


@dataclass(frozen=True)
class RemoveRecord:
    """Take a record out of the ledger; its history stays, and it can be brought back."""

    record: Record
    user: User
    request: HttpRequest | None = None

    def check(self) -> Table:
        """Stop here unless the user fills this ledger in the record's area.

        Raises:
            Refused: the user may not.
        """
        return demand_record(self.user, self.record)

    def execute(self) -> Record:
        """Check, remove and log.

        Raises:
            ValidationError: it is removed already.
        """
        table = self.check()
        with journal(table, self.user) as writer:
            record = live_record(self.record.pk)
            writer.write([Edit(record, None)], Change.REMOVE)
            filled(self.user, table, f"删除记录 {record.pk}", record.area, self.request)
        return record


def _all_cells(table: Table, cells: Mapping[str, str]) -> dict[str, str]:
    return {column.name: cells.get(column.name, "") for column in table.columns}
