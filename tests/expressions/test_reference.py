"""The law: a compiled query gives, for every row, what a plain reading of the text gives."""

from collections.abc import Iterator
from decimal import Decimal

import duckdb
import pytest
from expressions.reference import Reference
from expressions.strategies import SUBJECTS, expressions, worlds
from expressions.world import TABLES, VALUES, VOCABULARY, World, engine_of, fill
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from tried import tried

from luoshi.expressions import Entity, Expression, Kind, column, compile_query, parse
from luoshi.expressions.tree import Aggregate, Call, Dated, Listed, Members, walk
from luoshi.expressions.words import LISTED, WORDS


@pytest.fixture(scope="module")
def emptied() -> Iterator[duckdb.DuckDBPyConnection]:
    with engine_of({}) as engine:
        yield engine


def _same(got: object, wanted: object) -> bool:
    if isinstance(wanted, int | Decimal | float) and not isinstance(wanted, bool):
        return got is not None and Decimal(str(got)) == Decimal(wanted)
    return got == wanted


def _check(
    engine: duckdb.DuckDBPyConnection,
    world: World,
    subject: str,
    texts: list[str],
    about: Entity | None = None,
) -> None:
    parsed = [parse(text, VOCABULARY, subject, NAMES, about) for text in texts]
    outputs: dict[str, Expression] = {f"o{n}": one for n, one in enumerate(parsed)}
    key = VOCABULARY.tables[subject].key[0]
    outputs["key"] = column(VOCABULARY, subject, key)
    sql = compile_query(subject, outputs, None, VOCABULARY, VALUES)
    got = {row[-1]: row for row in engine.execute(sql).fetchall()}
    reference = Reference(world, whole=about is Entity.HOUSEHOLD)
    assert len(got) == len(world[subject])
    for row in world[subject]:
        for number, one in enumerate(parsed):
            wanted = reference.value(one.node, subject, row)
            if one.type.kind is Kind.BOOLEAN:
                wanted = wanted is True
            found = got[row[key]][number]
            assert _same(found, wanted), (one.text, row, found, wanted, sql)


def _fill(engine: duckdb.DuckDBPyConnection, world: World) -> None:
    for table in TABLES:
        fill(engine, table, world[table.id])


@pytest.mark.slow
@tried(50, suppress_health_check=list(HealthCheck))
@given(data=st.data(), world=worlds(), subject=st.sampled_from(SUBJECTS))
def test_compiled_and_read_agree(
    emptied: duckdb.DuckDBPyConnection, data: st.DataObject, world: World, subject: str
) -> None:
    texts = data.draw(st.lists(expressions(subject), min_size=1, max_size=4))
    _fill(emptied, world)
    _check(emptied, world, subject, texts)


@tried(30, suppress_health_check=list(HealthCheck))
@given(data=st.data(), world=worlds(), subject=st.sampled_from(["residents", "trips"]))
def test_what_is_asked_about_households_agrees(
    emptied: duckdb.DuckDBPyConnection, data: st.DataObject, world: World, subject: str
) -> None:
    texts = data.draw(st.lists(expressions(subject), min_size=1, max_size=4))
    _fill(emptied, world)
    _check(emptied, world, subject, texts, Entity.HOUSEHOLD)


