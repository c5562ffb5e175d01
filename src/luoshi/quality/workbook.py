"""The workbook of a run: all checks and their counts, then each check's rows as they came."""

import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
from xlsxwriter import Workbook

from luoshi.quality.formats import Formats
from luoshi.quality.masking import masked
from luoshi.quality.overview import write_overview
from luoshi.quality.reading import ROW, Export
from luoshi.quality.report import Report, Result
from luoshi.quality.sheet import RowsSheet, fit_for_sheet

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
    _write(path, report, _texts(report, ids))


def write_townships(folder: Path, report: Report, ids: bool = False) -> list[Path]:
    """Write one workbook for each township with findings, under its name in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    texts, files = _texts(report, ids), []
    for name, part in report.by_township().items():
        files.append(folder / f"{_UNSAFE.sub('_', name) or _NO_TOWNSHIP}.xlsx")
        _write(files[-1], part, texts)
    return files


def _texts(report: Report, ids: bool) -> dict[str, pa.Table]:
    """The cells of each export as they may be shown, fit for a sheet, after the row number."""
    found = {}
    for id_, export in report.exports.items():
        shown = export.cells if ids else masked(export, export.cells)
        places = [str(place) for place in range(export.head.width)]
        columns = {place: fit_for_sheet(shown[place]) for place in places}
        found[id_] = pa.table({ROW: export.cells[ROW].cast(pa.string()), **columns})
    return found


def _write(path: Path, report: Report, texts: Mapping[str, pa.Table]) -> None:
    with TemporaryDirectory(dir=path.parent, prefix=".") as folder:
        draft = Path(folder) / path.name
        with Workbook(draft, {"tmpdir": folder, "strings_to_urls": False}) as book:
            formats = Formats(book)
            write_overview(book.add_worksheet(OVERVIEW), report, formats)
            for result in filter(len, report.results):
                sheet = book.add_worksheet(result.check.id, RowsSheet)
                _write_result(sheet, result, texts[result.check.table], formats)
        draft.replace(path)


def _write_result(sheet: RowsSheet, result: Result, texts: pa.Table, formats: Formats) -> None:
    export, check = result.export, result.check
    assert export
    at_fault = {export.places[name] + 1 for name in check.columns if name in export.places}
    sheet.freeze_panes(HEAD_ROW + 1, 1)
    sheet.set_column(0, export.head.width, _WIDTH)
    sheet.write_url(0, 0, f"internal:'{OVERVIEW}'!A1", formats.title, f"{check.id} {check.title}")
    sheet.write_string(1, 0, check.advice or "", formats.note)
    for place, heading in enumerate([_ROW_HEADING, *export.headings]):
        colour = formats.fault_heading if place in at_fault else formats.heading
        sheet.write_string(HEAD_ROW, place, heading, colour)
    sheet.add_rows(texts.take(in_order(export, result.at)), at_fault, formats.fault)


def in_order(export: Export, at: pa.Array) -> pa.Array:
    """Places of rows sorted by township, village and place, as many as a sheet holds."""
    columns = {"township": export.townships.take(at), "village": export.villages.take(at), "at": at}
    by = [(name, "ascending") for name in columns]
    return pa.table(columns).sort_by(by)["at"].combine_chunks().slice(0, _MOST_ROWS)
