"""What is read straight from a sheet's XML is what calamine reads, or nothing."""

from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luoshi.warehouse import plain
from luoshi.warehouse.plain import read_plain
from luoshi.warehouse.reading import read_sheets
from luoshi.warehouse.sheet_xml import NotPlainError

Grid = list[list[str]]

SHARED = '<si><t>甲&amp;乙</t></si><si><t xml:space="preserve"> 丙 </t></si><si><t/></si>'

READ = {
    "nothing": "",
    "texts": '<row r="1"><c r="A1" t="inlineStr"><is><t>宁夏</t></is></c></row>',
    "rows and columns lacking": (
        '<row r="2"><c r="C2" t="inlineStr"><is><t>x</t></is></c></row><row r="3" ht="9"/>'
        '<row r="5" spans="1:9"><c r="AA5" s="1" t="inlineStr"><is><t>y</t></is></c></row>'
    ),
    "styled and empty cells": (
        '<row r="1"><c r="A1" s="1"/><c r="B1" t="inlineStr"><is><t>x</t></is></c>'
        '<c r="C1" s="1"></c><c r="D1" t="inlineStr"><is><t></t></is></c>'
        '<c r="F1" t="inlineStr"><is><t/></is></c></row>'
    ),
    "shared texts": (
        '<row r="1"><c r="A1" t="s" s="1"><v>1</v></c><c r="B1" s="1" t="s"><v>0</v></c>'
        '<c r="C1" t="inlineStr"><is><t>x</t></is></c><c r="E1" t="s"><v>2</v></c></row>'
    ),
    "formulas": '<row r="1"><c r="A1" t="str"><f>"a"&amp;B1</f><v>a</v></c></row>',
    "signs": '<row r="1"><c r="A1" t="inlineStr"><is><t>&lt;&amp;gt;a>b&quot;</t></is></c></row>',
    "signs by number": (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>&#23425;&#x590F;&amp;#65;</t></is></c></row>'
    ),
    "lines and wide blanks": (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>a\nb\u3000</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t xml:space="preserve">\n b </t></is></c></row>'
    ),
    "merged in a row": (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
        '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells><sheetData>'
    ),
}

LEFT = {
    "numbers": '<row r="1"><c r="A1"><v>1</v></c></row>',
    "truths": '<row r="1"><c r="A1" t="b"><v>1</v></c></row>',
    "faults": '<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>',
    "blanks not kept": '<row r="1"><c r="A1" t="inlineStr"><is><t> x</t></is></c></row>',
    "rich texts": '<row r="1"><c r="A1" t="inlineStr"><is><r><t>x</t></r></is></c></row>',
    "nothing within": '<row r="1"><c r="A1" t="inlineStr"><is></is></c></row>',
    "signs there are not": '<row r="1"><c r="A1" t="inlineStr"><is><t>&#xD800;</t></is></c></row>',
    "unknown signs": '<row r="1"><c r="A1" t="inlineStr"><is><t>&a;</t></is></c></row>',
    "spelt signs": '<row r="1"><c r="A1" t="inlineStr"><is><t>_x000D_</t></is></c></row>',
    "no such text": '<row r="1"><c r="A1" t="s"><v>9</v></c></row>',
    "no references": '<row><c t="inlineStr"><is><t>x</t></is></c></row>',
    "another row's cell": '<row r="1"><c r="A2" t="inlineStr"><is><t>x</t></is></c></row>',
    "a cell twice": '<row r="1">' + '<c r="A1" t="inlineStr"><is><t>x</t></is></c>' * 2 + "</row>",
    "rows out of order": '<row r="2"/><row r="1"/>',
    "comments": '<row r="1"><!-- <c r="A1"/> --></row>',
    "spread out": '<row r="1">\n<c r="A1" t="s">\n<v>1</v>\n</c>\n</row>',
    "merged over rows": (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
        '<mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells><sheetData>'
    ),
}


def made(path: Path, rows: str) -> Path:
    """A workbook with one sheet of these rows."""
    draft = path / "draft.xlsx"
    with xlsxwriter.Workbook(draft) as book:
        book.add_worksheet().write_string(0, 0, "x")
    with ZipFile(draft) as old, ZipFile(path / "made.xlsx", "w") as new:
        for name in old.namelist():
            xml = old.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                start, end = xml.index("<sheetData>") + 11, xml.index("</sheetData>")
                xml = xml[:start] + rows + xml[end:]
            elif name == "xl/sharedStrings.xml":
                xml = xml[: xml.index("<si>")] + SHARED + "</sst>"
            new.writestr(name, xml)
    return path / "made.xlsx"


def straight(path: Path) -> list[Grid]:
    """The sheets read straight, with the rows that lack."""
    return [trimmed(sheet.first(max(sheet.rows, default=0))) for sheet in read_plain(path)]


def usual(path: Path) -> list[Grid]:
    return [trimmed(list(map(list, sheet.rows()))) for sheet in read_sheets(path)]


def trimmed(grid: list[list[Any]]) -> Grid:
    """The rows without blank ones under the last."""
    while grid and not any(grid[-1]):
        grid.pop()
    return grid


@pytest.mark.parametrize("name", READ)
def test_plain_sheets_are_read_alike(tmp_path: Path, name: str) -> None:
    path = made(tmp_path, READ[name])
    assert straight(path) == usual(path)


@pytest.mark.parametrize("name", LEFT)
def test_what_is_not_plain_is_left(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotPlainError):
        list(read_plain(made(tmp_path, LEFT[name])))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", "甲,乙".encode()])
def test_files_of_other_kinds_are_left(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file.xlsx"
    path.write_bytes(content)
    with pytest.raises(NotPlainError):
        list(read_plain(path))


def test_a_cut_file_is_left(tmp_path: Path) -> None:
    path = made(tmp_path, READ["texts"])
    content = path.read_bytes().replace("宁夏".encode(), "宁厦".encode())
    path.write_bytes(content)
    with pytest.raises(NotPlainError):
        list(read_plain(path))


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=6)
CELLS = st.one_of(st.just(""), TEXTS, st.sampled_from([" x ", "a&b<c>", "0640", "是", "x\ny"]))
GRIDS = st.lists(st.lists(CELLS, max_size=5), max_size=12)


def by_xlsxwriter(path: Path, grids: list[Grid], constant_memory: bool) -> None:
    with xlsxwriter.Workbook(path, {"constant_memory": constant_memory}) as book:
        for grid in grids:
            sheet = book.add_worksheet()
            for row, cells in enumerate(grid):
                for place, cell in enumerate(cells):
                    if cell:
                        sheet.write_string(row, place, cell)


def by_openpyxl(path: Path, grids: list[Grid]) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for grid in grids:
        sheet = book.create_sheet()
        for row, cells in enumerate(grid, 1):
            for place, text in enumerate(cells, 1):
                cell = sheet.cell(row, place, text)
                cell.data_type = "s"
    book.save(path)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    grids=st.lists(GRIDS, min_size=1, max_size=3),
    how=st.sampled_from(["shared", "inline", "openpyxl"]),
    block=st.sampled_from([600, 2_000, 1 << 22]),
)
def test_what_programs_write_is_read_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, grids: list[Grid], how: str, block: int
) -> None:
    monkeypatch.setattr(plain, "_BLOCK", block)
    path = tmp_path / "book.xlsx"
    if how == "openpyxl":
        by_openpyxl(path, grids)
    else:
        by_xlsxwriter(path, grids, how == "inline")
    assert straight(path) == usual(path)
