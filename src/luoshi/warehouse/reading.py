"""Files as sheets of rows; nothing is guessed: a cell is what the file holds.

The content decides how a file is read, not its name: offices rename .xls to .xlsx.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from luoshi.warehouse.encoding import text_encoding
from luoshi.warehouse.errors import FileError
from luoshi.warehouse.merged import fill_down
from luoshi.warehouse.outcome import Cell

Row = list[Cell]

ONLY_SHEET = "数据"
"""Name given to the one sheet of a file without sheets."""

_EXCEL = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_PARQUET = b"PAR1"
_MEND_EXCEL = "请用 Excel 或 WPS 打开后另存为 .xlsx 再送"


@dataclass(frozen=True)
class Sheet:
    """One sheet: ``rows()`` can be read again and again, each time from the first row.

    ``total`` is the number of rows where the file tells it. In a ``delimited`` file a row
    longer than the headings is broken, in a workbook it is only untidy.
    """

    name: str
    rows: Callable[[], Iterator[Row]]
    total: int | None = None
    delimited: bool = False


def read_sheets(path: Path) -> Iterator[Sheet]:
    """Give the sheets of an .xlsx, .xls, .csv or .parquet file.

    Raises :class:`FileError` with a Chinese message for any other file.
    """
    with path.open("rb") as file:
        start = file.read(4)
    if start in _EXCEL:
        return _workbook(path)
    if start == _PARQUET:
        return iter([_parquet(path)])
    return iter([_delimited(path)])


def _workbook(path: Path) -> Iterator[Sheet]:
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))
        for name in book.sheet_names:
            yield _excel_sheet(book, name)
    except PasswordError:
        raise FileError(f"文件有密码，读不了；去掉打开密码后{_MEND_EXCEL[1:]}") from None
    except CalamineError:
        raise FileError(f"文件已损坏或不是 Excel 文件；{_MEND_EXCEL}") from None


def _excel_sheet(book: CalamineWorkbook, name: str) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    merged = sheet.merged_cell_ranges or []
    first_column = sheet.start[1] if sheet.start else 0
    height = sheet.end[0] + 1 if sheet.end else 0

    def rows() -> Iterator[Row]:
        return fill_down(sheet.iter_rows(), merged, first_column, height)

    return Sheet(name, rows, height)


def _parquet(path: Path) -> Sheet:
    def rows() -> Iterator[Row]:
        with pq.ParquetFile(path) as file:
            yield list(file.schema_arrow.names)
            for batch in file.iter_batches():
                yield from map(list, zip(*map(_cells, batch.columns), strict=True))

    try:
        total = pq.read_metadata(path).num_rows + 1
    except pa.ArrowInvalid as error:
        raise FileError(f"Parquet 文件已损坏（{error}）；请重新导出") from None
    return Sheet(ONLY_SHEET, rows, total)


def _cells(column: Any) -> list[Cell]:
    if pa.types.is_timestamp(column.type):
        column = column.cast(pa.timestamp("us", tz=column.type.tz), safe=False)
    if pa.types.is_nested(column.type) or pa.types.is_binary(column.type):
        return [None if value is None else str(value) for value in column.to_pylist()]
    cells: list[Cell] = column.to_pylist()
    return cells


def _delimited(path: Path) -> Sheet:
    encoding = text_encoding(path)
    delimiter = _delimiter(path, encoding)

    def rows() -> Iterator[Row]:
        with path.open(encoding=encoding, newline="") as file:
            try:
                yield from map(list, csv.reader(file, delimiter=delimiter))
            except csv.Error as error:
                raise FileError(
                    f"CSV 文件的引号不成对或格式有误（{error}）；{_MEND_EXCEL}"
                ) from None

    return Sheet(ONLY_SHEET, rows, None, delimited=True)


def _delimiter(path: Path, encoding: str) -> str:
    """The sign most frequent in the first lines: comma, tab or semicolon."""
    with path.open(encoding=encoding) as file:
        start = file.read(10_000)
    return max(",\t;", key=start.count)
