"""Cells looked at all at once become what they become one by one."""

import warnings
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tried import tried
from warehouse.made_up import CODES, ID_AREAS, TODAY, find_area, id_number

from luoshi.warehouse.converters import Context, Converter
from luoshi.warehouse.outcome import Outcome, Percent, Person
from luoshi.warehouse.plainly import plain_amounts, sound_numbers
from luoshi.warehouse.schema import Column, FieldType

CONTEXT = Context(CODES, find_area, lambda number: int(number[:17]), TODAY, ID_AREAS)
ENOUGH = 150
"""So many different cells are looked at together."""

AMOUNT = Column(name="金额", type=FieldType.DECIMAL, unit="元")
BOUNDED = AMOUNT.model_copy(update={"minimum": Decimal("-5.5"), "maximum": Decimal("99.99")})
IN_TEN_THOUSANDS = Column(name="金额", type=FieldType.DECIMAL, unit="万元")
TEXT = Column(name="备注", type=FieldType.TEXT)
NUMBERED = Column(name="文号", type=FieldType.TEXT, digits=8)
HOUSEHOLD = Column(name="户编号", type=FieldType.HOUSEHOLD)
LONG_HOUSEHOLD = Column(name="户编号", type=FieldType.HOUSEHOLD, digits=8)
PHONE = Column(name="电话", type=FieldType.PHONE)
PERSON = Column(name="证件号码", type=FieldType.PERSON)

SOUND = [id_number(n) for n in range(1, 40)]
SPOILT = [f"{one[:-1]}{'0' if one[-1] != '0' else '1'}" for one in SOUND[:20]]

OLD = f"{SOUND[0][:6]}{SOUND[0][8:17]}"
"""An ID number of fifteen digits."""

FLOATS = [
    0.0, -0.01, 0.01, 0.1 + 0.2, 1.25, 1.255, 0.005, 99.99, 100.0, 100.01, -5.5, -5.51, -6.0,
    1e13, 1e13 - 0.01, -1e13, 9.99e12, 1e15, 1e16, float("inf"), float("-inf"), float("nan"),
]  # fmt: skip

TEXTS = [
    "甲", "甲" * 12, "甲" * 13, "甲" * 14, "#", "#N/A", "#甲", "a#N/A", " 甲", "甲 ", "甲 乙",
    "甲\u200b乙", "\u200b", "", "　", "1", "12345678", "１２３", "0" * 17, "1" * 17, "1" * 18,
    "1234567", "123456789", "abcdefgh", "1391234567", "13912345678", "139123456789",
    "23912345678", "139 1234 5678", *SOUND[:5], *SPOILT[:5], f"备注{SOUND[0]}",
    OLD, f"甲{OLD}", f"{OLD[:14]}",
]  # fmt: skip


def exactly(outcomes: Sequence[Outcome]) -> list[str]:
    """Outcomes with their decimals: 1.2 is not written as 1.20."""
    return list(map(repr, outcomes))


def one_by_one(column: Column, cells: Sequence[Any]) -> list[Outcome]:
    return [Converter(column, CONTEXT).outcomes([cell])[0] for cell in cells]


def together(column: Column, cells: Sequence[Any]) -> list[Outcome]:
    assert len(cells) >= ENOUGH
    return Converter(column, CONTEXT).outcomes(cells)


@pytest.mark.parametrize("column", [AMOUNT, BOUNDED, IN_TEN_THOUSANDS])
def test_amounts(column: Column) -> None:
    cells = [*FLOATS, *(n / 100 for n in range(-600, 11_000, 50))]
    assert exactly(together(column, cells)) == exactly(one_by_one(column, cells))


@tried(15)
@given(st.lists(st.floats(-1e14, 1e14) | st.integers(-(10**15), 10**15).map(lambda n: n / 100)))
def test_any_amounts(some: list[float]) -> None:
    cells = [*some, *(n / 8 for n in range(ENOUGH))]
    assert exactly(together(BOUNDED, cells)) == exactly(one_by_one(BOUNDED, cells))
    assert exactly(together(AMOUNT, cells)) == exactly(one_by_one(AMOUNT, cells))


@pytest.mark.parametrize("column", [TEXT, NUMBERED, HOUSEHOLD, LONG_HOUSEHOLD, PHONE, PERSON])
def test_texts(column: Column) -> None:
    cells = [*TEXTS, *(f"{n:011}" for n in range(ENOUGH))]
    assert exactly(together(column, cells)) == exactly(one_by_one(column, cells))


@tried(15)
@given(st.lists(st.text(max_size=16) | st.text("0123456789 #-", max_size=19)))
def test_any_texts(some: list[str]) -> None:
    cells = [*some, *map(str, range(ENOUGH))]
    for column in (TEXT, HOUSEHOLD, LONG_HOUSEHOLD, PHONE):
        assert exactly(together(column, cells)) == exactly(one_by_one(column, cells))


def test_id_numbers_right_and_wrong() -> None:
    nineteenth = [id_number(n, area="990000") for n in range(1, 60)]
    small = [one.lower() for one in SOUND]
    cells = [*SOUND, *SPOILT, *nineteenth, *small, f"9{SOUND[0][1:]}", f"0{SOUND[0][1:]}"]
    assert exactly(together(PERSON, cells)) == exactly(one_by_one(PERSON, cells))
    assert [isinstance(one, Person) for one in together(PERSON, cells)[:59]] == (
        [True] * 39 + [False] * 20
    )


def test_cells_of_other_types_are_read_as_they_are() -> None:
    whole = list(range(ENOUGH))
    assert together(AMOUNT, whole) == one_by_one(AMOUNT, whole)
    shown = [Percent(n / 100) for n in range(ENOUGH)]
    assert exactly(together(AMOUNT, shown)) == exactly(one_by_one(AMOUNT, shown))
    mixed = [*whole, *map(str, whole), True, None]
    assert exactly(together(TEXT, mixed)) == exactly(one_by_one(TEXT, mixed))


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        (AMOUNT, [0.0, 0.01, 0.5, 1.25, 9_999_999_999_999.0]),
        (BOUNDED, [-5.5, -0.01, 0.0, 99.99]),
    ],
)
def test_plain_amounts_are_told_at_once(column: Column, cells: list[float]) -> None:
    assert plain_amounts(cells, column) == [Decimal(f"{one:.15g}") for one in cells]


def test_other_amounts_are_left_to_be_read() -> None:
    assert plain_amounts([-5.51, 100.0, 1.255, float("nan")], BOUNDED) == [None] * 4
    assert plain_amounts([-0.01, 1e13, float("inf")], AMOUNT) == [None] * 3


def test_sound_id_numbers_are_told_at_once() -> None:
    told = sound_numbers(pa.array([*SOUND, *SPOILT])).tolist()
    assert told == [True] * len(SOUND) + [False] * len(SPOILT)


def test_numbers_beyond_all_bounds_warn_nobody() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert plain_amounts([float("nan"), float("inf"), 1.7e308], AMOUNT) == [None] * 3
