"""A province straight into a warehouse, without files: for benchmarks of millions of people."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from luoshi.demonstration.synthetic.columns import Ints
from luoshi.demonstration.synthetic.county_context import CountyContext
from luoshi.demonstration.synthetic.world import World
from luoshi.pack import Pack
from luoshi.warehouse.warehouse import Warehouse


def load_warehouse(
    warehouse: Warehouse, pack: Pack, people: int, seed: int, as_of: date
) -> pa.Table:
    """Commit a clean province of ``people`` persons, one batch a table; give the truth about it.

    Counties are made one after the other and lie on disk until their tables are committed,
    so memory is bounded by the largest table. The vault is not given the made-up ID numbers.
    """
    with _spool(warehouse.root) as folder:
        truth = _write_counties(World.make(pack, people, seed, as_of), warehouse, folder)
        for path in sorted(folder.iterdir()):
            warehouse.commit(
                path.name,
                pq.read_table(path),
                file_name=f"合成数据-{path.name}",
                sha256=sha256(f"{path.name}-{people}-{seed}-{as_of}".encode()).hexdigest(),
                reach=as_of,
            )
    return truth


@contextmanager
def _spool(root: Path) -> Iterator[Path]:
    root.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".synthetic-", dir=root) as folder:
        yield Path(folder)


def _write_counties(world: World, warehouse: Warehouse, folder: Path) -> pa.Table:
    truths = []
    for county in world.counties():
        keys = person_keys(county.context, warehouse)
        for id_, rows in county.tables(world.pack, keys):
            (folder / id_).mkdir(exist_ok=True)
            pq.write_table(rows, folder / id_ / f"{county.context.county_code}.parquet")
        truths.append(county.truth.rows)
    return pa.concat_tables(truths)


def person_keys(context: CountyContext, warehouse: Warehouse) -> Ints:
    """What rows of the warehouse hold instead of the ID numbers of the county's persons."""
    key = warehouse.vault.person_key
    return np.array([key(number) for number in context.people.ids.tolist()], dtype=np.int64)
