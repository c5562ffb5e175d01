"""What writers of the warehouse left behind when they were cut off."""

from collections.abc import Iterator
from pathlib import Path

from luoshi.warehouse.batches import clear_unfinished
from luoshi.warehouse.locking import sole_writer
from luoshi.warehouse.warehouse import Warehouse


def sweep_warehouse(warehouse: Warehouse, before: float) -> list[Path]:
    """Delete unfinished batches, and drafts and spilled rows not touched since a moment."""
    swept: list[Path] = []
    for table_id in warehouse.tables:
        swept += _unfinished(warehouse.folder(table_id))
    for path in _drafts(warehouse):
        if path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
            swept.append(path)
    return swept


def _unfinished(folder: Path) -> list[Path]:
    """Who holds the lock knows that nobody is writing."""
    if not any(folder.glob(".unfinished-*")):
        return []
    with sole_writer(folder):
        left = list(folder.glob(".unfinished-*"))
        clear_unfinished(folder)
    return left


def _drafts(warehouse: Warehouse) -> Iterator[Path]:
    yield from warehouse.vault.folder.glob(".*.parquet")
    yield from (path for path in (warehouse.root / ".spill").rglob("*") if path.is_file())
