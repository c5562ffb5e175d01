"""Departments' facts as the household page shows them: for one viewer, in words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from luoshi.households.dossier import Cells, Dossier, Facts
from luoshi.pack.registers import HEAD, NAME
from luoshi.text.masking import Viewer
from luoshi.text.numbers import NOTHING, grouped, money
from luoshi.warehouse.schema import Column, FieldType

ReceivedOn = Callable[[str, str], date | None]
"""The day a batch (by its table's id and its own) came."""

MOST_ROWS = 20


@dataclass(frozen=True)
class FactSheet:
    """The newest rows of one table. ``total`` rows there are; ``day`` the last of them came."""

    title: str
    day: date | None
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: int

    @property
    def labelled(self) -> Iterator[tuple[tuple[str, str], ...]]:
        """Heading and value of each cell, by row."""
        return (tuple(zip(self.headings, row, strict=True)) for row in self.rows)

    @property
    def only(self) -> tuple[tuple[str, str], ...]:
        """Heading and value of each cell where there is one row; nothing where there are more."""
        return next(self.labelled) if self.total == 1 else ()


@dataclass(frozen=True)
class Department:
    """One department with what it sent."""

    name: str
    sheets: tuple[FactSheet, ...]


def departments(dossier: Dossier, viewer: Viewer, received_on: ReceivedOn) -> list[Department]:
    """The dossier's facts by department, in the order of the departments' names."""
    by_sender = sorted(dossier.facts, key=_sender)
    return [
        Department(name, tuple(_sheet(dossier, facts, viewer, received_on) for facts in group))
        for name, group in groupby(by_sender, key=_sender)
    ]


def _sender(facts: Facts) -> str:
    return facts.table.sender or "其他"


def _sheet(dossier: Dossier, facts: Facts, viewer: Viewer, received_on: ReceivedOn) -> FactSheet:
    columns = list(_columns(facts))
    person = facts.table.person
    rows = []
    for row in facts.rows[:MOST_ROWS]:
        member = (viewer.name(dossier.name_of(row[person.name])),) if person else ()
        rows.append((*member, *(_shown(row, column, viewer) for column in columns)))
    return FactSheet(
        title=facts.table.title,
        day=received_on(facts.table.id, facts.batch),
        headings=(*(("成员",) if person else ()), *(column.heading for column in columns)),
        rows=tuple(rows),
        total=len(facts.rows),
    )


def _columns(facts: Facts) -> Iterator[Column]:
    """The columns that say something the page does not say already."""
    tying = (FieldType.PERSON, FieldType.HOUSEHOLD, FieldType.AREA)
    for column in facts.table.columns:
        known = column.type in tying or column.element in (HEAD, NAME)
        if not known and any(row[column.name] is not None for row in facts.rows):
            yield column


def _shown(row: Cells, column: Column, viewer: Viewer) -> str:
    value = row[column.name]
    if value is None:
        return NOTHING
    if column.type is FieldType.PHONE:
        return viewer.phone(str(value))
    words = in_words(value, column.type)
    return viewer.private(words) if column.personal else words


def in_words(value: object, type_: FieldType) -> str:
    """A cell's value as people read it."""
    match value:
        case date():
            return f"{value:%Y-%m}" if type_ is FieldType.MONTH else f"{value:%Y-%m-%d}"
        case Decimal():
            return money(value)
        case int() if type_ is not FieldType.YEAR:
            return grouped(value)
        case _:
            return str(value).replace(",", "、") if type_ is FieldType.CODES else str(value)
