"""What arriving rows do to the rows in force: which are known, which they replace."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from luoshi.warehouse.duck import connect, name
from luoshi.warehouse.schema import Table
from luoshi.warehouse.storage import BATCH, ROW

REPLACES = pa.schema([("batch", pa.string()), ("row", pa.int64())])
"""Rows of ``replaces.parquet``: a batch and the ``_row`` in it that no longer counts."""


@dataclass(frozen=True)
class Repeat:
    """Rows of one key, in order, and whether they are the same throughout."""

    rows: tuple[int, ...]
    same: bool


@dataclass(frozen=True)
class Difference:
    """Arriving rows that add something, and the earlier rows they replace."""

    rows: pa.Table
    replaces: pa.Table


def repeats(rows: pa.Table, table: Table) -> list[Repeat]:
    """The keys that stand more than once."""
    key, all_names = key_of(table), _list(names_of(table))
    with connect() as database:
        database.register("coming", rows)
        found = database.execute(
            f"""
            WITH twice AS (
                SELECT {_list(key)} FROM coming GROUP BY {_list(key)} HAVING count(*) > 1
            )
            SELECT list(c.{ROW} ORDER BY c.{ROW}), count(DISTINCT row({all_names})) = 1
            FROM (FROM coming c SEMI JOIN twice ON {equal("c", "twice", key)}) c
            GROUP BY {_list(key)} ORDER BY min(c.{ROW})
            """
        )
        return [Repeat(tuple(places), same) for places, same in found.fetchall()]


def difference(
    current: str, rows: pa.Table, table: Table, covered: str | None, spill: Path
) -> Difference:
    """Compare arriving rows with those in force, given as SQL.

    Rows that are stored already add nothing. Stored rows with the key of another arriving
    row are replaced; so are those that meet the condition ``covered`` and do not arrive again.
    """
    with connect(spill) as database:
        database.register("coming", rows)
        _match(database, current, table)
        new = f"SELECT * FROM coming ANTI JOIN (FROM matched WHERE same) USING ({ROW})"
        gone = f'SELECT DISTINCT {BATCH} AS batch, stored AS "row" FROM matched WHERE NOT same'
        if covered:
            gone += f"""
                UNION SELECT {BATCH}, {ROW} FROM ({current}) c WHERE ({covered}) AND NOT EXISTS
                (SELECT 1 FROM matched m WHERE m.{BATCH} = c.{BATCH} AND m.stored = c.{ROW})"""
        return Difference(
            database.sql(new).to_arrow_table().select(rows.column_names).cast(rows.schema),
            database.sql(f"{gone} ORDER BY 1, 2").to_arrow_table().cast(REPLACES),
        )


def _match(database: duckdb.DuckDBPyConnection, current: str, table: Table) -> None:
    """Pair stored and arriving rows of one key."""
    database.execute(
        f"""
        CREATE TEMP TABLE matched AS
        SELECT c.{BATCH}, c.{ROW} AS stored, n.{ROW}, {equal("c", "n", names_of(table))} AS same
        FROM ({current}) c JOIN coming n ON {equal("c", "n", key_of(table))}
        """
    )


def names_of(table: Table) -> list[str]:
    """The names of a table's columns."""
    return [column.name for column in table.columns]


def key_of(table: Table) -> list[str]:
    """Columns that tell rows apart: all, where the table names no key."""
    return list(table.key) or names_of(table)


def _list(names: list[str]) -> str:
    return ", ".join(map(name, names))


def equal(one: str, other: str, names: list[str]) -> str:
    """SQL that tells whether two rows are the same in some columns, empty cells among them."""
    pairs = (f"{one}.{name(n)} IS NOT DISTINCT FROM {other}.{name(n)}" for n in names)
    return " AND ".join(pairs)
