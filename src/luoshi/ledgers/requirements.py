"""What ledgers read of a pack by name."""

from luoshi.pack import Pack
from luoshi.pack.requirements import Module, Start


def _there(pack: Pack) -> bool:
    return any(table.home == "ledger" for table in pack.tables.values())


LEDGERS = Module("ledgers", "台账", Start("ledgers/*.yaml", _there))
"""Tables filled by people."""
