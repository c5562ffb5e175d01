"""Each watch finds what is planted, and nothing of what is right."""

from dataclasses import replace
from datetime import date

import pytest
from topics.making import END, LONGDE, REGION, XIJI, found, of
from topics.planted import PLANTED, fund, outlet, request, use

from luoshi.pack import Pack
from luoshi.pack.topics import Watch
from luoshi.topics import Alert

Watches = dict[str, Watch]

LARGE = {"credit-no-bank": "640422", "credit-no-service": "640422103"}
"""Watches of places that are not there: looked at in one part only."""


ASKED_ON = {"land-unsupplied": date(2024, 1, 5), "land-money-late": date(2025, 12, 31)}
"""Watches that look back: the day they are asked on."""


@pytest.mark.parametrize("watch", ASKED_ON)
def test_a_look_back_asks_rows_of_every_year_as_they_stood(
    policy: Pack, watches: Watches, watch: str
) -> None:
    rows, wrong = PLANTED[watch]
    day = ASKED_ON[watch]
    later = found(policy, watches[watch], rows, day.year + 1, day.replace(year=day.year + 1))
    assert set(map(known_by(watch, watches), later)) >= wrong
    assert found(policy, watches[watch], rows, day.year, date(day.year, 1, 1)) == ()


def test_every_watch_is_tried(watches: Watches) -> None:
    assert set(PLANTED) == set(watches)


@pytest.mark.parametrize("watch", PLANTED)
def test_it_fires_on_what_is_wrong_and_is_silent_otherwise(
    policy: Pack, watches: Watches, watch: str
) -> None:
    rows, wrong = PLANTED[watch]
    day = ASKED_ON.get(watch, END)
    asked = found(policy, watches[watch], rows, day.year, day)
    if watch in LARGE:
        within = {one.area for one in asked if one.area.startswith(LARGE[watch])}
        assert wrong <= within
        assert not {row["所在地"] for row in rows["finance_outlets"][:2]} & within
        return
    told = map(known_by(watch, watches), asked)
    assert sorted(told, key=str) == sorted(wrong, key=str)


def known_by(watch: str, watches: Watches):  # type: ignore[no-untyped-def]
    """How the rows of a watch's table are told apart."""
    if watches[watch].table == "microloans":
        return lambda one: one.label
    return lambda one: one.record or one.area


@pytest.mark.parametrize("watch", PLANTED)
def test_without_records_nothing_is_wrong(policy: Pack, watches: Watches, watch: str) -> None:
    if watches[watch].lacking is None:
        assert found(policy, watches[watch], {}) == ()


def test_an_alert_tells_its_row(policy: Pack, watches: Watches) -> None:
    rows = {"land_use": [use(用途="专项范围以外", 用地项目="商业综合体")]}
    (one,) = found(policy, watches["land-misused"], rows)
    assert one == Alert(
        XIJI,
        of(XIJI),
        "批",
        (
            ("用地项目", "商业综合体"),
            ("批复日期", date(2024, 5, 6)),
            ("用途", "专项范围以外"),
            ("使用面积", 100),
        ),
        record=1,
    )


def test_an_alert_of_a_person_leads_to_the_household(policy: Pack, watches: Watches) -> None:
    rows, _ = PLANTED["jobs-post-away"]
    (one,) = found(policy, watches["jobs-post-away"], rows)
    assert (one.home, one.record, one.label) == ("1", None, "")


def test_only_rows_of_the_year_are_asked(policy: Pack, watches: Watches) -> None:
    late = fund(来文日期=date(2023, 1, 1), 下达日期=date(2023, 5, 1), 年度=2023)
    assert found(policy, watches["money-late"], {"fund_allocation": [late]}, 2024) == ()
    assert len(found(policy, watches["money-late"], {"fund_allocation": [late]}, 2023)) == 1


def test_money_that_lies_at_the_region_is_told(policy: Pack, watches: Watches) -> None:
    rows, _ = PLANTED["money-held"]
    assert [one.county for one in found(policy, watches["money-held"], rows)] == [REGION]


def test_the_clock_runs_to_the_day_asked_about(policy: Pack, watches: Watches) -> None:
    rows = {"land_requests": [request(办结日期=None)]}
    asked = watches["land-request-late"]
    assert found(policy, asked, rows, day=date(2024, 4, 30)) == ()
    assert len(found(policy, asked, rows, day=date(2024, 5, 1))) == 1


def test_where_limits_the_counties(policy: Pack, watches: Watches) -> None:
    watch = watches["land-misused"]
    rows = {"land_use": [use(用途="专项范围以外"), use(LONGDE, 用途="专项范围以外")]}
    only = watch.model_copy(update={"where": "2021-26/national_key"})
    assert len(found(policy, watch, rows)) == 2
    assert [one.county for one in found(policy, only, rows)] == [XIJI]


def test_land_may_be_overused_where_it_is_carried_over(policy: Pack, watches: Watches) -> None:
    rows, _ = PLANTED["land-overused"]
    carried = policy.parameters["land_carry_over"]
    all_of_it = carried.values[0].model_copy(update={"value": "1"})
    parameters = policy.parameters | {
        "land_carry_over": carried.model_copy(update={"values": (all_of_it,)})
    }
    assert found(replace(policy, parameters=parameters), watches["land-overused"], rows) == ()


def test_townships_without_a_bank_are_listed_by_name(policy: Pack, watches: Watches) -> None:
    townships = policy.areas.children(of(XIJI))
    rows = {"finance_outlets": [outlet(one.code) for one in townships[1:]]}
    asked = found(policy, watches["credit-no-bank"], rows)
    assert [one.label for one in asked if one.county == XIJI] == [townships[0].label]
