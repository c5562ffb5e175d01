"""Cells whose content another table already holds: filled beforehand, not typed.

An optional column is known when another table holds its element in a required column, and
that table's key can be told from this row. Areas are one meaning, whatever their level.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from luoshi import pack
from luoshi.ledgers.row_facts import key_of
from luoshi.ledgers.schemas import FILES, UNIT, YEAR, ledger_tables
from luoshi.ledgers.values import Data
from luoshi.pack import Pack
from luoshi.warehouse.schema import Column, FieldType, Table

OWN = (YEAR, UNIT, FILES)
"""Elements filled from the user and the day, not from another table."""


@dataclass(frozen=True)
class Known:
    """A column of a ledger and where it is known: its column in ``source``, and which columns
    of the row make the source's key (by key column)."""

    column: str
    source: Table
    wanted: str
    key: Mapping[str, str]


def known_columns(table: Table) -> tuple[Known, ...]:
    """The columns of a ledger that other tables of the pack in use know, the likelier first."""
    return _known_columns(pack.load().folder, table.id)


@lru_cache(maxsize=256)
def _known_columns(_folder: object, ledger_id: str) -> tuple[Known, ...]:
    policy = pack.load()
    table = ledger_tables(policy)[ledger_id]
    sources = _sources(policy, table)
    columns = (column for column in table.columns if _may_be_known(column, table))
    return tuple(known for column in columns for known in _known(table, column, sources))


Values = Callable[[Known, Sequence[str]], Mapping[str, str]]
"""What the source of a known column holds, by the keys it has of those asked."""


def fill_known(table: Table, rows: Sequence[Data], values_of: Values) -> None:
    """Fill the empty cells of rows that other tables know."""
    for known in known_columns(table):
        empty = [row for row in rows if not row.get(known.column)]
        keys = [_key(known, row) for row in empty]
        values = values_of(known, [key for key in keys if key])
        for row, key in zip(empty, keys, strict=True):
            if key and key in values:
                row[known.column] = values[key]


def _sources(policy: Pack, table: Table) -> list[Table]:
    registers = {policy.registers.residents, policy.registers.households}
    datasets = [policy.tables[name] for name in sorted(registers)]
    ledgers = [other for other in ledger_tables(policy).values() if other.id != table.id]
    return [*datasets, *ledgers]


def _may_be_known(column: Column, table: Table) -> bool:
    named = column.element is not None and column.element not in OWN
    return named and not column.required and column.name not in table.key


def _known(table: Table, column: Column, sources: Sequence[Table]) -> Iterator[Known]:
    for source in sources:
        wanted = next((c for c in source.columns if c.element == column.element), None)
        if wanted is None or not wanted.required or wanted.name in source.key:
            continue
        key = {name: _same(source.by_name[name], table) for name in source.key}
        if key and all(key.values()):
            yield Known(column.name, source, wanted.name, {k: v for k, v in key.items() if v})


def _same(part: Column, table: Table) -> str | None:
    """The column of the table that means the same as a part of the source's key."""
    if part.type is FieldType.AREA:
        return table.area.name if table.area else None
    return next((c.name for c in table.columns if part.element and c.element == part.element), None)


def _key(known: Known, row: Data) -> str | None:
    values = {name: row.get(own, "") for name, own in known.key.items()}
    return key_of(known.source, values) if all(values.values()) else None
