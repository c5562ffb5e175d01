"""The workbook of a run: all checks and their counts, then each check's rows as they came."""

import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.compute as pc
from xlsxwriter import Workbook
from xlsxwriter.sharedstrings import SharedStringTable

from luoshi.quality.formats import Formats
from luoshi.quality.holding import AT
from luoshi.quality.masking import masked
from luoshi.quality.overview import write_overview
from luoshi.quality.reading import Export
from luoshi.quality.report import Report, Result
from luoshi.quality.rows import ROW, row_text
from luoshi.quality.sheet import Cells, RowsSheet, as_row, as_rows

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
    _write(path, report, _shown(report, ids))


def write_townships(folder: Path, report: Report, ids: bool = False) -> list[Path]:
    """Write one workbook for each township with findings, under its name in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    shown, files = _shown(report, ids), []
    for name, part in report.by_township().items():
        files.append(folder / f"{_UNSAFE.sub('_', name) or _NO_TOWNSHIP}.xlsx")
        _write(files[-1], part, shown)
    return files


def _shown(report: Report, ids: bool) -> dict[str, pa.Table]:
    """The rows that were found as they may be shown, by table id.

    Each has its place in the export, its number in the sheet, and its cells.
    """
    shown = {}
    for id_, export in report.exports.items():
        places = report.places(id_)
        rows = export.cells.take(places)
        cells = rows if ids else masked(export, rows)
        columns = {str(place): cells[str(place)] for place in range(export.head.width)}
        numbers = pa.array(map(row_text, rows[ROW].to_pylist()), pa.string())
        shown[id_] = pa.table({AT: places, ROW: numbers, **columns})
    return shown


def _write(path: Path, report: Report, shown: Mapping[str, pa.Table]) -> None:
    with TemporaryDirectory(dir=path.parent, prefix=".") as folder:
        draft = Path(folder) / path.name
        with Workbook(draft, {"tmpdir": folder, "strings_to_urls": False}) as book:
            formats, texts = Formats(book), book.str_table
            write_overview(book.add_worksheet(OVERVIEW), report, formats)
            heads = {
                id_: as_row([_ROW_HEADING, *export.headings], texts)
                for id_, export in report.exports.items()
            }
            rows = {id_: _rows(one, report.places(id_), texts) for id_, one in shown.items()}
            for result in filter(len, report.results):
                sheet = book.add_worksheet(result.check.id, RowsSheet)
                _write_head(sheet, result, heads[result.check.table], formats)
                _write_rows(sheet, result, rows[result.check.table], formats)
        draft.replace(path)


def _rows(shown: pa.Table, places: pa.Array, texts: SharedStringTable) -> dict[int, Cells]:
    """The rows at some places as cells of a workbook, by their place."""
    part = shown.filter(pc.is_in(shown[AT], value_set=places))
    rows = as_rows(part.drop_columns(AT).columns, texts)
    return dict(zip(part[AT].to_pylist(), rows, strict=True))


def _write_head(sheet: RowsSheet, result: Result, row: Cells, formats: Formats) -> None:
    export, check = result.export, result.check
    assert export
    sheet.freeze_panes(HEAD_ROW + 1, 1)
    sheet.set_column(0, export.head.width, _WIDTH)
    sheet.write_url(0, 0, f"internal:'{OVERVIEW}'!A1", formats.title, f"{check.id} {check.title}")
    sheet.write_string(1, 0, check.advice or "", formats.note)
    usual = dict.fromkeys(range(len(row)), formats.heading)
    sheet.add_rows([row], usual | dict.fromkeys(_at_fault(result), formats.fault_heading))


def _write_rows(
    sheet: RowsSheet, result: Result, rows: Mapping[int, Cells], formats: Formats
) -> None:
    assert result.export
    found = [rows[at] for at in in_order(result.export, result.at).to_pylist()]
    sheet.add_rows(found, dict.fromkeys(_at_fault(result), formats.fault))


def _at_fault(result: Result) -> set[int]:
    """Where the columns at fault stand in a check's sheet."""
    assert result.export
    places = result.export.places
    return {places[name] + 1 for name in result.check.columns if name in places}


def in_order(export: Export, at: pa.Array) -> pa.Array:
    """Places of rows sorted by township, village and place, as many as a sheet holds."""
    columns = {"township": export.townships.take(at), "village": export.villages.take(at), "at": at}
    by = [(name, "ascending") for name in columns]
    return pa.table(columns).sort_by(by)["at"].combine_chunks().slice(0, _MOST_ROWS)
