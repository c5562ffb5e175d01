"""What others call: the schema of a ledger that an address names."""

from django.http import Http404

from luoshi import pack
from luoshi.ledgers.schemas import ledger_tables
from luoshi.warehouse.schema import Table


def ledger(ledger_id: str) -> Table:
    """The schema of a ledger of the pack in use.

    Raises:
        Http404: there is no such ledger.
    """
    table = ledger_tables(pack.load()).get(ledger_id)
    if table is None:
        raise Http404("没有这个台账")
    return table
