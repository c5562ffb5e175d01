"""A table's rows as of a day: what had happened by its end, and no value that came later.

The bound comes from the table's schema, so that no expression has to remember it: leaving out or
altering a row, a day or a value later than the day changes nothing.
"""

from collections.abc import Mapping, Set
from datetime import date
from types import MappingProxyType

from luoshi.warehouse.duck import name, text
from luoshi.warehouse.schema import Column, FieldType, Table
from luoshi.warehouse.storage import RECORD

NOTHING: Mapping[str, date] = MappingProxyType({})

_DAYS = (FieldType.DATE, FieldType.MONTH)


def as_of(
    rows: str,
    table: Table,
    day: date,
    recorded: str | None = None,
    latest: Mapping[str, date] = NOTHING,
) -> str:
    """SQL that gives a table's rows, given as SQL, as of the end of ``day``.

    Rows dated by a year alone are there from the end of that year; before it, while it runs, as
    ``recorded`` has them: the rows of the ledger as they had been written by that day, unless
    today's have a day or another year for them. A ledger's row without its day is there since it
    was written, a state's as its delivery says; any other is not there. ``latest`` is the latest
    day there is in a column, where that is known.
    """
    earlier = {column for column, last in latest.items() if last <= day}
    happened = _happened(table, day, earlier)
    kept = f"SELECT * FROM ({rows}) WHERE {happened}" if happened else rows
    kept = _with_known_values(kept, table, day, earlier)
    if not recorded or not needs_recorded(table, day):
        return kept
    which = _running(rows, table, day) if table.year else _undated(rows, table)
    written = f"SELECT * FROM ({recorded}) WHERE {which}"
    return f"{kept} UNION ALL BY NAME {_with_known_values(written, table, day, earlier)}"


def needs_recorded(table: Table, day: date) -> bool:
    """Whether the rows as of a day rest on what had been written by then."""
    if table.year:
        return not _is_last(day)
    empty = not any(table.by_name[one].required for one in days_of(table))
    return table.home == "ledger" and bool(days_of(table)) and empty


def _happened(table: Table, day: date, earlier: Set[str]) -> str | None:
    """Which rows had happened; None where all had."""
    first = _first_day(table)
    year = table.year and name(table.year.name)
    by_year = f"{year} < {day.year + _is_last(day)}"
    if first and year:
        return f"CASE WHEN {first} IS NOT NULL THEN {first} <= {_literal(day)} ELSE {by_year} END"
    if first and days_of(table) <= earlier:
        always = table.is_state or any(table.by_name[one].required for one in days_of(table))
        return None if always else f"{first} IS NOT NULL"
    if first:
        happened = f"{first} <= {_literal(day)}"
        return f"coalesce({happened}, true)" if table.is_state else happened
    return by_year if year else None


def _running(rows: str, table: Table, day: date) -> str:
    """Which rows written by the day are of the running year, and today's do not date otherwise."""
    assert table.year
    year, first = name(table.year.name), _first_day(table)
    dated = f"{first} IS NOT NULL OR " if first else ""
    known = f"SELECT {RECORD} FROM ({rows}) WHERE {dated}{year} IS DISTINCT FROM {day.year}"
    happened = f" AND coalesce({first} <= {_literal(day)}, true)" if first else ""
    return f"{year} = {day.year} AND {RECORD} NOT IN ({known}){happened}"


def _undated(rows: str, table: Table) -> str:
    """Which rows written by the day have no day, then or today."""
    first = _first_day(table)
    known = f"SELECT {RECORD} FROM ({rows}) WHERE {first} IS NOT NULL"
    return f"{first} IS NULL AND {RECORD} NOT IN ({known})"


def _first_day(table: Table) -> str | None:
    """The first of the days on which a row happened."""
    quoted = [name(day) for day in sorted(days_of(table))]
    if not quoted:
        return None
    return quoted[0] if len(quoted) == 1 else f"least({', '.join(quoted)})"


def days_of(table: Table) -> Set[str]:
    """The days on the first of which a row happened."""
    by_day = {table.period} if table.period and not table.year else set[str]()
    return frozenset(table.happened) or by_day


def _with_known_values(rows: str, table: Table, day: date, earlier: Set[str]) -> str:
    """The rows without days that are still to come, and without what is known since those."""
    only = days_of(table) if len(days_of(table)) == 1 and table.year is None else frozenset()
    changed = {column.name: _known(column, day, earlier | only) for column in table.columns}
    replaced = [f"{sql} AS {name(column)}" for column, sql in changed.items() if sql]
    return f"SELECT * REPLACE ({', '.join(replaced)}) FROM ({rows})" if replaced else rows


def _known(column: Column, day: date, earlier: Set[str]) -> str | None:
    bound = column.since or (column.name if _bounded(column) else None)
    if bound is None or (bound in earlier and not column.since):
        return None
    later = f"{name(bound)} > {_literal(day)}"
    return f"CASE WHEN {later} THEN NULL ELSE {name(column.name)} END"


def _bounded(column: Column) -> bool:
    return column.type in _DAYS and not (column.planned or column.awaited)


def _is_last(day: date) -> bool:
    return (day.month, day.day) == (12, 31)


def _literal(day: date) -> str:
    return f"DATE {text(day)}"
