"""A worksheet whose many rows are written as they stand, from cells made beforehand.

Whole offending rows make millions of cells, and most stand on several checks' sheets. Each text
is told to the workbook once, each cell is made once; a sheet then only puts in row numbers and
colours.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import pyarrow as pa
from xlsxwriter.format import Format
from xlsxwriter.sharedstrings import SharedStringTable
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

Cells = Sequence[str]
"""A row's cells as XML, in the columns' order; an empty text where there is nothing to write."""

_NUMBER = "\0"
"""Stands where the row's number will: no cell's XML holds it."""


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


def as_rows(columns: Iterable[pa.ChunkedArray], texts: SharedStringTable) -> list[Cells]:
    """The rows of columns of text as cells of sheets of the workbook that holds ``texts``."""
    cells = [_column(column, place, texts) for place, column in enumerate(columns)]
    return list(zip(*cells, strict=True))


def as_row(words: Iterable[str], texts: SharedStringTable) -> Cells:
    """One row as cells of sheets of the workbook that holds ``texts``."""
    return [_cell(word, place, texts) for place, word in enumerate(words)]


def _column(column: pa.ChunkedArray, place: int, texts: SharedStringTable) -> list[str]:
    """The cells of a column; equal ones are one object, since there are millions."""
    different = column.combine_chunks().fill_null("").dictionary_encode()
    cells = [_cell(text, place, texts) for text in different.dictionary.to_pylist()]
    return [cells[one] for one in different.indices.to_pylist()]


def _cell(text: str, place: int, texts: SharedStringTable) -> str:
    if not text:
        return ""
    # xlsxwriter takes a text that begins and ends with its marks of rich text for XML.
    number = texts._get_shared_string_index(text.replace("<r>", "<r\u200b>"))
    return f'{_start(place)} t="s"><v>{number}</v></c>'


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


@cache
def _start(place: int) -> str:
    return f'<c r="{xl_col_to_name(place)}{_NUMBER}"'
