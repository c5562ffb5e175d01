"""The workbook of a run: all checks and their counts, then each check's rows as they came."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.compute as pc
from xlsxwriter import Workbook

from luoshi.quality.formats import Formats
from luoshi.quality.masking import masked
from luoshi.quality.overview import write_overview
from luoshi.quality.reading import ROW, Export
from luoshi.quality.report import Report, Result
from luoshi.quality.sheet import Cells, RowsSheet, as_cells

HEAD_ROW = 2
"""The headings' row, from 0: the third, as in the exports."""

OVERVIEW = "核查结果"
"""The first sheet."""

_ROW_HEADING = "原表行号"
_MOST_ROWS = 1_048_576 - HEAD_ROW - 1
_WIDTH = 16
_NO_TOWNSHIP = "未填乡镇"
_UNSAFE = re.compile(r'[\\/:*?"<>|.\s]')


def write_workbook(path: Path, report: Report, ids: bool = False) -> None:
    """Write what a run found to an .xlsx file; with ``ids``, ID numbers and phones as they are.

    The file is there whole or not at all.
    """
    _write(path, report, _found(report, ids))


def write_townships(folder: Path, report: Report, ids: bool = False) -> list[Path]:
    """Write one workbook for each township with findings, under its name in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    found, files = _found(report, ids), []
    for name, part in report.by_township().items():
        files.append(folder / f"{_UNSAFE.sub('_', name) or _NO_TOWNSHIP}.xlsx")
        _write(files[-1], part, found)
    return files


@dataclass(frozen=True)
class _Found:
    """What may be shown of the rows of an export that any check found.

    ``places`` are where they stand in the export, ascending. The first cell of each of ``rows``
    is its number in the export's sheet.
    """

    headings: Cells
    rows: list[Cells]
    places: pa.Array

    def take(self, at: pa.Array) -> list[Cells]:
        """The rows at these places of the export."""
        return [self.rows[one] for one in pc.index_in(at, value_set=self.places).to_pylist()]


def _found(report: Report, ids: bool) -> dict[str, _Found]:
    """What may be shown of each export, by table id."""
    return {id_: _cells(one, report.places(id_), ids) for id_, one in report.exports.items()}


def _cells(export: Export, places: pa.Array, ids: bool) -> _Found:
    rows = export.cells.take(places).combine_chunks()
    shown = rows if ids else masked(export, rows)
    columns = [shown[str(place)] for place in range(export.head.width)]
    headings = [pa.array([heading], pa.string()) for heading in (_ROW_HEADING, *export.headings)]
    numbered = as_cells([rows[ROW].cast(pa.string()), *columns])
    return _Found(as_cells(headings)[0], numbered, places)


def _write(path: Path, report: Report, found: Mapping[str, _Found]) -> None:
    with TemporaryDirectory(dir=path.parent, prefix=".") as folder:
        draft = Path(folder) / path.name
        with Workbook(draft, {"tmpdir": folder, "strings_to_urls": False}) as book:
            formats = Formats(book)
            write_overview(book.add_worksheet(OVERVIEW), report, formats)
            for result in filter(len, report.results):
                sheet = book.add_worksheet(result.check.id, RowsSheet)
                _write_result(sheet, result, found[result.check.table], formats)
        draft.replace(path)


def _write_result(sheet: RowsSheet, result: Result, found: _Found, formats: Formats) -> None:
    export, check = result.export, result.check
    assert export
    at_fault = {export.places[name] + 1 for name in check.columns if name in export.places}
    sheet.freeze_panes(HEAD_ROW + 1, 1)
    sheet.set_column(0, export.head.width, _WIDTH)
    sheet.write_url(0, 0, f"internal:'{OVERVIEW}'!A1", formats.title, f"{check.id} {check.title}")
    sheet.write_string(1, 0, check.advice or "", formats.note)
    headings = dict.fromkeys(range(export.head.width + 1), formats.heading)
    faults = dict.fromkeys(at_fault, formats.fault_heading)
    sheet.add_rows([found.headings], headings | faults)
    sheet.add_rows(found.take(in_order(export, result.at)), dict.fromkeys(at_fault, formats.fault))


def in_order(export: Export, at: pa.Array) -> pa.Array:
    """Places of rows sorted by township, village and place, as many as a sheet holds."""
    columns = {"township": export.townships.take(at), "village": export.villages.take(at), "at": at}
    by = [(name, "ascending") for name in columns]
    return pa.table(columns).sort_by(by)["at"].combine_chunks().slice(0, _MOST_ROWS)
