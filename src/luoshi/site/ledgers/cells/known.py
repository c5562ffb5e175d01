"""Cells whose content the registers or other ledgers already hold, and where a row lies."""

from collections.abc import Iterable, Mapping, Sequence

from luoshi import pack
from luoshi.ledgers import known, registers
from luoshi.ledgers.values import Data
from luoshi.site import sources
from luoshi.site.ledgers.services.records import records_of
from luoshi.warehouse.schema import Table


def fill_known(table: Table, rows: Sequence[Data]) -> None:
    """Fill the empty cells of rows that other tables know."""
    known.fill_known(table, rows, _values)


def areas_of(table: Table, rows: Iterable[Data]) -> list[str]:
    """The area code of each row; empty where it cannot be told."""
    return registers.areas_of(table, rows, _villages_of)


def _villages_of(households: Iterable[str]) -> Mapping[str, str]:
    return registers.villages_of(pack.load(), sources.engine(), households)


def _values(column: known.Known, keys: Sequence[str]) -> dict[str, str]:
    if column.source.home != "ledger":
        return registers.look_up(sources.engine(), column.source, column.wanted, keys)
    found = records_of(column.source.id).filter(key__in=set(keys))
    values = found.values_list("key", "data")
    return {key: data[column.wanted] for key, data in values if column.wanted in data}
