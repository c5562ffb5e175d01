"""What others call: keep typed rows in a ledger, and read what it holds.

Nothing here asks for rights: pages and actions do, before they call.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from luoshi.area_queries.reporting import Declaration as Said
from luoshi.batches import BATCH, batched
from luoshi.ledgers.row_facts import key_of
from luoshi.ledgers.values import Data, canonical
from luoshi.site.accounts.services import User
from luoshi.site.ledgers.cells.known import areas_of, fill_known
from luoshi.site.ledgers.choices import Change
from luoshi.site.ledgers.models import Attachment, Declaration, Record
from luoshi.site.ledgers.services.journal import Edit, journal
from luoshi.site.ledgers.services.records import records_of
from luoshi.site.storage import Kept
from luoshi.warehouse.outcome import Stored
from luoshi.warehouse.schema import Table


@dataclass(frozen=True)
class Sorted:
    """Rows by what they would do: add a record, change one, or nothing."""

    added: list[Edit]
    changed: list[Edit]
    same: int


def keep_rows(
    table: Table,
    rows: Iterable[Mapping[str, Stored]],
    *,
    by: User | None = None,
    at: datetime | None = None,
) -> Sorted:
    """Add rows, or change those whose key is there; columns not given stay as they are.

    Values are typed as the warehouse stores them: text, names of codes (several joined by a
    comma), whole numbers, decimals, days, 12-digit area codes. ``at`` dates the change, for
    histories written afterwards: per ledger in the order of time.

    Raises:
        OutOfOrderError: ``at`` is before the ledger's last change.
    """
    data = [_data(row) for row in rows]
    fill_known(table, data)
    with journal(table, by, at=at) as writer:
        found = sort_rows(table, data)
        writer.write(found.added, Change.IMPORT)
        writer.write(found.changed, Change.IMPORT)
    return found


def keep_declarations(made: Iterable[Said]) -> None:
    """Keep declarations for histories written afterwards, in the order of time."""
    rows = [
        Declaration(
            ledger=one.ledger,
            holder=one.holder,
            start=one.start,
            county=one.county,
            complete=one.complete,
            at=one.at or timezone.now(),
        )
        for one in made
    ]
    Declaration.objects.bulk_create(rows, batch_size=BATCH)


def keep_attachments(records: Iterable[Record], name: str, kept: Kept) -> None:
    """Attach one kept file to many records, for histories written afterwards."""
    Attachment.objects.bulk_create(
        Attachment(record=one, name=name, file=kept.file, sha256=kept.sha256, size=kept.size)
        for one in records
    )


def _data(row: Mapping[str, Stored]) -> Data:
    return {name: "" if value is None else canonical(value) for name, value in row.items()}


def sort_rows(table: Table, rows: Sequence[Data]) -> Sorted:
    """What rows would do to the ledger as it stands; of one key only the last row counts."""
    areas = areas_of(table, rows)
    if not table.key:
        new = [Edit(Record(), row, area) for row, area in zip(rows, areas, strict=True)]
        return Sorted(new, [], 0)
    coming = {key_of(table, row): (row, area) for row, area in zip(rows, areas, strict=True)}
    there = live_by_key(table, coming)
    added = [Edit(Record(), *at) for key, at in coming.items() if key not in there]
    changed = [
        Edit(record, after, coming[key][1])
        for key, record in there.items()
        if (after := merged(record.data, coming[key][0])) != record.data
    ]
    return Sorted(added, changed, len(rows) - len(added) - len(changed))


def merged(before: Data, cells: Data) -> Data:
    """The values with some cells changed; an emptied one is left out."""
    return {name: text for name, text in {**before, **cells}.items() if text}


def live_by_key(table: Table, keys: Iterable[str]) -> dict[str, Record]:
    """The live records of a ledger with one of the keys, by key."""
    found = (records_of(table.id).filter(key__in=part) for part in batched(keys))
    return {record.key: record for part in found for record in part}
