"""Area codes that ID numbers carry, long after the counties got other codes.

A number keeps the code of the county that registered its holder first (GB 11643), so it
tells neither where the holder lives nor, by itself, that a number is wrong.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Self

from pydantic import BeforeValidator, model_validator

from luoshi.areas.model import AreaError, CountyCode
from luoshi.areas.tables import read_table
from luoshi.frozen import FieldError, Frozen

SLACK = 1
"""Years by which published tables disagree on when a code ended."""


def _split(cell: object) -> object:
    return tuple(cell.split("；")) if isinstance(cell, str) else cell


class IdAreaCode(Frozen):
    """A code with the years it was given out (inclusive; None is open) and its county today.

    ``county`` is None where the old county was split. ``shared_with`` names other counties
    whose people carry the code, because they lay in the old county or moved in from it.
    """

    code: CountyCode
    name: str
    first_year: int | None = None
    last_year: int | None = None
    county: CountyCode | None = None
    shared_with: Annotated[tuple[CountyCode, ...], BeforeValidator(_split)] = ()
    note: str = ""

    @model_validator(mode="after")
    def _years_hold(self) -> Self:
        if self.first_year and self.last_year and self.last_year < self.first_year:
            message = f"停用年份 {self.last_year} 早于启用年份 {self.first_year}"
            raise FieldError((("last_year",), message, "改正其中一个"))
        return self

    def given_in(self, year: int) -> bool:
        """Whether the code was given out in the year."""
        return (self.first_year or year) <= year <= (self.last_year or year)

    def may_carry(self, birth_year: int) -> bool:
        """Whether someone born in the year may have the code: it must not have ended before.

        A code younger than its holder is right: the holder was registered late.
        """
        return self.last_year is None or birth_year <= self.last_year + SLACK


class IdAreaCodes:
    """The present and former six-digit codes of a pack's counties."""

    FILE = "id_area_codes.csv"

    def __init__(self, codes: Iterable[IdAreaCode]) -> None:
        self._codes: dict[str, IdAreaCode] = {}
        for row in codes:
            if row.code in self._codes:
                raise AreaError(f"身份证地区代码 {row.code} 重复（{row.name}）")
            self._codes[row.code] = row

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read ``id_area_codes.csv`` of a pack folder; AreaError tells what is wrong in it."""
        return cls(read_table(folder / cls.FILE, IdAreaCode))

    def __contains__(self, six_digits: str) -> bool:
        return six_digits in self._codes

    def all(self) -> tuple[IdAreaCode, ...]:
        """Give every code known, in the order of the file."""
        return tuple(self._codes.values())

    def county_of(self, six_digits: str, birth_year: int) -> str | None:
        """Give today's code of the county that gave the number.

        None when the code is unknown, had ended before the birth, or belongs to a county
        that was split. All three call for a warning, never a refusal.
        """
        row = self._codes.get(six_digits)
        return row.county if row and row.may_carry(birth_year) else None

    def codes_for(self, county: str, birth_year: int) -> tuple[str, ...]:
        """Give the codes a person of the county born in the year plausibly carries.

        Those given out there in that year; else those of the counties its people came
        from; else the county's earliest later code (late registration). The county is
        given by today's six digits.
        """
        given = [row for row in self.all() if row.given_in(birth_year)]
        own = [row.code for row in given if row.county == county]
        shared = [row.code for row in given if county in row.shared_with]
        return tuple(own or shared or self._later(county, birth_year))

    def _later(self, county: str, birth_year: int) -> list[str]:
        rows = [row for row in self.all() if row.county == county]
        later = [row for row in rows if row.first_year and row.first_year > birth_year]
        first = min((row.first_year or 0 for row in later), default=None)
        return [row.code for row in later if row.first_year == first]
