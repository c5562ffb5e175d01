"""The records of ledgers, for whoever computes with them. Nothing here asks for rights."""

from collections.abc import Iterator

from django.db.models import QuerySet

from luoshi.site.ledgers.models import Attachment, Record, Upload
from luoshi.site.storage import refused_book

__all__ = ["Attachment", "Record", "attachments", "known_files", "records_of"]


def records_of(ledger_id: str) -> QuerySet[Record]:
    """The live records of a ledger."""
    return Record.objects.filter(ledger=ledger_id, removed=False)


def attachments() -> QuerySet[Attachment]:
    """The files attached to records, without those taken off again."""
    return Attachment.objects.filter(removed=False)


def known_files() -> Iterator[str]:
    """The uploads that rows know, and what lies beside them."""
    yield from Attachment.objects.values_list("file", flat=True)
    for file in Upload.objects.exclude(file="").values_list("file", flat=True):
        yield from (file, f"{file}.json", refused_book(file).name)
