"""The workbook: the list of checks, the rows as they came, coloured, sorted, masked, split."""

import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook
from quality.making import checked, headings, member, written

from luoshi.pack import load
from luoshi.quality import Report, read_export, write_townships, write_workbook

RULE = "4_02_001"
PHONE = "1380000123456"


@pytest.fixture
def report(tmp_path: Path) -> Report:
    people = [member(n, 户联系电话=PHONE, 姓名="甲", 新列="<&>\x0b" if n else "") for n in range(9)]
    return checked([written(tmp_path, "monitored", people)], RULE, "5_20_031")


@pytest.fixture
def book(report: Report, tmp_path: Path) -> Path:
    write_workbook(tmp_path / "结果.xlsx", report)
    return tmp_path / "结果.xlsx"


def rows(book: Path, sheet: str = RULE) -> list[dict[str, str]]:
    lines = list(load_workbook(book)[sheet].iter_rows(min_row=3, values_only=True))
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def test_the_list_counts_every_check_and_says_why_one_was_skipped(book: Path) -> None:
    lines = {row[0]: row for row in load_workbook(book)["核查结果"].iter_rows(values_only=True)}
    assert lines[RULE][4] == 3
    assert (lines["5_20_031"][4], lines["5_20_031"][6]) == (None, "没有给出“已外出务工信息”")


def test_a_check_leads_to_its_sheet(book: Path) -> None:
    cells = (cell for row in load_workbook(book)["核查结果"] for cell in row)
    (link,) = [cell.hyperlink for cell in cells if cell.value == RULE]
    assert link
    assert link.location == f"'{RULE}'!A1"


def test_rows_are_sorted_by_township_and_village(book: Path) -> None:
    places = [(row["乡"], row["村"]) for row in rows(book)]
    assert places == sorted(places)
    assert len(set(places)) == 3


def test_rows_are_whole_and_as_they_came(report: Report, book: Path) -> None:
    kept = {row["原表行号"]: row for row in rows(book)}
    assert set(kept) == {"5", "8", "11"}
    assert kept["5"] == member(1) | kept["5"] | {
        "证件号码": "640422****01",
        "户联系电话": "138****3456",
    }


def test_ids_stay_where_they_are_asked_for(report: Report, tmp_path: Path) -> None:
    write_workbook(tmp_path / "全.xlsx", report, ids=True)
    assert rows(tmp_path / "全.xlsx")[0]["户联系电话"] == PHONE


def test_columns_at_fault_are_coloured(book: Path) -> None:
    sheet = load_workbook(book)[RULE]
    coloured = {
        sheet.cell(3, cell.column).value for cell in sheet[4] if cell.fill.fgColor.rgb == "FFFFC7CE"
    }
    assert coloured == {"户联系电话"}


def test_each_township_gets_its_own_rows(report: Report, tmp_path: Path) -> None:
    files = write_townships(tmp_path / "乡镇", report)
    assert {file.stem: {row["乡"] for row in rows(file)} for file in files} == {
        name: {name} for name in ("乙乡", "甲乡", "丙乡")
    }


def test_nothing_is_left_of_a_workbook_that_could_not_be_written(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("luoshi.quality.workbook.write_overview", lambda *_: 1 / 0)
    folder = tmp_path / "新"
    folder.mkdir()
    with pytest.raises(ZeroDivisionError):
        write_workbook(folder / "结果.xlsx", report)
    assert list(folder.iterdir()) == []


def test_a_checks_sheet_can_be_read_again_as_the_export(report: Report, tmp_path: Path) -> None:
    write_workbook(tmp_path / "全.xlsx", report, ids=True)
    book = load_workbook(tmp_path / "全.xlsx")
    book.remove(book["核查结果"])
    book.save(tmp_path / "单.xlsx")
    export = read_export(tmp_path / "单.xlsx", load().exports.values())
    assert (export.table.id, len(export)) == ("monitored", 3)


@pytest.mark.libreoffice
def test_libreoffice_opens_it(book: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(saved)]
    subprocess.run([*command, str(book)], check=True, capture_output=True)
    assert rows(saved / book.name) == rows(book)


def test_no_cell_of_an_export_becomes_a_formula_or_a_link(tmp_path: Path) -> None:
    bad = ("=1+1", "=HYPERLINK(1)", "http://x/y")
    heads = headings("monitored")
    people = [member(n, 信息采集人=bad[n % 3], 户联系电话=PHONE) for n in range(9)]
    lines = [heads, *([str(one.get(head, "")) for head in heads] for one in people)]
    path = tmp_path / "监测对象信息.csv"
    path.write_text("\n".join(map(",".join, lines)), encoding="utf-8")
    export = read_export(path, load().exports.values())
    write_workbook(tmp_path / "a.xlsx", checked([export], RULE))
    sheet = load_workbook(tmp_path / "a.xlsx")[RULE]
    cells = [cell for row in sheet.iter_rows(min_row=4) for cell in row]
    assert {cell.data_type for cell in cells if cell.value in bad} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
