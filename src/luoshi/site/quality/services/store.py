"""The exports of runs: kept for their owner alone, the newest and the one before it."""

import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from luoshi import pack
from luoshi.memory import remembered
from luoshi.pack import Pack
from luoshi.quality import Export
from luoshi.quality.store import keep_export, kept_export
from luoshi.site import storage
from luoshi.site.quality.choices import RunState
from luoshi.site.quality.models import Run

KEPT = 2
"""Runs of a county whose exports stay: the newest, and the one before it to look back."""

_ENDING = ".parquet"
"""Of exports as they were read: no upload has it."""

LONGEST_NAME = 80
"""Characters of a file's name: no folder takes names of any length."""


def folder_of(run: Run) -> Path:
    """Where the exports of a run lie."""
    return place() / run.folder


def files_of(run: Run) -> list[Path]:
    """The files of a run as they were sent, in the order of their names."""
    return sorted(path for path in folder_of(run).iterdir() if path.suffix != _ENDING)


def place() -> Path:
    """Where the exports of all runs lie."""
    place = storage.folder() / "quality"
    place.mkdir(mode=0o700, exist_ok=True)
    return place


@contextmanager
def new_folder() -> Iterator[Path]:
    """A new folder nobody can guess, gone again where what is done with it fails."""
    folder = place() / secrets.token_hex(16)
    folder.mkdir(mode=0o700)
    try:
        yield folder
    except BaseException:
        remove(folder)
        raise


def remove(folder: Path) -> None:
    """Delete a folder with all that is in it."""
    shutil.rmtree(folder, ignore_errors=True)


def put(folder: Path, name: str, sent: storage.Sent) -> Path:
    """Write a file that was sent under its own name, for its owner alone."""
    path = folder / storage.plain_name(name)[-LONGEST_NAME:]
    with path.open("xb") as target:
        path.chmod(0o600)
        for chunk in sent.chunks():
            target.write(chunk)
    return path


def keep_exports(run: Run, exports: Iterable[Export]) -> None:
    """Keep exports beside their files as they were read."""
    for export in exports:
        path = _kept(run.folder, export.table.id)
        path.touch(0o600)
        keep_export(export, path)


def exports_of(run: Run) -> tuple[Export, ...]:
    """The exports of a run, in the pack's order; none when they are no longer kept."""
    return _exports(pack.load(), run.folder) if run.folder else ()


@remembered(KEPT)
def _exports(policy: Pack, folder: str) -> tuple[Export, ...]:
    tables = policy.exports.values()
    kept = ((_kept(folder, table.id), table) for table in tables)
    return tuple(kept_export(path, table) for path, table in kept if path.exists())


def forget_older(county: str) -> None:
    """Delete the exports of a county's runs but for the newest ones."""
    done = Run.objects.filter(county=county, state=RunState.DONE)
    for run in done.exclude(folder="")[KEPT:]:
        forget(run)


def forget(run: Run) -> None:
    """Delete the exports of a run."""
    if run.folder:
        remove(folder_of(run))
        run.folder = ""
        run.save(update_fields=["folder"])


def _kept(folder: str, table: str) -> Path:
    return place() / folder / f"{table}{_ENDING}"
