"""The document itself on the front page: its head, its clauses, the counties and why."""

from collections.abc import Callable
from datetime import date

import pytest

from luoshi.ids import own
from luoshi.pack import Pack
from luoshi.site.notices.views import pages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shown")]

FRONT = "/notices/2021-26/"
Read = Callable[..., str]


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch, shown: object) -> date:
    """A day inside the term."""
    day = date(2024, 6, 1)
    monkeypatch.setattr(pages, "localdate", lambda: day)
    return day


def test_the_head_tells_the_document(read: Read, policy: Pack, today: date) -> None:
    page, notice = read(FRONT, "county"), policy.notices["2021-26"]
    for fact in (notice.number, notice.title, *notice.issuers):
        assert fact in page
    assert "2021 年 9 月 3 日" in page
    assert "2025 年 12 月 31 日" in page
    assert "执行期限还剩 578 天" in page


def test_every_clause_stands_with_its_number_and_lead_units(read: Read, policy: Pack) -> None:
    page = read(FRONT, "county")
    for clause in policy.only("2021-26").clauses.values():
        assert f"<h4>{clause.title}</h4>" in page
        assert f'id="clause-{own(clause.id).replace(".", "-")}"' in page
        assert all(f">{unit}<" in page for unit in clause.leads)
    assert "二（十六）" in page
    assert "三（四）" in page


def test_a_department_finds_itself_marked(read: Read) -> None:
    assert "本单位" in read(FRONT, "department")
    assert "本单位" not in read(FRONT, "county")


def test_the_lists_of_the_day_are_shown_with_reasons(read: Read, today: date) -> None:
    page = read(FRONT)
    assert "按 2024 年 6 月 1 日的名单" in page
    assert "红寺堡区属于统筹整合使用财政涉农资金试点（2024—2025 年）" in page
    page = read(f"{FRONT}?day=2022-12-31")
    assert "按 2022 年 12 月 31 日的名单" in page
    assert "红寺堡区不属于原国家扶贫开发工作重点县，2021—2023 年不在" in page


def test_after_the_term_its_last_lists_stand(read: Read) -> None:
    assert "按 2025 年 12 月 31 日的名单" in read(f"{FRONT}?day=2026-12-31")


def test_ones_own_county_stands_open(read: Read) -> None:
    assert read(FRONT, "county").count('<details class="county" open>') == 1
    assert read(FRONT).count('<details class="county" open>') == 0


@pytest.mark.parametrize(("day", "over"), [("2025-12-31", False), ("2026-01-01", True)])
def test_a_list_asked_after_its_end_says_so(
    day: str, over: bool, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "localdate", lambda: date(2026, 6, 30))
    assert ("没有生效的名单" in read(f"{FRONT}?day={day}")) is over
    county = read(f"/counties/640422/?day={day}")
    assert ("（名单到 2025-12-31 为止）" in county) is over
