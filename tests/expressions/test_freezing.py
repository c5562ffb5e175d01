"""The law: a split query answers, with parameters moved, what the whole query answers."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

import duckdb
import pytest
from expressions.strategies import SUBJECTS, expressions, worlds
from expressions.world import TABLES, VALUES, VOCABULARY, World, engine_of, fill
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from tried import tried

from luoshi.expressions import CannotFreezeError, Entity, Kind, Query, column, parse, split

MOVED = frozenset({"监测范围", "月数", "起算日"})
MOVES: st.SearchStrategy[dict[str, object]] = st.fixed_dictionaries(
    {
        "监测范围": st.sampled_from(["0", "12.35", "2020.5", "8000"]).map(Decimal),
        "月数": st.sampled_from([0, 3, 24]),
        "起算日": st.sampled_from([date(1990, 1, 1), date(2023, 1, 31), date(2024, 3, 1)]),
    }
)


@pytest.fixture(scope="module")
def engine() -> Iterator[duckdb.DuckDBPyConnection]:
    with engine_of({}) as engine:
        yield engine


def abouts(subject: str) -> st.SearchStrategy[Entity | None]:
    """Whom a subject is asked about: its household too where its rows have a person."""
    persons = subject in ("residents", "trips")
    return st.sampled_from([None, Entity.HOUSEHOLD]) if persons else st.none()


def query_of(subject: str, texts: list[str], where: list[str], about: Entity | None) -> Query:
    """Texts as outputs beside the subject's key, where any of some conditions holds."""
    parsed = [parse(text, VOCABULARY, subject, about=about) for text in texts]
    outputs = {f"o{n}": one for n, one in enumerate(parsed)}
    key = column(VOCABULARY, subject, VOCABULARY.tables[subject].key[0])
    conditions = (parse(text, VOCABULARY, subject, about=about) for text in where)
    return Query(subject, {"key": key} | outputs, tuple(conditions), VOCABULARY)


@contextmanager
def kept(engine: duckdb.DuckDBPyConnection, queries: Mapping[str, Query]) -> Iterator[None]:
    """The relations kept, as temporary tables."""
    try:
        for id_, query in queries.items():
            engine.execute(f'CREATE TEMP TABLE "{id_}" AS {query.sql(VALUES)}')
        yield
    finally:
        for id_ in queries:
            engine.execute(f'DROP TABLE IF EXISTS "{id_}"')


def answers(
    engine: duckdb.DuckDBPyConnection, query: Query, values: Mapping[str, object]
) -> Counter[tuple[object, ...]]:
    return Counter(engine.execute(query.sql(values)).fetchall())


def check(
    engine: duckdb.DuckDBPyConnection, world: World, query: Query, moves: list[dict[str, object]]
) -> None:
    for table in TABLES:
        fill(engine, table, world[table.id])
    parts = split(query, MOVED)
    with kept(engine, parts.kept):
        for moved in moves:
            values = VALUES | moved
            assert answers(engine, parts.asked, values) == answers(engine, query, values)


@tried(30, suppress_health_check=list(HealthCheck))
@given(
    data=st.data(),
    world=worlds(),
    subject=st.sampled_from(SUBJECTS),
    moves=st.lists(MOVES, min_size=1, max_size=2),
)
def test_a_split_query_answers_as_the_whole(
    engine: duckdb.DuckDBPyConnection,
    data: st.DataObject,
    world: World,
    subject: str,
    moves: list[dict[str, object]],
) -> None:
    texts = data.draw(st.lists(expressions(subject), min_size=1, max_size=4))
    about = data.draw(
        st.sampled_from([None, Entity.HOUSEHOLD]) if subject == "trips" else st.none()
    )
    query = query_of(subject, texts, [], about)
    where = [one for one in query.outputs.values() if one.type.kind is Kind.BOOLEAN]
    query = Query(subject, query.outputs, tuple(where), VOCABULARY)
    try:
        check(engine, world, query, moves)
    except CannotFreezeError:
        return


