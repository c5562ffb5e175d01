"""The obligations of the Ningxia pack: sound, askable, and never met without records."""

from datetime import date

import pytest

from luoshi.area_queries import define_subjects
from luoshi.area_queries.answers import Answers
from luoshi.area_queries.reporting import Records
from luoshi.area_queries.subjects import county_facts
from luoshi.obligations import Result, Status, evaluate, trend
from luoshi.obligations.inquiry import ObligationInquiry
from luoshi.obligations.period import current
from luoshi.obligations.validation import check
from luoshi.pack import Pack, load
from luoshi.warehouse.engine import DuckEngine

END = date(2023, 12, 31)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load()


@pytest.fixture(scope="module")
def engine(pack: Pack) -> DuckEngine:
    """Every table of the pack, without a row."""
    made = DuckEngine(threads=1)
    for table in pack.tables.values():
        cells = ", ".join(f'CAST(NULL AS {one.storage}) AS "{one.name}"' for one in table.columns)
        made.define(table.id, f"SELECT {cells} WHERE false")
    define_subjects(pack, made)
    return made


@pytest.fixture(scope="module")
def results(pack: Pack, engine: DuckEngine) -> list[Result]:
    return evaluate(pack, engine, END, Records(pack, END))


def test_every_obligation_is_sound(pack: Pack) -> None:
    assert [str(problem) for problem in check(pack)] == []


def test_every_kind_is_in_use(pack: Pack) -> None:
    assert len({obligation.kind for obligation in pack.obligations.values()}) == 11


def test_nothing_is_met_without_records(results: list[Result]) -> None:
    judged = {Status.NO_DATA, Status.NOT_DUE, Status.NOT_APPLICABLE}
    assert {one.status for one in results} <= judged


def test_every_obligation_has_a_result_for_every_county_or_the_region(
    pack: Pack, results: list[Result]
) -> None:
    counties = {area.code[:6] for area in pack.areas.counties()}
    for obligation in pack.obligations.values():
        found = {one.county for one in results if one.id == obligation.id}
        assert found == ({"640000"} if obligation.where == "region" else counties)


def test_every_reason_is_one_chinese_sentence(results: list[Result]) -> None:
    for one in results:
        assert one.reason
        assert "\n" not in one.reason
        assert "None" not in one.reason


@pytest.mark.parametrize(
    ("obligation", "county", "said"),
    [
        ("2021-26/fiscal-pilot-continued", "640303", "不属于原国家扶贫开发工作重点县"),
        ("2021-26/guard-hospital-2025", "640303", "红寺堡区"),
        ("2021-26/land-quota", "640121", "不在乡村振兴重点帮扶县范围"),
    ],
)
def test_out_of_scope_is_told_with_the_reason(
    results: list[Result], obligation: str, county: str, said: str
) -> None:
    (found,) = [one for one in results if (one.id, one.county) == (obligation, county)]
    assert found.status is Status.NOT_APPLICABLE
    assert said in found.reason


def test_hospitals_are_due_in_2023_and_2025(pack: Pack, engine: DuckEngine) -> None:
    def period_ends(obligation: str) -> set[date]:
        return {
            one.period.end
            for one in trend(
                pack, engine, obligation, date(2026, 1, 1), Records(pack, date(2026, 1, 1))
            )
        }

    assert period_ends("2021-26/guard-hospital-2023") == {END}
    assert period_ends("2021-26/guard-hospital-2025") == {date(2025, 12, 31)}


def test_figures_of_a_day_take_few_queries_and_each_table_is_read_once_in_each(
    pack: Pack, engine: DuckEngine
) -> None:
    answers = Answers(pack, engine, END)
    for obligation in pack.obligations.values():
        asked = ObligationInquiry(obligation, current(obligation, END), END, pack)
        if asked.begun:
            asked.want(answers)
    seen = set()
    for question, figures, _ in answers.queries():
        for table in {table for figure in figures.values() for table in figure.gathered}:
            assert (question, table) not in seen
            seen.add((question, table))


def test_the_facts_of_counties_come_from_the_packs_own_lists(pack: Pack) -> None:
    facts = {str(one["county.code"])[:6]: one for one in county_facts(pack)}
    assert len(facts) == 22
    assert facts["640422"]["county.name"] == "西吉县"
    assert all(int(one["county.rural_people"] or 0) > 0 for one in facts.values())


def test_the_region_is_the_sum_of_its_counties(engine: DuckEngine) -> None:
    def total(table: str) -> int:
        return int(engine.query(f'SELECT sum("农村人口") AS n FROM "{table}"')["n"][0].as_py())

    assert total("region") == total("counties") > 0
