"""The shape of compiled queries: what keeps them fast, safe and portable."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
import sqlglot
from expressions.world import VALUES, VOCABULARY, WORLD, engine_of
from sqlglot import exp

from luoshi.expressions import Entity, Vocabulary, column, compile_query, entity, parse
from luoshi.warehouse.schema import Table


def compiled(
    subject: str,
    outputs: Sequence[str],
    where: Sequence[str] | None = None,
    dialect: str = "duckdb",
) -> str:
    answers = {f"列{n}": parse(text, VOCABULARY, subject) for n, text in enumerate(outputs)}
    kept = None if where is None else [parse(text, VOCABULARY, subject) for text in where]
    return compile_query(subject, answers, kept, VOCABULARY, VALUES, dialect)


def gathered(sql: str) -> dict[str, exp.Select]:
    tree = sqlglot.parse_one(sql, dialect="duckdb")
    return {cte.alias: cte.this for cte in tree.ctes}


def rows_read(select: exp.Select) -> str:
    """What is asked of the rows of a select and of those within it."""
    conditions = [one.args.get("where") for one in select.find_all(exp.Select)]
    return " ".join(condition.sql() for condition in conditions if condition)


def _scans(plan: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if "Table" in plan["extra_info"]:
        yield plan["extra_info"]["Table"].split(".")[-1], str(plan["extra_info"].get("Filters"))
    for child in plan["children"]:
        yield from _scans(child)


def test_own_columns_need_no_join() -> None:
    sql = compiled("households", ["户类型"], ["人均纯收入 < :监测范围"])
    assert sql == (
        'SELECT "households"."户类型" AS "列0" FROM "households" '
        'WHERE "households"."人均纯收入" < 8000'
    )


def test_one_pass_for_each_table_and_entity() -> None:
    sql = compiled(
        "households",
        ["sum(claims.个人自付)", "max(claims.结算日期)", "sum(subsidies.金额)", "members(true)"],
    )
    assert list(gathered(sql)) == [
        "claims__by_household",
        "subsidies__by_household",
        "residents__members",
    ]


def test_a_person_and_the_household_are_gathered_apart() -> None:
    sql = compiled("households", ["sum(claims.个人自付)", "any_member(count(claims.单号) > 1)"])
    assert list(gathered(sql)) == [
        "claims__by_household",
        "claims__by_person",
        "residents__members",
    ]


def test_equal_aggregates_are_worked_out_once() -> None:
    total = "sum(claims.个人自付) filter (where claims.就医类型 = '住院')"
    sql = compiled("households", [total, f"{total} * 2"], [f"{total} > 100", f"{total} > 200"])
    (select,) = gathered(sql).values()
    assert [one.alias for one in select.selects] == ["key", "m1"]


def test_only_the_rows_some_aggregate_asks_for_are_read() -> None:
    late = "claims.结算日期 > years_before(:as_of, 1)"
    filtered = f"sum(claims.个人自付) filter (where {late})"
    (narrow,) = gathered(compiled("households", [filtered, f"any({late})"])).values()
    (wide,) = gathered(compiled("households", [filtered, "count(claims.单号)"])).values()
    assert "结算日期" in rows_read(narrow)
    assert "结算日期" not in rows_read(wide)


def test_conditions_reach_the_scans() -> None:
    late = "claims.结算日期 > years_before(:as_of, 1)"
    sql = compiled(
        "households",
        ["户编号"],
        [f"户类型 = '脱贫户' and sum(claims.个人自付) filter (where {late}) > 100"],
    )
    with engine_of(WORLD) as engine:
        plan = engine.execute(f"EXPLAIN (FORMAT json) {sql}").fetchall()[0][1]
    scans = dict(_scans(json.loads(plan)[0]))
    assert "户类型" in scans["households"]
    assert "结算日期" in scans["claims"]


def test_conditions_come_out_plain(engine: Any) -> None:
    rows = engine.execute(compiled("households", ["户类型 = '脱贫户'"])).fetchall()
    assert {row[0] for row in rows} == {True, False}


@pytest.mark.parametrize(
    "text",
    [
        "sum(claims.个人自付) filter (where claims.结算日期 > years_before(:as_of, 1)) / 3",
        "members(has(健康状况, '残疾') and age(出生日期, :as_of) >= 16)",
        "concat(户类型, '\\', 监测对象类别, '''')",
        "round(least(人口数, 2) * 1.5, 1)",
        "case when 致贫/返贫风险1 is null then date '2023-01-01' else 识别时间 end",
    ],
)
def test_the_same_query_for_spark(text: str) -> None:
    sql = compiled("households", [text], dialect="spark")
    assert isinstance(sqlglot.parse_one(sql, dialect="spark"), exp.Select)
    assert '"' not in sql


def test_names_are_quoted_whatever_they_are() -> None:
    odd = 'x" FROM residents; --'
    table = VOCABULARY.tables["villages"].model_dump()
    table["columns"] = [*table["columns"], {"name": odd, "type": "text"}]
    tables = {**VOCABULARY.tables, "villages": Table.model_validate(table)}
    vocabulary = Vocabulary(tables, "residents", "households")
    outputs = {'a" , 1 AS "b': column(vocabulary, "villages", odd)}
    sql = compile_query("villages", outputs, None, vocabulary, {})
    tree = sqlglot.parse_one(sql, dialect="duckdb")
    assert [one.this.name for one in tree.selects] == [odd]
    assert [one.alias for one in tree.selects] == ['a" , 1 AS "b']


@pytest.mark.parametrize("dialect", ["duckdb", "spark"])
@pytest.mark.parametrize("value", ["'); DROP TABLE residents; --", "\\'", "\\\\'", "\\", "\n"])
def test_texts_of_parameters_stay_texts(value: str, dialect: str) -> None:
    where = parse("姓名 = :类别", VOCABULARY, "residents")
    sql = compile_query("residents", {}, where, VOCABULARY, {"类别": value}, dialect)
    (statement,) = sqlglot.parse(sql, dialect=dialect)
    assert statement
    assert [literal.name for literal in statement.find_all(exp.Literal)] == [value]


def test_what_outputs_ask_alike_is_worked_out_once() -> None:
    outputs = ["length(户类型) > 2", "length(户类型) + 1", "length(户类型) > 2 or 人口数 = 1"]
    sql = compiled("households", outputs)
    assert sql.count("LENGTH") == 1
    assert sql.count("> 2") == 1


def test_what_is_asked_of_chosen_rows_is_not_worked_out_for_all() -> None:
    outputs = ["length(户类型) > 2", "length(户类型) + 1"]
    sql = compiled("households", outputs, ["人口数 = 1"])
    assert sql.count("SELECT") == 1


def test_outputs_with_nothing_in_common_are_asked_plainly() -> None:
    assert compiled("households", ["length(户类型)", "人口数 = 1"]).count("SELECT") == 1


def test_the_deepest_expression_compiles() -> None:
    text = "abs(1 + " * 13 + "人口数" + ")" * 13
    assert compiled("households", [text]).count("ABS") == 13
    assert compiled("households", [" + ".join(["人口数"] * 200)]).count(" + ") == 199
    assert compiled("households", [" or ".join(["人口数 = 1"] * 200)]).count("OR") == 199


def test_where_a_row_leads(engine: Any) -> None:
    outputs = {
        "人": entity(VOCABULARY, "claims", Entity.PERSON),
        "户": entity(VOCABULARY, "claims", Entity.HOUSEHOLD),
        "键": column(VOCABULARY, "claims", "单号"),
    }
    known = {name: one for name, one in outputs.items() if one}
    rows = engine.execute(compile_query("claims", known, None, VOCABULARY, {})).fetchall()
    assert (1, "甲", "一") in rows
    assert (None, None, "四") in rows
    assert entity(VOCABULARY, "households", Entity.PERSON) is None
    assert entity(VOCABULARY, "villages", Entity.HOUSEHOLD) is None


def test_what_an_expression_reads() -> None:
    found = parse(
        "any(claims.个人自付 > :监测范围) and 户类型 = '脱贫户'", VOCABULARY, "households"
    )
    assert found.columns == {("claims", "个人自付"), ("households", "户类型")}
    assert found.parameters == {"监测范围"}
