"""SQL for the rows of a table that are in force: those of its batches, less those replaced."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

from luoshi.warehouse.batches import REPLACES, ROWS, Manifest
from luoshi.warehouse.duck import files, name
from luoshi.warehouse.schema import Column, Table
from luoshi.warehouse.storage import BATCH, ROW

Columns = tuple[tuple[str, str], ...]


def current_rows(folder: Path, manifests: list[Manifest], table: Table) -> str:
    """Give a SELECT of the table's columns, ``_batch`` and ``_row``.

    Batches written under another schema are brought to today's: a column they lack is
    empty, one of another type is cast.
    """
    lost = Counter[str]()
    for manifest in manifests:
        lost.update(manifest.replaces)
    groups: dict[tuple[Columns, bool], list[Manifest]] = defaultdict(list)
    for manifest in manifests:
        if manifest.accepted > lost[manifest.id]:
            groups[tuple(manifest.columns.items()), lost[manifest.id] > 0].append(manifest)
    parts = [
        _rows_of(folder, members, columns, table) + (_in_force(folder, manifests) if some else "")
        for (columns, some), members in groups.items()
    ]
    return "\nUNION ALL\n".join(parts) or no_rows(table, {BATCH: "VARCHAR", ROW: "BIGINT"})


def batch_rows(folder: Path, manifests: list[Manifest], table: Table) -> str:
    """Give a SELECT as `current_rows` does of all rows of some batches, replaced or not."""
    groups: dict[Columns, list[Manifest]] = defaultdict(list)
    for manifest in manifests:
        groups[tuple(manifest.columns.items())].append(manifest)
    parts = [_rows_of(folder, members, columns, table) for columns, members in groups.items()]
    return "\nUNION ALL\n".join(parts) or no_rows(table, {BATCH: "VARCHAR", ROW: "BIGINT"})


def _rows_of(folder: Path, members: list[Manifest], columns: Columns, table: Table) -> str:
    stored = dict(columns)
    chosen = [_as_today(column, stored.get(column.name)) for column in table.columns]
    paths = [folder / member.id / ROWS for member in members]
    return f"SELECT {', '.join(chosen)}, {BATCH}, {ROW} FROM {files(paths)} r"


def _in_force(folder: Path, manifests: list[Manifest]) -> str:
    paths = [folder / manifest.id / REPLACES for manifest in manifests if manifest.replaces]
    return (
        f" WHERE NOT EXISTS (SELECT 1 FROM {files(paths)} p"
        f' WHERE p.batch = r.{BATCH} AND p."row" = r.{ROW})'
    )


def _as_today(column: Column, stored: str | None) -> str:
    if stored == column.storage:
        return name(column.name)
    value = name(column.name) if stored else "NULL"
    return f"CAST({value} AS {column.storage}) AS {name(column.name)}"


def no_rows(table: Table, more: Mapping[str, str]) -> str:
    """Give a SELECT of the table's columns, and ``more`` by their SQL types, without a row."""
    types = {column.name: column.storage for column in table.columns} | dict(more)
    columns = [f"CAST(NULL AS {type_}) AS {name(column)}" for column, type_ in types.items()]
    return f"SELECT {', '.join(columns)} WHERE false"
