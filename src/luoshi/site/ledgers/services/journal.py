"""Writing: the one place where records change, each change with its revision."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from luoshi import pack
from luoshi.areas import Areas
from luoshi.batches import BATCH
from luoshi.ledgers.row_facts import key_of, period_of, same_places, words_of
from luoshi.ledgers.values import Data
from luoshi.site.accounts.services import User
from luoshi.site.ledgers.choices import Change
from luoshi.site.ledgers.models import Ledger, Record, Revision, Upload
from luoshi.warehouse.schema import Table

FIELDS = [
    "ledger", "area", "county", "period", "key", "data", "words", "personal", "version",
    "created_at", "created_by", "changed_at", "changed_by", "removed",
]  # fmt: skip


class OutOfOrderError(ValueError):
    """A change dated before the ledger's last one; the text is Chinese."""


@dataclass(frozen=True)
class Edit:
    """A record (a new one has no pk) and what it shall hold; None removes it."""

    record: Record
    after: Data | None
    area: str = ""


@dataclass(frozen=True)
class Journal:
    """A ledger locked for writing."""

    table: Table
    head: Ledger
    at: datetime
    by: User | None
    upload: Upload | None

    def write(self, edits: Sequence[Edit], action: Change) -> None:
        """Make all edits, one revision each."""
        areas = pack.load().areas
        revisions = [self._apply(edit, action, areas) for edit in edits]
        if not revisions:
            return
        new = [edit.record for edit in edits if edit.record.pk is None]
        old = [edit.record for edit in edits if edit.record.pk is not None]
        Record.objects.bulk_create(new, BATCH)
        Record.objects.bulk_create(
            old, BATCH, update_conflicts=True, update_fields=FIELDS, unique_fields=["id"]
        )
        for edit, revision in zip(edits, revisions, strict=True):
            revision.record_id = edit.record.pk
        kept = Revision.objects.bulk_create(revisions, BATCH)
        self.head.revision, self.head.at = kept[-1].pk, self.at
        self.head.save()

    def add(self, data: Data, area: str) -> Record:
        """Add a row."""
        record = Record()
        self.write([Edit(record, data, area)], Change.ADD)
        return record

    def change(self, record: Record, after: Data) -> None:
        """Give a record other values; it stays where it lies."""
        self.write([Edit(record, after, record.area)], Change.CHANGE)

    def _apply(self, edit: Edit, action: Change, areas: Areas) -> Revision:
        record = edit.record
        before = None if record.pk is None or record.removed else record.data
        if record.pk is None:
            record.created_at, record.created_by = self.at, self.by
        if edit.after is not None:
            _fit(record, self.table, edit.after, edit.area, areas)
        record.removed = edit.after is None
        record.version += 1
        record.changed_at, record.changed_by = self.at, self.by
        return Revision(
            ledger=self.table.id,
            number=record.version,
            at=self.at,
            by=self.by,
            action=action,
            before=before,
            after=None if record.removed else record.data,
            upload=self.upload,
        )


def _fit(record: Record, table: Table, data: Data, area: str, areas: Areas) -> None:
    """Give a record its values, and all that follows from them."""
    record.ledger = table.id
    record.data = {name: text for name, text in data.items() if text}
    record.area, record.county = area, area[:6]
    record.period = period_of(table, data)
    key = key_of(table, same_places(table, data, areas))
    record.key = key if table.key else record.key or uuid4().hex
    record.words = words_of(table, data, areas, personal=False)
    record.personal = words_of(table, data, areas, personal=True)


@contextmanager
def journal(
    table: Table, by: User | None, *, at: datetime | None = None, upload: Upload | None = None
) -> Iterator[Journal]:
    """Lock a ledger and write in one transaction; ``at`` is now unless told otherwise.

    Raises:
        OutOfOrderError: ``at`` is before the ledger's last change.
    """
    with transaction.atomic():
        Ledger.objects.get_or_create(pk=table.id)
        head = Ledger.objects.select_for_update().get(pk=table.id)
        yield Journal(table, head, _moment(table, head, at), by, upload)


def _moment(table: Table, head: Ledger, at: datetime | None) -> datetime:
    if head.at is None:
        return at or timezone.now()
    if at is not None and at < head.at:
        raise OutOfOrderError(
            f"“{table.title}”已有 {timezone.localtime(head.at):%Y-%m-%d %H:%M} 的改动，"
            "不能再写入更早的；请按时间先后写入"
        )
    return at or max(timezone.now(), head.at)
