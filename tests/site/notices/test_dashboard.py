"""The dashboard is drawn once for all who ask the same, and anew for who asks anything else."""

from dataclasses import fields, replace
from datetime import date

import pytest
from dashboard_cases import DAY, XIJI, YANCHI

from luoshi.obligations import Result, Status
from luoshi.obligations.dashboard.sight import Sight
from luoshi.pack import Pack
from luoshi.site.memory import Same
from luoshi.site.notices.presenters.dashboard import Question, drawn

REGION = "640000"


@pytest.fixture
def question(policy: Pack, results: tuple[Result, ...]) -> Question:
    """What a provincial office asks."""
    return Question(policy, Same(results), Sight(None, REGION), f"day={DAY}", DAY, text_version=0)


def test_who_asks_the_same_is_given_the_same(question: Question) -> None:
    assert drawn(question) is drawn(replace(question, results=Same(question.results.value)))


def test_whatever_differs_is_another_question(question: Question, policy: Pack) -> None:
    others = {
        "pack": replace(policy),
        "results": Same((*question.results.value,)[:-1]),
        "sight": Sight(frozenset({XIJI}), REGION),
        "query": f"day={DAY}&status=met",
        "today": date(2024, 1, 1),
        "text_version": 1,
        "data_to": date(2023, 6, 30),
        "own_unit": "自治区农业农村厅",
        "may_export": True,
    }
    assert set(others) == {field.name for field in fields(Question)}
    for name, value in others.items():
        assert replace(question, **{name: value}) != question, name


def test_new_results_are_drawn_though_they_count_the_same(question: Question) -> None:
    worse = tuple(replace(one, status=Status.BREACHED) for one in question.results.value)
    assert "未达成" in drawn(replace(question, results=Same(worse)))
    assert drawn(replace(question, results=Same(worse))) != drawn(question)


def test_a_county_is_not_given_what_the_province_was(question: Question) -> None:
    whole = drawn(question)
    own = drawn(replace(question, sight=Sight(frozenset({XIJI}), REGION)))
    assert f"/counties/{YANCHI}/" in whole
    assert f"/counties/{YANCHI}/" not in own
    assert "其中本县" in own
    assert "导出 Excel" not in own
