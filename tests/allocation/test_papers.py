"""Papers: the letter and the workbook say what was signed, to the fen."""

import subprocess
from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import zip_longest
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from funds_cases import SCHEME, YEAR, made_up

from luoshi import pack
from luoshi.allocation import allocate
from luoshi.allocation.changes import changes_of
from luoshi.allocation.papers.excel import write_excel
from luoshi.allocation.papers.word import write_word
from luoshi.allocation.papers.wording import DRAFT, Signatures
from luoshi.allocation.sheet import AllocationSheet, sheet_of

SIGNED = Signatures("送签人", date(2024, 3, 1), "签批人", date(2024, 3, 5), "0123456789abcdef" * 4)


@pytest.fixture(scope="module")
def sheet() -> AllocationSheet:
    """A scheme of the real pack as it is, with figures made up."""
    return sheet_with()


def sheet_with(**sent: str) -> AllocationSheet:
    policy = pack.load()
    scheme = policy.schemes[SCHEME]
    inputs, overrides = made_up(scheme, YEAR), changes_of(scheme, YEAR, sent).overrides
    found = allocate(scheme, inputs, YEAR, overrides)
    return sheet_of(policy, scheme, inputs, found, overrides)


def letter(sheet: AllocationSheet, signatures: Signatures | None) -> object:
    file = BytesIO()
    write_word(file, sheet, signatures)
    file.seek(0)
    return Document(file)


def test_the_letter_has_every_county_and_the_exact_sum(sheet: AllocationSheet) -> None:
    (table,) = letter(sheet, SIGNED).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert [row[0] for row in rows[1:-1]] == [one.name for one in sheet.counties]
    amounts = [Decimal(row[-1].replace(",", "")) for row in rows[1:]]
    assert sum(amounts[:-1]) == amounts[-1] == sheet.total


def test_no_paper_shows_more_decimals_than_an_office_reads(
    tmp_path: Path, sheet: AllocationSheet
) -> None:
    assert any(one.formula.as_tuple().exponent < -2 for one in sheet.counties)  # type: ignore[operator]
    (table,) = letter(sheet, None).tables
    rows = [[cell.text.replace(",", "") for cell in row.cells[1:]] for row in table.rows[1:]]
    for row in rows:
        _, formula, moved, amount = (Decimal(text.replace("—", "0")) for text in row)
        assert formula + moved == amount
        assert all(one.normalize().as_tuple().exponent >= -2 for one in (formula, moved))  # type: ignore[operator]
    for column in range(1, 4):
        numbers = [Decimal(row[column]) for row in rows]
        assert sum(numbers[:-1]) == numbers[-1]
    book = openpyxl.load_workbook(workbook(tmp_path, sheet))
    told = [row[2] for row in book["分配表"].iter_rows(min_row=4, values_only=True)]
    assert [Decimal(str(one)) for one in told[:-1]] == [Decimal(row[1]) for row in rows[:-1]]


def test_the_letter_tells_basis_method_and_who_signed(sheet: AllocationSheet) -> None:
    text = "\n".join(one.text for one in letter(sheet, SIGNED).paragraphs)
    assert "宁乡振发〔2021〕26号" in text
    assert "相关人群数量占 30%" in text
    assert SIGNED.digest[:16] in text
    assert DRAFT not in text


def test_a_draft_says_so() -> None:
    draft = sheet_with(**{"w:people": "70"})
    text = "\n".join(one.text for one in letter(draft, None).paragraphs)
    assert DRAFT in text
    assert "30 改为 70" in text


def workbook(tmp_path: Path, sheet: AllocationSheet) -> Path:
    path = tmp_path / "方案.xlsx"
    with path.open("wb") as file:
        write_excel(file, sheet, SIGNED)
    return path


def test_the_workbook_adds_up(tmp_path: Path, sheet: AllocationSheet) -> None:
    book = openpyxl.load_workbook(workbook(tmp_path, sheet))
    assert book.sheetnames == ["分配表", "依据与办法", "各县算账", "限制"]
    rows = list(book["分配表"].iter_rows(min_row=4, values_only=True))
    assert [Decimal(str(row[4])) for row in rows[:-1]] == [one.amount for one in sheet.counties]
    assert rows[-1][4] == f"=SUM(E4:E{3 + len(sheet.counties)})"
    steps = list(book["各县算账"].iter_rows(min_row=4, values_only=True))
    first = [Decimal(str(row[2])) for row in steps if row[0] == sheet.counties[0].name]
    assert sum(first) == sheet.counties[0].amount


ODD = ("=1+1", '=HYPERLINK("http://x")', "@SUM(1)", "-2+3", "http://x/y", "<w:p>&甲</w:p>")
"""Names that a program would compute, follow or read as its own words."""


def oddly_named(sheet: AllocationSheet) -> AllocationSheet:
    counties = tuple(
        one.model_copy(update={"name": name}) if name else one
        for one, name in zip_longest(sheet.counties, ODD)
    )
    return sheet.model_copy(update={"counties": counties})


def test_no_name_in_the_workbook_becomes_a_formula_or_a_link(
    tmp_path: Path, sheet: AllocationSheet
) -> None:
    path = tmp_path / "方案.xlsx"
    with path.open("wb") as file:
        write_excel(file, oddly_named(sheet), SIGNED)
    book = openpyxl.load_workbook(path)
    found = [row[0] for row in book["分配表"].iter_rows(min_row=4, max_col=1)][: len(ODD)]
    assert [(one.value, one.data_type, one.hyperlink) for one in found] == [
        (name, "s", None) for name in ODD
    ]
    told = {cell.value for row in book["各县算账"].iter_rows(max_col=1) for cell in row}
    assert set(ODD) <= told


def test_no_name_in_the_letter_becomes_markup(sheet: AllocationSheet) -> None:
    (table,) = letter(oddly_named(sheet), SIGNED).tables
    assert [row.cells[0].text for row in table.rows[1 : 1 + len(ODD)]] == list(ODD)


@pytest.mark.libreoffice
def test_libreoffice_computes_the_same_sum(tmp_path: Path, sheet: AllocationSheet) -> None:
    path = workbook(tmp_path, sheet)
    command = ["soffice", "--headless", "--convert-to", "csv", "--outdir", str(tmp_path), str(path)]
    home = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    subprocess.run(command, check=True, capture_output=True, timeout=120, env=home)
    last = (tmp_path / "方案.csv").read_bytes().splitlines()[-1].decode("ascii", "replace")
    assert Decimal(last.split(",")[4]) == sheet.total
