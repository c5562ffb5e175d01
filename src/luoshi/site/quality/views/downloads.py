"""Workbooks of a run for one user."""

import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from luoshi.home import home
from luoshi.quality import write_townships, write_workbook
from luoshi.site.quality.models import Run
from luoshi.site.quality.services.reports import report_for
from luoshi.site.rights import Scope


def workbook_of(run: Run, scope: Scope, ids: bool) -> IO[bytes]:
    """The run's workbook as an open file; with ``ids``, numbers as they are."""
    with TemporaryDirectory(dir=home()) as folder:
        path = Path(folder) / "核查结果.xlsx"
        write_workbook(path, report_for(run, scope), ids)
        return path.open("rb")


def townships_of(run: Run, scope: Scope, ids: bool) -> IO[bytes]:
    """A workbook for each township, in an archive as an open file."""
    with TemporaryDirectory(dir=home()) as folder:
        books = write_townships(Path(folder) / "乡镇", report_for(run, scope), ids)
        path = Path(folder) / "分乡镇.zip"
        with zipfile.ZipFile(path, "w") as archive:  # workbooks are compressed already
            for book in books:
                archive.write(book, book.name)
        return path.open("rb")
