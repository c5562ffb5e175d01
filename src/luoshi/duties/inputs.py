"""For what a duty must be held: the rows its expression names."""

from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from luoshi.expressions import Kind, compile_query, parse
from luoshi.pack import Pack
from luoshi.pack.duties import Duty
from luoshi.pack.rules import values_on, vocabulary
from luoshi.warehouse.engine import Engine
from luoshi.warehouse.schema import FieldType, Table

PLACE, NAME, AREA, YEAR = "place", "name", "area", "year"


@dataclass(frozen=True)
class Wanted:
    """One thing someone must answer for: ``place`` as the ledger holds it (area code or
    household number), ``name`` what it is called (empty: by its place), ``area`` its code."""

    place: str
    name: str
    area: str


def wanted(pack: Pack, engine: Engine, duty: Duty, day: date) -> list[Wanted]:
    """Everything the duty must be held for on a day; of yearly rows those of the last year.

    Raises:
        LackingError: a parameter has no value in force on that day.
    """
    rows = engine.on(day).query(_query(pack, duty, day))
    newest = _newest(rows)
    found = (Wanted(row[PLACE], row[NAME] or "", row[AREA] or row[PLACE]) for row in newest)
    return sorted(set(found), key=lambda one: (one.area, one.place, one.name))


def _query(pack: Pack, duty: Duty, day: date) -> str:
    words = vocabulary(pack)
    texts = {PLACE: duty.place, NAME: duty.name or "''", AREA: duty.area or duty.place}
    year = _year(pack.tables[duty.table])
    outputs = {name: parse(text, words, duty.table) for name, text in texts.items()}
    if year:
        outputs[YEAR] = parse(year, words, duty.table)
    when = parse(duty.when, words, duty.table).require(Kind.BOOLEAN)
    asked = frozenset().union(*(one.parameters for one in (when, *outputs.values())))
    return compile_query(duty.table, outputs, when, words, values_on(pack, asked, day))


def _year(table: Table) -> str | None:
    period = table.by_name[table.period] if table.period else None
    return period.name if period and period.type is FieldType.YEAR else None


def _newest(rows: pa.Table) -> list[dict[str, str]]:
    found: list[dict[str, str]] = rows.to_pylist()
    last = max((row[YEAR] for row in found if YEAR in row), default=None)
    return [row for row in found if row.get(YEAR) == last]
