"""Facts and members in words."""

from datetime import date
from decimal import Decimal

import pytest

from luoshi.households.facts import in_words
from luoshi.households.members import age_on
from luoshi.warehouse.schema import FieldType


@pytest.mark.parametrize(
    ("value", "type_", "words"),
    [
        (date(2025, 6, 1), FieldType.DATE, "2025-06-01"),
        (date(2025, 6, 1), FieldType.MONTH, "2025-06"),
        (Decimal("12345.50"), FieldType.DECIMAL, "12,345.50"),
        (Decimal("100.00"), FieldType.DECIMAL, "100"),
        (12345, FieldType.INTEGER, "12,345"),
        (2025, FieldType.YEAR, "2025"),
        ("因病,因学", FieldType.CODES, "因病、因学"),
        ("一,二", FieldType.TEXT, "一,二"),
    ],
)
def test_values_in_words(value: object, type_: FieldType, words: str) -> None:
    assert in_words(value, type_) == words


@pytest.mark.parametrize(
    ("born", "age"), [(date(2015, 6, 30), 10), (date(2015, 7, 1), 9), (date(2020, 2, 29), 5)]
)
def test_age_on_a_day(born: date, age: int) -> None:
    assert age_on(born, date(2025, 6, 30)) == age
