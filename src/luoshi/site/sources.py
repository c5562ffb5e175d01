"""The warehouse and the engine of this process; the engine is renewed when a batch lands."""

from datetime import date
from functools import lru_cache
from pathlib import Path

from django.utils.timezone import localdate

from luoshi import pack
from luoshi.home import home
from luoshi.pack.opening import open_warehouse
from luoshi.warehouse.engine import Engine, open_engine
from luoshi.warehouse.vault import Vault
from luoshi.warehouse.warehouse import Warehouse


def engine() -> Engine:
    """An engine over what the warehouse holds now."""
    return _engine(home(), batches())


def batches() -> tuple[Path, ...]:
    """The manifests of all batches there are: what changes when something new has come."""
    return tuple(sorted(warehouse().root.glob("*/[!.]*/manifest.json")))


def vault() -> Vault:
    """The vault of the state folder."""
    return warehouse().vault


def received_on(table: str, batch: str) -> date | None:
    """The day a batch of a table came; None when there is no such batch."""
    received = (one.received_at for one in warehouse().batches(table) if one.id == batch)
    return next(map(localdate, received), None)


def warehouse() -> Warehouse:
    """The warehouse of the state folder, with the tables of the pack in use."""
    found: Warehouse = _warehouse(home())
    return found


@lru_cache(maxsize=1)
def _warehouse(folder: Path) -> Warehouse:
    return open_warehouse(pack.load(), folder)


@lru_cache(maxsize=1)
def _engine(folder: Path, batches: tuple[Path, ...]) -> Engine:
    return open_engine(_warehouse(folder))
