"""The template: filled by Excel or LibreOffice, sent back, read as typed."""

import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from luoshi.ledgers.template_rows import BLANK_ROWS
from luoshi.site.ledgers.models import Record
from luoshi.site.ledgers.workbook.checks import check_file
from luoshi.site.ledgers.workbook.download import download, template

HEAD = 3
"""Row of the headings."""


def opened(ledgers, user, ledger="works", year=2024) -> Workbook:
    return load_workbook(BytesIO(template(ledgers[ledger], user, year).read()))


def rows(book: Workbook) -> list[list[object]]:
    sheet = book.worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEAD + 1)]


def headings(book: Workbook) -> list[object]:
    return [cell.value for cell in book.worksheets[0][HEAD]]


class TestForm:
    def test_headings_have_unit_and_star(self, ledgers, people) -> None:
        names = headings(opened(ledgers, people.county()))
        assert names[:5] == ["年度*", "县*", "工程名称*", "类别*", "投资（万元）"]

    def test_title_and_who_fills_stand_above(self, ledgers, people) -> None:
        sheet = opened(ledgers, people.county()).worksheets[0]
        assert sheet["A1"].value == "工程"
        assert "2024 年" in sheet["A2"].value
        assert "西吉县" in sheet["A2"].value

    def test_the_head_is_locked_and_the_cells_are_not(self, ledgers, people) -> None:
        sheet = opened(ledgers, people.county()).worksheets[0]
        assert sheet.protection.sheet
        assert sheet["A3"].protection.locked
        assert not sheet["A4"].protection.locked
        assert sheet.freeze_panes == "A4"

    def test_comments_say_how_to_fill(self, ledgers, people) -> None:
        sheet = opened(ledgers, people.county()).worksheets[0]
        assert "单位：万元，不小于 0，不大于 1000" in sheet["E3"].comment.text
        assert "可填几个值" in sheet["H3"].comment.text

    def test_lists_drop_down(self, ledgers, people) -> None:
        book = opened(ledgers, people.county())
        rules = book.worksheets[0].data_validations.dataValidation
        lists = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in rules}
        assert _values(book, lists["D4"]) == ["水渠", "道路", "桥梁"]
        assert _values(book, lists["I4"]) == ["是", "否"]
        assert _values(book, lists["B4"]) == ["西吉县"]
        assert book["可填值"].sheet_state == "hidden"

    def test_a_unit_chooses_among_all_counties(self, ledgers, people) -> None:
        book = opened(ledgers, people.unit("水利厅"))
        rules = book.worksheets[0].data_validations.dataValidation
        (counties,) = [rule.formula1 for rule in rules if str(rule.sqref).startswith("B4:")]
        assert {"宁夏回族自治区", "西吉县", "海原县"} <= set(_values(book, counties))

    def test_several_values_are_explained(self, ledgers, people) -> None:
        lines = [row[0].value for row in opened(ledgers, people.county())["填报说明"].rows]
        assert any("涉及类别" in str(line) and "水渠、道路、桥梁" in str(line) for line in lines)

    def test_files_have_no_column(self, ledgers, people) -> None:
        assert "材料" not in headings(opened(ledgers, people.county(), "meetings"))


def _values(book: Workbook, reference: str) -> list[object]:
    sheet, _, cells = reference.replace("$", "").replace("'", "").partition("!")
    first, _, last = cells.partition(":")
    return [row[0].value for row in book[sheet][f"{first}:{last or first}"]]


class TestKnownBeforehand:
    def test_one_row_for_each_county(self, ledgers, people) -> None:
        found = rows(opened(ledgers, people.unit("林草局"), "rangers"))
        assert len(found) == 22
        assert [2024, "西吉县"] in [row[:2] for row in found]

    def test_one_row_for_each_village_of_the_township(self, ledgers, people, keep) -> None:
        keep("village_kinds", 行政村="640422100201", 村类别="桥梁")
        found = rows(opened(ledgers, people.township(), "facilities"))
        assert all(str(row[1]).startswith("西吉县/吉强镇/") for row in found)
        assert "桥梁" in [row[2] for row in found]

    def test_last_years_facts_of_a_village_are_brought(self, ledgers, people, keep) -> None:
        keep("facilities", 年度=2023, 行政村="640422100201", 通路="是")
        keep("facilities", 年度=2023, 行政村="640422100202", 通路="否")
        keep("facilities", 年度=2024, 行政村="640422100202", 通路="是")
        found = rows(opened(ledgers, people.township(), "facilities"))
        assert {row[0] for row in found} == {2024}
        assert [row[3] for row in found].count("是") == 2

    def test_but_not_last_years_amounts(self, ledgers, people, keep) -> None:
        keep("rangers", 年度=2023, 县="640422000000", 人数=9)
        found = rows(opened(ledgers, people.unit("林草局"), "rangers"))
        assert all(row[2] is None for row in found)

    def test_year_and_county_where_rows_are_not_known(self, ledgers, people) -> None:
        found = rows(opened(ledgers, people.county()))
        assert len(found) == BLANK_ROWS
        assert all(row[:3] == [2024, "西吉县", None] for row in found)

    def test_the_unit_is_not_typed(self, ledgers, people) -> None:
        found = rows(opened(ledgers, people.unit("水利厅")))
        assert {row[9] for row in found} == {"水利厅"}


@pytest.mark.libreoffice
def test_libreoffice_opens_it_and_what_it_saves_is_read(ledgers, people, tmp_path: Path) -> None:
    user = people.unit("林草局")
    book = opened(ledgers, user, "rangers")
    book.worksheets[0]["C4"] = 12
    book.save(tmp_path / "模板.xlsx")
    saved = tmp_path / "saved"
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(saved)]
    subprocess.run([*command, str(tmp_path / "模板.xlsx")], check=True, capture_output=True)
    checked = check_file(ledgers["rangers"], saved / "模板.xlsx", user)
    assert [row["人数"] for row in checked.rows] == ["12"]


class TestDownload:
    def test_no_text_becomes_a_formula_or_a_link(self, ledgers, people, keep) -> None:
        for text in ("=1+1", "http://x/y", "+甲"):
            keep(工程名称=text)
        sheet = opened_download(ledgers, people.county())
        cells = [row[2] for row in sheet.iter_rows(min_row=HEAD + 1)]
        told = {cell.value: cell.data_type for cell in cells if cell.value}
        assert told == {"=1+1": "s", "http://x/y": "s", "+甲": "s"}
        assert not any(cell.hyperlink for cell in cells)

    def test_amounts_keep_all_their_decimals(self, ledgers, people, keep) -> None:
        keep(投资="12.345678")
        sheet = opened_download(ledgers, people.county())
        assert (sheet["E4"].value, sheet["E4"].number_format) == (12.345678, "#,##0.00####")


def opened_download(ledgers, user):
    sent = download(ledgers["works"], user, Record.objects.all(), "")
    return load_workbook(BytesIO(sent.read())).worksheets[0]
