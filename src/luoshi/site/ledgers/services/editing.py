"""Editing ledgers from the pages of other apps, by the actions of this one."""

from collections.abc import Mapping

from django.http import HttpRequest

from luoshi.site.accounts.services import User
from luoshi.site.ledgers.actions.evidence import AttachFile, Demand, DetachFile
from luoshi.site.ledgers.actions.records import AddRecord
from luoshi.site.ledgers.services.records import Attachment, Record
from luoshi.site.storage import Sent
from luoshi.warehouse.schema import Table


def add_record(
    table: Table, user: User, cells: Mapping[str, str], request: HttpRequest | None = None
) -> Record:
    """Add a row from typed cells by column name.

    Raises:
        Refused: the schema does not name the user among those who fill the ledger.
        ValidationError: by column, what is wrong and how to mend it.
    """
    return AddRecord(table, user, cells, request).execute()


def attach_file(
    record: Record, user: User, sent: Sent, request: HttpRequest | None, demand: Demand
) -> Attachment:
    """Attach a file to a record; ``demand`` stops who may not.

    Raises:
        Refused: the user may not.
        ValidationError: the file is too large or of another kind, or one too many.
    """
    return AttachFile(record, user, sent, request, demand).execute()


def detach_file(
    attachment: Attachment, user: User, request: HttpRequest | None, demand: Demand
) -> None:
    """Take a file off its record; ``demand`` stops who may not.

    Raises:
        Refused: the user may not.
        ValidationError: the record is removed.
    """
    DetachFile(attachment, user, request, demand).execute()
