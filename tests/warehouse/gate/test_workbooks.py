"""What the gate reads of a workbook is what openpyxl reads, however the XML is written."""

from datetime import date, datetime, time
from pathlib import Path
from random import Random

import pytest
import xlwt
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from tried import tried
from warehouse.gate.books import book
from warehouse.gate.drawing import Drawing, by_gate, by_openpyxl, moved, shared_of

from luoshi.warehouse.errors import FileError
from luoshi.warehouse.gate import archive
from luoshi.warehouse.gate.opening import read_file
from luoshi.warehouse.gate.sheet import Hidden, Sheet
from luoshi.warehouse.gate.spoiled import UNSOLVED
from luoshi.warehouse.outcome import Cell, Percent, Spoiled

TIDY = tried(25, suppress_health_check=[HealthCheck.function_scoped_fixture])


def drawn(path: Path, seed: int, prefix: str = "", untidy: bool = False, **more: object) -> Path:
    chance = Random(seed)
    drawing = Drawing(chance, prefix=prefix, untidy=untidy)
    sheets = [drawing.sheet() for _ in range(chance.randint(1, 3))]
    return book(path, *sheets, shared=shared_of(drawing), prefix=prefix, **more)  # type: ignore[arg-type]


def sheet_of(tmp_path: Path, rows: str, **more: object) -> Sheet:
    """The only sheet of a book with these rows."""
    path = book(tmp_path / "a.xlsx", f"<sheetData>{rows}</sheetData>", **more)  # type: ignore[arg-type]
    return read_file(path).sheets[0]


def cells(tmp_path: Path, row: str, **more: object) -> list[Cell]:
    """The cells of a book's only row."""
    return next(iter(sheet_of(tmp_path, f'<row r="1">{row}</row>', **more).rows()))


@TIDY
@given(seed=st.integers(0, 10**9), since_1904=st.booleans(), piece=st.sampled_from([300, 1 << 22]))
def test_books_as_programs_write_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, since_1904: bool, piece: int
) -> None:
    monkeypatch.setattr(archive, "_PIECE", piece)
    path = drawn(tmp_path / "a.xlsx", seed, date1904=since_1904)
    expected = {name: moved(grid) for name, grid in by_openpyxl(path).items()}
    assert by_gate(read_file(path)) == expected


@TIDY
@given(
    seed=st.integers(0, 10**9),
    prefix=st.sampled_from(["", "x:"]),
    encoding=st.sampled_from(["utf-8", "utf-16"]),
    piece=st.sampled_from([300, 1 << 22]),
)
def test_books_with_prefixes_comments_rich_and_phonetic_texts(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    seed: int,
    prefix: str,
    encoding: str,
    piece: int,
) -> None:
    monkeypatch.setattr(archive, "_PIECE", piece)
    path = drawn(tmp_path / "a.xlsx", seed, prefix, untidy=True, encoding=encoding)
    expected = {name: moved(grid) for name, grid in by_openpyxl(path).items()}
    assert by_gate(read_file(path)) == expected


@TIDY
@given(seed=st.integers(0, 10**9))
def test_the_strict_dialect_says_the_same(tmp_path: Path, seed: int) -> None:
    usual = read_file(drawn(tmp_path / "a.xlsx", seed))
    strict = read_file(drawn(tmp_path / "b.xlsx", seed, strict=True))
    assert by_gate(strict) == by_gate(usual)


def test_cells_without_references_follow_each_other(tmp_path: Path) -> None:
    rows = (
        '<row><c t="inlineStr"><is><t>x</t></is></c><c><v>2</v></c></row><row><c><v>3</v></c></row>'
    )
    assert list(sheet_of(tmp_path, rows).rows()) == [["x", 2.0], [3.0, ""]]


