"""Batches: immutable folders of Parquet with a manifest, moved in whole.

``<table>/<batch>/`` holds ``rows.parquet``, ``manifest.json`` and, when the batch replaces
earlier rows, ``replaces.parquet`` (batch, row). A batch being written lies under a name that
begins with a dot: readers do not see it, and the next writer clears it away.
"""

import os
import shutil
from datetime import date
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import AwareDatetime, Field

from luoshi.frozen import Frozen

ROWS, REPLACES, MANIFEST = "rows.parquet", "replaces.parquet", "manifest.json"
_UNFINISHED = ".unfinished-"
_ROW_GROUP = 122_880  # DuckDB's own; threads share a file by row groups


ReachBy = Literal["given", "column", "file", "received"]

_BY: dict[ReachBy, str] = {
    "given": "报送时写明",
    "column": "取自表中的日期",
    "file": "取自文件名",
    "received": "只知道收到的日子，暂定",
}
"""How it is known to which day data reach."""


def reach_told(reach: date | None, by: ReachBy) -> str:
    """The day data reach to, and how that is known; empty where nothing was or would be stored."""
    return f"{reach}（{_BY[by]}）" if reach else ""


class DeliveredFile(Frozen):
    """A file of a delivery: ``rows`` are good in it, ``refused`` ones went back."""

    file_name: str
    sha256: str
    rows: int
    refused: int = 0


class Manifest(Frozen):
    """What a batch is: where it came from and what it did.

    ``accepted`` rows are stored in it, ``known`` ones were stored before, ``refused`` ones
    went back. A batch is one delivery, of one file or of several (``parts``). ``named_at`` is the
    moment its sender named: batches that share it are one delivery as well. ``replaces`` counts
    by batch the earlier rows it replaces.
    ``columns`` gives the SQL type of each column at the time. ``sheets`` are in the order
    ``_row`` counts them. ``reach`` is the day the rows reach to, and ``reach_by`` how that is
    known: named with the import, by a column, by the file's name, or only by the day received.
    ``since`` is the day from which on events are told, as named or that of the first row.
    ``supplement`` marks mended rows that add to a full delivery. ``counties`` are those it
    covers: those it was sent for (``scope``), or else those its rows lie in; ``unplaced`` rows
    lie in no county that is known. ``confirmed`` says why it was held before it was confirmed.
    """

    id: str
    table: str
    file_name: str
    sha256: str
    received_at: AwareDatetime
    named_at: AwareDatetime | None = None
    schema_hash: str
    columns: dict[str, str]
    reach: date
    reach_by: ReachBy = "received"
    since: date | None = None
    supplement: bool = False
    accepted: int
    refused: int = 0
    known: int = 0
    replaces: dict[str, int] = Field(default_factory=dict)
    counties: tuple[str, ...] = ()
    unplaced: int = 0
    sender: str | None = None
    scope: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    parts: tuple[DeliveredFile, ...] = ()
    confirmed: tuple[str, ...] = ()

    @property
    def replaced(self) -> int:
        """How many earlier rows the batch replaces."""
        return sum(self.replaces.values())

    @property
    def is_zero(self) -> bool:
        """Whether it says that there is nothing: no row came with it."""
        return self.accepted + self.known + self.refused == 0

    @property
    def begins(self) -> date:
        """The day it begins to tell of: events their first, a state the one it reaches to."""
        return self.since or self.reach

    @property
    def digests(self) -> frozenset[str]:
        """The digests of its files."""
        return frozenset(part.sha256 for part in self.parts) or frozenset({self.sha256})


def read_manifests(folder: Path) -> list[Manifest]:
    """The manifests of a table's batches in the order they were committed."""
    paths = sorted(folder.glob(f"[!.]*/{MANIFEST}"))
    return [Manifest.model_validate_json(path.read_bytes()) for path in paths]


def write_batch(folder: Path, manifest: Manifest, rows: pa.Table, replaces: pa.Table) -> None:
    """Write a batch to a temporary place and move it in whole."""
    unfinished = folder / f"{_UNFINISHED}{manifest.id}"
    unfinished.mkdir(parents=True)
    write_parquet(rows, unfinished / ROWS)
    if len(replaces):
        write_parquet(replaces, unfinished / REPLACES)
    (unfinished / MANIFEST).write_text(manifest.model_dump_json(indent=2), encoding="utf-8")
    for path in unfinished.iterdir():
        _flush(path)
    move_in(unfinished, folder / manifest.id)


def clear_unfinished(folder: Path) -> None:
    """Remove what a writer that was cut off left behind; only for the holder of the lock."""
    for path in folder.glob(f"{_UNFINISHED}*"):
        shutil.rmtree(path)


def move_in(unfinished: Path, final: Path) -> None:
    """Make a written folder or file visible under its final name, for good."""
    _flush(unfinished)
    unfinished.rename(final)
    _flush(final.parent)


def write_parquet(rows: pa.Table, path: Path) -> None:
    """Write rows for fast reading."""
    pq.write_table(rows, path, compression="zstd", row_group_size=_ROW_GROUP)


def _flush(path: Path) -> None:
    """Make a file or folder survive a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
