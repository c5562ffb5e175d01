"""A worksheet whose many rows are written a column at a time.

Whole offending rows make millions of cells; made one by one they take longer than reading
and checking everything.
"""

from collections.abc import Collection, Sequence

import pyarrow as pa
import pyarrow.compute as pc
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

_PORTION = 5_000
"""Rows written at a time."""

_FEW = 2_000
"""Rows up to which making cell by cell is faster than starting a column at a time."""

_UNFIT = r"[\x00-\x08\x0b\x0c\x0e-\x1f]"
"""Characters XML cannot hold."""

_TEXT_START, _TEXT_END = ' t="inlineStr"><is><t xml:space="preserve">', "</t></is></c>"


def fit_for_sheet(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    """Texts as a sheet's XML holds them; null where there is nothing to write."""
    texts = pc.replace_substring_regex(texts, _UNFIT, "")
    for sign, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        texts = pc.replace_substring(texts, sign, written)
    return pc.if_else(pc.equal(texts, ""), None, texts)


class RowsSheet(Worksheet):  # type: ignore[misc]  # xlsxwriter is untyped
    """A worksheet with rows of text under what is written into it cell by cell."""

    dim_rowmax: int  # of xlsxwriter: the last row written, from 0
    _texts: pa.Table | None = None

    def add_rows(self, texts: pa.Table, coloured: Collection[int], colour: Format) -> None:
        """Put columns of text, made by `fit_for_sheet`, under the last row written.

        The cells of the columns at places ``coloured`` are coloured, empty ones too.
        """
        self._texts, self._coloured, self._colour = texts, coloured, colour
        self._above = self.dim_rowmax
        self._check_dimensions(self._above + len(texts), texts.num_columns - 1)

    def _write_rows(self) -> None:
        """Write the rows (xlsxwriter calls this between the tags of the sheet's data)."""
        if self._texts is None:
            super()._write_rows()
            return
        last, self.dim_rowmax = self.dim_rowmax, self._above
        super()._write_rows()
        self.dim_rowmax = last
        if len(self._texts) <= _FEW:
            self.fh.write(self._xml_of_few(self._texts, self._above + 2))
            return
        for start in range(0, len(self._texts), _PORTION):
            self.fh.write(self._xml(self._texts.slice(start, _PORTION), self._above + 2 + start))

    def _xml_of_few(self, texts: pa.Table, first: int) -> str:
        """The rows as XML, made row by row."""
        names = [xl_col_to_name(place) for place in range(texts.num_columns)]
        styles = [self._style(place) for place in range(texts.num_columns)]
        columns = (self._filled(column, place) for place, column in enumerate(texts.columns))
        rows = zip(*(column.to_pylist() for column in columns), strict=True)
        return "".join(
            f'<row r="{number}">{_cells_of(row, number, names, styles)}</row>'
            for number, row in enumerate(rows, start=first)
        )

    def _xml(self, texts: pa.Table, first: int) -> str:
        """The rows as XML; ``first`` is the first one's number, from 1."""
        numbers = pa.array(range(first, first + len(texts)), pa.int32()).cast(pa.string())
        columns = enumerate(texts.columns)
        cells = [self._cells(column, place, numbers) for place, column in columns]
        rows = _joined('<row r="', numbers, '">', *cells, "</row>", nulls="replace")
        return "".join(rows.to_pylist())

    def _cells(self, texts: pa.ChunkedArray, place: int, numbers: pa.Array) -> pa.Array:
        """The cells of a column as XML; null where there is none to write."""
        start, style = f'<c r="{xl_col_to_name(place)}', self._style(place)
        filled = self._filled(texts, place)
        return _joined(start, numbers, f'"{style}{_TEXT_START}', filled, _TEXT_END)

    def _style(self, place: int) -> str:
        """What colours the cells of a column."""
        return f' s="{self._colour._get_xf_index()}"' if place in self._coloured else ""

    def _filled(self, texts: pa.ChunkedArray, place: int) -> pa.ChunkedArray:
        """The texts of a column; where it is coloured, empty ones are written too."""
        return pc.fill_null(texts, _text("")) if place in self._coloured else texts


def _cells_of(row: Sequence[str | None], number: int, names: list[str], styles: list[str]) -> str:
    """The cells of a row as XML; those that hold nothing are left out."""
    return "".join(
        [
            f'<c r="{name}{number}"{style}{_TEXT_START}{text}{_TEXT_END}'
            for name, style, text in zip(names, styles, row, strict=True)
            if text is not None
        ]
    )


def _joined(*parts: str | pa.Array, nulls: str = "emit_null") -> pa.Array:
    """The texts of each row one after the other."""
    texts = [_text(part) if isinstance(part, str) else part for part in parts]
    return pc.binary_join_element_wise(*texts, _text(""), null_handling=nulls)


def _text(text: str) -> pa.Scalar:
    """A text of known type; guessing the type looks for pandas each time, on the whole path."""
    return pa.scalar(text, pa.string())
