"""Evidence: files attached to a record, with their names in the record where it has a place."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from luoshi.ledgers.schemas import FILES
from luoshi.site import storage
from luoshi.site.accounts.services import User
from luoshi.site.ledgers.models import Attachment, Record
from luoshi.site.ledgers.policies import demand_record
from luoshi.site.ledgers.services.demands import GONE, live_record
from luoshi.site.ledgers.services.entries import merged
from luoshi.site.ledgers.services.journal import Journal, journal
from luoshi.site.ledgers.services.log import filled
from luoshi.warehouse.schema import Table

MOST = 20
"""Files a record may have."""


Demand = Callable[[User, Record], Table]
"""Stops a user who may not attach to a record, else gives its ledger."""


@dataclass(frozen=True)
class AttachFile:
    """Attach a file to a record; ``demand`` says who may, by default who fills it."""

    record: Record
    user: User
    sent: storage.Sent
    request: HttpRequest | None = None
    demand: Demand = demand_record

    def check(self) -> Table:
        """Stop here unless the user fills this record and the file may be kept.

        Raises:
            Refused: the user may not.
            ValidationError: the file is too large or of another kind, or one too many.
        """
        table = _demand(self.demand, self.user, self.record)
        storage.demand_kind(self.sent, storage.PAPERS)
        if self.record.attachments.filter(removed=False).count() >= MOST:
            raise ValidationError(f"一条记录最多 {MOST} 个附件；请合并后再传。")
        return table

    def execute(self) -> Attachment:
        """Check, keep and log.

        Raises:
            ValidationError: as :meth:`check` does.
        """
        table = self.check()
        name = storage.plain_name(self.sent.name or "附件")
        with storage.keeping(self.sent) as kept, journal(table, self.user) as writer:
            record = live_record(self.record.pk)
            attachment = Attachment.objects.create(
                record=record, name=name, by=self.user,
                file=kept.file, sha256=kept.sha256, size=kept.size,
            )  # fmt: skip
            _name_files(writer, record)
            what = f"给记录 {record.pk} 上传附件 {attachment.pk}"
            filled(self.user, table, what, record.area, self.request)
        return attachment


@dataclass(frozen=True)
class DetachFile:
    """Take a file off its record; the file itself stays kept."""

    attachment: Attachment
    user: User
    request: HttpRequest | None = None
    demand: Demand = demand_record

    def check(self) -> Table:
        """Stop here unless the user fills the record.

        Raises:
            Refused: the user may not.
            ValidationError: the record is removed.
        """
        return _demand(self.demand, self.user, self.attachment.record)

    def execute(self) -> None:
        """Check, take off and log.

        Raises:
            ValidationError: the record is removed.
        """
        table = self.check()
        with journal(table, self.user) as writer:
            record = live_record(self.attachment.record_id)
            Attachment.objects.filter(pk=self.attachment.pk).update(removed=True)
            _name_files(writer, record)
            what = f"去掉记录 {record.pk} 的附件 {self.attachment.pk}"
            filled(self.user, table, what, record.area, self.request)


def _demand(demand: Demand, user: User, record: Record) -> Table:
    table = demand(user, record)
    if record.removed:
        raise ValidationError(GONE)
    return table


def _name_files(writer: Journal, record: Record) -> None:
    """Write the names of the attached files into the record, where it has a column for them."""
    column = next((c.name for c in writer.table.columns if c.element == FILES), None)
    if column is None:
        return
    names = record.attachments.filter(removed=False).values_list("name", flat=True)
    writer.change(record, merged(record.data, {column: "；".join(names)}))
