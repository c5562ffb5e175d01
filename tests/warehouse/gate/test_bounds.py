"""Workbooks that would take the memory of the whole machine are refused before they do."""

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from warehouse.gate.books import book
from warehouse.made_up import resident, write_csv, write_xls, write_xlsx

from luoshi.warehouse.errors import FileError
from luoshi.warehouse.gate import archive, markup
from luoshi.warehouse.gate.opening import read_file

PEOPLE = [resident(1), resident(2)]


def book_with(path: Path, *cells: str) -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for cell in cells:
        sheet[cell] = 1
    made.save(path)
    return path


@pytest.mark.parametrize("write", [write_xlsx, write_xls, write_csv])
def test_ordinary_files_pass(tmp_path: Path, write) -> None:
    assert read_file(write(tmp_path / "people.xlsx", PEOPLE)).sheets


def test_a_cell_in_the_last_corner_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="很远处"):
        read_file(book_with(tmp_path / "a.xlsx", "A1", "XFD1048576"))


def test_a_block_begins_at_its_first_cell(tmp_path: Path) -> None:
    (sheet,) = read_file(book_with(tmp_path / "a.xlsx", "XFC1048575", "XFD1048576")).sheets
    assert [row for row in sheet.rows() if row] == [[1.0, ""], ["", 1.0]]
    assert sheet.total == 1_048_576


def test_a_blank_in_the_last_corner_is_a_cell(tmp_path: Path) -> None:
    far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t> </t></is></c></row>'
    rows = f'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>{far}</sheetData>'
    with pytest.raises(FileError, match="很远处"):
        read_file(book(tmp_path / "a.xlsx", rows))


def test_a_wide_row_among_many_narrow_ones_takes_no_memory(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(markup, "FREE", 1000)
    wide = "".join(f'<c r="{column}1"><v>1</v></c>' for column in ("A", "ZZ"))
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(2, 2000))
    with pytest.raises(FileError, match="很远处"):
        read_file(
            book(tmp_path / "a.xlsx", f'<sheetData><row r="1">{wide}</row>{rows}</sheetData>')
        )


def test_what_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(archive, "LARGEST", 1000)
    with pytest.raises(FileError, match="展开后超过"):
        read_file(write_xlsx(tmp_path / "a.xlsx", PEOPLE))


def test_what_would_not_fit_into_memory_is_refused(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(archive, "MEMORY", 2000)
    cell = f'<c r="A1" t="inlineStr"><is><t>{"长" * 1000}</t></is></c>'
    with pytest.raises(FileError, match="放不进内存"):
        read_file(book(tmp_path / "a.xlsx", f'<sheetData><row r="1">{cell}</row></sheetData>'))


@pytest.mark.parametrize(("part", "message"), [("content.xml", "不是 .xlsx"), (None, "已损坏")])
def test_other_archives_are_refused(tmp_path: Path, part: str | None, message: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04 broken")
    if part:
        with ZipFile(path, "w", ZIP_DEFLATED) as made:
            made.writestr(part, "<x/>")
    with pytest.raises(FileError, match=message):
        read_file(path)


def test_definitions_of_entities_are_refused(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", "<sheetData/>")
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]>'
    with ZipFile(path) as old, ZipFile(tmp_path / "b.xlsx", "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if name.endswith("sheet1.xml"):
                text = text.replace("<worksheet", f"{bomb}<worksheet", 1)
            new.writestr(name, text)
    with pytest.raises(FileError, match="已损坏"):
        read_file(tmp_path / "b.xlsx")
