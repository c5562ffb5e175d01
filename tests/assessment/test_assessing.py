"""A year of the example place scored, from rows of its ledgers to the document."""

import json
import random
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pyarrow as pa
import pytest

from luoshi.area_queries import Period, define_subjects
from luoshi.area_queries.reported import EVERYTHING, Reported, Standing
from luoshi.assessment import (
    Assessment,
    Judgement,
    NotAssessedError,
    PlaceScore,
    Sources,
    assess,
    document,
    freeze,
    thawed,
    units_of,
)
from luoshi.assessment.results import ItemScore
from luoshi.assessment.scores import points
from luoshi.obligations import evaluate
from luoshi.pack import Pack, load
from luoshi.pack.loading import shipped_packs
from luoshi.warehouse.engine import DuckEngine
from luoshi.warehouse.schema import Table
from luoshi.warehouse.storage import RECORD, arrow_schema

NOTICE, YEAR, END = "2023-1", 2024, date(2024, 12, 31)
Rows = Mapping[str, Iterable[Mapping[str, Any]]]


@pytest.fixture(scope="module")
def place() -> Pack:
    return load(shipped_packs() / "example")


class Told:
    """Everybody has told everything, but for what is ``missing`` (tables)."""

    known_on = date(2025, 6, 30)

    def __init__(self, *missing: str) -> None:
        self._missing = missing

    def of(self, table: Table, county: str, span: Period, day: date) -> Reported:
        """How a table stands."""
        if table.id in self._missing:
            return Reported(Standing.MISSING, None, f"“{table.title}”没有报全")
        return EVERYTHING


def sources(pack: Pack, rows: Rows, reporting: Told, **more: Any) -> Sources:
    engine = DuckEngine(threads=1)
    for table in pack.tables.values():
        if table.home != "reference":
            engine.hold(table, _cells(table, list(rows.get(table.id, ()))))
    define_subjects(pack, engine)
    results = evaluate(pack.only(NOTICE), engine, END, reporting)
    return Sources(pack, engine, tuple(results), reporting, END, **more)


def _cells(table: Table, rows: list[Mapping[str, Any]]) -> pa.Table:
    schema = pa.schema([one for one in arrow_schema(table) if one.name != RECORD])
    columns = [pa.array([row.get(one.name) for row in rows], one.type) for one in schema]
    return pa.Table.from_arrays(columns, schema=schema)


def rows(pack: Pack) -> dict[str, list[dict[str, Any]]]:
    counties = [one.code for one in pack.areas.counties()]
    return {
        "funds": [
            {"年度": YEAR, "县": code, "金额": Decimal(3000 - 500 * i)}
            for i, code in enumerate(counties)
        ],
        "land_quota": [{"年度": YEAR, "县": code, "安排面积": Decimal(300)} for code in counties],
        "training": [{"年度": YEAR, "县": counties[0]}],
    }


def judged(pack: Pack, points: str = "15") -> tuple[Judgement, ...]:
    every = pack.areas.counties()
    return tuple(Judgement("visits", one.code[:6], Decimal(points), "抽查 10 户") for one in every)


def by_code(found: Assessment) -> dict[str, PlaceScore]:
    return {one.code: one for one in found.counties}


def test_with_everything_told_and_judged_every_place_has_points_rank_and_grade(
    place: Pack,
) -> None:
    found = assess(NOTICE, YEAR, sources(place, rows(place), Told(), settled=judged(place)))
    assert [card.subject for card in found.cards] == ["county"]
    for one in found.counties:
        assert one.score is not None
        assert one.grade
        assert one.rank
        assert one.document()["open"] == []


def test_a_score_is_the_sum_of_its_parts_and_these_of_their_items_that_were_due(
    place: Pack,
) -> None:
    found = assess(NOTICE, YEAR, sources(place, rows(place), Told(), settled=judged(place)))
    for one in found.counties:
        for part in one.parts:
            due = [item for item in part.items if item.score.due]
            got, of = (Fraction(sum(ends)) for ends in zip(*map(_ends, due), strict=True))
            assert part.low == points(got * Fraction(part.points) / of)
        assert one.score == sum(part.low for part in one.parts)


def _ends(item: ItemScore) -> tuple[Decimal, Decimal]:
    return item.score.low, item.points


