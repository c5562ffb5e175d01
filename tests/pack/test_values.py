"""Parameters on a day, and values in words."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.pack import load
from luoshi.pack.models import DatedValue, Parameter, ParameterKind
from luoshi.pack.rules import in_words, placeholders, sentence, values_on

LINE = Parameter(
    id="line",
    title="线",
    kind=ParameterKind.NUMBER,
    values=(
        DatedValue.model_validate(
            {"from": "2022-01-01", "to": "2022-12-31", "value": "7000", "source": "甲"}
        ),
        DatedValue.model_validate({"from": "2023-03-14", "value": "8000.5", "source": "乙"}),
    ),
)


@pytest.mark.parametrize(
    ("day", "value"),
    [
        ("2021-12-31", None),
        ("2022-01-01", "7000"),
        ("2022-12-31", "7000"),
        ("2023-01-01", None),
        ("2023-03-14", "8000.5"),
        ("2040-01-01", "8000.5"),
    ],
)
def test_a_value_holds_from_its_first_to_its_last_day(day: str, value: str | None) -> None:
    found = LINE.on(date.fromisoformat(day))
    assert (found.value if found else None) == value


def test_amounts_stay_exact() -> None:
    assert LINE.typed(LINE.values[1]) == Decimal("8000.5")


def test_a_day_without_a_value_is_an_error_that_names_the_parameter() -> None:
    pack = load()
    with pytest.raises(ValueError, match=r"lead_growth_share.*1990-01-01"):
        values_on(pack, frozenset({"lead_growth_share"}), date(1990, 1, 1))


def test_as_of_is_always_there() -> None:
    assert values_on(load(), frozenset(), date(2025, 6, 30)) == {"as_of": date(2025, 6, 30)}


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "（未填）"),
        (True, "是"),
        (Decimal("12000.00"), "12,000"),
        (Decimal("0.50"), "0.5"),
        (1000000, "1,000,000"),
        (0.1 + 0.2, "0.3"),
        (date(2023, 5, 1), "2023年5月1日"),
        ("西吉县", "西吉县"),
    ],
)
def test_values_are_written_as_people_read_them(value: object, words: str) -> None:
    assert in_words(value) == words


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_a_written_amount_reads_back(amount: Decimal) -> None:
    assert Decimal(in_words(amount).replace(",", "")) == amount


def test_a_sentence_takes_its_names_in_order_and_once() -> None:
    template = "自付{自付}元，超过{线}元（{自付}）"
    assert placeholders(template) == ("自付", "线")
    assert sentence(template, {"自付": 3, "线": None}) == "自付3元，超过（未填）元（3）"


def test_a_year_is_asked_as_a_number_and_has_four_digits() -> None:
    year = LINE.model_copy(update={"kind": ParameterKind.YEAR})
    said = LINE.values[0].model_copy(update={"value": "2025"})
    assert year.typed(said) == Decimal(2025)
    with pytest.raises(ValueError, match="四位数字"):
        year.typed(LINE.values[1])
