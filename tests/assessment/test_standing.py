"""Parts, vetoes, extras and grades put together."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from luoshi.assessment.place import together
from luoshi.assessment.results import ItemScore, PartScore, PlaceScore
from luoshi.assessment.scores import Score
from luoshi.assessment.standing import grade_of, with_ranks
from luoshi.pack.scorecards import Scorecard

D = Decimal


def card(**changed: object) -> Scorecard:
    said = {"title": "一项", "source": "测试"}
    item = {**said, "id": "one", "shape": "judgement", "points": "100", "criteria": "看"}
    part = {"id": "work", "title": "工作", "points": "100", "items": [item]}
    whole = {
        "id": "card", "title": "表", "subject": "county", "from": 2023, "to": 2024,
        "points": "100", "source": "测试", "parts": [part],
        "classes": [{"id": "every", "title": "全部", "where": "all"}],
        "grades": [{"grade": "好", "at_least": "90"}, {"grade": "差", "at_least": "0"}],
        "grades_source": "测试",
        "vetoes": [{"id": "no", "title": "不许", "when": "x", "caps": "差", "source": "测试"}],
    }  # fmt: skip
    return Scorecard.model_validate({**whole, **changed})


def part(id_: str, points: str, low: str, high: str, *, due: bool = True) -> PartScore:
    score = Score(D(low), D(high), "", due=due)
    item = ItemScore("i", "i", "ratio", D(points), score)
    return PartScore(id_, id_, D(points), D(low), D(high), (item,))


def test_a_part_of_which_nothing_was_due_is_no_merit() -> None:
    parts = [part("a", "60", "30", "30"), part("b", "40", "0", "0", due=False)]
    assert together(parts, [], []) == (D(50), D(50))


def test_a_veto_strikes_and_one_that_may_be_there_leaves_it_open() -> None:
    parts = [part("a", "60", "60", "60"), part("b", "40", "40", "40")]
    there, maybe = Score(D(-1), D(-1), ""), Score(D(-1), D(0), "")
    assert together(parts, [], [("b", there)]) == (D(60), D(60))
    assert together(parts, [], [("b", maybe)]) == (D(60), D(100))
    assert together(parts, [], [("all", there)]) == (D(0), D(0))


@pytest.mark.parametrize("due", [True, False])
def test_a_struck_part_counts_whether_or_not_it_was_due(due: bool) -> None:
    there = Score(D(-1), D(-1), "")
    parts = [part("a", "60", "30", "30"), part("b", "40", "0", "0", due=due)]
    assert together(parts, [], [("b", there)]) == (D(30), D(30))


def test_what_stands_outside_the_hundred_never_makes_less_than_nothing() -> None:
    off = ItemScore("m", "m", "malus", D(5), Score(D(-5), D(-5), ""))
    assert together([part("a", "100", "3", "3")], [off], []) == (D(0), D(0))


NOTHING = {"no": Score(D(0), D(0), "")}


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [("90", "90", "好"), ("89.99", "89.99", "差"), ("89.99", "90", None), ("91", "99", "好")],
)
def test_a_grade_is_told_where_nothing_open_can_change_it(
    low: str, high: str, expected: str | None
) -> None:
    assert grade_of(card(), D(low), D(high), NOTHING) == expected


def test_a_veto_caps_the_grade() -> None:
    there, maybe = Score(D(-1), D(-1), ""), Score(D(-1), D(0), "")
    assert grade_of(card(), D(95), D(95), {"no": there}) == "差"
    assert grade_of(card(), D(95), D(95), {"no": maybe}) is None
    assert grade_of(card(), D(10), D(95), {"no": there}) == "差"


def placed(*ends: tuple[str, str]) -> list[PlaceScore]:
    return [
        PlaceScore(str(i), str(i), None, low=D(low), high=D(high))
        for i, (low, high) in enumerate(ends)
    ]


def test_ranks_are_told_where_they_are_certain() -> None:
    found = with_ranks(placed(("90", "95"), ("80", "85"), ("70", "81"), ("10", "10")))
    assert [one.rank for one in found] == [1, None, None, 4]


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)).map(sorted), min_size=1, max_size=6)
)
def test_filling_what_is_open_never_takes_a_rank_back(ends: list[list[int]]) -> None:
    before = with_ranks(placed(*((str(low), str(high)) for low, high in ends)))
    after = with_ranks(placed(*((str(high), str(high)) for _, high in ends)))
    for was, now in zip(before, after, strict=True):
        assert now.rank is not None
        assert was.rank in (None, now.rank)


def refusals() -> Iterator[tuple[dict[str, object], str]]:
    good, bad = {"grade": "好", "at_least": "90"}, {"grade": "差", "at_least": "0"}
    yield {"points": "90"}, "合计 100 分，应为 90"
    yield {"from": 2025}, "早于起始"
    yield {"grades": [bad, good]}, "从好到差"
    yield {"grades": [good]}, "要从 0 分起"
    yield {"grades_source": None}, "分数线从哪里来"
    veto = {"id": "no", "title": "不许", "when": "x", "source": "测试"}
    yield {"vetoes": [veto]}, "须写且只写一个"
    yield {"vetoes": [{**veto, "zeroes": "nothing"}]}, "没有“nothing”这一部分"
    yield {"vetoes": [{**veto, "caps": "优"}]}, "没有“优”这个等次"
    yield {"vetoes": [{**veto, "id": "one", "caps": "差"}]}, "用了两次"
    yield {"subject": "unit"}, "部门不分类"


@pytest.mark.parametrize(("changed", "message"), [*refusals()])
def test_a_card_that_does_not_hold_is_refused(changed: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        card(**changed)


def test_parts_of_some_units_and_of_the_rest() -> None:
    said = {"title": "一项", "source": "测试", "shape": "judgement", "criteria": "看"}

    def part_of(id_: str, points: str, **who: object) -> dict[str, object]:
        items = [{**said, "id": f"{id_}-item", "points": points}]
        return {"id": id_, "title": id_, "points": points, "items": items, **who}

    parts = [
        part_of("common", "40"),
        part_of("own", "60", units=["甲"]),
        part_of("others", "60", rest=True),
    ]
    found = card(subject="unit", classes=[], parts=parts)
    assert [one.id for one in found.parts_of("甲")] == ["common", "own"]
    assert [one.id for one in found.parts_of("乙")] == ["common", "others"]
    with pytest.raises(ValidationError, match="应为 100"):
        card(subject="unit", classes=[], parts=[*parts[:2], part_of("others", "50", rest=True)])
