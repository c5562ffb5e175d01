"""Workbooks that would take the memory of the whole machine are refused before they are opened."""

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from warehouse.made_up import resident, write_csv, write_xls, write_xlsx

from luoshi.warehouse import bounds
from luoshi.warehouse.bounds import demand_bounded
from luoshi.warehouse.errors import FileError

PEOPLE = [resident(1), resident(2)]


def book_with(path: Path, *cells: str) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for cell in cells:
        sheet[cell] = 1
    book.save(path)
    return path


@pytest.mark.parametrize("write", [write_xlsx, write_xls, write_csv])
def test_ordinary_files_pass(tmp_path: Path, write) -> None:
    demand_bounded(write(tmp_path / "people.xlsx", PEOPLE))


def test_a_cell_in_the_last_corner_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="很远处"):
        demand_bounded(book_with(tmp_path / "a.xlsx", "A1", "XFD1048576"))


def test_a_block_begins_at_its_first_cell(tmp_path: Path) -> None:
    demand_bounded(book_with(tmp_path / "a.xlsx", "XFC1048575", "XFD1048576"))


def test_a_reference_cut_between_two_pieces_is_found(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(bounds, "_PIECE", 7)
    with pytest.raises(FileError, match="很远处"):
        demand_bounded(book_with(tmp_path / "a.xlsx", "A1", "XFD1048576"))


def test_what_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(bounds, "LARGEST", 1000)
    with pytest.raises(FileError, match="展开后超过"):
        demand_bounded(write_xlsx(tmp_path / "a.xlsx", PEOPLE))


@pytest.mark.parametrize(("part", "message"), [("content.xml", "不是 .xlsx"), (None, "已损坏")])
def test_other_archives_are_refused(tmp_path: Path, part: str | None, message: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04 broken")
    if part:
        with ZipFile(path, "w", ZIP_DEFLATED) as archive:
            archive.writestr(part, "<x/>")
    with pytest.raises(FileError, match=message):
        demand_bounded(path)