def test_what_a_formula_says_of_its_result(tmp_path: Path) -> None:
    row = (
        '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>1+1</f></c><c r="C1"><f>1+1</f><v></v></c>'
        '<c r="D1" t="str"><f>A1&amp;""</f><v></v></c><c r="E1" t="str"><f>x</f></c>'
        '<c r="F1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="G1" s="3"><v>0.955</v></c>'
    )
    found = cells(tmp_path, row)
    assert found[:5] == [2.0, UNSOLVED, UNSOLVED, "", UNSOLVED]
    assert isinstance(found[5], Spoiled)
    assert found[5].text == "#DIV/0!"
    assert (type(found[6]), found[6]) == (Percent, 0.955)


def test_days_moments_times_and_spans(tmp_path: Path) -> None:
    row = "".join(
        f'<c r="{letter}1" s="{style}"><v>{number}</v></c>'
        for letter, style, number in (("A", 1, 45809), ("B", 6, 45809.5), ("C", 6, 0.25))
    )
    assert cells(tmp_path, row) == [
        date(2025, 6, 1),
        datetime.fromisoformat("2025-06-01T12:00"),
        time(6),
    ]
    written = '<c r="A1" t="d"><v>2025-06-01</v></c><c r="B1" t="d"><v>2025-06-01T08:30:00</v></c>'
    assert cells(tmp_path, written) == [
        date(2025, 6, 1),
        datetime.fromisoformat("2025-06-01T08:30"),
    ]
    assert cells(tmp_path, '<c r="A1" s="1"><v>44347</v></c>', date1904=True) == [date(2025, 6, 1)]


def test_numbers_that_are_none_are_told(tmp_path: Path) -> None:
    (found,) = cells(tmp_path, '<c r="A1"><v>1e999</v></c>')
    assert isinstance(found, Spoiled)
    assert "损坏" in found.fault.reason


def test_hidden_sheets_rows_and_columns(tmp_path: Path) -> None:
    rows = (
        '<row r="1" hidden="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>'
    )
    sheet = (
        '<cols><col min="2" max="5" hidden="1"/></cols>'
        f"<sheetData>{rows}</sheetData>"
        '<autoFilter ref="A1:B2"><filterColumn colId="0"/></autoFilter>'
    )
    path = book(tmp_path / "a.xlsx", sheet, sheet, "<sheetData/>",
                states={1: "hidden", 3: "veryHidden"})  # fmt: skip
    file = read_file(path)
    assert (file.hidden, [one.name for one in file.visible]) == (("表1", "表3"), ["表2"])
    assert file.visible[0].hidden == Hidden(rows=1, columns=1, filtered=True)
    assert list(file.sheets[0].rows()) == []


def test_rows_merged_downwards_hold_the_value_above(tmp_path: Path) -> None:
    cell = '<c r="A{0}" t="inlineStr"><is><t>{1}</t></is></c><c r="B{0}"><v>{0}</v></c>'
    rows = "".join(
        f'<row r="{n}">{cell.format(n, "户" if n == 2 else "")}</row>' for n in (1, 2, 3, 4)
    )
    sheet = f'<sheetData>{rows}</sheetData><mergeCells><mergeCell ref="A2:A3"/></mergeCells>'
    (one,) = read_file(book(tmp_path / "a.xlsx", sheet)).sheets
    assert [row[0] for row in one.rows()] == ["", "户", "户", ""]


BROKEN = {
    "another row's cell": '<row r="1"><c r="A2"><v>1</v></c></row>',
    "a cell twice": '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
    "a row twice": '<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="B1"><v>1</v></c></row>',
    "no such text": '<row r="1"><c r="A1" t="s"><v>9</v></c></row>',
    "no column": '<row r="1"><c r="1"><v>9</v></c></row>',
    "a sign there is not": '<row r="1"><c r="A1" t="inlineStr"><is><t>&#xD800;</t></is></c></row>',
    "an unknown sign": '<row r="1"><c r="A1" t="inlineStr"><is><t>&a;</t></is></c></row>',
    "rows that do not end": '<row r="1"><c r="A1"><v>1</v></c></row></sheetData',
    "a tag not closed": '<row r="1"><c r="A1"><v>1</c></row>',
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_markup_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileError, match="已损坏"):
        sheet_of(tmp_path, BROKEN[name])


