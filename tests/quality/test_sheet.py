"""Rows of text come out of a workbook as they went in, coloured where they should be."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from tried import tried
from xlsxwriter import Workbook

from luoshi.quality.sheet import RowsSheet, as_row, as_rows

TEXTS = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=6)
ROWS = st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=5)


def written(file: Path, rows: list[tuple[str, ...]]) -> list[list[Any]]:
    columns = [pa.chunked_array([list(column)], pa.string()) for column in zip(*rows, strict=True)]
    with Workbook(file) as book:
        sheet = book.add_worksheet("甲", RowsSheet)
        sheet.write_string(0, 0, "题")
        red = book.add_format({"bg_color": "#FF0000"})
        sheet.add_rows([as_row(["一", "二", "三"], book.str_table)], {})
        sheet.add_rows(as_rows(columns, book.str_table), {1: red})
    return [list(row) for row in load_workbook(file)["甲"].iter_rows()]


@tried(40)
@given(rows=ROWS)
def test_texts_come_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]
) -> None:
    title, head, *lines = written(tmp_path_factory.mktemp("sheet") / "a.xlsx", rows)
    assert title[0].value == "题"
    assert [cell.value for cell in head] == ["一", "二", "三"]
    assert [tuple(cell.value or "" for cell in line) for line in lines] == rows
    assert {cell.fill.fgColor.rgb for line in lines for cell in line[1:2]} == {"FFFF0000"}
    assert {cell.fill.fgColor.rgb for line in lines for cell in line[::2]} == {"00000000"}


def test_no_text_is_taken_for_xml(tmp_path: Path) -> None:
    (cell, *_) = written(tmp_path / "a.xlsx", [("<r><t>甲</t></r>", "", "")])[2]
    assert cell.value.replace("\u200b", "") == "<r><t>甲</t></r>"