EVERY_WORD = {
    "claims": [
        "就医类型 = '住院' or 就医类型 <> insurance.参保状态",
        "个人自付 < 8000 and not (个人自付 <= 0.1)",
        "个人自付 > 12.35 and 结算日期 >= :起算日",
        "个人自付 between -3.33 and 12.35",
        "就医类型 in ('住院', 参保) and 就医类型 like '住_'",
        "个人自付 is null",
        "个人自付 + year(residents.出生日期) - 1 + households.人口数",
        "-个人自付 * 3 / households.人口数",
        "case when 个人自付 > 0 then 就医类型 else '无' end",
        "round(abs(个人自付), 1)",
        "least(个人自付, households.人口数) - greatest(个人自付, 2)",
        "concat(substr(就医类型, 1, 1), replace(就医类型, '住', ''))",
        "length(就医类型) > 1 and starts_with(就医类型, '住') and contains(就医类型, '院')",
        "has(residents.健康状况, '残疾')",
        "age(residents.出生日期, 结算日期)",
        "months_between(residents.出生日期, 结算日期)",
        "years_before(结算日期, 1)",
        "months_before(结算日期, 1)",
        "months_after(结算日期, 1) < workdays_after(结算日期, 3)",
        "workdays_after(结算日期, 0) = due(:时限, 结算日期)",
        "due(:时限, months_before(结算日期, 1))",
        "in_force(:监测范围, 结算日期) > in_force(:月数, due(:月数, 结算日期))",
        "days_before(结算日期, 1) < days_after(结算日期, 1)",
        "listed(就医类型, insurance.参保状态) or not listed(户主, residents.姓名)",
    ],
    "households": [
        "sum(claims.个人自付) filter (where claims.结算日期 > years_before(:as_of, 1))",
        "count(claims.单号) + count(distinct claims.就医类型) * 100",
        "min(claims.结算日期)",
        "max(subsidies.金额) filter (where not listed(subsidies.编号, claims.单号))",
        "avg(claims.个人自付)",
        "listing(claims.就医类型) filter (where claims.个人自付 > 0)",
        "not any(claims.个人自付 > 0)",
        "any(age(residents.出生日期, claims.结算日期) < 18)",
        "not any_member(性别 = '女')",
        "every_member(性别 = '男')",
        "not every_member(has(健康状况, '健康') or insurance.参保年度 > 2022)",
        "members(coalesce(insurance.参保状态, '无') <> '正常参保')",
        "members(sum(claims.个人自付) > 12 and any(loans.余额 > 0))",
    ],
    "counties": [
        "sum(land.面积) / 农村人口",
        "sum(reports.件数) filter (where reports.报告日期 > :period_start) + year(:period_end)",
        "sum(wages.金额) + count(distinct wages.证件号码)",
        "count(residents.证件号码) filter (where households.户类型 = '脱贫户')",
        "any(claims.个人自付 > 12 and residents.性别 = '女')",
        "count(counties.县名) * 100 + count(villages.总人口数)",
    ],
    "trips": [
        "has(渠道, '帮扶车间', '外出')",
        "has_only(渠道, '帮扶车间', '外出')",
        "items(together(渠道, 其他渠道))",
        "has(together(渠道, 其他渠道), '外出') and together(渠道, 其他渠道) is not null",
        "not has(together(渠道, 其他渠道), '外出', '帮扶车间')",
        "birthday(号码)",
        "age(birthday(号码), :as_of) >= 16",
        "id_ok(号码)",
        "card_ok(号码)",
        "id_temporary(号码) or 号码 = 户主号码 or 号码 <> 户主号码",
        "card_kind(号码) * 10 + card_grade(号码)",
        "phone_ok(电话)",
        "any(next(trips.开始) < trips.结束)",
        "max(next(trips.开始)) filter (where trips.结束 is not null)",
        "different(户编号, 电话)",
        "different(证件号码, 户编号, 电话) + different(开始, 乡名, 村名)",
    ],
    "hamlets": ["count(trips.编号) filter (where trips.电话 is not null)", "max(trips.开始)"],
    "region": ["sum(land.面积)", "count(wages.证件号码) + 农村人口", "max(reports.报告日期)"],
}
NAMES = {"参保": "coalesce(insurance.参保状态, '门诊')", "户主": "residents.姓名"}


@pytest.mark.slow
@tried(30)
@given(world=worlds(), subject=st.sampled_from(sorted(EVERY_WORD)))
def test_every_word_agrees(emptied: duckdb.DuckDBPyConnection, world: World, subject: str) -> None:
    _fill(emptied, world)
    _check(emptied, world, subject, EVERY_WORD[subject])


def test_no_word_is_left_out() -> None:
    used = {
        getattr(node, "word", LISTED.name)
        for subject, texts in EVERY_WORD.items()
        for text in texts
        for node in walk(parse(text, VOCABULARY, subject, NAMES).node)
        if isinstance(node, Call | Aggregate | Dated | Members | Listed)
    }
    assert used == set(WORDS)
