"""The warehouse and the engine of this process; the engine is renewed when a batch lands."""

import os
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.utils.timezone import localdate

from luoshi import pack
from luoshi.home import home
from luoshi.pack import Pack
from luoshi.pack.opening import open_warehouse
from luoshi.warehouse.engine import Engine, open_engine
from luoshi.warehouse.vault import Vault
from luoshi.warehouse.warehouse import Warehouse


def engine() -> Engine:
    """An engine over what the warehouse holds now."""
    return _engine(pack.load(), home(), batches())


def batches() -> tuple[str, ...]:
    """All batches there are, as ``table/batch``: what changes when something new has come."""
    root = warehouse().root
    return tuple(f"{table}/{batch}" for table in _folders(root) for batch in _folders(root / table))


def _folders(above: Path) -> list[str]:
    """The names of the folders in one, in order; none begins with a dot, as drafts do."""
    if not above.is_dir():
        return []
    with os.scandir(above) as entries:
        return sorted(one.name for one in entries if one.is_dir() and one.name[0] != ".")


def vault() -> Vault:
    """The vault of the state folder."""
    return warehouse().vault


def received_on(table: str, batch: str) -> date | None:
    """The day a batch of a table came; None when there is no such batch."""
    received = (one.received_at for one in warehouse().batches(table) if one.id == batch)
    return next(map(localdate, received), None)


def warehouse() -> Warehouse:
    """The warehouse of the state folder, with the tables of the pack in use."""
    found: Warehouse = _warehouse(pack.load(), home())
    return found


@lru_cache(maxsize=1)
def _warehouse(policy: Pack, folder: Path) -> Warehouse:
    """Made anew when divisions have changed: names are read, and rows led, by those of today."""
    return open_warehouse(policy, folder)


@lru_cache(maxsize=1)
def _engine(policy: Pack, folder: Path, batches: tuple[str, ...]) -> Engine:
    return open_engine(_warehouse(policy, folder))
