"""The laws of silence: nothing is met or breached by what nobody told."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from obligations.conftest import LEDGERS, by_county, engine_of
from obligations.making import DUE, KINDS, declarations, obligation, owed, reporting
from tried import tried

from luoshi.area_queries.places import places_of
from luoshi.area_queries.reporting import Declaration
from luoshi.obligations import Result, Status, Term, earlier, evaluate, judge, trend, with_terms
from luoshi.pack import Pack

Rows = dict[str, list[dict[str, Any]]]
Told = Callable[..., dict[str, Result]]

UNJUDGED = {Status.NO_DATA, Status.NOT_APPLICABLE, Status.NOT_DUE}
COMPARING = ("tilt", "floor", "outpace")
END, AFTER = date(2023, 12, 31), date(2024, 4, 1)

days = st.dates(date(2021, 9, 3), date(2026, 12, 31))
kinds = st.sampled_from(sorted(KINDS))


@pytest.fixture(scope="module")
def told(places: Pack) -> Told:
    """``told(rows, day, kind, said)``: the results of one obligation whose ledgers counties owe."""

    def asked(
        rows: Rows, day: date, kind: str, said: Sequence[Declaration] = (), **keys: Any
    ) -> dict[str, Result]:
        pack = _pack(places, kind, **keys)
        return by_county(evaluate(pack, engine_of(pack, rows), day, reporting(pack, day, *said)))

    return asked


def _pack(places: Pack, kind: str, **keys: Any) -> Pack:
    pack = replace(places, obligations={"2021-26/made-up": obligation(kind, **keys)})
    return replace(pack, tables=owed(pack, *LEDGERS))


def _said(counties: Sequence[str], *, complete: bool = True) -> list[Declaration]:
    return [one for id_ in LEDGERS for one in declarations(id_, counties, complete=complete)]


def _land(county: str, year: int, area: int, number: int) -> dict[str, Any]:
    place = f"{county}000000"
    return {"编号": str(number), "县": place, "年度": year, "面积": area, "类别": "甲"}


@pytest.mark.parametrize("kind", KINDS)
@tried(4)
@given(day=days)
def test_without_rows_and_words_nothing_is_met_or_breached(
    told: Told, kind: str, day: date
) -> None:
    assert {one.status for one in told({}, day, kind).values()} <= UNJUDGED


@tried(12)
@given(day=days, kind=kinds)
def test_what_is_taken_back_is_as_if_never_said(
    told: Told, places: Pack, day: date, kind: str
) -> None:
    counties = places_of(places).counties
    rows = {"land": [_land(code, day.year, 20, i) for i, code in enumerate(counties[::3])]}
    back = [*_said(counties), *_said(counties, complete=False)]
    assert told(rows, day, kind, back) == told(rows, day, kind)


ZERO = {
    "quota": Status.BREACHED,
    "range": Status.BREACHED,
    "coverage": Status.BREACHED,
    "milestone": Status.BREACHED,
    "stable": Status.NO_DATA,
    "mechanism": Status.BREACHED,
    "activity": Status.BREACHED,
    "tilt": Status.NOTHING_DUE,
    "floor": Status.NOTHING_DUE,
    "outpace": Status.NO_DATA,
    "prohibition": Status.MET,
}
"""What no row is of a closed year of which all say that it is complete."""


@pytest.mark.parametrize("kind", KINDS)
def test_complete_without_a_row_is_none(told: Told, places: Pack, kind: str) -> None:
    found = told({}, AFTER - timedelta(92), kind, _said(places_of(places).counties))["640422"]
    assert found.status is ZERO[kind]
    judged = found.status in (Status.MET, Status.BREACHED)
    assert (found.value == 0) == judged
    assert found.data_to == END


@tried(12)
@given(
    kind=st.sampled_from(COMPARING),
    day=st.sampled_from((date(2023, 11, 1), END, date(2024, 1, 20), date(2024, 1, 21), AFTER)),
    data=st.data(),
)
def test_deleting_what_was_not_declared_never_makes_a_verdict_met(
    told: Told, places: Pack, kind: str, day: date, data: st.DataObject
) -> None:
    counties = places_of(places).counties
    untold = data.draw(st.sets(st.sampled_from(counties), max_size=5))
    amounts = st.lists(st.integers(1, 900), min_size=44, max_size=44)
    areas = iter(data.draw(amounts))
    rows = [
        _land(code, year, next(areas), i)
        for year in (2022, 2023)
        for i, code in enumerate(counties)
    ]
    said = _said([one for one in counties if one not in untold])
    left = [row for row in rows if row["县"][:6] not in untold]
    before, after = (told({"land": some}, day, kind, said) for some in (rows, left))
    for county, one in after.items():
        if before[county].status is not Status.MET:
            assert one.status is not Status.MET, (county, before[county].reason, one.reason)


@tried(12)
@given(
    kind=kinds,
    rows=st.lists(
        st.tuples(
            st.sampled_from(("640422", "640303", "640121", "640104")),
            st.integers(2021, 2024),
            st.integers(-1, 900),
        ),
        max_size=8,
    ),
    later=st.integers(0, 900),
)
def test_a_closed_year_is_judged_the_same_ever_after(
    places: Pack, kind: str, rows: list[tuple[str, int, int]], later: int
) -> None:
    pack = _pack(places, kind)
    engine = engine_of(pack, {"land": [_land(*row, i) for i, row in enumerate(rows)]})
    words = reporting(pack, AFTER, *_said(("640422", "640303", *places_of(pack).counties[:18])))

    def of_2023(day: date) -> list[tuple[object, ...]]:
        found = trend(pack, engine, "2021-26/made-up", day, words)
        of_year = [one for one in found if one.period.end == END]
        return [(one.county, one.status, one.value, one.target, one.reason) for one in of_year]

    assert of_2023(AFTER) == of_2023(AFTER + timedelta(later))


words = st.lists(
    st.tuples(
        st.sampled_from(("640422", "640303", "640121")),
        st.sampled_from((date(2022, 7, 1), date(2023, 1, 1), date(2023, 7, 1))),
        st.booleans(),
    ),
    max_size=12,
)


@tried(12)
@given(
    kind=kinds,
    said=words,
    known_on=st.sampled_from((END, date(2024, 1, 20), date(2024, 1, 21), date(2026, 12, 1))),
    later=st.integers(1, 900),
)
def test_a_year_that_is_over_is_judged_by_what_is_known_whatever_day_is_asked(
    places: Pack, kind: str, said: list[tuple[str, date, bool]], known_on: date, later: int
) -> None:
    pack = _pack(places, kind, to=END)
    rows = [_land("640422", 2023, 700, 1), _land("640303", 2023, 300, 2)]
    engine = engine_of(pack, {"land": rows})
    given_ = [Declaration("land", who, start, "", complete) for who, start, complete in said]
    told = reporting(pack, known_on, *_said(places_of(pack).counties[:16]), *given_)
    asked = (
        trend(pack, engine, "2021-26/made-up", day, told) for day in (END, END + timedelta(later))
    )
    last, ever_after = ([one for one in found if one.period.end == END] for found in asked)
    assert last == ever_after
    if known_on > END + timedelta(DUE.days):
        assert not {one.status for one in last} & {Status.ON_TRACK, Status.AT_RISK}


def test_what_is_taken_back_after_the_deadline_is_missing(places: Pack) -> None:
    pack = _pack(places, "quota")
    engine = engine_of(pack, {"land": [_land("640422", 2023, 300, 1)]})
    said = _said(("640422",))
    back = Declaration("land", "640422", date(2023, 7, 1), "", complete=False)

    def status(known_on: date, *words: Declaration) -> Status:
        told = reporting(pack, known_on, *words)
        return by_county(evaluate(pack, engine, END, told))["640422"].status

    assert status(AFTER, *said) is Status.BREACHED
    assert status(AFTER, *said, back) is Status.NO_DATA
    assert status(END, *said, back) is Status.AT_RISK


@tried(8)
@given(day=st.dates(AFTER, date(2026, 12, 31)), short=st.integers(2021, 2022))
def test_what_was_breached_stays_in_the_term(places: Pack, day: date, short: int) -> None:
    pack = _pack(places, "quota")
    rows = [
        _land("640422", year, 500 if year == short else 700, year) for year in range(2021, 2027)
    ]
    engine = engine_of(pack, {"land": rows})
    words = reporting(pack, day, *_said(("640422",)))
    before: dict[tuple[str, str], Term] = {}
    for one in judge(pack, engine, day, earlier(pack, day), words):
        key = (one.id, one.county)
        before[key] = (*before.get(key, ()), (one.period, one.status))
    results = with_terms(evaluate(pack, engine, day, words), before)
    (found,) = (one for one in results if one.county == "640422")
    assert found.status is Status.MET
    assert found.term_status is Status.BREACHED
    years = [period.start.year for period, status in found.term if status is Status.BREACHED]
    assert years == [short]
    assert len(found.term) == min(day.year, 2025) - 2020


def test_some_missing_are_named_and_too_many_are_no_data(told: Told, places: Pack) -> None:
    counties = places_of(places).counties
    rows = {"land": [_land(code, 2023, 10, i) for i, code in enumerate(counties)]}
    share = [one for one in counties if one not in ("640121", "640122")]
    found = told(rows, AFTER - timedelta(92), "tilt", _said(share))["640422"]
    assert found.status is not Status.NO_DATA, found.reason
    few = told(rows, date(2024, 1, 21), "tilt", _said(counties[:4]))["640422"]
    assert few.status is Status.NO_DATA


@pytest.mark.parametrize("day", [date(2024, 1, 20), date(2024, 1, 21)])
def test_the_last_day_to_fill_is_still_open(told: Told, day: date) -> None:
    """The deadline of the second half of 2023 is 20 January, that day included."""
    rows = {"land": [_land("640422", 2023, 300, 1)]}
    first = [one for one in _said(("640422",)) if one.start != date(2023, 7, 1)]
    found = told(rows, day, "quota", first, to=END)["640422"]
    missing = day > END + timedelta(DUE.days)
    assert found.status is (Status.NO_DATA if missing else Status.AT_RISK)
    said = "没有报全（西吉县），不能判定" if missing else "还在填报期内，1 个填报单位中 0 个已报全"
    assert found.reason.endswith(said)
