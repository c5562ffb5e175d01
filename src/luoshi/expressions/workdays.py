"""The SQL of working days: those of the Chinese calendar, holidays and weekends worked for them.

Years whose holidays are not published yet (or are not known any more) count their plain
weekends only, as `luoshi.casework.calendar` does.
"""

from functools import cache

from chinese_calendar import constants
from sqlglot import exp, parse_one

from luoshi.expressions.values import literal

Sql = exp.Expr

WORKING_DAY = "工作日"
"""The unit of a clock that counts working days; any other counts every day."""

_SATURDAY = 5

_AFTER = """
CASE WHEN number = 0 THEN day ELSE CAST(LIST_FILTER(
    RANGE(day + 1, day + 31 + 2 * number, INTERVAL 1 DAY),
    LAMBDA one : (ISODOW(one) < 6) <> LIST_CONTAINS(odd, CAST(one AS DATE))
)[number] AS DATE) END
"""
"""Twice the number of days and a month hold as many working days, holidays or not."""


def workdays_after(day: Sql, number: Sql) -> Sql:
    """The working day that comes so many after a day; the day itself for none."""
    parts = {"day": day, "number": exp.cast(number, "INTEGER", copy=False), "odd": _odd()}
    return _template().transform(lambda node: parts[node.name].copy() if _is(node, parts) else node)


def _is(node: Sql, parts: dict[str, Sql]) -> bool:
    return isinstance(node, exp.Column) and node.name in parts


@cache
def _template() -> Sql:
    template = parse_one(_AFTER, read="duckdb")
    for one in template.find_all(exp.Bracket):
        one.set("offset", 1)  # the engine counts from one, and so does the number put in
    return template


@cache
def _odd() -> Sql:
    """The days of the week that were holidays, and the weekends that were worked."""
    holidays = (day for day in constants.holidays if day.weekday() < _SATURDAY)
    worked = (day for day in constants.workdays if day.weekday() >= _SATURDAY)
    return exp.Array(expressions=[literal(day) for day in sorted({*holidays, *worked})])
