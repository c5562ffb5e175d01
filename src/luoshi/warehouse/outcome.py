"""What becomes of a cell: a value to store, a value with a remark, or a fault."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import NamedTuple

Stored = str | int | Decimal | date | None
"""A value as a batch holds it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell is refused and how to mend it, in Chinese, without the value itself."""

    reason: str
    mend: str


class Percent(float):
    """A number that the sheet shows as a percentage: 0.95 where a reader sees 95%."""


@dataclass(frozen=True, slots=True)
class Spoiled:
    """A cell whose value nobody can rely on; ``text`` is what a reader sees in it."""

    text: str
    fault: Fault


Cell = str | int | float | bool | Decimal | date | datetime | time | timedelta | Spoiled | None
"""A cell as the file gives it; an empty text and ``None`` are both an empty cell."""


class Person(NamedTuple):
    """A person read from an ID number: the key rows hold, and what the number tells."""

    key: int
    number: str
    birth_day: date
    sex: str


@dataclass(frozen=True, slots=True)
class Noted:
    """A value that is accepted with a remark; remarks are counted in the receipt."""

    value: Stored | Person
    note: str


Outcome = Stored | Person | Noted | Fault


class CellError(ValueError):
    """A cell that cannot be accepted."""

    def __init__(self, reason: str, mend: str) -> None:
        super().__init__(f"{reason}；{mend}")
        self.fault = Fault(reason, mend)
