"""Figures against numbers worked out by hand."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from topics.making import (
    CENTRAL,
    LONGDE,
    REGION,
    REGIONAL,
    XIJI,
    YUANZHOU,
    Row,
    Rows,
    engine_of,
    measured,
    of,
)
from topics.planted import fund, outlet, payment, quota, request, reserve, use

from luoshi.area_queries import calendar_year
from luoshi.area_queries.due_periods import needed_periods
from luoshi.area_queries.holders import holders
from luoshi.area_queries.reporting import Declaration, Records
from luoshi.pack import Pack
from luoshi.topics import Measured, measure
from luoshi.topics.tables import Of, Table, Tabling

APRIL = date(2023, 4, 30)


def value(found: Measured, figure: str, *places: str, by: str | None = None) -> Fraction | None:
    return found.value(found.topic.figures[figure], places, by)


def table(policy: Pack, found: Measured, group: str, shown: frozenset[str] | None = None) -> Table:
    (one,) = (one for one in found.topic.groups if one.id == group)
    return Tabling(found, policy, shown).table(one)


@pytest.fixture
def april(policy: Pack) -> Measured:
    """张掖市 at the end of April 2023, as published: 8.68 points ahead of the calendar."""
    rows = {
        "fund_allocation": [fund(年度=2023, 金额="50422", 下达日期=date(2023, 1, 5))],
        "fund_payments": [
            payment(资金年度=2023, 支付金额="21185.83", 支付日期=date(2023, 4, 20)),
            payment(资金年度=2023, 支付金额="5000", 支付日期=date(2023, 5, 2)),
            payment(资金年度=2022, 支付金额="300", 支付日期=date(2023, 3, 2)),
        ],
    }
    return measured(policy, policy.topics["money"], rows, 2023, APRIL)


def test_progress_is_held_against_the_calendar(april: Measured) -> None:
    progress, calendar = value(april, "progress", XIJI), value(april, "calendar", XIJI)
    assert progress == Fraction("21185.83") / 50422
    assert calendar == Fraction("0.333333")
    assert round(float(progress - calendar) * 100, 2) == 8.68
    assert april.bound(april.topic.figures["progress"], XIJI, "least") == Fraction("0.233333")


def test_a_month_counts_when_it_is_over(policy: Pack) -> None:
    for day, months in ((date(2023, 4, 29), 3), (date(2023, 1, 30), 0), (date(2023, 12, 31), 12)):
        found = measured(policy, policy.topics["money"], {}, 2023, day)
        calendar = value(found, "calendar", XIJI)
        assert calendar is not None
        assert round(calendar * 12) == months


def test_balance_and_what_is_carried_over(policy: Pack) -> None:
    rows = {
        "fund_allocation": [fund(年度=2023), fund(资金=REGIONAL, 金额=500)],
        "fund_payments": [
            payment(资金年度=2023, 支付金额=900, 支付日期=date(2023, 8, 1)),
            payment(资金年度=2023, 支付金额=60, 支付日期=date(2024, 2, 1)),
            payment(支付金额=480),
        ],
    }
    found = measured(policy, policy.topics["money"], rows, 2024)
    amounts = {name: value(found, name, XIJI) for name in ("arrived", "paid", "balance")}
    assert amounts == {"arrived": 500, "paid": 480, "balance": 20}
    assert value(found, "carried", XIJI) == 100
    assert value(found, "carried-left", XIJI) == 40


def test_the_floors_of_two_sources_change_with_the_year(policy: Pack) -> None:
    rows = {
        "fund_allocation": [
            fund(年度=year, 资金=kind, 产业金额=560)
            for year in (2021, 2022, 2023)
            for kind in (CENTRAL, REGIONAL)
        ]
    }
    floors = {}
    for year in (2021, 2022, 2023):
        found = measured(policy, policy.topics["money"], rows, year)
        row = next(row for row in table(policy, found, "industry").rows if row.place == XIJI)
        floors[year] = [(cell.value, cell.least, cell.short) for cell in row.cells[:2]]
    share = Fraction("0.56")
    regional = (share, Fraction("0.5"), False)
    assert floors == {
        2021: [(share, Fraction("0.5"), False), regional],
        2022: [(share, Fraction("0.55"), False), regional],
        2023: [(share, Fraction("0.6"), True), regional],
    }


def test_a_fee_is_held_against_the_years_money(policy: Pack) -> None:
    fee = payment(支付金额=14, 支付用途="项目管理费", 项目编码=None)
    rows = {"fund_allocation": [fund(金额=1259), fund(金额=800)], "fund_payments": [fee]}
    found = measured(policy, policy.topics["money"], rows, 2024)
    assert value(found, "fee-share", XIJI) == Fraction(14, 2059)
    (row,) = (row for row in table(policy, found, "industry").rows if row.place == XIJI)
    assert not row.cells[3].over


def test_what_lies_at_the_region_is_told_of_it(policy: Pack) -> None:
    arrived = {"年度": 2024, "到达地": of(REGION), "资金": CENTRAL, "到达金额": 1500}
    rows = {
        "fund_arrivals": [arrived | {"来文文号": text} for text in ("八号", "九号")],
        "fund_allocation": [fund(来文文号="八号", 来文日期=date(2023, 11, 1))],
    }
    found = measured(policy, policy.topics["money"], rows, 2024)
    (row,) = table(policy, found, "batches").rows
    assert row.place == REGION
    assert [cell.value for cell in row.cells] == [3000, 2, 1000, 2000, 1]


LAND: Rows = {
    "land_quota": [
        quota(年度=2023),
        quota(),
        quota(安排文号="四十七号", 安排方式="追加安排", 安排面积=80),
    ],
    "land_use": [
        use(批复日期=date(2023, 6, 1), 使用面积=420),
        use(使用面积=200),
        use(批复文号="二", 使用面积=150),
    ],
    "land_reserves": [
        reserve(预留面积=50),
        reserve(预留项目="二", 预留面积=30, 释放日期=date(2024, 5, 6)),
    ],
}


def land_account(policy: Pack) -> list[Fraction | None]:
    found = measured(policy, policy.topics["land"], LAND, 2024)
    names = ("issued", "topped", "carried", "used", "left", "reserved", "free")
    return [value(found, f"land-{name}", XIJI) for name in names]


def test_the_account_of_land(policy: Pack) -> None:
    assert land_account(policy) == [600, 80, 0, 350, 330, 50, 280]


def test_land_is_carried_over_where_a_parameter_says_so(policy: Pack) -> None:
    half = policy.parameters["land_carry_over"]
    values = (half.values[0].model_copy(update={"value": "0.5"}),)
    parameters = policy.parameters | {"land_carry_over": half.model_copy(update={"values": values})}
    account = land_account(replace(policy, parameters=parameters))
    assert account == [600, 80, 90, 350, 420, 50, 370]


def test_less_than_six_hundred_is_marked(policy: Pack) -> None:
    rows = {"land_quota": [quota(安排面积=480), quota(YUANZHOU)]}
    found = measured(policy, policy.topics["land"], rows, 2024)
    short = {row.place: row.cells[0].short for row in table(policy, found, "account").rows}
    assert (short[XIJI], short[YUANZHOU]) == (True, False)


def test_requests_are_counted_in_the_year_they_were_made(policy: Pack) -> None:
    rows = {
        "land_requests": [
            request(解决面积=50),
            request(申请编号="乙", 办结日期=None),
            request(申请编号="丙", 申请日期=date(2023, 5, 1), 办结日期=None),
        ]
    }
    found = measured(policy, policy.topics["land"], rows, 2024)
    (row,) = (row for row in table(policy, found, "requests").rows if row.place == XIJI)
    assert [cell.value for cell in row.cells] == [2, 100, Fraction(1, 2), 2, 2]
    assert [cell.short or cell.over for cell in row.cells] == [False, False, True, False, True]


def loan(county: str, year: int, balance: int, bank: str = "农业银行") -> Row:
    return {"年度": year, "县": of(county), "金融机构": bank, "贷款余额": balance}


LOANS: Rows = {
    "loans": [
        loan(XIJI, 2023, 100),
        loan(XIJI, 2024, 150),
        loan(YUANZHOU, 2023, 900),
        loan(YUANZHOU, 2024, 990),
        loan(LONGDE, 2024, 70),
        loan(REGION, 2023, 1000),
        loan(REGION, 2024, 1190),
        loan(XIJI, 2024, 5, bank="村镇银行"),
    ]
}
"""西吉县 grows by half, 原州区 by a tenth: by balance 14 %, on the mean of both 30 %."""


def test_growth_has_two_readings(policy: Pack) -> None:
    only = {"loans": [one for one in LOANS["loans"] if one["金融机构"] == "农业银行"]}
    found = measured(policy, policy.topics["credit"], only, 2024)
    figure = found.topic.figures["loan-growth"]
    assert found.value(figure, (XIJI, YUANZHOU, LONGDE)) == Fraction(14, 100)
    assert found.mean(figure, (XIJI, YUANZHOU, LONGDE)) == Fraction(30, 100)
    assert found.value(figure, (LONGDE,)) is None


def test_both_readings_stand_beside_the_institutions_own(policy: Pack) -> None:
    found = measured(policy, policy.topics["credit"], LOANS, 2024)
    shown = table(policy, found, "institutions")
    assert [column.of for column in shown.columns] == [Of.TOTAL, Of.TOTAL, Of.MEAN, Of.REGION]
    rows = {row.title: [cell.value for cell in row.cells] for row in shown.rows}
    whole = Fraction(150 + 990 + 70 + 1190, 100 + 900 + 1000) - 1
    assert rows["农业银行"] == [1140, Fraction(14, 100), Fraction(30, 100), whole]
    assert rows["村镇银行"] == [5, None, None, None]
    faster = {row.title: [cell.faster for cell in row.cells] for row in shown.rows}
    # By balance the part did not outgrow the whole, on the mean of the counties it did.
    assert faster == {"农业银行": [None, False, True, None], "村镇银行": [None] * 4}


def test_a_balance_by_institution_and_county(policy: Pack) -> None:
    found = measured(policy, policy.topics["credit"], LOANS, 2024)
    shown = table(policy, found, "matrix")
    titles = [column.title for column in shown.columns]
    (bank,) = (row for row in shown.rows if row.title == "农业银行")
    cells = dict(zip(titles, (cell.value for cell in bank.cells), strict=True))
    assert (cells["西吉"], cells["原州"], cells["隆德"], cells["合计"]) == (150, 990, 70, 1210)
    assert [row.title for row in shown.rows] == ["农业银行", "村镇银行"]


def test_coverage_counts_each_township_once(policy: Pack) -> None:
    townships = [one.code for one in policy.areas.children(of(XIJI))]
    rows = {
        "finance_outlets": [
            outlet(townships[0]),
            outlet(townships[0], 网点名称="二"),
            outlet(townships[1], 停业日期=date(2024, 3, 1)),
        ]
    }
    found = measured(policy, policy.topics["credit"], rows, 2024)
    assert value(found, "townships-served", XIJI) == Fraction(1, len(townships))
    assert value(found, "bank-outlets", XIJI) == 2


def test_without_rows_nothing_is_known(policy: Pack) -> None:
    rows = {"fund_allocation": [fund()]}
    found = measured(policy, policy.topics["money"], rows, 2024)
    assert value(found, "paid", XIJI) is None
    assert value(found, "progress", XIJI) == 0
    assert value(found, "arrived", YUANZHOU) is None
    assert value(found, "progress", YUANZHOU) is None


def test_totals_add_up_before_they_divide(policy: Pack) -> None:
    rows = {
        "fund_allocation": [fund(XIJI, 金额=100), fund(YUANZHOU, 金额=900)],
        "fund_payments": [payment(XIJI, 支付金额=100), payment(YUANZHOU, 支付金额=450)],
    }
    found = measured(policy, policy.topics["money"], rows, 2024)
    rows_of = {row.title: row for row in table(policy, found, "use").rows}
    progress = [column.figure.id for column in table(policy, found, "use").columns]
    at = progress.index("progress")
    assert rows_of["各县合计"].cells[at].value == Fraction(550, 1000)
    assert rows_of["各县平均"].cells[at].value == Fraction(75, 100)
    assert rows_of["乡村振兴重点帮扶县合计"].cells[at].value == Fraction(550, 1000)
    assert rows_of["各县合计"].cells[progress.index("calendar")].value is None


def test_a_county_sees_itself_and_how_the_others_do(policy: Pack) -> None:
    rows = {"fund_allocation": [fund(XIJI, 金额=100), fund(YUANZHOU, 金额=900)]}
    found = measured(policy, policy.topics["money"], rows, 2024)
    shown = table(policy, found, "use", frozenset({XIJI}))
    assert [row.place for row in shown.rows if row.of is Of.PLACE] == [XIJI]
    (total,) = (row for row in shown.rows if row.title == "各县合计")
    assert total.cells[0].value == 1000
    batches = table(policy, found, "by-task", frozenset({XIJI}))
    assert batches.rows == ()


@pytest.mark.parametrize("topic", ["money", "land", "credit", "posts"])
def test_every_figure_can_be_asked_in_every_year(policy: Pack, topic: str) -> None:
    for year in range(2021, 2026):
        found = measured(policy, policy.topics[topic], {}, year, date(year, 11, 30))
        for group in found.topic.groups:
            shown = Tabling(found, policy).table(group)
            assert all(len(row.cells) == len(shown.columns) for row in shown.rows)
            assert bool(shown.rows) is (group.by is None)


def test_figures_say_where_they_are_from(policy: Pack) -> None:
    figures = [one for topic in policy.topics.values() for one in topic.figures.values()]
    assert len(figures) > 80
    assert [figure.id for figure in figures if not figure.source.strip()] == []


def test_no_row_is_none_only_where_the_ledger_is_full(policy: Pack) -> None:
    """Whoever owes a county's rows declared the year complete: its silence is 0."""
    topic, day = policy.topics["land"], date(2024, 12, 31)
    table, period = policy.tables["land_use"], calendar_year(2024)
    said = [
        Declaration(table.id, holder, each.start)
        for each in needed_periods(table, period, day, policy.notices["2021-26"].issued, day)
        for holder in holders(policy, table, XIJI)
    ]
    engine = engine_of(policy, {})
    open_, full = (
        measure(policy, engine, topic, period, day, Records(policy, day, declared))
        for declared in ((), said)
    )
    figure = topic.figures["land-used"]
    assert open_.value(figure, [XIJI]) is None
    assert full.value(figure, [XIJI]) == 0
    assert full.value(figure, [YUANZHOU]) is None
