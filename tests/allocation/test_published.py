"""Published schemes and tables: what can be recomputed comes out as published."""

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from allocation.published import inputs, scheme, table_inputs, tables

from luoshi.allocation import (
    Allocation,
    Overrides,
    Share,
    StepKind,
    Wanted,
    allocate,
    measure,
)

TABLES = {name: (year, total, rows) for name, year, total, rows in tables()}


def shared(name: str, year: int, total: str | None = None) -> Allocation:
    changed = Overrides(total=Decimal(total) if total else None)
    return allocate(scheme(name), inputs(name), year, changed)


def share(found: Allocation, name: str) -> Share:
    return next(one for one in found.counties if one.name == name)


def step(one: Share, id_: str) -> Decimal:
    return sum((step.amount for step in one.steps if step.id == id_), Decimal(0))


FROM_FACTORS = {"sichuan_2023_key", "jiangsu_2023_collective"}
"""The tables whose factors were published too, so that their amounts can be reckoned."""


def test_sichuans_table_is_reckoned_from_its_classes() -> None:
    """25 × 10,320 and 25 × 4,000, on top of the factors."""
    _, total, rows = TABLES["sichuan_2023_key"]
    found = shared("sichuan-2023", 2023, "1729400")
    reckoned = [sum(step(one, id_) for one in found.counties) for id_ in ("national", "provincial")]
    assert [amount for _, amount in rows] == reckoned
    assert sum(reckoned) == total


def test_jiangsus_table_is_reckoned_from_its_villages() -> None:
    """539 × 30."""
    _, total, rows = TABLES["jiangsu_2023_collective"]
    assert [amount for _, amount in rows] == [shared("jiangsu-2023", 2023).total] == [total]


@pytest.mark.parametrize("name", sorted(TABLES.keys() - FROM_FACTORS))
def test_a_table_without_factors_adds_up(name: str) -> None:
    _, total, rows = TABLES[name]
    assert sum(amount for _, amount in rows) == total


def test_the_page_says_which_tables_are_only_added_up() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "allocation.md").read_text(
        encoding="utf-8"
    )
    told = dict(re.findall(r"^\| `(\w+)` \|.*\| (因素重算|只核对合计) \|$", page, re.MULTILINE))
    assert told == {name: "因素重算" if name in FROM_FACTORS else "只核对合计" for name in TABLES}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_as_its_own_factor_is_kept_to_the_fen(name: str) -> None:
    year, total, rows = TABLES[name]
    found = allocate(
        scheme("published-table"), table_inputs(rows, frozenset()), year, Overrides(total=total)
    )
    assert [(one.name, one.amount) for one in found.counties] == rows
    assert sum(one.amount for one in found.counties) == total


def test_there_are_eleven_published_tables_with_53_rows() -> None:
    assert (len(TABLES), sum(len(rows) for _, _, rows in TABLES.values())) == (11, 53)


def test_aksu_tilts_to_its_demonstration_counties() -> None:
    year, total, rows = TABLES["aksu_2022"]
    given = table_inputs(rows, frozenset({"阿克苏市", "温宿县", "沙雅县"}))
    found = allocate(scheme("published-table"), given, year, Overrides(total=total))
    measures = measure(scheme("published-table"), given, found)
    assert measures.favoured == Fraction(26459, 39946)
    assert round(float(measures.favoured) * 100, 3) == 66.237
    (tilt,) = measures.tilts
    assert round(tilt.ratio or 0, 4) == round(26459 / 3 / (13487 / 6), 4)


def test_bazhong_zones_get_lumps_beside_its_counties() -> None:
    _, total, rows = TABLES["bazhong_2022"]
    lumps = dict(rows)["巴中经开区"] + dict(rows)["文旅新区"]
    assert (lumps, total - lumps) == (1400, 3800)


@pytest.mark.parametrize(
    ("table", "rows", "percent"),
    [
        ("xiji_2025_plan", {"产业发展类（43个）"}, "57.9"),
        ("maiji_2021_use", {"产业发展"}, "50.2"),
        ("zeku_2023_batch2", {"项目管理费"}, "1.1"),
    ],
)
def test_shares_told_with_the_tables(table: str, rows: set[str], percent: str) -> None:
    _, total, amounts = TABLES[table]
    part = sum(amount for row, amount in amounts if row in rows)
    assert f"{part / total * 100:.1f}" == percent


def test_gansu_weighs_seven_two_one() -> None:
    """甲县：300 + 70%×30000/51500 + 20%×120/200 + 10%×收入倒数之比。"""
    found = shared("gansu-2019", 2019, "20600")
    first = share(found, "甲县")
    pot = Fraction(20600 - 600)
    assert step(first, "leaving") == 300
    assert abs(Fraction(step(first, "people")) - pot * 7 / 10 * 30000 / 51500) < Fraction(1, 10**5)
    assert abs(Fraction(step(first, "villages")) - pot * 2 / 10 * 120 / 200) < Fraction(1, 10**5)
    turned = {"甲县": 7000, "乙县": 7500, "丙县": 9000, "丁县": 10000}
    part = Fraction(1, 7000) / sum(Fraction(1, one) for one in turned.values())
    assert abs(Fraction(step(first, "income")) - pot / 10 * part) < Fraction(1, 10**5)


