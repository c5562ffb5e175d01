"""The laws of deliveries: each tells of its counties since its first day, and of nothing else."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from obligations.conftest import by_county, engine_of
from obligations.making import delivered, obligation

from luoshi.area_queries.period import Period
from luoshi.area_queries.places import places_of
from luoshi.area_queries.reported import Standing
from luoshi.area_queries.reporting import Records
from luoshi.obligations import Result, Status, evaluate
from luoshi.pack import Pack
from luoshi.warehouse.batches import Manifest

XIJI, YANCHI = "640422", "640323"
REACH = date(2025, 12, 31)

days = st.dates(date(2021, 9, 3), REACH)
some = st.sets(st.sampled_from((XIJI, YANCHI, "640303", "640121")))


def sent(pack: Pack, since: date, *counties: str, table: str = "spills") -> Manifest:
    return delivered(pack.tables[table], REACH, *counties, since=since)


@given(
    earlier=st.lists(st.tuples(days, some), max_size=3),
    coming=st.tuples(days, some),
    start=days,
    end=days,
    table=st.sampled_from(("spills", "houses")),
)
def test_a_delivery_changes_nothing_of_counties_it_is_not_of(
    places: Pack,
    earlier: list[tuple[date, set[str]]],
    coming: tuple[date, set[str]],
    start: date,
    end: date,
    table: str,
) -> None:
    span = Period(min(start, end), max(start, end))
    before, after = (
        Records(
            places, REACH, deliveries={table: [sent(places, d, *c, table=table) for d, c in found]}
        )
        for found in (earlier, [*earlier, coming])
    )
    for county in {XIJI, YANCHI, "640303", "640121", "640104"} - coming[1]:
        asked = places.tables[table], county, span, REACH
        assert after.of(*asked) == before.of(*asked)
        if not any(county in counties for _, counties in earlier):
            assert before.of(*asked).standing is Standing.ABSENT


@given(since=st.lists(days, min_size=1, max_size=3), start=days)
def test_events_of_a_time_that_begins_before_all_deliveries_are_not_all_told(
    places: Pack, since: list[date], start: date
) -> None:
    batches = [sent(places, one, XIJI) for one in since]
    records = Records(places, REACH, deliveries={"spills": batches})
    found = records.of(places.tables["spills"], XIJI, Period(start, REACH), REACH)
    assert (found.standing is Standing.COMPLETE) == (start >= min(since))
    assert found.counts or "部门数据从" in found.why


def data_to(pack: Pack, day: date, *counties: str, sent: Sequence[Manifest]) -> date | None:
    by_table: dict[str, list[Manifest]] = {}
    for one in sent:
        by_table.setdefault(one.table, []).append(one)
    return Records(pack, REACH, deliveries=by_table).data_to(day, counties)


@given(
    day=days,
    sending=st.lists(
        st.tuples(st.sampled_from(("houses", "water", "spills")), days, some), max_size=6
    ),
    coming=st.tuples(st.sampled_from(("houses", "water", "spills")), days, some),
)
def test_data_reach_as_far_as_the_least_told_county(
    places: Pack,
    day: date,
    sending: list[tuple[str, date, set[str]]],
    coming: tuple[str, date, set[str]],
) -> None:
    def made(table: str, reach: date, counties: set[str]) -> Manifest:
        return delivered(places.tables[table], reach, *counties)

    sent = [made(*one) for one in sending]
    counties = (XIJI, YANCHI, "640303")
    each = [data_to(places, day, one, sent=sent) for one in counties]
    all_ = data_to(places, day, *counties, sent=sent)
    assert all_ == (None if None in each else min(filter(None, each)))
    assert all_ is None or all_ <= day
    later = [one for one in sent if one.begins <= day]
    assert data_to(places, day, *counties, sent=later) == all_
    for one in set(counties) - coming[2]:
        more = [*sent, made(*coming)]
        assert data_to(places, day, one, sent=more) == data_to(places, day, one, sent=sent)


@pytest.mark.parametrize(
    ("day", "reach"),
    [
        (date(2021, 6, 1), None),
        (date(2022, 12, 31), date(2022, 12, 31)),
        (date(2024, 6, 30), date(2023, 12, 31)),
        (date(2025, 12, 31), date(2025, 6, 30)),
    ],
)
def test_data_reach_to_the_state_in_force_on_the_day(
    places: Pack, day: date, reach: date | None
) -> None:
    states = [*(date(year, 12, 31) for year in range(2021, 2024)), date(2025, 6, 30)]
    sent = [delivered(places.tables["houses"], one, XIJI) for one in states]
    assert data_to(places, day, XIJI, sent=sent) == reach
    assert data_to(places, day, XIJI, YANCHI, sent=sent) is None


def told(places: Pack, day: date, rows: Sequence[dict[str, Any]] = ()) -> dict[str, Result]:
    """Whether no spill is left, in years of which 西吉县's are told from July 2024 on."""
    wanted = obligation("prohibition", table="spills", when="处置日期 is null", where="all")
    pack = replace(places, obligations={"2021-26/made-up": wanted})
    records = Records(pack, day, deliveries={"spills": [sent(pack, date(2024, 7, 23), XIJI)]})
    return by_county(evaluate(pack, engine_of(pack, {"spills": rows}), day, records))


@pytest.mark.parametrize(
    ("year", "said"),
    [(2022, "无从判定"), (2023, "无从判定"), (2024, "没有记录"), (2025, "")],
)
def test_silence_before_the_first_day_is_not_none(places: Pack, year: int, said: str) -> None:
    found = told(places, date(year, 12, 31))
    assert found[XIJI].status is (Status.NO_DATA if said else Status.MET)
    assert said in found[XIJI].reason
    assert ("部门数据从2024年7月23日起" in found[XIJI].reason) == bool(said)
    assert {one.status for code, one in found.items() if code != XIJI} == {Status.NO_DATA}
    assert "没有收到部门数据" in found[YANCHI].reason
    assert len(found) == len(places_of(places).counties)


def test_what_is_told_of_a_part_of_a_year_is_a_breach_all_the_same(places: Pack) -> None:
    spill = {"编号": "1", "县": f"{XIJI}000000", "发生日期": date(2024, 8, 1)}
    assert told(places, date(2024, 12, 31), [spill])[XIJI].status is Status.BREACHED
