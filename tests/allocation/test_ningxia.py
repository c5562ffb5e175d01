"""The real pack's schemes, asked of records made up for the purpose."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from sqlglot import exp

from luoshi.allocation import (
    Allocation,
    AllocationError,
    ConflictError,
    Overrides,
    Share,
    Waiver,
    allocate,
    find_scheme,
    gather,
)
from luoshi.area_queries import define_subjects
from luoshi.pack import Pack, load
from luoshi.warehouse.engine import DuckEngine, Engine
from luoshi.warehouse.schema import Table

HONGSIBU, XIJI, LONGDE, XINGQING, DAWUKOU = "640303", "640422", "640423", "640104", "640202"
CENTRAL = "中央财政衔接推进乡村振兴补助资金"
REGIONAL = "自治区财政衔接推进乡村振兴补助资金"

Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def relation(table: Table, rows: Sequence[Mapping[str, Any]]) -> str:
    """A query that gives rows of a table; cells not given are null."""
    selects = [row_of(table, row) for row in rows] or [row_of(table, {}).where("false")]
    return " UNION ALL ".join(select.sql("duckdb") for select in selects)


def row_of(table: Table, row: Mapping[str, Any]) -> exp.Select:
    cells = [
        exp.cast(exp.convert(row.get(one.name)), one.storage).as_(one.name, quoted=True)
        for one in table.columns
    ]
    return exp.select(*cells)


def homes(pack: Pack) -> list[dict[str, Any]]:
    """Three poor households in every key county and one in each other, of four people."""
    key = pack.groups["2021-26/key"].members(date(2023, 12, 31))
    return [
        {"户编号": f"{county.code[:6]}{i}", "行政村": f"{county.code[:6]}100200", "家庭人口数": 4}
        for county in pack.areas.counties()
        for i in range(3 if county.code[:6] in key else 1)
    ]


def poor(home: Mapping[str, Any]) -> dict[str, Any]:
    income = 12_000 if home["户编号"][:6] >= "640300" else 15_000
    return {"户编号": home["户编号"], "户类型": "脱贫户", "人均纯收入": income}


def money(pack: Pack, fund: str, year: int, amount: int) -> list[dict[str, Any]]:
    """The same for every county."""
    return [
        {"年度": year, "县": one.code, "资金": fund, "指标文号": "一号", "金额": amount}
        for one in pack.areas.counties()
    ]


def graded(pack: Pack, year: int, behind: str) -> list[dict[str, Any]]:
    """Marks of 90 for all; one county fell behind."""
    scores = dict.fromkeys(("政策落实得分", "项目资金得分", "三保障饮水得分", "监测帮扶得分"), 22.5)
    return [
        {
            "年度": year,
            "县": one.code,
            "结果运用": "通报批评" if one.code[:6] == behind else "不奖不罚",
            **scores,
        }
        for one in pack.areas.counties()
    ]


@cache
def engine() -> Engine:
    """An engine with the records in every table of the pack."""
    pack = load()
    households = homes(pack)
    rows: Rows = {
        "households": households,
        "poverty_households": list(map(poor, households)),
        "fund_allocation": [
            *money(pack, CENTRAL, 2022, 5_000),
            *money(pack, CENTRAL, 2023, 5_500),
            *money(pack, REGIONAL, 2023, 1_000),
        ],
        "assessment": graded(pack, 2022, behind=XIJI),
    }
    made = DuckEngine(threads=1)
    define_subjects(pack, made)
    for table in pack.tables.values():
        if table.id != pack.registers.counties:
            made.define(table.id, relation(table, rows.get(table.id, ())))
    return made


def shared(name: str, year: int, total: int | None = None, **changed: Any) -> Allocation:
    pack = load()
    scheme = find_scheme(pack, name)
    overrides = Overrides(total=None if total is None else Decimal(total), **changed)
    return allocate(scheme, gather(pack, engine(), scheme, year), year, overrides)


def share(found: Allocation, code: str) -> Share:
    return next(one for one in found.counties if one.code == code)


def step(one: Share, id_: str) -> Decimal:
    return sum((step.amount for step in one.steps if step.id == id_), Decimal(0))


def limit(found: Allocation, id_: str) -> Any:
    return next(one for one in found.constraints if one.id == id_)


@pytest.mark.parametrize("name", load().schemes)
@pytest.mark.parametrize("year", [2021, 2022, 2023, 2024, 2025])
def test_every_scheme_holds_in_every_year_of_the_notice(name: str, year: int) -> None:
    found = shared(name, year, 120_000)
    assert sum(found.amounts.values()) == 120_000
    assert all(one.held for one in found.constraints if one.enforced)


def test_the_records_give_the_total() -> None:
    assert shared("中央衔接资金", 2023).total == 5_500 * 22


def test_the_pilot_is_eight_counties_then_five() -> None:
    pack = load()
    scheme = find_scheme(pack, "environment-central")
    sizes = {}
    for year in (2021, 2023, 2024, 2025):
        given = gather(pack, engine(), scheme, year)
        sizes[year] = len(given.groups["2021-26/integration_pilot"].codes)
    assert sizes == {2021: 8, 2023: 8, 2024: 5, 2025: 5}


def test_the_pilot_gets_no_less_per_county_in_each_fund() -> None:
    """Without the limit the districts' people would put the others ahead."""
    free = shared("农村环境整治资金", 2022, 4_000, enforced={"pilot-floor": False})
    held = shared("农村环境整治资金", 2022, 4_000)
    assert not limit(free, "pilot-floor").held
    assert limit(held, "pilot-floor").held
    assert share(held, LONGDE).amount > share(free, LONGDE).amount
    assert share(held, HONGSIBU).amount < share(free, HONGSIBU).amount
    later = shared("农村环境整治资金", 2024, 4_000)
    assert limit(later, "pilot-floor").moved == 0


