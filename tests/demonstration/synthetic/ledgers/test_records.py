"""Every ledger has records, and all of them are such as the site would take."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from days import DEMO_DAY
from openpyxl import load_workbook

from luoshi.areas import IdAreaCodes, Level
from luoshi.demonstration.stories.projects import LEDGERS as TOLD
from luoshi.demonstration.synthetic.ledgers import Record, Watched, make_ledgers, write_ledgers
from luoshi.pack import Pack
from luoshi.warehouse.body import key_places, sifted
from luoshi.warehouse.converters import Context
from luoshi.warehouse.gate.sheet import block_of
from luoshi.warehouse.headings import Head
from luoshi.warehouse.rows import RowChecker
from luoshi.warehouse.schema import FieldType, Table

SEED = 26

AHEAD = ("完成时限", "任期届满日期", "合同止期")
"""Days that may lie ahead when they are written down."""
Records = Mapping[str, list[Record]]


@pytest.fixture(scope="module")
def context(policy: Pack) -> Context:
    known = {area.code for area in policy.areas.all()}
    return Context(
        codes=policy.codes,
        find_area=lambda text: text if text in known else policy.areas.find(text).code,
        person_key=lambda number: int(number[:17]),
        received_on=DEMO_DAY,
        id_areas=frozenset(code.code for code in IdAreaCodes.load(policy.folder).all()),
    )


def ledgers(policy: Pack) -> Iterator[Table]:
    """Those with recipes: the rows of the project bank come with the tales of its projects."""
    every = (table for table in policy.tables.values() if table.home == "ledger")
    return (table for table in every if table.id not in TOLD)


def test_every_ledger_has_records(policy: Pack, records: Records) -> None:
    assert {table.id for table in ledgers(policy)} == set(records)
    assert [id_ for id_, rows in records.items() if not rows] == []
    assert 20_000 < sum(map(len, records.values())) < 60_000


def test_all_cells_pass_the_checks(policy: Pack, records: Records, context: Context) -> None:
    for table in ledgers(policy):
        names = [column.name for column in table.columns]
        head = Head(1, tuple(names), {name: (i,) for i, name in enumerate(names)}, None, ())
        block = block_of(2, [[row[name] for name in names] for row in records[table.id]])
        rows, footers = sifted(block, head, key_places(table, head))
        checked = RowChecker(table, head, context).check(rows)
        bad = [(table.id, cell.column, cell.cell, cell.fault) for cell in checked.bad]
        assert bad[:3] == []
        assert (len(rows), footers) == (len(records[table.id]), 0)


def test_cells_are_typed_as_stored(policy: Pack, records: Records) -> None:
    kinds = {FieldType.DECIMAL: Decimal, FieldType.DATE: date}
    kinds |= dict.fromkeys((FieldType.INTEGER, FieldType.YEAR), int)
    for table in ledgers(policy):
        for row in records[table.id]:
            assert [*row] == [*table.by_name]
            for column in table.columns:
                cell = row[column.name]
                assert cell is None or type(cell) is kinds.get(column.type, str), column.name


def test_keys_are_unique(policy: Pack, records: Records) -> None:
    for table in ledgers(policy):
        keys = [tuple(row[name] for name in table.key) for row in records[table.id]]
        assert len(set(keys)) == len(keys), table.id


def test_divisions_are_of_the_level_the_column_takes(policy: Pack, records: Records) -> None:
    levels = {
        "county.code": {Level.REGION, Level.COUNTY},
        "village.code": {Level.VILLAGE},
    }
    for table in ledgers(policy):
        if table.area and table.area.element in levels:
            codes = {str(row[table.area.name]) for row in records[table.id]}
            found = {policy.areas.by_code(code).level for code in codes}
            assert found <= levels[table.area.element], table.id


def test_numbers_agree_within_a_row(records: Records) -> None:
    for ledger, part, whole in (
        ("microloan_stats", "获贷户数", "符合条件户数"),
        ("online_services", "网上可办事项数", "公共服务事项数"),
        ("disability_works", "完成数", "需求数"),
        ("special_relief", "已救助人数", "需要救助人数"),
        ("fund_allocation", "已支出金额", "金额"),
        ("fund_allocation", "产业金额", "金额"),
        ("post_pay", "补贴月数", "在岗月数"),
        ("loans", "涉农贷款余额", "贷款余额"),
        ("resettlement", "有人就业户数", "有劳动力户数"),
        ("work_relief", "劳务报酬", "以工代赈资金"),
    ):
        for row in records[ledger]:
            assert row[part] is None or row[part] <= row[whole], (ledger, row)  # type: ignore[operator]


def test_one_meaning_has_one_value(records: Records) -> None:
    kinds = {row["行政村"]: row["村类别"] for row in records["key_villages"]}
    assert all(row["村类别"] == kinds.get(row["行政村"]) for row in records["villages"])
    sites = {row["安置区名称"] for row in records["resettlement"]}
    led = {row["包抓对象"] for row in records["duty"] if row["包抓对象类别"] == "移民安置区"}
    assert led <= sites
    projects = {row["项目编码"] for row in records["projects"]}
    assert {row["项目编码"] for row in records["work_relief"]} <= projects
    held = {row["证件号码"] for row in records["post_holders"]}
    paid = {row["证件号码"] for row in records["post_pay"]}
    assert len(paid - held) == 1  # one story tells of somebody who is not listed


def test_nobody_has_two_numbers_by_chance(records: Records) -> None:
    held = [row["证件号码"] for row in records["post_holders"]]
    posted = [row["证件号码"] for row in records["posts"]]
    # Two stories: somebody in two posts, a cadre who is a road keeper too.
    assert len(held) - len(set(held)) == 1
    assert len(posted) - len(set(posted)) == 1
    assert len(set(held) & set(posted)) == 1


def test_money_arrived_is_what_was_handed_down(records: Records) -> None:
    down: dict[object, Decimal] = {}
    for row in records["fund_allocation"]:
        if row["来文文号"]:
            key = (row["年度"], row["资金"], row["来文文号"])
            down[key] = down.get(key, Decimal(0)) + Decimal(str(row["金额"]))
    arrived = {
        (row["年度"], row["资金"], row["来文文号"]): row["到达金额"]
        for row in records["fund_arrivals"]
    }
    assert down.items() <= arrived.items()
    assert len(arrived) - len(down) == 1  # one story tells of money held back


def test_birth_days_are_those_of_the_numbers(records: Records) -> None:
    wrong = [
        row
        for row in records["post_holders"]
        if str(row["出生日期"]).replace("-", "") != str(row["证件号码"])[6:14]
    ]
    assert wrong == []


@pytest.mark.slow
def test_the_same_seed_gives_the_same_records(
    policy: Pack, watched: Watched, records: Records
) -> None:
    assert make_ledgers(policy, SEED, DEMO_DAY, watched) == records
    assert make_ledgers(policy, SEED + 1, DEMO_DAY, watched) != records


@pytest.mark.parametrize("day", [date(2021, 12, 31), date(2023, 3, 31)])
def test_nothing_is_recorded_before_it_happens(policy: Pack, day: date) -> None:
    for id_, rows in make_ledgers(policy, SEED, day).items():
        table = policy.tables[id_]
        for row in rows:
            assert row.get("年度") is None or row["年度"] <= day.year  # type: ignore[operator]
            for column in table.columns:
                cell = row[column.name]
                if isinstance(cell, date) and column.name not in AHEAD:
                    assert cell <= day, (id_, column.name)


def test_without_households_nothing_speaks_of_them(policy: Pack) -> None:
    made = make_ledgers(policy, SEED, DEMO_DAY)
    assert made["household_duty"] == []
    assert not any(row["承保监测户数"] for row in made["insurance"])


def test_monitored_households_are_led_from_when_they_were_found(records: Records) -> None:
    for row in records["household_duty"]:
        since = row["包户日期"]
        assert isinstance(since, date)
        assert timedelta(0) < since - date(2021, 9, 1) < timedelta(30)


def test_workbooks_read_as_a_person_would_fill_them(
    policy: Pack, records: Records, tmp_path: Path
) -> None:
    some = {id_: records[id_][:300] for id_ in ("deeds", "land_quota", "pairings", "posts")}
    for id_, path in write_ledgers(tmp_path, policy, some).items():
        table = policy.tables[id_]
        [sheet] = load_workbook(path).worksheets
        title, heading, *rows = sheet.iter_rows(values_only=True)
        assert str(title[0]).startswith(table.title)
        assert heading == tuple(table.by_name)
        assert len(rows) == len(some[id_])
        assert table.area
        place = heading.index(table.area.name)
        codes = [policy.areas.find(str(row[place])).code for row in rows]
        assert codes == [row[table.area.name] for row in some[id_]]
