"""Sweeping: files that no row knows hold citizens' data, and nobody would ever delete them.

Drafts, uploads and temporary files are left behind where a process is cut off. Each app says which
uploads its rows know (``kept_files``); what is not among them and has not stirred for a while is
deleted, as are temporary files and the rows of old tasks, when the site starts and once a day
after.
"""

import logging
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Thread
from time import sleep, time

from django.apps import apps
from django.db import connections

from luoshi.home import home
from luoshi.site import sources
from luoshi.site.background import forget_finished
from luoshi.warehouse.sweeping import sweep_warehouse

_log = logging.getLogger(__name__)

RESTING = timedelta(hours=6)
"""What stirred later may be in someone's hands: an upload, a workbook that is being written."""

DAILY = timedelta(days=1)

TEMPORARY = ("tmp*", ".synthetic-*")
"""Names of temporary files and folders in the state folder."""


def sweep(resting: timedelta = RESTING) -> list[Path]:
    """Delete what no row knows and has not stirred for ``resting``; gives what was deleted."""
    before = time() - resting.total_seconds()
    lost = [*_unknown_uploads(), *_temporary()]
    swept = [path for path in lost if _last_stirred(path) < before]
    for path in swept:
        _delete(path)
    return [*swept, *sweep_warehouse(sources.warehouse(), before)]


def keep_sweeping() -> Thread:
    """Sweep now and once a day, on a thread of its own."""
    thread = Thread(target=_sweep_daily, name="sweeping", daemon=True)
    thread.start()
    return thread


def _sweep_daily() -> None:
    while True:
        try:
            forget_finished()
            swept = sweep()
            if swept:
                _log.warning("清理了 %s 个没有记录的文件", len(swept))
        except Exception:
            _log.exception("清理没有做成")
        finally:
            connections.close_all()
        sleep(DAILY.total_seconds())


def _unknown_uploads() -> Iterator[Path]:
    """Files and folders of uploads that no row knows; folders of an app are looked into."""
    known = known_files()
    holders = {name.partition("/")[0] for name in known if "/" in name} | _shared_folders()
    for path in _in(home() / "uploads"):
        if path.name in holders and path.is_dir():
            yield from (one for one in _in(path) if f"{path.name}/{one.name}" not in known)
        elif path.name not in known:
            yield path


def known_files() -> frozenset[str]:
    """Names inside the folder of uploads that some row knows."""
    told = (getattr(app, "kept_files", None) for app in apps.get_app_configs())
    return frozenset(name for each in told if each for name in each())


def _shared_folders() -> set[str]:
    """Folders of uploads that apps share out among their rows."""
    return {app.kept_folder for app in apps.get_app_configs() if hasattr(app, "kept_folder")}


def _temporary() -> Iterator[Path]:
    return (path for pattern in TEMPORARY for path in home().glob(pattern))


def _in(folder: Path) -> Iterator[Path]:
    return folder.iterdir() if folder.is_dir() else iter(())


def _last_stirred(path: Path) -> float:
    """When it or anything in it changed last; now where it went away meanwhile."""
    try:
        return max(one.lstat().st_mtime for one in (path, *path.rglob("*")))
    except FileNotFoundError:
        return time()


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
