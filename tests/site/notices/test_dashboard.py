"""The dashboard is drawn once for all who ask the same, and anew for who asks anything else."""

import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from types import FrameType

import pytest
from dashboard_cases import DAY, XIJI, YANCHI
from django.test import Client

from luoshi.obligations import Result, Status
from luoshi.obligations.dashboard.sight import Sight
from luoshi.pack import Pack
from luoshi.site.ledgers.services.engine import Stamp
from luoshi.site.notices.forms import Moment
from luoshi.site.notices.presenters.dashboard import Question, drawn
from luoshi.site.notices.services import results as records
from luoshi.site.notices.views import pages

REGION = "640000"
WORSE = (("land_quota", 2),)
"""The revisions of the ledgers once all has turned for the worse."""


@pytest.fixture
def question(
    policy: Pack, results: tuple[Result, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Question:
    """What a provincial office asks; once the records are others, nothing is met any more."""

    def at(_moment: Moment, now: Stamp) -> tuple[Result, ...]:
        worse = now.revisions == WORSE
        return tuple(replace(one, status=Status.BREACHED) if worse else one for one in results)

    monkeypatch.setattr(records, "results_at", at)
    monkeypatch.setattr(records, "data_to", lambda *_: None)
    stamp = Stamp(tmp_path, (), (), (), policy, DAY)
    return Question(
        stamp,
        Sight(None, REGION),
        "2021-26",
        DAY,
        "/",
        f"day={DAY}",
        text_version=0,
    )


def test_who_asks_the_same_is_given_the_same(question: Question) -> None:
    assert drawn(question) is drawn(replace(question, stamp=replace(question.stamp)))


def test_whatever_differs_is_another_question(question: Question) -> None:
    others = {
        "stamp": replace(question.stamp, batches=("deaths/000001",)),
        "sight": Sight(frozenset({XIJI}), REGION),
        "notice": "2026-1",
        "today": date(2024, 1, 1),
        "path": "/elsewhere/",
        "query": f"day={DAY}&status=met",
        "text_version": 1,
        "own_unit": "自治区农业农村厅",
        "closed_on": date(2024, 1, 31),
        "may_export": True,
    }
    assert set(others) == {field.name for field in fields(Question)}
    for name, value in others.items():
        assert replace(question, **{name: value}) != question, name


def test_other_records_are_another_stamp(question: Question, policy: Pack) -> None:
    others = {
        "folder": Path("elsewhere"),
        "batches": ("deaths/000001",),
        "revisions": WORSE,
        "declarations": (("land_quota", 2),),
        "pack": replace(policy),
        "today": date(2024, 1, 1),
    }
    assert set(others) == {field.name for field in fields(Stamp)}
    for name, value in others.items():
        assert replace(question.stamp, **{name: value}) != question.stamp, name


def test_new_records_are_drawn_anew(question: Question) -> None:
    worse = drawn(replace(question, stamp=replace(question.stamp, revisions=WORSE)))
    assert "未达成" in worse
    assert worse != drawn(question)


def test_a_county_is_not_given_what_the_province_was(question: Question) -> None:
    whole = drawn(question)
    own = drawn(replace(question, sight=Sight(frozenset({XIJI}), REGION)))
    assert f"/counties/{YANCHI}/" in whole
    assert f"/counties/{YANCHI}/" not in own
    assert "其中本县" in own
    assert "导出 Excel" not in own


def test_a_page_that_is_known_asks_little(
    client_of: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Few functions are called and few files entered: the house is not walked for each reader."""
    monkeypatch.setattr(pages, "localdate", lambda: DAY)
    client, entered = client_of("province"), Counter[str]()
    client.get("/notices/2021-26/")

    def count(frame: FrameType, event: str, _arg: object) -> None:
        entered[frame.f_code.co_filename] += event == "call"

    sys.setprofile(count)
    try:
        client.get("/notices/2021-26/")
    finally:
        sys.setprofile(None)
    own = [file for file, calls in entered.items() if calls and "/src/luoshi/" in file]
    assert entered.total() <= 15_000
    # Those beyond 25 ask whether divisions changed, which modules run, and whether it is closed.
    assert len(own) <= 30, own