def test_gansu_holds_harmless_those_who_left() -> None:
    found = shared("gansu-2019", 2019, "20600")
    assert share(found, "丙县").formula < 3000
    assert share(found, "丙县").amount == 3000
    assert share(found, "丁县").amount >= 400
    assert sum(one.amount for one in found.counties) == 20600
    (limit,) = found.constraints
    assert limit.held
    lifted = Fraction(3000 - share(found, "丙县").formula)
    assert Fraction(limit.moved) >= lifted


@pytest.mark.parametrize(
    ("year", "weights"),
    [(2019, (40, 40, 10, 10, 0)), (2020, (40, 30, 10, 10, 10))],
)
def test_neighbourhoods_by_weighted_shares_with_a_coefficient(
    year: int, weights: tuple[int, ...]
) -> None:
    """总额 × Σ 权重 × (值×系数)/Σ(值×系数)，绩效不乘系数。"""
    total, given = 100_000, inputs("neighbourhoods-2020")
    found = shared("neighbourhoods-2020", year, str(total))
    texts = ("面积", "户数", "楼栋", "小区", "绩效")
    hard = {code: Fraction(one) for code, one in given.figures[Wanted("困难系数")].items()}
    for one in found.counties:
        expected = Fraction(0)
        for text, weight in zip(texts, weights, strict=True):
            values = given.figures[Wanted(text)]
            times = hard if text != "绩效" else dict.fromkeys(hard, Fraction(1))
            need = {code: Fraction(value) * times[code] for code, value in values.items()}
            expected += Fraction(total * weight, 100) * need[one.code] / sum(need.values())
        assert abs(Fraction(one.amount) - expected) <= Fraction(1, 100)


def test_sichuan_supplements_two_classes_on_top_of_the_formula() -> None:
    found = shared("sichuan-2023", 2023, "1729400")
    steps = [step for one in found.counties for step in one.steps]
    supplements = sum(step.amount for step in steps if step.kind is StepKind.SUPPLEMENT)
    factors = sum(step.amount for step in steps if step.kind is StepKind.FACTOR)
    assert supplements == 358_000
    assert abs(factors - 1_371_400) < Decimal("0.001")
    national, provincial = found.counties[0], found.counties[25]
    assert step(national, "national") == 10_320
    assert step(provincial, "provincial") == 4_000
    assert Decimal(10320) / 4000 == Decimal("2.58")


def test_yunnan_takes_the_alternative_that_changes_less() -> None:
    """增幅一条要边境县共 6000×30290/24000 = 7572.5，规模一条要 12116。"""
    found = shared("yunnan-2022", 2022, "30290")
    border = share(found, "边一县").amount + share(found, "边二县").amount
    assert border == 7573
    (limit,) = found.constraints
    assert limit.held
    assert "增幅不低于全省平均增幅" in limit.text


def test_yunnan_by_size_where_growth_asks_for_more() -> None:
    given = inputs("yunnan-2022")
    before = {**given.figures[Wanted("资金", 1)], "530101": Decimal(20_000)}
    given = replace(given, figures={**given.figures, Wanted("资金", 1): before})
    found = allocate(scheme("yunnan-2022"), given, 2022, Overrides(total=Decimal(30_290)))
    assert share(found, "边一县").amount + share(found, "边二县").amount == 12_116
    assert "县均规模不低于其他县" in found.constraints[0].text


def test_yunnan_leaves_the_formula_where_one_holds_by_itself() -> None:
    given = inputs("yunnan-2022")
    before = {**given.figures[Wanted("资金", 1)], "530101": Decimal(10), "530102": Decimal(10)}
    given = replace(given, figures={**given.figures, Wanted("资金", 1): before})
    found = allocate(scheme("yunnan-2022"), given, 2022, Overrides(total=Decimal(30_290)))
    assert found.constraints[0].moved == 0


@pytest.mark.parametrize(
    ("name", "amount"),
    [
        ("重点甲县", 1_000),  # 10 − 8 = 2 points × 500
        ("重点乙县", 0),  # at its threshold
        ("甲县", 2_100),  # 15.5 − 12 = 3.5 points × 500 × 1.2
        ("乙县", 0),
        ("丙县", -600),  # 3 points below zero × 200
        ("丁县", 10_000),  # 28 points × 500, capped
    ],
)
def test_guangdong_by_threshold_slope_cap_and_penalty(name: str, amount: int) -> None:
    assert share(shared("guangdong-2013", 2013), name).amount == amount


def test_jiangsu_is_a_flat_rate() -> None:
    found = shared("jiangsu-2023", 2023)
    assert found.total == 16_170
    assert "539 个村 × 30 万元" in found.counties[0].steps[0].text


def test_guiyang_gives_lumps_first() -> None:
    found = shared("guiyang-2022", 2022, "2000")
    lumps = [step(one, "points") + step(one, "resettlement") for one in found.counties]
    assert lumps == [430, 120, 190]
    pot = 2000 - 740
    people = share(found, "甲县").steps[2]
    assert (people.id, people.amount) == ("people", Decimal(pot) * Decimal("0.8") * 6 / 10)
