"""Results written by hand for some obligations of the real pack."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from luoshi.obligations import Evidence, Period, Result, Status
from luoshi.obligations.period import current
from luoshi.obligations.scope import Scope, deciding_day
from luoshi.pack import Pack
from luoshi.pack.obligations import Obligation

DAY = date(2023, 12, 31)
QUOTA, TILT, REGIONAL, PILOT = (
    "2021-26/land-quota",
    "2021-26/fiscal-tilt",
    "2021-26/duty-measures",
    "2021-26/fiscal-pilot-continued",
)
XIJI, YANCHI, HONGSI, XINGQING = "640422", "640323", "640303", "640104"

Results = tuple[Result, ...]


def results_of(policy: Pack) -> Results:
    """Every obligation on the day: nothing known, but for what the tests look at."""
    return tuple(
        result
        for obligation in policy.obligations.values()
        for result in of_obligation(policy, obligation)
    )


def of_obligation(policy: Pack, obligation: Obligation, day: date = DAY) -> Iterator[Result]:
    """An obligation's results: 640422 fell short, 640303 has no data, the others met it."""
    period = current(obligation, day)
    scope = Scope(obligation.where, policy, deciding_day(period, day))
    for place in places(policy, obligation):
        yield of_place(obligation, period, place, scope)


def places(policy: Pack, obligation: Obligation) -> list[str]:
    """Those there is a result for."""
    if obligation.where == "region":
        return ["640000"]
    return [area.code[:6] for area in policy.areas.counties()]


def of_place(obligation: Obligation, period: Period, place: str, scope: Scope) -> Result:
    """What is found of one place."""
    blank = Result(
        obligation.id,
        obligation.clause,
        place,
        period,
        Status.NO_DATA,
        None,
        None,
        obligation.unit,
        "没有记录",
    )
    if place not in scope.members:
        return replace(blank, status=Status.NOT_APPLICABLE, reason=scope.reason(place))
    if place == HONGSI:
        return blank
    return judged(obligation, blank)


def judged(obligation: Obligation, blank: Result) -> Result:
    """480 of 600 for 640422, 720 for the others."""
    short = blank.county == XIJI
    value = Decimal(480 if short else 720)
    return replace(
        blank,
        status=Status.BREACHED if short else Status.MET,
        value=value,
        target=Decimal(600),
        reason=f"{blank.county} 安排 {value}",
        evidence=(Evidence(obligation.records[0], "某台账", 3, blank.county, blank.period),),
    )
