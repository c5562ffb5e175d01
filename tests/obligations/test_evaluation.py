"""From rows in the engine to a status for every county."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from obligations.conftest import Asking, engine_of
from obligations.making import lands, obligation, reporting
from tried import tried

from luoshi.area_queries.places import places_of
from luoshi.areas import Level
from luoshi.obligations import Result, Status, evaluate, overall, to_json, trend
from luoshi.pack import Pack

XIJI, HONGSIBU, YANCHI, YONGNING, REGION = "640422", "640303", "640323", "640121", "640000"
KEY = {XIJI, HONGSIBU, YANCHI, "640324", "640402", "640423", "640424", "640425", "640522"}
HALF, END = date(2023, 6, 30), date(2023, 12, 31)

QUOTAS = lands((XIJI, 2023, 480), (HONGSIBU, 2023, 600), (XIJI, 2022, 700))


def statuses(found: dict[str, Result], *counties: str) -> list[Status]:
    return [found[county].status for county in counties]


def test_every_county_has_a_result_in_the_order_of_codes(ask: Asking) -> None:
    found = ask(QUOTAS, END, "quota")
    assert list(found) == sorted(found)
    assert len(found) == 22
    assert statuses(found, XIJI, HONGSIBU, YANCHI, YONGNING) == [
        Status.BREACHED, Status.MET, Status.NO_DATA, Status.NOT_APPLICABLE,
    ]  # fmt: skip


def test_a_result_names_its_numbers_and_leads_to_its_records(ask: Asking) -> None:
    found = ask(QUOTAS, END, "quota", figure="安排")[XIJI]
    assert found.reason == "2023年西吉县安排 480 亩，低于 600 亩，差 120 亩"
    assert found.document() == {
        "id": "2021-26/made-up",
        "clause": "2021-26/2.3",
        "county": XIJI,
        "status": "breached",
        "value": 480,
        "target": 600,
        "unit": "亩",
        "reason": found.reason,
        "period": "2023-01-01/2023-12-31",
        "closed": True,
        "data_to": None,
        "term": {"status": "breached", "periods": []},
        "evidence": [
            {
                "table": "land",
                "title": "land",
                "rows": 1,
                "filter": {"county": XIJI, "period": "2023-01-01/2023-12-31"},
            }
        ],
    }


def test_out_of_scope_tells_the_groups_reason_and_shows_no_records(ask: Asking) -> None:
    found = ask(QUOTAS, END, "quota")[YONGNING]
    assert "不在乡村振兴重点帮扶县范围" in found.reason
    assert (found.evidence, found.value) == ((), None)


@pytest.mark.parametrize(
    ("day", "status", "value"),
    [
        (date(2022, 12, 31), Status.MET, 700),
        (date(2023, 1, 1), Status.MET, 700),
        (date(2023, 12, 30), Status.AT_RISK, 470),
        (date(2023, 12, 31), Status.BREACHED, 470),
        (date(2024, 1, 1), Status.NO_DATA, None),
        (date(2026, 7, 1), Status.NO_DATA, None),
    ],
)
def test_the_turn_of_the_year(ask: Asking, day: date, status: Status, value: int | None) -> None:
    rows = lands((XIJI, 2023, 470 if day.month == 12 else 700), (XIJI, 2022, 700))
    found = ask(rows, day, "quota")[XIJI]
    assert (found.status, found.value) == (status, value)


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (date(2021, 9, 2), Status.NOT_APPLICABLE),
        (date(2021, 9, 3), Status.NO_DATA),
        (date(2025, 12, 31), Status.NO_DATA),
    ],
)
def test_the_notices_first_and_last_day(ask: Asking, day: date, status: Status) -> None:
    assert ask({}, day, "quota")[XIJI].status is status


def test_before_its_first_day_a_obligation_is_not_due(ask: Asking) -> None:
    found = ask(QUOTAS, date(2021, 9, 2), "quota", **{"from": date(2021, 9, 3)})
    assert found[XIJI].status is Status.NOT_DUE
    assert found[XIJI].reason == "从2021年9月3日起算，还没有开始"
    assert found[YONGNING].status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("day", "members"),
    [
        (date(2023, 12, 31), KEY - {HONGSIBU}),
        (date(2024, 1, 1), {HONGSIBU, "640324", "640402", XIJI, "640522"}),
        (date(2026, 3, 1), {HONGSIBU, "640324", "640402", XIJI, "640522"}),
    ],
)
def test_the_pilot_by_year(ask: Asking, day: date, members: set[str]) -> None:
    found = ask({}, day, "quota", where="integration_pilot")
    applies = {code for code, one in found.items() if one.status is not Status.NOT_APPLICABLE}
    assert applies == members


def test_hongsibu_is_told_why_it_is_no_pilot(ask: Asking) -> None:
    found = ask({}, END, "quota", where="integration_pilot")[HONGSIBU]
    assert "不属于原国家扶贫开发工作重点县" in found.reason


def test_codes_name_those_the_obligation_is_made_to(ask: Asking) -> None:
    found = ask(QUOTAS, END, "quota", where=(XIJI, YANCHI))
    assert statuses(found, XIJI, YANCHI) == [Status.BREACHED, Status.NO_DATA]
    assert found[HONGSIBU].reason == "红寺堡区不在范围：只对西吉县、盐池县提出"


def test_all_and_the_region(ask: Asking) -> None:
    rows = lands((XIJI, 2023, 400), (YONGNING, 2023, 300), (REGION, 2023, 50))
    assert ask(rows, END, "quota", where="all")[YONGNING].status is Status.BREACHED
    whole = ask(rows, END, "quota", where="region")
    assert list(whole) == [REGION]
    assert (whole[REGION].status, whole[REGION].value) == (Status.MET, 750)
    assert whole[REGION].reason.startswith("2023年宁夏回族自治区 750 亩")
    assert whole[REGION].evidence[0].rows == 3


def test_counties_only_limit_what_is_shown(with_obligation: Callable[..., Pack]) -> None:
    pack = with_obligation("tilt")
    engine = engine_of(pack, lands((XIJI, 2023, 480), (YONGNING, 2023, 1)))
    (one,) = evaluate(pack, engine, END, reporting(pack, END), {XIJI})
    assert one in evaluate(pack, engine, END, reporting(pack, END))


POSTS: dict[str, Any] = {
    "posts": [
        {"编号": "1", "县": "640422000000", "到岗日期": date(2022, 5, 1)},
        {
            "编号": "2",
            "县": "640422001001",
            "到岗日期": date(2022, 5, 1),
            "离岗日期": date(2023, 9, 1),
        },
        {"编号": "3", "县": "640303000000", "到岗日期": date(2023, 5, 1)},
    ]
}
IN_POST = """count(posts.编号) filter (where posts.到岗日期 <= :period_end
    and (posts.离岗日期 is null or posts.离岗日期 > :period_end))"""


@pytest.mark.parametrize(
    ("day", "xiji", "hongsibu"),
    [
        (HALF, Status.ON_TRACK, Status.NO_DATA),
        (END, Status.BREACHED, Status.NO_DATA),
        (date(2024, 3, 1), Status.ON_TRACK, Status.ON_TRACK),
    ],
)
def test_states_are_compared_with_the_year_before(
    ask: Asking, day: date, xiji: Status, hongsibu: Status
) -> None:
    found = ask(POSTS, day, "stable", measure=IN_POST, records=("posts",))
    assert statuses(found, XIJI, HONGSIBU) == [xiji, hongsibu]


@pytest.mark.parametrize(
    ("area", "status", "target"),
    [
        (9, Status.BREACHED, 10),
        (10, Status.MET, 10),
        (15, Status.MET, 10),
        (16, Status.BREACHED, 15),
    ],
)
def test_a_range_is_asked_with_both_its_bounds(
    ask: Asking, area: int, status: Status, target: int
) -> None:
    found = ask(lands((XIJI, 2023, area)), END, "range")
    assert (found[XIJI].status, found[XIJI].value, found[XIJI].target) == (status, area, target)
    assert found[YANCHI].status is Status.NO_DATA


BOUND = "count(visits.编号) + 10"
"""A bound that rests on a ledger of its own."""


@pytest.mark.parametrize(
    ("kind", "keys", "status"),
    [
        ("quota", {}, Status.MET),
        ("range", {}, Status.BREACHED),
        ("quota", {"at_least": BOUND}, Status.NO_DATA),
        ("range", {"at_least": BOUND}, Status.NO_DATA),
        ("range", {"at_most": BOUND}, Status.NO_DATA),
    ],
)
def test_what_no_further_row_could_change_stands_where_its_bounds_are_told(
    ask_owed: Asking, kind: str, keys: dict[str, str], status: Status
) -> None:
    """The ledgers are overdue and nobody has declared them; the amount is beyond any bound."""
    found = ask_owed(lands((XIJI, 2023, 700)), date(2024, 1, 21), kind, to=END, **keys)[XIJI]
    assert found.status is status


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        ("quota", {"measure": "count(posts.编号)"}),
        ("range", {"measure": "count(posts.编号)"}),
        ("coverage", {"part": "count(posts.编号)"}),
        ("milestone", {"done": "count(posts.编号)"}),
        ("stable", {"measure": "count(posts.编号)"}),
        ("activity", {"evidence": "count(posts.编号)"}),
        ("mechanism", {"parts": [{"title": "一", "holds": "any(posts.编号 = '1')"}]}),
    ],
)
def test_rows_of_a_table_that_proves_nothing_are_no_data(
    ask: Asking, kind: str, keys: dict[str, Any]
) -> None:
    """What is named as evidence has rows, but none the figure gathers."""
    assert ask(QUOTAS, END, kind, records=("land",), **keys)[XIJI].status is Status.NO_DATA


def test_states_are_known_by_the_rows_they_count(ask: Asking) -> None:
    """The table named as evidence has no row; the posts that are counted have."""
    found = ask(POSTS, HALF, "stable", measure=IN_POST, records=("land",))[XIJI]
    assert found.status is Status.ON_TRACK


def test_without_rows_before_there_is_nothing_to_compare_with(ask: Asking) -> None:
    found = ask(POSTS, END, "stable", measure=f"{IN_POST} + 5", records=("posts",))[HONGSIBU]
    assert (found.status, found.reason[-11:]) == (Status.NO_DATA, "没有2022年的数可比")


def test_states_carry_no_period_in_the_evidence(ask: Asking) -> None:
    found = ask(POSTS, END, "stable", measure=IN_POST, records=("posts",))[XIJI]
    assert (found.evidence[0].rows, found.evidence[0].period) == (2, None)


DONE = "count(posts.编号) filter (where posts.到岗日期 <= :period_end)"


@pytest.mark.parametrize(
    ("day", "status", "said"),
    [
        (date(2023, 4, 30), Status.AT_RISK, "（2023年5月31日到期）"),
        (date(2023, 5, 31), Status.BREACHED, "至今没有补上"),
        (date(2023, 6, 1), Status.BREACHED, "逾期后在2023年6月1日前已补上"),
        (date(2025, 1, 1), Status.BREACHED, "逾期后在2025年1月1日前已补上"),
    ],
)
def test_a_milestone_done_the_day_after(ask: Asking, day: date, status: Status, said: str) -> None:
    post = {"县": "640422000000"}
    days = (date(2022, 1, 1), date(2023, 6, 1))
    posts = {"posts": [{"编号": str(one), "到岗日期": one, **post} for one in days]}
    keys = {"done": DONE, "target": "2", "due": date(2023, 5, 31), "records": ("posts",)}
    found = ask(posts, day, "milestone", **keys)[XIJI]
    assert found.status is status
    assert said in found.reason


def test_tilt_shows_each_countys_own_and_those_compared_with(
    ask_owed: Asking, places: Pack
) -> None:
    rows = lands((XIJI, 2023, 900), (HONGSIBU, 2023, 900), (YONGNING, 2023, 13))
    found = ask_owed(rows, END, "tilt", told=places_of(places).counties)
    assert statuses(found, XIJI, HONGSIBU, YANCHI) == [Status.MET] * 3
    assert "其中红寺堡区 900 万元" in found[HONGSIBU].reason
    assert "其中盐池县 0 万元" in found[YANCHI].reason
    assert found[YONGNING].status is Status.NOT_APPLICABLE
    assert "；作为比较对象，永宁县 13 万元，农村人口人均" in found[YONGNING].reason
    assert found[YONGNING].evidence[0].rows == 1


def _seen(*places: tuple[str, int]) -> dict[str, Any]:
    return _visits(*(f"{place}000000" for place, times in places for _ in range(times)))


PER_VISIT = {"per": [{"title": "次均", "measure": "count(visits.编号)"}]}


def test_tilt_divides_by_what_each_county_has(ask_owed: Asking, places: Pack) -> None:
    rows = lands((XIJI, 2023, 600), (HONGSIBU, 2023, 300), (YONGNING, 2023, 400))
    rows |= _seen((XIJI, 2), (HONGSIBU, 1), (YONGNING, 4))
    found = ask_owed(rows, END, "tilt", places_of(places).counties, **PER_VISIT)
    assert "次均 300 万元，其他县（市、区） 100 万元，为 3 倍" in found[XIJI].reason
    assert found[XIJI].reason.endswith("其中西吉县 600 万元，次均 300 万元")
    assert found[YONGNING].reason.endswith("永宁县 400 万元，次均 100 万元")
    assert found[YANCHI].reason.endswith("其中盐池县 0 万元")


@pytest.mark.parametrize(
    ("evidence", "status"),
    [
        ("any(land.面积 > 400)", Status.MET),
        ("any(land.面积 > 500)", Status.BREACHED),
        ("count(land.编号)", Status.MET),
        ("count(land.编号) - 1", Status.BREACHED),
    ],
)
def test_an_activity_is_a_condition_or_a_count_and_shows_its_number(
    ask: Asking, evidence: str, status: Status
) -> None:
    keys = {"evidence": evidence, "measure": "sum(land.面积)", "unit": "亩"}
    found = ask(QUOTAS, END, "activity", **keys)[XIJI]
    assert (found.status, found.value, found.unit) == (status, 480, "亩")
    bare = ask(QUOTAS, END, "activity", evidence=evidence)[XIJI]
    assert bare.value == (1 if status is Status.MET else 0)


def test_a_fund_only_one_side_got_is_asked_too(ask_owed: Asking, places: Pack) -> None:
    rows = {
        "land": [
            *lands((XIJI, 2023, 90), category="甲")["land"],
            *lands((YONGNING, 2023, 130), category="乙")["land"],
            *lands((YONGNING, 2023, 0), category="丙")["land"],
        ]
    }
    found = ask_owed(rows, END, "floor", places_of(places).counties)[XIJI]
    assert [(one.name, one.holds) for one in found.each] == [("乙", False), ("甲", True)]


def test_a_floor_of_a_mean_that_names_no_measure_is_of_counties(
    ask_owed: Asking, places: Pack
) -> None:
    rows = lands((XIJI, 2023, 900), (YONGNING, 2023, 1300))
    keys = {"by": None, "per": {"title": "每县"}}
    found = ask_owed(rows, END, "floor", places_of(places).counties, **keys)[XIJI]
    assert "每县 100 万元，不低于其他县（市、区） 100 万元" in found.reason


COUNTED = "count(posts.编号)"


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        ("tilt", {"measure": COUNTED, "per": [{"title": "县均"}]}),
        ("floor", {"measure": COUNTED, "by": None}),
        ("outpace", {"part": COUNTED, "whole": COUNTED, "by": "posts.编号"}),
    ],
)
def test_counties_are_compared_by_the_rows_that_are_added_up(
    ask: Asking, places: Pack, kind: str, keys: dict[str, Any]
) -> None:
    """The table named as evidence has no row; the one that is added up has one of each county."""
    posts = [
        {"编号": str(i), "县": f"{county}000000", "到岗日期": date(2022, 1, 1)}
        for i, county in enumerate(places_of(places).counties)
    ]
    found = ask({"posts": posts}, END, kind, records=("land",), **keys)[XIJI]
    assert found.status is (Status.MET if kind == "floor" else Status.BREACHED)


def test_floor_asks_each_value_of_its_column(ask_owed: Asking, places: Pack) -> None:
    rows = {
        "land": [
            *lands((XIJI, 2023, 90), (YONGNING, 2023, 13), category="甲")["land"],
            *lands((XIJI, 2023, 1), (YONGNING, 2023, 130), category="乙")["land"],
        ]
    }
    found = ask_owed(rows, END, "floor", told=places_of(places).counties)[XIJI]
    assert (found.status, found.value, found.target) == (Status.BREACHED, 1, 2)
    assert "；乙县均 0.1111 万元，低于其他县（市、区）县均 10 万元。" in found.reason


def test_outpace_compares_the_group_with_the_region(ask_owed: Asking, places: Pack) -> None:
    told = places_of(places).counties
    rows = lands(
        (XIJI, 2022, 100), (XIJI, 2023, 120), (HONGSIBU, 2022, 100), (HONGSIBU, 2023, 110),
        (YONGNING, 2022, 500), (YONGNING, 2023, 550), (REGION, 2022, 300), (REGION, 2023, 310),
    )  # fmt: skip
    found = ask_owed(rows, END, "outpace", told)[XIJI]
    assert found.status is Status.MET
    assert "其中西吉县由 100 万元到 120 万元，增长 20%" in found.reason
    assert (found.each[0].value, found.each[0].target) == ("15%", "9%")
    none = ask_owed(rows, END, "outpace", told)[YANCHI]
    assert none.reason.endswith("。其中盐池县缺年末数")
    assert ask_owed(rows, date(2022, 12, 31), "outpace", told)[XIJI].status is Status.NO_DATA


def test_outpace_leaves_the_share_of_the_silent_out_of_the_whole(
    ask_owed: Asking, places: Pack
) -> None:
    """永宁县 has rows and has not said that they are all: they count on neither side."""
    told = [one for one in places_of(places).counties if one != YONGNING]
    rows = lands(
        (XIJI, 2022, 100), (XIJI, 2023, 120), (HONGSIBU, 2022, 100), (HONGSIBU, 2023, 110),
        (YONGNING, 2022, 500), (YONGNING, 2023, 5000), (REGION, 2022, 300), (REGION, 2023, 310),
    )  # fmt: skip
    found = ask_owed(rows, END, "outpace", told)[XIJI]
    assert found.status is Status.MET
    assert (found.each[0].value, found.each[0].target) == ("15%", "8%")


def test_outpace_does_not_forget_an_institution_without_anything_now(
    ask_owed: Asking, places: Pack
) -> None:
    rows = {
        "land": [
            *lands((XIJI, 2022, 100), (XIJI, 2023, 120), (REGION, 2022, 1000))["land"],
            *lands((XIJI, 2022, 100), category="乙")["land"],
            *lands((XIJI, 2023, 100), category="丙")["land"],
            *lands((XIJI, 2022, 0), category="丁")["land"],
        ]
    }
    found = ask_owed(rows, END, "outpace", places_of(places).counties)[XIJI]
    assert [one.name for one in found.each] == ["丙", "乙", "甲"]


VISITS: dict[str, Any] = {
    "visits": [
        {"编号": "甲", "所在地": "640422001000", "日期": date(2023, 3, 1)},
        {"编号": "乙", "所在地": "640303000000", "日期": date(2023, 3, 1)},
        {"编号": "丙", "所在地": "640422001000", "日期": date(2024, 3, 1)},
    ]
}
FORBIDDEN = {"table": "visits", "records": ("visits",), "when": "编号 = '甲'", "unit": "次"}


def test_violations_are_named_in_the_reason_and_all_in_the_evidence(ask: Asking) -> None:
    found = ask(VISITS, HALF, "prohibition", **FORBIDDEN)
    assert found[XIJI].reason == "2023年截至6月30日，西吉县发现 1 次：甲"
    assert found[XIJI].evidence[0].keys == ((("编号", "甲"), ("日期", "2023-03-01")),)
    assert statuses(found, HONGSIBU, YANCHI) == [Status.ON_TRACK, Status.NO_DATA]


def test_rows_outside_the_group_of_their_day_violate(ask_owed: Asking, places: Pack) -> None:
    keys = FORBIDDEN | {"when": None, "outside": "2021-26/integration_pilot", "where": "all"}
    told = [one for one in places_of(places).counties if one != YANCHI]
    in_2023 = ask_owed(VISITS, END, "prohibition", told, **keys)
    assert statuses(in_2023, XIJI, HONGSIBU) == [Status.MET, Status.BREACHED]
    assert statuses(in_2023, YANCHI, YONGNING) == [Status.NO_DATA, Status.MET]
    assert in_2023[YONGNING].reason == "2023年永宁县没有这类记录，没有发现"
    in_2024 = ask_owed(VISITS, date(2024, 12, 31), "prohibition", told, **keys)
    assert statuses(in_2024, XIJI, HONGSIBU, YANCHI) == [Status.MET, Status.MET, Status.NO_DATA]


def test_no_rows_anywhere_are_no_proof(ask: Asking) -> None:
    keys = FORBIDDEN | {"when": None, "outside": "2021-26/integration_pilot", "where": "all"}
    assert {one.status for one in ask({}, END, "prohibition", **keys).values()} == {Status.NO_DATA}


def test_trend_gives_every_period_begun(with_obligation: Callable[..., Pack]) -> None:
    pack = with_obligation("quota")
    found = trend(
        pack, engine_of(pack, QUOTAS), "2021-26/made-up", HALF, reporting(pack, HALF), {XIJI}
    )
    assert [(one.period.start.year, one.status) for one in found] == [
        (2021, Status.NO_DATA),
        (2022, Status.MET),
        (2023, Status.ON_TRACK),
    ]


def test_the_last_of_the_trend_is_the_current_status(with_obligation: Callable[..., Pack]) -> None:
    pack = with_obligation("quota")
    engine = engine_of(pack, QUOTAS)
    told = reporting(pack, HALF)
    last = trend(pack, engine, "2021-26/made-up", HALF, told)[-22:]
    assert last == evaluate(pack, engine, HALF, told)


def test_same_inputs_give_the_same_bytes(places: Pack) -> None:
    kinds = ("quota", "tilt", "floor", "outpace", "stable", "activity", "mechanism")
    made = [obligation(kind, id=kind) for kind in kinds]
    pack = replace(places, obligations={one.id: one for one in made})
    rows = {"land": [*QUOTAS["land"], *lands((YONGNING, 2023, 3), (YONGNING, 2022, 2))["land"]]}
    again = {"land": rows["land"][::-1]}

    notices = list(pack.notices.values())

    def told(rows: dict[str, Any]) -> str:
        results = evaluate(pack, engine_of(pack, rows), HALF, reporting(pack, HALF))
        return json.dumps(to_json(HALF, notices, results, HALF), ensure_ascii=False)

    assert told(rows) == told(rows) == told(again)


def test_json_has_the_day_and_one_entry_for_each_county(
    with_obligation: Callable[..., Pack],
) -> None:
    pack = with_obligation("coverage", target="0.5")
    results = evaluate(pack, engine_of(pack, QUOTAS), HALF, reporting(pack, HALF))
    document = to_json(HALF, list(pack.notices.values()), results, HALF)
    assert document["as_of"] == "2023-06-30"
    old, new = (
        {"from": "2021-09-03", "to": "2025-12-31"},
        {"from": "2026-02-03", "to": "2026-12-31"},
    )
    assert document["notices"] == [
        {"id": "2021-26", "number": "宁乡振发〔2021〕26号", "term": old, "closed": False},
        {"id": "2026-1", "number": "2026 年中央一号文件", "term": new, "closed": False},
    ]
    assert [one["county"] for one in document["obligations"]] == [one.county for one in results]  # type: ignore[attr-defined]
    assert "NaN" not in json.dumps(document, allow_nan=False)


def test_overall_is_the_most_severe(with_obligation: Callable[..., Pack]) -> None:
    pack = with_obligation("quota")
    results = evaluate(pack, engine_of(pack, QUOTAS), END, reporting(pack, END))
    assert overall(results) == {"2021-26/made-up": Status.BREACHED}
    assert overall(one for one in results if one.county in (HONGSIBU, YONGNING)) == {
        "2021-26/made-up": Status.MET
    }


key_counties = st.sampled_from(sorted(KEY))


@tried(15)
@given(st.lists(st.tuples(key_counties, st.integers(2022, 2024), st.integers(0, 900)), max_size=8))
def test_no_data_if_and_only_if_there_are_no_records(
    places: Pack, rows: list[tuple[str, int, int]]
) -> None:
    pack = replace(places, obligations={"2021-26/made-up": obligation("quota")})
    results = {
        one.county: one
        for one in evaluate(pack, engine_of(pack, lands(*rows)), HALF, reporting(pack, HALF))
    }
    recorded = {county for county, year, _ in rows if year == 2023}
    assert {code for code in KEY if results[code].status is not Status.NO_DATA} == recorded


def test_a_parameter_without_a_value_is_told(with_obligation: Callable[..., Pack]) -> None:
    pack = with_obligation("quota", at_least=":income_line")
    ended = replace(pack, parameters=_ended(pack, "income_line"))
    with pytest.raises(ValueError, match="没有生效的值"):
        evaluate(ended, engine_of(pack, QUOTAS), END, reporting(ended, END))


def _ended(pack: Pack, name: str) -> dict[str, Any]:
    parameter = pack.parameters[name]
    first = parameter.values[0].model_copy(update={"valid_to": date(2021, 1, 2)})
    return pack.parameters | {name: parameter.model_copy(update={"values": (first,)})}


def _post(place: str) -> dict[str, Any]:
    return {"编号": "1", "县": f"{place}000000", "到岗日期": date(2023, 1, 1)}


TO_FILL: dict[str, Any] = {
    "title": "要安排的岗位",
    "count": "count(posts.编号) filter (where posts.到岗日期 <= :period_end)",
}


def test_nothing_is_due_where_there_is_none_of_what_it_is_about(ask_owed: Asking) -> None:
    rows = {"posts": [_post(XIJI)]}
    posts = {"evidence": "count(posts.离岗日期)", "records": ("posts",), "objects": TO_FILL}
    found = ask_owed(rows, END, "activity", (YANCHI,), **posts)
    assert statuses(found, XIJI, YANCHI) == [Status.NO_DATA, Status.NOTHING_DUE]
    assert found[YANCHI].reason == "2023年盐池县没有要安排的岗位"
    assert (found[YANCHI].value, found[YANCHI].target) == (None, None)
    assert found[YONGNING].status is Status.NOT_APPLICABLE


def test_nothing_is_due_only_where_the_table_that_counts_is_reported(ask_owed: Asking) -> None:
    assert ask_owed({}, END, "activity", objects=TO_FILL)[YANCHI].status is Status.NO_DATA
    visits = {
        "title": "要入户的村",
        "count": "count(visits.编号) filter (where visits.编号 = '要')",
    }
    rows = {"visits": [{"编号": "别的", "所在地": f"{XIJI}000000", "日期": END}]}
    found = ask_owed(rows, END, "activity", (XIJI,), objects=visits)
    assert statuses(found, XIJI, YANCHI) == [Status.NOTHING_DUE, Status.NO_DATA]


def test_of_nothing_to_cover_nothing_is_due(ask_owed: Asking) -> None:
    whole = "count(land.编号) filter (where land.类别 = '乙')"
    found = ask_owed(QUOTAS, END, "coverage", (XIJI,), whole=whole, figure="用地")
    assert found[XIJI].status is Status.NOTHING_DUE
    assert found[XIJI].reason == "2023年西吉县用地应有数为 0，没有应当做的"
    assert ask_owed(QUOTAS, END, "coverage", whole=whole)[XIJI].status is Status.NO_DATA
    objects = {"title": "乙类地块"}
    named = ask_owed(QUOTAS, END, "coverage", (XIJI,), whole=whole, objects=objects)[XIJI]
    assert named.reason == "2023年西吉县没有乙类地块"


def test_only_of_a_coverage_it_is_known_without_a_count_what_it_is_about() -> None:
    with pytest.raises(ValueError, match="没有写有几个，给 objects 写上 count"):
        obligation("activity", objects={"title": "地块"})


def _visits(*places: str) -> dict[str, Any]:
    return {
        "visits": [{"编号": str(i), "所在地": place, "日期": END} for i, place in enumerate(places)]
    }


TOWNSHIPS = {"part": "count(distinct visits.所在地)", "whole": "乡镇数", "records": ("visits",)}


def test_a_coverage_names_the_townships_it_lacks(ask: Asking, places: Pack) -> None:
    own = [area for area in places.areas.at_level(Level.TOWNSHIP) if area.county_code == XIJI]
    some = [area.code for area in own[2:]]
    found = ask(_visits(*some), END, "coverage", unit="个乡镇", **TOWNSHIPS)[XIJI]
    assert f"差 2 个乡镇；没有做到的：{own[0].name}、{own[1].name}" in found.reason
    assert found.lacking == (own[0].name, own[1].name)
    whole = ask(_visits(*some, own[0].code, own[1].code), END, "coverage", **TOWNSHIPS)[XIJI]
    assert (whole.status, whole.lacking) == (Status.MET, ())


def test_what_is_listed_is_lacked_by_its_name_not_by_persons(ask: Asking) -> None:
    rows = {
        "posts": [
            {"编号": "甲站", "县": f"{XIJI}000000", "到岗日期": HALF},
            {"编号": "乙站", "县": f"{XIJI}000000", "到岗日期": HALF, "离岗日期": END},
        ]
    }
    keys = {"part": IN_PLACE, "whole": "count(posts.编号)", "records": ("posts",)}
    assert ask(rows, END, "coverage", **keys)[XIJI].lacking == ("乙站",)
    half = ask(rows, END, "coverage", **keys | {"whole": "2 * count(posts.编号)"})[XIJI]
    assert half.lacking == ()


IN_PLACE = "count(posts.编号) filter (where posts.离岗日期 is null)"


TOGETHER: dict[str, Any] = {
    "by": None,
    "per": {"title": "每份任务", "measure": "count(land.编号)"},
    "figure": "资金",
}


@pytest.mark.parametrize(
    ("others", "status"), [((100, 500), Status.MET), ((100, 700), Status.BREACHED)]
)
def test_a_floor_of_all_together_may_be_equal(
    ask_owed: Asking, places: Pack, others: tuple[int, int], status: Status
) -> None:
    rows = lands((XIJI, 2023, 300), *((YONGNING, 2023, each) for each in others))
    found = ask_owed(rows, END, "floor", places_of(places).counties, **TOGETHER)[XIJI]
    assert found.status is status
    theirs = sum(others) // 2
    held = "不低于" if status is Status.MET else "低于"
    said = f"资金每份任务 300 万元，{held}其他县（市、区） {theirs} 万元。其中西吉县合计 300 万元"
    assert said in found.reason
    assert found.each == ()


def test_a_floor_without_anything_to_divide_by_is_no_data(ask_owed: Asking, places: Pack) -> None:
    none = {**TOGETHER, "per": {"title": "每份任务", "measure": "count(visits.编号)"}}
    rows = lands((XIJI, 2023, 300), (YONGNING, 2023, 300))
    found = ask_owed(rows, END, "floor", places_of(places).counties, **none)[XIJI]
    assert (found.status, found.reason[-8:]) == (Status.NO_DATA, "缺少用来平均的数")
