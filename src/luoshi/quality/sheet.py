"""A worksheet whose many rows are written as they stand, from cells made beforehand.

Whole offending rows make millions of cells, and most stand on several checks' sheets. Each is
made once; a sheet then only puts in row numbers and colours.
"""

from collections.abc import Iterable, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

Cells = Sequence[str]
"""A row's cells as XML, in the columns' order; an empty text where there is nothing to write."""

_UNFIT = r"[\x00-\x08\x0b\x0c\x0e-\x1f]"
"""Characters XML cannot hold."""

_NUMBER = "\0"
"""Stands where the row's number will: no text of a sheet can hold it."""

_TEXT_START, _TEXT_END = ' t="inlineStr"><is><t xml:space="preserve">', "</t></is></c>"


def as_cells(columns: Iterable[pa.Array | pa.ChunkedArray]) -> list[Cells]:
    """The rows of columns of text as cells of a sheet."""
    cells = [_column(column, place).to_pylist() for place, column in enumerate(columns)]
    return list(zip(*cells, strict=True))


class RowsSheet(Worksheet):  # type: ignore[misc]  # xlsxwriter is untyped
    """A worksheet with rows of text under what is written into it cell by cell."""

    dim_rowmax: int  # of xlsxwriter: the last row written, from 0

    def __init__(self) -> None:
        super().__init__()
        self._blocks: list[tuple[int, Sequence[Cells], dict[int, int]]] = []

    def add_rows(self, rows: Sequence[Cells], colours: Mapping[int, Format]) -> None:
        """Put rows, made by `as_cells`, under the last row there is.

        The cells of the columns at the places of ``colours`` are coloured, empty ones too.
        """
        styles = {place: colour._get_xf_index() for place, colour in colours.items()}
        self._blocks.append((self.dim_rowmax + 1, rows, styles))
        if rows:
            self._check_dimensions(self.dim_rowmax + len(rows), len(rows[0]) - 1)

    def _write_rows(self) -> None:
        """Write the rows (xlsxwriter calls this between the tags of the sheet's data)."""
        super()._write_rows()
        for above, rows, styles in self._blocks:
            self.fh.writelines(_lines(rows, above + 1, styles))


def _column(texts: pa.Array | pa.ChunkedArray, place: int) -> pa.Array | pa.ChunkedArray:
    """The cells of a column."""
    texts = pc.replace_substring_regex(texts, _UNFIT, "")
    for sign, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        texts = pc.replace_substring(texts, sign, written)
    texts = pc.if_else(pc.equal(texts, ""), None, texts)
    parts = (_text(_start(place) + _TEXT_START), texts, _text(_TEXT_END), _text(""))
    return pc.fill_null(pc.binary_join_element_wise(*parts), _text(""))


def _lines(rows: Iterable[Cells], first: int, styles: Mapping[int, int]) -> Iterable[str]:
    """The rows as XML; ``first`` is the first one's number, from 1."""
    for number, cells in enumerate(rows, start=first):
        coloured = list(cells)
        for place, style in styles.items():
            start = _start(place)
            cell, marked = cells[place], f'{start} s="{style}"'
            coloured[place] = cell.replace(start, marked, 1) if cell else f"{marked}/>"
        xml = f'<row r="{_NUMBER}">{"".join(coloured)}</row>'
        yield xml.replace(_NUMBER, str(number))


def _start(place: int) -> str:
    return f'<c r="{xl_col_to_name(place)}{_NUMBER}"'


def _text(text: str) -> pa.Scalar:
    """A text of known type; guessing the type looks for pandas each time, on the whole path."""
    return pa.scalar(text, pa.string())
