"""The status of every obligation for every county on a day."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from luoshi.area_queries.answers import Answers
from luoshi.area_queries.reported import EVERYTHING, SHARE, Reporting, Standing
from luoshi.ids import notice_of
from luoshi.obligations.inquiry import ObligationInquiry
from luoshi.obligations.kinds import COMPARING, KINDS
from luoshi.obligations.period import begun, current
from luoshi.obligations.results import Evidence, Result
from luoshi.obligations.sheet import ObligationSheet
from luoshi.obligations.standings import Standings
from luoshi.obligations.status import Status
from luoshi.obligations.verdict import JudgedObligation, Verdict
from luoshi.pack import Pack
from luoshi.pack.obligations import Prohibition
from luoshi.pack.rules import values_on
from luoshi.warehouse.engine import Engine

TOLERANCE = "status_tolerance"
"""The parameter that says by what share of its period progress may lag behind time."""


def evaluate(
    pack: Pack,
    engine: Engine,
    as_of: date,
    reporting: Reporting,
    counties: Collection[str] | None = None,
) -> list[Result]:
    """Every obligation's current period, for every county, as of the end of a day.

    In ``engine`` every table of the pack is a relation (see `luoshi.area_queries.subjects`);
    ``reporting`` tells whose rows are told in full. ``counties`` (six digits) limits the results,
    not what they are compared with. Results come in the order of the pack's obligations and of
    the counties' codes.

    Raises:
        ValueError: a parameter has no value in force on the day it is needed.
    """
    asked = [
        ObligationInquiry(obligation, current(obligation, as_of), as_of, pack)
        for obligation in pack.obligations.values()
    ]
    return judge(pack, engine, as_of, asked, reporting, counties)


def trend(
    pack: Pack,
    engine: Engine,
    obligation: str,
    as_of: date,
    reporting: Reporting,
    counties: Collection[str] | None = None,
) -> list[Result]:
    """One obligation in each of its periods begun by the end of a day, earliest first.

    Raises:
        KeyError: there is no such obligation.
        ValueError: a parameter has no value in force on the day it is needed.
    """
    one = pack.obligations[obligation]
    asked = [ObligationInquiry(one, period, as_of, pack) for period in begun(one, as_of)]
    return judge(pack, engine, as_of, asked, reporting, counties)


def earlier(pack: Pack, as_of: date) -> list[ObligationInquiry]:
    """Every obligation asked of the periods begun before its current one."""
    return [
        ObligationInquiry(obligation, period, as_of, pack)
        for obligation in pack.obligations.values()
        for period in begun(obligation, as_of)[:-1]
    ]


def judge(
    pack: Pack,
    engine: Engine,
    as_of: date,
    asked: Sequence[ObligationInquiry],
    reporting: Reporting,
    counties: Collection[str] | None = None,
) -> list[Result]:
    """The results of obligations asked of some periods, in the order they are asked.

    Raises:
        ValueError: a parameter has no value in force on the day it is needed.
    """
    answers = Answers(pack, engine, as_of)
    limits = {one.id: _limits(pack, one.term.nearest(as_of)) for one in pack.notices.values()}
    for one in asked:
        if one.begun:
            one.want(answers)
    answers.fetch()
    return [
        result
        for one in asked
        for limit in (limits[notice_of(one.obligation.id)],)
        for result in Judging(one, reporting, *limit).results(answers)
        if counties is None or result.county in counties
    ]


def _limits(pack: Pack, day: date) -> tuple[Decimal, Decimal]:
    """The tolerance of progress, and the share of counties that must have told."""
    values = values_on(pack, frozenset({TOLERANCE, SHARE}), day)
    return Decimal(str(values[TOLERANCE])), Decimal(str(values[SHARE]))


@dataclass(frozen=True)
class Judging:
    """One obligation judged place by place, by what is told of it."""

    asked: ObligationInquiry
    reporting: Reporting
    tolerance: Decimal
    share: Decimal

    def results(self, answers: Answers) -> Iterator[Result]:
        """The result of every place there is one for."""
        asked = self.asked
        sheet = asked.sheet(answers) if asked.begun else None
        records, before = (sheet.records, sheet.earlier) if sheet else ({}, {})
        standings = Standings(asked, self.reporting, records, before, self.share)
        told = sheet and _of_told(sheet, asked, standings)
        for county in asked.judged:
            own = replace(told, own=county) if told else None
            case = self._case(county, own, standings)
            if county in asked.scope.members:
                found = _judged(asked, case, own, standings)
                yield _result(asked, county, found, own, case)
            else:
                compared = own if asked.others and county in asked.others.members else None
                found = _out_of_scope(asked, county, case, compared)
                yield _result(asked, county, found, compared, case)

    def _case(
        self, county: str, sheet: ObligationSheet | None, standings: Standings
    ) -> JudgedObligation[Any]:
        return JudgedObligation(
            self.asked.obligation,
            self.asked.places.names[county],
            self.asked.period,
            self.asked.day,
            sheet.records.get(county, 0) if sheet else 0,
            self.tolerance,
            standings.of(county) if sheet else EVERYTHING,
        )


def _of_told(
    sheet: ObligationSheet, asked: ObligationInquiry, standings: Standings
) -> ObligationSheet:
    """The sheet; where counties are compared, of those alone that have reported."""
    told = standings.counted
    if not asked.compares:
        return replace(sheet, reporting=told)
    members = tuple(one for one in sheet.members if one in told)
    others = tuple(one for one in sheet.others if one in told)
    return replace(sheet, reporting=told, members=members, others=others)


def _judged(
    asked: ObligationInquiry,
    case: JudgedObligation[Any],
    sheet: ObligationSheet | None,
    standings: Standings,
) -> Verdict:
    if sheet is None:
        return case.not_due()
    reported = case.reported
    if reported.standing >= Standing.STALE:
        return case.no_data(f"无从判定：{reported.why}")
    if reported.standing is Standing.MISSING and asked.compares:
        return case.no_data(f"无从比较：{reported.why}")
    if asked.counts_none(sheet) and standings.knows_census(sheet.own):
        return case.nothing_due()
    kind = KINDS[case.obligation.kind]
    found = kind.judge(case, kind.read(sheet))
    stands = found.stands and standings.knows_limits(sheet.own)
    return case.as_told(replace(found, stands=stands))


def _out_of_scope(
    asked: ObligationInquiry,
    county: str,
    case: JudgedObligation[Any],
    sheet: ObligationSheet | None,
) -> Verdict:
    """Why a county is not in scope, and its own figures where it is compared with."""
    reason = asked.scope.reason(county)
    if sheet:
        comparing = COMPARING[case.obligation.kind]
        reason = f"{reason}；{comparing.beside(case, comparing.read(sheet))}"
    return Verdict(Status.NOT_APPLICABLE, None, None, None, reason)


def _result(
    asked: ObligationInquiry,
    county: str,
    verdict: Verdict,
    sheet: ObligationSheet | None,
    case: JudgedObligation[Any],
) -> Result:
    return Result(
        asked.obligation.id,
        asked.obligation.clause,
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
        case.reported.data_to if sheet else None,
        asked.period.over(asked.day),
    )


def _evidence(asked: ObligationInquiry, sheet: ObligationSheet) -> Iterator[Evidence]:
    """The rows of each table that prove it; and which, where they violate."""
    for id_, rows in sheet.tables.items():
        table = asked.pack.tables[id_]
        period = asked.now if table.period else None
        found = sheet.own_violations if _forbids(asked, id_) else ()
        keys = tuple(one.key for one in found if one.key)
        yield Evidence(id_, table.title, rows.get(sheet.own, 0), sheet.own, period, keys)


def _forbids(asked: ObligationInquiry, table: str) -> bool:
    return isinstance(asked.obligation, Prohibition) and asked.obligation.table == table
