"""What is wrong with obligations is found before anybody asks, with its place."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from obligations.making import obligation

from luoshi.area_queries.reported import SHARE
from luoshi.obligations.evaluation import TOLERANCE
from luoshi.obligations.requirements import OBLIGATIONS
from luoshi.obligations.validation import check
from luoshi.pack import Pack, load
from luoshi.pack.elements import asked_twice
from luoshi.pack.loading import Place
from luoshi.pack.reading import Document
from luoshi.warehouse.schema import Column, Table

Proving = Callable[..., list[str]]


@pytest.fixture
def proved(places: Pack) -> Proving:
    """``proved(kind, **keys)``: what is wrong with one obligation, as "key：message".

    It has no unit, unless one is given: what is made up counts whatever the test needs.
    """

    def prove(kind: str, **keys: Any) -> list[str]:
        made = obligation(kind, **{"unit": None, **keys})
        file = Document(Path("03-land.yaml"), {}, {})
        clauses = {made.clause: places.clauses[made.clause]} if made.clause == "2021-26/2.3" else {}
        pack = replace(
            places,
            clauses=clauses,
            obligations={"2021-26/made-up": made},
            places={(type(made), "2021-26/made-up"): Place(file, ())},
        )
        return [f"{one.key}：{one.message}" for one in check(pack)]

    return prove


KINDS = [
    "quota", "range", "coverage", "milestone", "stable", "mechanism", "activity", "tilt",
    "floor", "outpace", "prohibition",
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_sound_obligation_has_no_problem(proved: Proving, kind: str) -> None:
    assert proved(kind) == []


@pytest.mark.parametrize(
    ("kind", "keys", "problem"),
    [
        ("quota", {"clause": "2.99"}, "clause：没有名为“2021-26/2.99”的条款"),
        ("quota", {"leads": ["自然资源局"]}, "leads[0]：没有名为“自然资源局”的单位"),
        ("quota", {"records": ["land", "lands"]}, "records[1]：没有名为“lands”的表"),
        ("quota", {"where": "keys"}, "where：没有名为“2021-26/keys”的县组"),
        ("quota", {"where": ["640422", "640999"]}, "where[1]：没有名为“640999”的县"),
        ("tilt", {"others": "other"}, "others：没有名为“2021-26/other”的县组"),
        ("tilt", {"where": "region"}, "where：这一类承诺比较的是县，不能问全区"),
        ("prohibition", {"outside": "pilot"}, "outside：没有名为“2021-26/pilot”的县组"),
        ("prohibition", {"records": ["visits"]}, "table：表“land”没有列在 records 里"),
        ("quota", {"records": ["visits"]}, "records：算数用到的表“land”没有列在 records 里"),
    ],
)
def test_names_that_do_not_resolve(
    proved: Proving, kind: str, keys: dict[str, Any], problem: str
) -> None:
    assert problem in proved(kind, **keys)


@pytest.mark.parametrize(
    ("kind", "keys", "key", "said"),
    [
        ("quota", {"measure": "sum(land.面)"}, "measure", "没有“面”这一列"),
        ("quota", {"measure": "land.面积"}, "measure", "不对应人或户"),
        ("quota", {"at_least": ":land_quota"}, "at_least", "没有“land_quota”这个参数"),
        ("quota", {"measure": "any(land.面积 > 0)"}, "measure", "这里要数"),
        ("coverage", {"whole": "县名"}, "whole", "这里要数"),
        ("floor", {"by": "land.资金"}, "measure", "没有“资金”这一列"),
        ("prohibition", {"when": "land.面积"}, "when", "这里要条件"),
        (
            "mechanism",
            {"parts": [{"title": "甲", "holds": "sum(land.面积)"}]},
            "parts[0].holds",
            "这里要条件",
        ),
        (
            "tilt",
            {"per": [{"title": "县均"}, {"title": "人均", "measure": "农民"}]},
            "per[1].measure",
            "没有“农民”这一列",
        ),
    ],
)
def test_expressions_that_do_not_hold_are_told_with_their_key(
    proved: Proving, kind: str, keys: dict[str, Any], key: str, said: str
) -> None:
    (problem,) = proved(kind, **keys)
    assert problem.startswith(f"{key}：")
    assert said in problem


def test_a_parameter_must_be_in_force_through_the_whole_term(proved: Proving) -> None:
    (problem,) = proved("quota", at_least=":income_line", **{"from": date(1999, 1, 1)})
    assert "在 1999-01-01 没有生效的值" in problem


def test_a_clause_nobody_answers_for_is_told(places: Pack) -> None:
    pack = replace(
        places, obligations={"2021-26/made-up": obligation("quota")}, places=load().places
    )
    made = replace(
        pack, places=pack.places | {(type(obligation("quota")), "2021-26/made-up"): _anywhere()}
    )
    missing = [one.message for one in check(made) if "没有一条承诺" in one.message]
    assert len(missing) == len(pack.clauses) - 1


def test_a_unit_that_leads_a_clause_and_holds_no_obligation_is_told(places: Pack) -> None:
    whole = load()
    without = {
        id_: one.model_copy(update={"leads": tuple(u for u in one.leads if u != "国资委")})
        for id_, one in whole.obligations.items()
    }
    found = [str(one) for one in check(replace(whole, obligations=without))]
    (told,) = (one for one in found if "没有负责的承诺" in one)
    assert "条款 2021-26/2.8（强化社会帮扶支持）的牵头单位“国资委”" in told
    assert "notice.yaml" in told


def _anywhere() -> Place:
    return Place(Document(Path("a.yaml"), {}, {}), ())


def test_a_pack_without_obligations_is_sound(places: Pack) -> None:
    assert check(places) == []


def _ledger(id_: str, key: list[str], *columns: dict[str, Any]) -> Table:
    return Table(
        id=id_,
        title=id_,
        home="ledger",
        about="record",  # type: ignore[arg-type]
        key=tuple(key),
        fills=("county",),
        columns=tuple(Column.model_validate(column) for column in columns),
    )


VILLAGE = {"name": "行政村", "type": "area", "element": "village.code"}
KIND = {"name": "村类别", "type": "text", "element": "village.kind"}
NUMBER = {"name": "编号", "type": "text"}


@pytest.mark.parametrize(
    ("home", "other", "twice"),
    [
        ([VILLAGE, KIND | {"required": True}], [NUMBER, VILLAGE, KIND], False),
        ([VILLAGE, KIND | {"required": True}], [NUMBER, VILLAGE, KIND | {"required": True}], True),
        ([VILLAGE, KIND | {"required": True}], [NUMBER, KIND], True),
        ([VILLAGE, KIND], [NUMBER, VILLAGE, KIND], True),
        ([VILLAGE, KIND | {"element": "unit.name"}], [NUMBER, KIND | {"element": "unit.name"}],
         False),
    ],
)  # fmt: skip
def test_one_meaning_is_typed_once(
    places: Pack, home: list[dict[str, Any]], other: list[dict[str, Any]], twice: bool
) -> None:
    ledgers = (_ledger("key_villages", ["行政村"], *home), _ledger("duty", ["编号"], *other))
    pack = replace(places, tables={table.id: table for table in ledgers})
    assert bool(asked_twice(pack)) is twice


def test_a_table_that_dates_nothing_proves_nothing(places: Pack) -> None:
    undated = places.tables["posts"].model_copy(update={"happened": ()})
    made = obligation("activity", evidence="count(posts.编号)", records=("land", "posts"))
    pack = replace(
        places, tables=places.tables | {"posts": undated}, obligations={"2021-26/made-up": made}
    )
    file = Document(Path("03-land.yaml"), {}, {})
    pack = replace(pack, places={**pack.places, (type(made), "2021-26/made-up"): Place(file, ())})
    found = [one for one in check(pack) if one.file == file.file]
    assert [(one.key, one.message, one.hint) for one in found] == [
        (
            "records[1]",
            "表“posts”（posts）没有写明它的行在时间上是什么，不能按某天问",
            "在表里写 happened（发生的日期列）或 period（年度、月份、日期列）",
        )
    ]


@pytest.mark.parametrize("name", [TOLERANCE, SHARE])
def test_parameters_that_all_verdicts_need_are_missed(places: Pack, name: str) -> None:
    made = obligation("quota")
    kept = {id_: one for id_, one in places.parameters.items() if id_ != name}
    file = Document(Path("03-land.yaml"), {}, {})
    known = {**places.places, (type(made), "2021-26/made-up"): Place(file, ())}
    pack = replace(places, parameters=kept, places=known, obligations={"2021-26/made-up": made})
    told = [one.message for one in OBLIGATIONS.lacks(pack)]
    assert told == [f"“承诺看板”要用：没有名为“{name}”的参数"]


@pytest.mark.parametrize("name", [TOLERANCE, SHARE])
def test_parameters_that_all_verdicts_need_hold_for_the_whole_term(places: Pack, name: str) -> None:
    parameter = places.parameters[name]
    late = parameter.values[0].model_copy(update={"valid_from": date(2021, 9, 4)})
    changed = parameter.model_copy(update={"values": (late,)})
    made = obligation("quota")
    file = Document(Path("03-land.yaml"), {}, {})
    known = {**places.places, (type(made), "2021-26/made-up"): Place(file, ())}
    pack = replace(
        places,
        parameters=places.parameters | {name: changed},
        places=known,
        obligations={"2021-26/made-up": made},
    )
    told = [(one.message, one.key) for one in OBLIGATIONS.lacks(pack)]
    message = f"“承诺看板”要用：参数“{parameter.title}”在 2021-09-03 没有生效的值"
    assert [(text, key.endswith("values")) for text, key in told] == [(message, True)]
