"""Cells become values checks can ask; what cannot be read is nothing."""

from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.pack import load
from luoshi.quality.cells import typed
from luoshi.quality.database import Database
from luoshi.warehouse.schema import Column, FieldType

DATABASE = Database()


def read(texts: list[str | None], type_: FieldType, **more: object) -> list[object]:
    column = Column.model_validate({"name": "列", "type": type_, **more})
    cells = pa.chunked_array([pa.array(texts, pa.string())])
    values: list[object] = typed({column: cells}, load().codes, DATABASE)[column].to_pylist()
    return values


def test_blank_cells_are_nothing() -> None:
    blanks = ["", "  ", "　", "\u200b", "\t\n", None]
    for type_ in FieldType:
        codes = {"codes": "sex"} if type_ in (FieldType.CODE, FieldType.CODES) else {}
        assert read(blanks, type_, **codes) == [None] * len(blanks)


@pytest.mark.parametrize(
    "text", ["202303", "202303.0", "2023年03月", "2023年3月", "2023-03", "2023/3", "２０２３年３月"]
)
def test_months_in_every_form_are_their_first_day(text: str) -> None:
    assert read([text], FieldType.MONTH) == [date(2023, 3, 1)]


@pytest.mark.parametrize(
    "text",
    ["19800105", "19800105.0", "1980-01-05", "1980/1/5", "1980年1月5日", "1980-01-05 00:00:00"],
)
def test_days_in_every_form(text: str) -> None:
    assert read([text], FieldType.DATE) == [date(1980, 1, 5)]


def test_a_month_that_may_have_lost_its_zero_is_nothing() -> None:
    texts = ["2025.1", "2025.10", "2025.9", "2025-1"]
    months = [None, date(2025, 10, 1), date(2025, 9, 1), date(2025, 1, 1)]
    assert read(list(texts), FieldType.MONTH) == months


@pytest.mark.parametrize("text", ["198001", "19801345", "0980-01-05", "不详", "20230230", "1980"])
def test_what_is_no_day_is_nothing(text: str) -> None:
    assert read([text], FieldType.DATE) == [None]


def test_numbers_as_offices_write_them() -> None:
    texts = ["1,234.50", "１２", "12.0", "-3", "12亩", "0.125", "1e3", "十二", "1,2"]
    values = [Decimal(text) for text in ("1234.5", "12", "12", "-3", "12", "0.125")]
    assert read(texts, FieldType.DECIMAL, unit="亩") == [*values, None, None, None]


def test_symbols_lose_what_excel_put_on_them() -> None:
    texts = ["13800000000.0", "'138", "１３８\xa0 0000", "64042219800101001x"]
    values = ["13800000000", "138", "1380000", "64042219800101001X"]
    assert read(texts, FieldType.PHONE) == values


def test_a_person_is_the_same_on_every_card() -> None:
    texts = ["64042219800101001x", "64042219800101001X44", "64042219800101001X44B1"]
    assert len(set(read(texts, FieldType.PERSON))) == 1


def test_codes_come_under_the_names_of_their_list() -> None:
    texts = ["残疾，长期慢性病", "长期慢性病,,残疾", "残疾、长期慢性病", "没见过"]
    values = ["残疾,长期慢性病", "长期慢性病,残疾", "残疾、长期慢性病", "没见过"]
    assert read(texts, FieldType.CODES, codes="health_states") == values


@given(
    st.lists(st.one_of(st.none(), st.text(max_size=12)), max_size=20), st.sampled_from(FieldType)
)
def test_any_text_is_read_or_is_nothing(texts: list[str | None], type_: FieldType) -> None:
    texts = [text if text is None else text.encode(errors="ignore").decode() for text in texts]
    codes = {"codes": "sex"} if type_ in (FieldType.CODE, FieldType.CODES) else {}
    assert len(read(texts, type_, **codes)) == len(texts)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_a_number_is_read_exactly(number: Decimal) -> None:
    assert read([f"{number:,f}", f"{number:f}"], FieldType.DECIMAL) == [number, number]


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_day_is_read_as_written(day: date) -> None:
    forms = [f"{day:%Y%m%d}", day.isoformat(), f"{day.year}年{day.month}月{day.day}日"]
    assert read(forms, FieldType.DATE) == [day] * 3
