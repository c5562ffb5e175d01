"""Counties and the region as subjects: whose rows they gather, of which period, and by what."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import pytest
from expressions.world import TABLES, VALUES, VOCABULARY

from luoshi.expressions import (
    Entity,
    Expression,
    ExpressionError,
    Vocabulary,
    column,
    compile_query,
    entity,
    parse,
)

Answers = Callable[..., dict[str, object]]

XIJI, YUANZHOU, REGION = "640422000000", "640402000000", "640000000000"


@pytest.mark.parametrize(
    ("text", "xiji", "yuanzhou", "region"),
    [
        ("农村人口", 300, 200, 500),
        ("sum(land.面积)", 500, 60, 1560),
        ("count(land.编号) filter (where land.用途 = '产业')", 1, 1, 2),
        ("sum(reports.件数)", 5, 0, 5),
        ("sum(wages.金额)", 100, 0, 500),
        ("count(residents.证件号码)", 3, 0, 4),
        ("count(households.户编号)", 3, 0, 3),
        ("count(claims.单号)", 3, 0, 4),
        ("any(residents.性别 = '女')", True, False, True),
        ("sum(land.面积) / 农村人口", Decimal("1.666667"), Decimal("0.3"), Decimal("3.12")),
        (":year", 2024, 2024, 2024),
    ],
)
def test_each_county_has_its_own_rows_and_the_region_all(
    answers: Answers, text: str, xiji: object, yuanzhou: object, region: object
) -> None:
    assert answers(text, "counties") == {XIJI: xiji, YUANZHOU: yuanzhou}
    assert answers(text, "region") == {REGION: region}


def _parse(text: str, subject: str = "counties") -> Expression:
    return parse(text, VOCABULARY, subject)


def test_only_rows_of_the_period_count_and_the_explanation_says_so() -> None:
    dated = _parse("sum(land.面积)")
    assert dated.explain() == "本县当期用地指标中面积合计"
    assert dated.parameters == {"period_start", "period_end"}
    assert dated.gathered == {"land"}
    states = _parse("count(villages.行政村)", "region")
    assert states.explain() == "全区行政村中有行政村的条数"
    assert not states.parameters


def test_households_gather_whatever_the_period(answers: Answers) -> None:
    assert answers("sum(wages.金额)")["甲"] == 300
    assert not parse("sum(wages.金额)", VOCABULARY, "households").parameters


def test_built_in_parameters_are_told_in_words() -> None:
    text = _parse("any(reports.报告日期 < :period_end) and :year > 2020").explain(VALUES)
    assert "期末（2024年6月1日）" in text
    assert "查询年度（2024）" in text


def test_a_missing_period_is_told() -> None:
    values = {"as_of": VALUES["as_of"]}
    with pytest.raises(ExpressionError, match="period_start"):
        compile_query("counties", {"a": _parse("sum(land.面积)")}, None, VOCABULARY, values)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("members(true)", "不对应户"),
        ("households.户类型", "不对应人或户"),
        ("land.面积", "不对应人或户"),
        ("sum(land.面积 * 农村人口)", "要写明表名"),
    ],
)
def test_what_counties_cannot_ask(text: str, said: str) -> None:
    with pytest.raises(ExpressionError, match=said):
        _parse(text)


def _without_area() -> Vocabulary:
    tables = {table.id: table for table in TABLES}
    land = tables["land"]
    kept = tuple(one for one in land.columns if one.name != "县")
    tables["land"] = land.model_copy(update={"columns": kept})
    return Vocabulary(tables, "residents", "households", counties="counties", region="region")


def test_a_table_without_division_is_the_regions_only() -> None:
    with pytest.raises(ExpressionError, match="不通过区划、人或户相连"):
        parse("sum(land.面积)", _without_area(), "counties")
    assert parse("sum(land.面积)", _without_area(), "region")


def test_a_period_that_is_no_time_is_refused() -> None:
    tables = {table.id: table for table in TABLES}
    tables["land"] = tables["land"].model_copy(update={"period": "用途"})
    words = Vocabulary(tables, "residents", "households", counties="counties")
    with pytest.raises(ExpressionError, match="period 要是年度、月份或日期列"):
        parse("sum(land.面积)", words, "counties")


def _rows(engine: duckdb.DuckDBPyConnection, sql: str) -> set[tuple[Any, ...]]:
    return set(engine.execute(sql).fetchall())


def _by(subject: str, text: str, by: str) -> str:
    outputs = {"县": column(VOCABULARY, subject, "县"), "a": _parse(text, subject)}
    table, _, name = by.partition(".")
    grouped = column(VOCABULARY, table, name)
    return compile_query(subject, outputs, None, VOCABULARY, VALUES, by=grouped)


def test_by_gives_a_row_for_each_value_found(engine: duckdb.DuckDBPyConnection) -> None:
    assert _rows(engine, _by("counties", "sum(land.面积)", "land.用途")) == {
        (XIJI, 480, "产业"), (XIJI, 20, "住房"), (YUANZHOU, 60, "产业"),
    }  # fmt: skip
    assert _rows(engine, _by("region", "sum(land.面积)", "land.用途")) == {
        (REGION, 540, "产业"), (REGION, 20, "住房"),
    }  # fmt: skip


def test_other_tables_are_not_parted_by_the_value(engine: duckdb.DuckDBPyConnection) -> None:
    sql = _by("counties", "sum(land.面积) + sum(reports.件数)", "land.用途")
    assert (XIJI, 485, "产业") in _rows(engine, sql)


def test_by_needs_an_aggregate_of_its_table() -> None:
    with pytest.raises(ExpressionError, match="分组列所在的表"):
        _by("counties", "sum(reports.件数)", "land.用途")


@pytest.mark.parametrize(
    ("subject", "counties"),
    [
        ("land", {"640422", "640402", "640000"}),
        ("claims", {"640422", None}),
        ("households", {"640422"}),
    ],
)
def test_the_county_of_a_row(
    engine: duckdb.DuckDBPyConnection, subject: str, counties: set[str | None]
) -> None:
    county = entity(VOCABULARY, subject, Entity.COUNTY)
    assert county
    sql = compile_query(subject, {"county": county}, None, VOCABULARY, VALUES)
    assert {code for (code,) in _rows(engine, sql)} == counties


def test_rows_without_any_way_to_a_county_have_none() -> None:
    assert entity(_without_area(), "land", Entity.COUNTY) is None


def test_dated_asks_only_rows_of_the_period(engine: duckdb.DuckDBPyConnection) -> None:
    def numbers(subject: str, **rest: Any) -> set[str]:
        outputs = {"编号": column(VOCABULARY, subject, "编号")}
        sql = compile_query(subject, outputs, None, VOCABULARY, VALUES, **rest)
        return {number for (number,) in _rows(engine, sql)}

    assert numbers("land") == set("一二三四五六")
    assert numbers("land", dated=True) == set("一二四五")
    assert numbers("reports", dated=True) == {"一", "三"}
    assert numbers("wages", dated=True) == {"一", "三"}
    assert numbers("subsidies", dated=True) == {"一", "二"}


def test_a_month_counts_whole() -> None:
    values = VALUES | {"period_start": date(2023, 6, 20)}
    sql = compile_query("counties", {"a": _parse("sum(wages.金额)")}, None, VOCABULARY, values)
    assert "2023-06-01" in sql
