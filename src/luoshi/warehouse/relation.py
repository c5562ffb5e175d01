"""SQL for the rows of a table that are in force: those of its batches, less those replaced."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from luoshi.warehouse.batches import REPLACES, ROWS, Manifest
from luoshi.warehouse.duck import files, name
from luoshi.warehouse.schema import Column, Table
from luoshi.warehouse.storage import BATCH, COUNTY, ROW

Columns = tuple[tuple[str, str], ...]

OWN = {BATCH: "VARCHAR", ROW: "BIGINT", COUNTY: "VARCHAR"}
"""The columns of a batch's rows beside the table's."""


@dataclass(frozen=True)
class Place:
    """Where batches lie; of one that is ``coming`` two relations of a session hold the rows.

    So a session can be asked what a batch would do before it is stored.
    """

    folder: Path
    coming: str = ""

    def rows(self, ids: Sequence[str]) -> str:
        """What to select the rows of batches from."""
        return self._of(ids, ROWS, "coming")

    def replaces(self, ids: Sequence[str]) -> str:
        """What to select from which rows batches replace."""
        return self._of(ids, REPLACES, "coming_replaces")

    def _of(self, ids: Sequence[str], file: str, relation: str) -> str:
        stored = [self.folder / id_ / file for id_ in ids if id_ != self.coming]
        parts = [f"FROM {files(stored)}"] if stored else []
        if self.coming in ids:
            parts.append(f"FROM {relation}")
        return f"({' UNION ALL BY NAME '.join(parts)})"


def current_rows(place: Place, manifests: list[Manifest], table: Table) -> str:
    """Give a SELECT of the table's columns, ``_batch``, ``_row`` and ``_county``.

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
        _rows_of(place, members, columns, table) + (_in_force(place, manifests) if some else "")
        for (columns, some), members in groups.items()
    ]
    return "\nUNION ALL\n".join(parts) or no_rows(table, OWN)


def batch_rows(place: Place, manifests: list[Manifest], table: Table) -> str:
    """Give a SELECT as `current_rows` does of all rows of some batches, replaced or not."""
    groups: dict[Columns, list[Manifest]] = defaultdict(list)
    for manifest in manifests:
        groups[tuple(manifest.columns.items())].append(manifest)
    parts = [_rows_of(place, members, columns, table) for columns, members in groups.items()]
    return "\nUNION ALL\n".join(parts) or no_rows(table, OWN)


def _rows_of(place: Place, members: list[Manifest], columns: Columns, table: Table) -> str:
    stored = dict(columns)
    chosen = [_as_today(column, stored.get(column.name)) for column in table.columns]
    rows = place.rows([member.id for member in members])
    return f"SELECT {', '.join(chosen)}, {BATCH}, {ROW}, {COUNTY} FROM {rows} r"


def _in_force(place: Place, manifests: list[Manifest]) -> str:
    replaces = place.replaces([manifest.id for manifest in manifests if manifest.replaces])
    return (
        f" WHERE NOT EXISTS (SELECT 1 FROM {replaces} p"
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
