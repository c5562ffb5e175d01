"""What a unit has told in ledgers that name units: its measures, reports, assessments."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import F
from django.urls import reverse

from luoshi.ledgers.schemas import UNIT
from luoshi.ledgers.values import obligation_title
from luoshi.pack import Pack
from luoshi.pack.rules import OBLIGATION
from luoshi.site.accounts.services import User
from luoshi.site.ledgers.policies import seen_ledgers, seen_records
from luoshi.site.ledgers.services.records import Record
from luoshi.warehouse.schema import Column, Table

NEWEST = 5
"""How many records of each ledger are named."""

NEWEST_FIRST = F("period").desc(nulls_last=True)


@dataclass(frozen=True)
class UnitReport:
    """A unit's records of a ledger: how many, and the newest with a few words of each."""

    table: Table
    count: int
    url: str
    newest: tuple[tuple[int, str], ...]


def told_by(pack: Pack, unit: str, user: User) -> list[UnitReport]:
    """A unit's records in each ledger the user may open, as far as they are the user's to see."""
    found = (_told(pack, table, column, unit, user) for table, column in _of_units(user))
    return [told for told in found if told.count]


def _of_units(user: User) -> Iterator[tuple[Table, Column]]:
    """The ledgers whose rows are known by a unit, with the column that names it."""
    for table in seen_ledgers(user):
        columns = (table.by_name[name] for name in table.key)
        column = next((one for one in columns if one.element == UNIT), None)
        if column:
            yield table, column


def _told(pack: Pack, table: Table, column: Column, unit: str, user: User) -> UnitReport:
    # Words find the few rows that may be the unit's, whatever the database makes of JSON.
    rows = seen_records(user, table).filter(words__contains=unit).order_by(NEWEST_FIRST, "-pk")
    own = [row for row in rows if row.data.get(column.name) == unit]
    url = f"{reverse('ledgers:ledger', args=[table.id])}?{urlencode({'q': unit})}"
    newest = tuple((row.pk, _words(table, column, row)) for row in own[:NEWEST])
    return UnitReport(table, len(own), url, newest)


def _words(table: Table, unit: Column, row: Record) -> str:
    """The values of the key beside the unit and the place; obligations by title."""
    named = (table.by_name[name] for name in table.key)
    told = [one for one in named if one not in (unit, table.area) and not one.personal]
    return " ".join(_value(one, row.data.get(one.name, "")) for one in told)


def _value(column: Column, text: str) -> str:
    return obligation_title(text) if column.element == OBLIGATION else text
