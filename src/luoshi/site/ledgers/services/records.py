"""The records of ledgers, for whoever computes with them. Nothing here asks for rights."""

from django.db.models import QuerySet

from luoshi.site.ledgers.models import Attachment, Record

__all__ = ["Attachment", "Record", "attachments", "records_of"]


def records_of(ledger_id: str) -> QuerySet[Record]:
    """The live records of a ledger."""
    return Record.objects.filter(ledger=ledger_id, removed=False)


def attachments() -> QuerySet[Attachment]:
    """The files attached to records, without those taken off again."""
    return Attachment.objects.filter(removed=False)