def test_the_same_records_give_the_same_bytes_in_whatever_order(place: Pack) -> None:
    given = rows(place)
    first = assess(NOTICE, YEAR, sources(place, given, Told(), settled=judged(place)))
    for table in given.values():
        random.Random(7).shuffle(table)
    second = assess(NOTICE, YEAR, sources(place, given, Told(), settled=judged(place)[::-1]))
    assert json.dumps(document(first)) == json.dumps(document(second))


def test_what_is_not_judged_is_open_and_no_zero(place: Pack) -> None:
    found = assess(NOTICE, YEAR, sources(place, rows(place), Told()))
    for one in found.counties:
        assert one.score is None
        assert one.high - one.low == Decimal(20)
        assert [item.id for item in one.every if item.score.open] == ["visits"]


def test_a_ledger_that_is_not_told_leaves_its_items_open(place: Pack) -> None:
    told = Told("training", "funds")
    found = assess(NOTICE, YEAR, sources(place, rows(place), told, settled=judged(place)))
    for one in found.counties:
        open_ = {item.id: item.score.reason for item in one.every if item.score.open}
        assert {"training", "funds-rank"} <= open_.keys()
        assert "没有报全" in open_["training"]


def test_filling_what_was_open_stays_within_the_range_told_before(place: Pack) -> None:
    before = by_code(assess(NOTICE, YEAR, sources(place, rows(place), Told("funds", "training"))))
    full = sources(place, rows(place), Told(), settled=judged(place))
    for code, after in by_code(assess(NOTICE, YEAR, full)).items():
        assert before[code].low <= after.low == after.high <= before[code].high
        assert before[code].rank in (None, after.rank)
        assert before[code].grade in (None, after.grade)


def test_a_county_left_out_is_listed_with_the_reason_and_ranks_nobody(place: Pack) -> None:
    first = place.areas.counties()[0].code[:6]
    why = {first: "中央已经考核"}
    given = sources(place, rows(place), Told(), settled=judged(place), left_out=why)
    found = by_code(assess(NOTICE, YEAR, given))
    out = found[first]
    assert (out.left_out, out.score, out.rank, out.grade) == ("中央已经考核", None, None, None)
    ranks = [one.rank for one in found.values() if one.group == out.group and one is not out]
    assert sorted(filter(None, ranks)) == list(range(1, len(ranks) + 1))


def test_each_figure_leads_to_its_records(place: Pack) -> None:
    found = assess(NOTICE, YEAR, sources(place, rows(place), Told(), settled=judged(place)))
    for one in found.counties:
        items = {item.id: item.evidence for item in one.every}
        assert items["training"] == (
            {
                "table": "training",
                "title": place.tables["training"].title,
                "filter": {"county": one.code, "period": "2024-01-01/2024-12-31"},
            },
        )


@pytest.mark.parametrize(("year", "said"), [(2022, "没有 2022 年的考核表"), (2025, "还没有开始")])
def test_a_year_without_a_card_or_not_begun_is_refused(place: Pack, year: int, said: str) -> None:
    given = sources(place, rows(place), Told())
    with pytest.raises(NotAssessedError, match=said):
        assess(NOTICE, year, given)


def test_points_beyond_an_item_are_an_error(place: Pack) -> None:
    given = sources(place, rows(place), Told(), settled=judged(place, "20.01"))
    with pytest.raises(ValueError, match="不在 0 到 20 之间"):
        assess(NOTICE, YEAR, given)


def test_units_are_those_that_lead_an_obligation(place: Pack) -> None:
    leads = {unit for one in place.obligations.values() for unit in one.leads}
    assert set(units_of(place, place.notices[NOTICE])) == leads


def test_what_is_frozen_gives_the_same_scores_again_whatever_comes_later(place: Pack) -> None:
    given = sources(place, rows(place), Told("training"))
    text = freeze(NOTICE, YEAR, given, {"ledgers": {"funds": 3}}).text()
    again = thawed(text)
    assert again.text() == text
    for settled in ((), judged(place)):
        now = document(assess(NOTICE, YEAR, replace(given, settled=settled)))
        assert json.dumps(document(again.assessed(settled))) == json.dumps(now)


def test_an_unfinished_year_is_scored_as_of_the_day(place: Pack) -> None:
    given = sources(place, rows(place), Told(), settled=judged(place))
    found = assess(NOTICE, YEAR, replace(given, as_of=date(2024, 6, 30)))
    assert document(found)["as_of"] == "2024-06-30"
