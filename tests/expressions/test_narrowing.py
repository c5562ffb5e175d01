"""What is gathered for: only the households a row of which can come out of the query."""

from collections import Counter
from collections.abc import Iterator

import duckdb
import pytest
import sqlglot
from expressions.strategies import expressions, worlds
from expressions.world import TABLES, VALUES, VOCABULARY, World, engine_of, fill
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from sqlglot import exp
from tried import tried

from luoshi.expressions import Entity, Expression, Kind, column, compile_query, parse

TOLD = {
    "households": ["户类型 = '脱贫户'", "人均纯收入 < 8000 or 监测对象类别 is null"],
    "residents": ["性别 = '女'", "insurance.参保状态 is null or households.人均纯收入 > 0"],
    "trips": ["residents.性别 = '男'", "开始 is not null"],
}
"""Conditions on the row itself and the rows it leads to."""

SHOWN = [
    "any_member(性别 = '女')",
    "any_member(insurance.参保年度 > 2022) or any_member(性别 = '男')",
]
"""What a member of the household may show."""

GATHERED = [
    "sum(claims.个人自付) > 0",
    "sum(claims.个人自付) > 4 * case when any_member(性别 = '女') then 1 else 3 end",
    "members(性别 = '男') > 0",
    "not any(claims.个人自付 > 12)",
]
"""What is gathered from many rows."""


@pytest.fixture(scope="module")
def engine() -> Iterator[duckdb.DuckDBPyConnection]:
    with engine_of({}) as engine:
        yield engine


def parsed(subject: str, texts: list[str]) -> list[Expression]:
    whole = Entity.HOUSEHOLD if subject != "households" else None
    return [parse(text, VOCABULARY, subject, about=whole) for text in texts]


def sought(subject: str, *where: str) -> list[str]:
    """The queries among whose rows a household must be for its own to be gathered."""
    conditions = parsed(subject, list(where))
    sql = compile_query(subject, {"o": conditions[0]}, conditions, VOCABULARY, VALUES)
    tree = sqlglot.parse_one(sql, dialect="duckdb")
    return [
        one.args["query"].sql("duckdb")
        for cte in tree.ctes
        for one in cte.find_all(exp.In)
        if one.args.get("query")
    ]


def test_rows_are_gathered_for_the_households_a_row_tells_of() -> None:
    (among,) = sought("households", "户类型 = '脱贫户' and sum(claims.个人自付) > 12")
    assert among == (
        '(SELECT "households"."户编号" FROM "households" WHERE "households"."户类型" = \'脱贫户\')'
    )


def test_else_for_those_a_member_of_which_shows_it() -> None:
    among = sought("households", f"{SHOWN[0]} and sum(claims.个人自付) > 12")
    assert any('"residents"."性别" = \'女\'' in one for one in among)


def test_one_condition_of_which_nothing_is_told_asks_of_everyone() -> None:
    assert not sought("households", "户类型 = '脱贫户' and sum(claims.个人自付) > 12", GATHERED[0])
    assert not sought("households", "sum(claims.个人自付) > 12 or 户类型 = '脱贫户'")
    assert not sought("households", "not any_member(性别 = '女') and sum(claims.个人自付) > 12")


@pytest.mark.slow
@tried(40, suppress_health_check=list(HealthCheck))
@given(data=st.data(), world=worlds(), subject=st.sampled_from(sorted(TOLD)))
def test_narrowing_changes_no_answer(
    engine: duckdb.DuckDBPyConnection, data: st.DataObject, world: World, subject: str
) -> None:
    for table in TABLES:
        fill(engine, table, world[table.id])
    parts = st.lists(
        st.sampled_from([*TOLD[subject], *SHOWN, *GATHERED]), min_size=1, max_size=3, unique=True
    )
    conditions = parts.map(lambda chosen: " and ".join(f"({one})" for one in chosen))
    where = parsed(subject, data.draw(st.lists(conditions, min_size=1, max_size=3)))
    asked = parsed(subject, data.draw(st.lists(expressions(subject), min_size=1, max_size=3)))
    key = column(VOCABULARY, subject, VOCABULARY.tables[subject].key[0])
    outputs = {"key": key} | {f"o{n}": one for n, one in enumerate(asked)}
    truths = {f"w{n}": one.require(Kind.BOOLEAN) for n, one in enumerate(where)}

    narrowed = compile_query(subject, outputs, where, VOCABULARY, VALUES)
    everyone = compile_query(subject, outputs | truths, None, VOCABULARY, VALUES)
    rows = engine.execute(everyone).fetchall()
    wanted = [row[: len(outputs)] for row in rows if any(row[len(outputs) :])]
    assert Counter(engine.execute(narrowed).fetchall()) == Counter(wanted)
