"""What ledgers do when divisions have changed: their rows are found by what they are called now."""

from collections.abc import Iterable
from typing import Any

from django.dispatch import receiver

from luoshi import pack
from luoshi.ledgers.row_facts import key_of, same_places, words_of
from luoshi.ledgers.schemas import ledger_tables
from luoshi.pack import Pack
from luoshi.site.divisions.services.recoding import rows_recoded
from luoshi.site.ledgers.models import Record
from luoshi.warehouse.schema import Table


@receiver(rows_recoded, sender=Record)
def find_by_present_names(rows: Iterable[int], **_: Any) -> None:
    """Give the rows the keys and words of their divisions of today; what was written stays."""
    policy = pack.load()
    tables = ledger_tables(policy)
    for record in Record.objects.filter(pk__in=list(rows), removed=False):
        table = tables.get(record.ledger)
        if table:
            _renew(record, table, policy)


def _renew(record: Record, table: Table, policy: Pack) -> None:
    record.words = words_of(table, record.data, policy.areas, personal=False)
    key = key_of(table, same_places(table, record.data, policy.areas)) if table.key else record.key
    others = Record.objects.filter(ledger=record.ledger, key=key, removed=False)
    if not others.exclude(pk=record.pk).exists():
        record.key = key
    record.save(update_fields=["words", "key"])
