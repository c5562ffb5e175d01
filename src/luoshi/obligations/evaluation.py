"""The status of every promise for every county on a day."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from luoshi.counties.answers import Answers
from luoshi.obligations.asked import Asked
from luoshi.obligations.kinds import COMPARING, KINDS
from luoshi.obligations.period import current, periods
from luoshi.obligations.results import Evidence, Result
from luoshi.obligations.sheet import Sheet
from luoshi.obligations.status import Status
from luoshi.obligations.verdict import Case, Verdict
from luoshi.pack import Pack
from luoshi.pack.obligations import Prohibition
from luoshi.pack.rules import values_on
from luoshi.warehouse.engine import Engine

TOLERANCE = "status_tolerance"
"""The parameter that says by what share of its period progress may lag behind time."""


def evaluate(
    pack: Pack, engine: Engine, as_of: date, counties: Collection[str] | None = None
) -> list[Result]:
    """Every obligation's current period, for every county, as of the end of a day.

    In ``engine`` every table of the pack is a relation (see `luoshi.counties.subjects`).
    ``counties`` (six digits) limits the results, not what they are compared with. Results
    come in the order of the pack's obligations and of the counties' codes.

    Raises:
        ValueError: a parameter has no value in force on the day it is needed.
    """
    asked = [
        Asked(promise, current(promise, as_of), as_of, pack)
        for promise in pack.obligations.values()
    ]
    return _results(pack, engine, as_of, asked, counties)


def trend(
    pack: Pack,
    engine: Engine,
    obligation: str,
    as_of: date,
    counties: Collection[str] | None = None,
) -> list[Result]:
    """One obligation in each of its periods begun by the end of a day, earliest first.

    Raises:
        KeyError: there is no such obligation.
        ValueError: a parameter has no value in force on the day it is needed.
    """
    promise = pack.obligations[obligation]
    asked = [
        Asked(promise, period, as_of, pack) for period in periods(promise) if period.begun(as_of)
    ]
    return _results(pack, engine, as_of, asked, counties)


def _results(
    pack: Pack,
    engine: Engine,
    as_of: date,
    asked: Iterable[Asked],
    counties: Collection[str] | None,
) -> list[Result]:
    answers = Answers(pack, engine, as_of)
    tolerance = Decimal(str(values_on(pack, frozenset({TOLERANCE}), as_of)[TOLERANCE]))
    begun = [one for one in asked if one.begun]
    for one in begun:
        one.want(answers)
    answers.fetch()
    return [
        result
        for one in asked
        for result in _of_promise(one, answers, tolerance)
        if counties is None or result.county in counties
    ]


def _of_promise(asked: Asked, answers: Answers, tolerance: Decimal) -> Iterator[Result]:
    sheet = asked.sheet(answers) if asked.begun else None
    members = frozenset(asked.scope.members)
    for county in asked.judged:
        own = sheet and replace(sheet, own=county, expected=asked.owes(county))
        case = _case(asked, county, own, tolerance)
        if county in members:
            yield _result(asked, county, _judged(asked, case, own), own)
        else:
            compared = own if asked.others and county in asked.others.members else None
            yield _result(asked, county, _out_of_scope(asked, county, case, compared), compared)


def _case(asked: Asked, county: str, sheet: Sheet | None, tolerance: Decimal) -> Case[Any]:
    return Case(
        asked.promise,
        asked.places.names[county],
        asked.period,
        asked.day,
        sheet.records.get(county, 0) if sheet else 0,
        tolerance,
    )


def _judged(asked: Asked, case: Case[Any], sheet: Sheet | None) -> Verdict:
    if sheet is None:
        return case.not_due()
    if asked.nothing_due(sheet):
        return case.nothing_due()
    kind = KINDS[case.promise.kind]
    return kind.judge(case, kind.read(sheet))


def _out_of_scope(asked: Asked, county: str, case: Case[Any], sheet: Sheet | None) -> Verdict:
    """Why a county is not in scope, and its own figures where it is compared with."""
    reason = asked.scope.reason(county)
    if sheet:
        comparing = COMPARING[case.promise.kind]
        reason = f"{reason}；{comparing.beside(case, comparing.read(sheet))}"
    return Verdict(Status.NOT_APPLICABLE, None, None, None, reason)


def _result(asked: Asked, county: str, verdict: Verdict, sheet: Sheet | None) -> Result:
    return Result(
        asked.promise.id,
        asked.promise.clause,
        county,
        asked.period,
        verdict.status,
        verdict.value,
        verdict.target,
        verdict.unit,
        verdict.reason,
        tuple(_evidence(asked, sheet)) if sheet else (),
        verdict.each,
        verdict.at_most,
        verdict.lacking,
    )


def _evidence(asked: Asked, sheet: Sheet) -> Iterator[Evidence]:
    """The rows of each table that prove it; and which, where they violate."""
    for id_, rows in sheet.tables.items():
        table = asked.pack.tables[id_]
        period = asked.now if table.period else None
        found = sheet.own_violations if _forbids(asked, id_) else ()
        keys = tuple(one.key for one in found if one.key)
        yield Evidence(id_, table.title, rows.get(sheet.own, 0), sheet.own, period, keys)


def _forbids(asked: Asked, table: str) -> bool:
    return isinstance(asked.promise, Prohibition) and asked.promise.table == table