def test_both_readings_of_the_others_are_told() -> None:
    found = shared("农村环境整治资金", 2022, 4_000)
    whole, rural = limit(found, "pilot-floor"), limit(found, "pilot-floor-rural")
    assert (whole.enforced, rural.enforced) == (True, False)
    assert whole.slack != rural.slack
    both = shared("农村环境整治资金", 2022, 4_000, enforced={"pilot-floor-rural": True})
    assert limit(both, "pilot-floor-rural").held


def test_key_counties_get_more_by_every_average() -> None:
    found = shared("中央衔接资金", 2023)
    for id_ in ("tilt-county", "tilt-head", "tilt-village"):
        assert limit(found, id_).held


def test_only_regional_money_has_the_supplement() -> None:
    assert step(share(shared("自治区衔接资金", 2023), HONGSIBU), "hongsibu") == 1_000
    assert step(share(shared("中央衔接资金", 2023), HONGSIBU), "hongsibu") == 0


def test_who_fell_behind_loses_a_fifth_of_the_performance_part() -> None:
    found = shared("中央衔接资金", 2023)
    part, taken = (step(share(found, XIJI), id_) for id_ in ("performance", "assessment-cut"))
    assert abs(taken + part / 5) < Decimal("0.00001")
    cuts = [step(one, "assessment-cut") for one in found.counties]
    assert abs(sum(cuts)) < Decimal("0.0001")
    assert sum(cut < 0 for cut in cuts) == 1


def test_the_cut_stops_at_the_floor_unless_somebody_signs() -> None:
    """A floor of 1.5 times the year before, so that it binds on every key county."""
    levels = {"key-floor.at_least": Decimal("1.5")}
    held = shared("中央衔接资金", 2023, 160_000, levels=levels)
    assert share(held, XIJI).amount >= 7_500
    assert limit(held, "key-floor").held
    with pytest.raises(AllocationError, match="由谁批准"):
        shared("中央衔接资金", 2023, 160_000, enforced={"key-floor": False})
    waived = {"key-floor": Waiver("厅领导", "考评落后")}
    free = shared("中央衔接资金", 2023, 160_000, levels=levels, waivers=waived)
    assert "经厅领导批准" in limit(free, "key-floor").text


def test_each_key_county_has_its_600_mu() -> None:
    found = shared("2021-26/construction-land", 2023, 5_400)
    assert found.unit == "亩"
    assert list(found.amounts.values()) == [600] * 9


def test_less_land_than_required_is_refused_by_name() -> None:
    with pytest.raises(ConflictError) as caught:
        shared("2021-26/construction-land", 2023, 5_000)
    assert caught.value.ids == ("total", "quota")
    assert "9 个县下限合计 5,400 亩" in str(caught.value)


def test_after_the_notice_nobody_has_a_quota() -> None:
    with pytest.raises(AllocationError, match="没有县参加"):
        shared("2021-26/construction-land", 2026, 5_400)


def test_an_unknown_scheme_names_the_near_ones() -> None:
    with pytest.raises(AllocationError, match="2021-26/transition-central"):
        find_scheme(load(), "2021-26/transition-centre")


@pytest.mark.parametrize("name", ["land-quota", "construction-land", "2021-26/construction-land"])
def test_a_scheme_is_found_with_and_without_its_notice(name: str) -> None:
    assert find_scheme(load(), name).id == "2021-26/construction-land"
