"""The latest day in each column of a table's batches, as their files tell without being read."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

import pyarrow.parquet as pq

from luoshi.warehouse.batches import ROWS, Manifest
from luoshi.warehouse.schema import Table


def latest_days(folder: Path, manifests: list[Manifest], table: Table) -> Mapping[str, date]:
    """The latest day of each day column; a column whose files do not tell is not there."""
    found: dict[str, date] = {}
    unknown: set[str] = set()
    for manifest in manifests:
        for name, day in _in_file(folder / manifest.id / ROWS).items():
            if day is None:
                unknown.add(name)
            else:
                found[name] = max(day, found.get(name, day))
    return {name: day for name, day in found.items() if name not in unknown}


@lru_cache(maxsize=4096)
def _in_file(path: Path) -> dict[str, date | None]:
    """By column; None where some rows may hold any day."""
    metadata = pq.read_metadata(path)
    found: dict[str, date | None] = {}
    for group in range(metadata.num_row_groups):
        for place in range(metadata.num_columns):
            column = metadata.row_group(group).column(place)
            name, told = column.path_in_schema, column.statistics
            if told is None:
                found[name] = None
            elif told.has_min_max and isinstance(told.max, date):
                known = found.get(name, told.max)
                found[name] = known and max(known, told.max)
    return found