def test_an_old_workbook_tells_errors_percentages_and_what_is_hidden(tmp_path: Path) -> None:
    made = xlwt.Workbook()
    made.dates_1904 = True
    seen, old = made.add_sheet("本月"), made.add_sheet("上月")
    old.visibility = 1
    seen.write(1, 1, "户编号")
    seen.write(2, 1, 0.95, xlwt.easyxf(num_format_str="0.00%"))
    seen.write(2, 2, 0.95)
    seen.row(3).set_cell_error(1, "#N/A!")
    seen.row(2).hidden = True
    seen.col(2).hidden = True
    made.save(str(tmp_path / "a.xls"))
    file = read_file(tmp_path / "a.xls")
    assert (file.hidden, file.visible[0].since_1904) == (("上月",), True)
    _, head, row, bad = file.visible[0].rows()
    assert (head[0], row) == ("户编号", [0.95, 0.95])
    assert [type(cell) for cell in row] == [Percent, float]
    assert isinstance(bad[0], Spoiled)
    assert bad[0].text == "#N/A"
    assert file.visible[0].hidden == Hidden(rows=1, columns=1)


def old_book(path: Path, rows: list[list[object]], rich: bool = False) -> Path:
    """An .xls with these rows; ``rich`` ones hold text in two fonts."""
    made = xlwt.Workbook()
    sheet = made.add_sheet("表")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    bold = xlwt.easyfont("bold on")
    for line, row in enumerate(rows):
        for place, cell in enumerate(row):
            if isinstance(cell, str) and rich and len(cell) > 1:
                sheet.write_rich_text(line, place, (cell[:1], (cell[1:], bold)))
            elif cell is not None:
                sheet.write(line, place, cell, *([day] if isinstance(cell, date) else []))
    made.save(str(path))
    return path


OLD_CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**31), 2**31).map(float),
    st.integers(-(10**6), 10**6).map(lambda cents: cents / 100),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(date(1901, 1, 1), date(2100, 1, 1)),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12),
    st.sampled_from(["latin", "宁夏", "é" * 300, "混 mixed 合" * 900]),
)


@tried(60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.lists(OLD_CELLS, min_size=1, max_size=6), min_size=1, max_size=30),
    rich=st.booleans(),
)
def test_old_workbooks_hold_what_was_written(
    tmp_path: Path, rows: list[list[object]], rich: bool
) -> None:
    (sheet,) = read_file(old_book(tmp_path / "a.xls", rows, rich)).sheets
    found = {
        (line, place): cell
        for line, row in enumerate(sheet.rows())
        for place, cell in enumerate(row)
        if cell != ""
    }
    written = {
        (line, place): cell
        for line, row in enumerate(rows)
        for place, cell in enumerate(row)
        if cell not in (None, "")
    }
    first = min((place for _, place in written), default=0)
    assert found == {(line, place - first): cell for (line, place), cell in written.items()}
    assert {type(cell) for cell in found.values()} == {type(cell) for cell in written.values()}


def test_old_workbooks_are_what_calamine_reads(tmp_path: Path) -> None:
    rows = [["甲" * 5000, 1.5, True], [date(2025, 6, 1), "é", 10.0**12], ["x", None, -0.01]]
    path = old_book(tmp_path / "a.xls", rows)
    (sheet,) = read_file(path).sheets
    theirs = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    assert list(sheet.rows()) == theirs


def test_an_old_workbook_with_a_password_or_a_cut_is_refused(tmp_path: Path) -> None:
    path = old_book(tmp_path / "a.xls", [["甲", 1.0]])
    content = path.read_bytes()
    locked = content.replace(b"\x42\x00\x02\x00", b"\x2f\x00\x02\x00", 1)  # CODEPAGE as FILEPASS
    spoiled = (
        (locked, "有密码"),
        (content[:1500], "不是 Excel|已损坏"),
        (content[:600], "已损坏|不是"),
    )
    for changed, message in spoiled:
        path.write_bytes(changed)
        with pytest.raises(FileError, match=message):
            read_file(path)