DEEP = {
    "households": [
        "sum(claims.个人自付) filter (where claims.结算日期 > :起算日) > 12",
        "sum(claims.个人自付 * :监测范围) > 100 and 人均纯收入 > 0",
        "any(claims.个人自付 > :监测范围 and claims.就医类型 = '住院')",
        "count(residents.姓名) filter (where residents.出生日期 > :起算日) = members(性别 = '男')",
        "any_member(出生日期 <= months_before(:as_of, :月数) and insurance.参保状态 is null)",
        "every_member(出生日期 > :起算日 or 性别 = '女')",
        "members(age(出生日期, :as_of) >= :月数 and sum(claims.个人自付) > 12) > 0",
        "人均纯收入 < :监测范围 and (户类型 = '脱贫户' or 监测对象类别 is null)",
        "max(subsidies.发放月份) > :起算日 or not (人均纯收入 > :监测范围)",
    ],
    "residents": [
        "sum(claims.个人自付) filter (where claims.结算日期 > :起算日) > 12 and 性别 = '男'",
        "count(claims.单号) filter (where claims.个人自付 > :监测范围) = members(性别 = '男')",
        "count(distinct claims.就医类型) filter (where claims.结算日期 > :起算日) > 1",
        "sum(subsidies.金额) filter (where subsidies.发放月份 > :起算日) > :监测范围",
    ],
    "claims": [
        "个人自付 > :监测范围 and any_member(出生日期 > :起算日 and 性别 = '女')",
        "members(出生日期 > :起算日) > 0 and 就医类型 = '住院'",
    ],
    "counties": ["sum(land.面积) > :监测范围"],
}
"""Conditions in which parameters move within aggregates and members."""


@tried(20, suppress_health_check=list(HealthCheck))
@given(
    data=st.data(),
    world=worlds(),
    subject=st.sampled_from(sorted(DEEP)),
    moves=st.lists(MOVES, min_size=2, max_size=3),
)
def test_parameters_move_within_aggregates_and_members(
    engine: duckdb.DuckDBPyConnection,
    data: st.DataObject,
    world: World,
    subject: str,
    moves: list[dict[str, object]],
) -> None:
    drawn = st.lists(st.sampled_from(DEEP[subject]), min_size=1, max_size=3, unique=True)
    where = data.draw(drawn)
    about = data.draw(abouts(subject))
    check(engine, world, query_of(subject, data.draw(drawn), where, about), moves)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("counties", "sum(land.面积) filter (where land.面积 > :监测范围) > 1"),
        ("hamlets", "count(trips.编号) filter (where trips.开始 > :起算日) > 1"),
        (
            "households",
            "members(sum(loans.余额) filter (where loans.余额 > :监测范围) > 0) > 0",
        ),
        ("trips", "any(next(trips.开始) < trips.结束 and trips.开始 > :起算日)"),
        ("households", "listed(concat(户类型, substr(户编号, :月数)), claims.就医类型)"),
    ],
)
def test_what_cannot_be_kept_is_refused(subject: str, text: str) -> None:
    with pytest.raises(CannotFreezeError):
        split(query_of(subject, [text], [text], None), MOVED)


def test_only_rows_that_may_count_are_kept() -> None:
    condition = "any_member(出生日期 > :起算日 and 性别 = '女') and 户类型 = '脱贫户'"
    parts = split(query_of("households", [], [condition], None), MOVED)
    subject, members = parts.kept.values()
    assert (
        subject.where[0].explain() == parse("户类型 = '脱贫户'", VOCABULARY, "households").explain()
    )
    assert "性别" in members.sql(VALUES)
    assert not set().union(*(one.parameters for one in (*subject.where, *members.where))) & MOVED


def test_what_reads_no_row_is_not_kept() -> None:
    text = "监测对象类别 is null and months_before(:as_of, 3) > :起算日"
    parts = split(query_of("households", [], [text], None), MOVED)
    (subject,) = parts.kept.values()
    assert {one.type.kind for one in subject.outputs.values()} == {Kind.TEXT, Kind.NUMBER}
