"""Cells that tie a row to a person, a household or an area, and phones and free text."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol

from luoshi.text.masking import without_id_numbers
from luoshi.text.person_number import (
    PROVINCES,
    PersonNumberError,
    day_of,
    is_number,
    parse,
    sex_of,
)
from luoshi.warehouse.outcome import Cell, CellError, Noted, Person
from luoshi.warehouse.schema import Column
from luoshi.warehouse.text import padded, plain, symbols

_PHONE = re.compile(r"(?:86)?(1\d{10})|(\d{7,12})")
_PHONE_SIGNS = re.compile(r"[-()+]")

UNKNOWN_AREA = "号码前 6 位不是已知的行政区划代码"
MASKED = "文字中的证件号码已遮盖"


class FindArea(Protocol):
    """Finds a division; raises ``ValueError`` with a Chinese message when it cannot."""

    def __call__(self, text: str, /) -> str:
        """Give the 12-digit code for a code of 6, 9 or 12 digits or a path 县/乡镇/村."""


@dataclass(frozen=True)
class PersonReader:
    """Reads ID numbers received on ``today``; ``key`` gives what rows hold instead.

    ``id_areas`` are the area codes known to have been used. A number whose province they
    cover but whose code is not among them is accepted with a remark.
    """

    key: Callable[[str], int]
    today: date
    id_areas: Collection[str]

    def __call__(self, cell: Cell) -> Person | Noted:
        """Read one cell."""
        try:
            found = parse(symbols(cell), self.today)
        except PersonNumberError as error:
            raise CellError(error.reason, error.mend) from None
        person = Person(self.key(found.number), found.number, found.birth_day, found.sex)
        return person if self._is_known(found.area) else Noted(person, UNKNOWN_AREA)

    def sound(self, number: str) -> Person | Noted | None:
        """Read a number of the right shape with a right check digit; nothing if its day is wrong.

        It is a fast way for the many, and gives what calling the reader gives.
        """
        try:
            birth_day = day_of(number[6:14])
        except PersonNumberError:
            return None
        if birth_day > self.today:
            return None
        person = Person(self.key(number), number, birth_day, sex_of(number))
        return person if self._is_known(number[:6]) else Noted(person, UNKNOWN_AREA)

    def _is_known(self, area: str) -> bool:
        if area[:2] in self._covered:
            return area in self.id_areas
        return area[:2] in PROVINCES

    @cached_property
    def _covered(self) -> frozenset[str]:
        return frozenset(area[:2] for area in self.id_areas)


def area_reader(find_area: FindArea) -> Callable[[Cell | tuple[Cell, ...]], str]:
    """Make the reader of an area: one cell, or the names of county, township and village."""

    def read(cell: Cell | tuple[Cell, ...]) -> str:
        names = [plain(part) for part in cell] if isinstance(cell, tuple) else [plain(cell)]
        try:
            return find_area("/".join(filter(None, names)))
        except ValueError as error:
            raise CellError("找不到这个区划", str(error)) from None

    return read


def read_household(cell: Cell, column: Column) -> str:
    """Read a household number as text; an ID number in its place is an error."""
    number = padded(symbols(cell), column.digits)
    if is_number(number[:18]):
        raise CellError("户编号中填的是证件号码", "填写户编号")
    return number


def read_phone(cell: Cell) -> str:
    """Read one phone number as digits."""
    number = _PHONE.fullmatch(_PHONE_SIGNS.sub("", symbols(cell)))
    if not number:
        raise CellError("不是电话号码", "只填一个号码：11 位手机号，或带区号的固定电话")
    return number[1] or number[2]


def read_text(cell: Cell, column: Column) -> str | Noted:
    """Read free text as it is; sound ID numbers in it are masked, with a remark."""
    text = padded(plain(cell), column.digits)
    masked = without_id_numbers(text)
    return text if masked == text else Noted(masked, MASKED)
