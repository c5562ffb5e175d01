"""Dirt: every harmless form is read as what it was, every blunder is refused."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.demonstration.synthetic.format_variants import (
    DAY_FORMS,
    MONTH_FORMS,
    card_numbers,
    vary,
)
from luoshi.demonstration.synthetic.invalid_rows import CELL_FAULTS, spoil
from luoshi.demonstration.synthetic.sheets import SheetColumn, SyntheticSheet, as_sheet
from luoshi.warehouse.converters import Context, Converter
from luoshi.warehouse.dates import read_day, read_month
from luoshi.warehouse.outcome import Fault, Noted, Person
from luoshi.warehouse.schema import Column, FieldType, Table

NUMBER = "64222319750101003X"


@given(st.dates(date(1930, 1, 1), date(2060, 12, 31)), st.sampled_from(DAY_FORMS))
def test_every_form_of_a_day_is_read_as_that_day(day, form):
    assert read_day(form(day)) == (day, True)


@given(st.dates(date(1930, 1, 1), date(2060, 12, 31)), st.sampled_from(MONTH_FORMS))
def test_every_form_of_a_month_is_read_as_that_month(day, form):
    assert read_month(form(day)) == day.replace(day=1)


@pytest.fixture(scope="module")
def context(pack):
    return Context(pack.codes, str, hash, date(2025, 7, 1))


def plain(outcome):
    """What was read, without remarks."""
    value = outcome.value if isinstance(outcome, Noted) else outcome
    return value.number if isinstance(value, Person) else value


SAMPLES = [
    (Column(name="证件号码", type="person", required=True), NUMBER),
    (Column(name="户编号", type="household", required=True), "6404222012010007"),
    (Column(name="民族", type="code", codes="ethnic_groups"), "回族"),
    (Column(name="险种", type="code", codes="insurance_kinds"), "城镇职工基本医疗保险"),
    (Column(name="金额", type="decimal", unit="元"), "12345.60"),
    (Column(name="人数", type="integer", unit="人"), "1200"),
    (Column(name="年度", type="year"), "2025"),
    (Column(name="电话", type="phone"), "13895012345"),
    (Column(name="是否", type="yes_no"), "是"),
    (Column(name="姓名", type="text"), "马小花"),
]


def sheet_of(column, cells):
    table = Table(id="t", title="表", home="dataset", about="record", key=(), columns=(column,))
    return SyntheticSheet(table, [SheetColumn(column.name, column, cells)])


@pytest.mark.parametrize(("column", "cell"), SAMPLES, ids=[column.name for column, _ in SAMPLES])
def test_smeared_cells_are_read_as_what_they_were(pack, context, column, cell):
    smeared = vary(sheet_of(column, [cell] * 400), pack.codes, np.random.default_rng(1))
    cells = smeared.parts[0].cells
    assert len(set(cells)) > 1
    (clean,) = map(plain, Converter(column, context).outcomes([cell]))
    assert set(map(plain, Converter(column, context).outcomes(cells))) == {clean}


@pytest.mark.parametrize(("column", "cell"), SAMPLES, ids=[column.name for column, _ in SAMPLES])
def test_spoilt_cells_are_refused(context, column, cell):
    for blunder in CELL_FAULTS.get(column.type, ()):
        (outcome,) = Converter(column, context).outcomes([blunder.spoil(cell)])
        assert isinstance(outcome, Fault) or (column.required and outcome is None)


def test_spoilt_rows_are_copies_at_the_places_named():
    column = Column(name="户编号", type=FieldType.HOUSEHOLD, required=True)
    clean = [f"64042220120{number:05}" for number in range(5000)]
    sheet = sheet_of(column, list(clean))
    refused = spoil(sheet, np.random.default_rng(2))
    assert len(sheet) == 5000 + len(refused) == 5003
    cells = sheet.parts[0].cells
    assert [number for number, cell in enumerate(cells, start=2) if cell is None] == [
        bad.row for bad in refused
    ]
    assert [cell for cell in cells if cell] == clean


def test_card_numbers_are_read_as_their_holders(pack, context, small):
    _, tables, _ = small
    table = pack.tables["disability"]
    sheet = as_sheet(tables["disability"], table, pack.areas)
    holders = list(sheet.parts[0].cells)
    card_numbers(sheet, pack.codes, np.random.default_rng(1))
    cards = sheet.parts[0].cells
    assert {len(card) for card in cards} == {20, 22}
    assert list(map(plain, Converter(table.person, context).outcomes(cards))) == holders
