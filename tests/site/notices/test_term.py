"""The period and the whole term side by side, the closing account, days at one tap."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from luoshi.obligations import Period, Result, Status
from luoshi.obligations.dashboard.board import View, board
from luoshi.obligations.dashboard.sight import Sight
from luoshi.pack import Pack
from luoshi.site.notices.services import results as records
from luoshi.site.notices.views import pages

QUOTA, XIJI, YANCHI = "2021-26/land-quota", "640422", "640323"
FRONT = "/notices/2021-26/"
OWN = f"{FRONT}promises/land-quota/"
EVERYWHERE = Sight(None, "640000")
LAST, AFTER = date(2025, 12, 31), date(2026, 11, 30)

Read = Callable[..., str]


def year(number: int) -> Period:
    return Period(date(number, 1, 1), date(number, 12, 31))


@pytest.fixture
def told(results: tuple[Result, ...]) -> tuple[Result, ...]:
    """Every obligation was met in 2022; the quota of 640323 was missed then, and met since."""
    return tuple(
        replace(
            one,
            term=(
                (year(2022), Status.BREACHED if one.county == YANCHI else Status.MET),
                (year(2023), one.status),
            ),
        )
        if one.status is not Status.NOT_APPLICABLE and one.id == QUOTA
        else one
        for one in results
    )


def test_a_breach_of_an_earlier_year_stays_in_the_terms_light(
    policy: Pack, told: tuple[Result, ...]
) -> None:
    rows = board(policy, told, View(EVERYWHERE)).rows
    row = next(row for row in rows if row.obligation.id == QUOTA)
    own = next(one for one in row.seen if one.county == YANCHI)
    assert (own.status, own.term_status) == (Status.MET, Status.BREACHED)
    assert [period for period, found in own.term if found is Status.BREACHED] == [year(2022)]
    assert (row.light, row.lit) == (Status.BREACHED, 1)
    assert (row.term_light, row.term_lit) == (Status.BREACHED, 2)
    assert [(one.period.title, one.light) for one in row.years] == [
        ("2022年", Status.BREACHED),
        ("2023年", Status.BREACHED),
    ]
    assert row.years[0].words == "2022年 未达成 1、达成 8"


def test_what_lacks_data_is_not_among_what_can_be_judged(
    policy: Pack, results: tuple[Result, ...]
) -> None:
    tally = next(
        row for row in board(policy, results, View(EVERYWHERE)).rows if row.obligation.id == QUOTA
    ).tally
    assert (tally.total, tally.due, tally.unknown) == (9, 8, 1)


@pytest.fixture
def over(shown: list[object], monkeypatch: pytest.MonkeyPatch, told: tuple[Result, ...]) -> None:
    """Today lies after the term."""
    monkeypatch.setattr(pages, "localdate", lambda: AFTER)
    monkeypatch.setattr(records, "results_at", lambda moment, now: told)


@pytest.mark.django_db
@pytest.mark.usefixtures("over")
@pytest.mark.parametrize("path", [FRONT, OWN, f"{FRONT}map/"])
def test_every_page_with_a_status_says_that_the_term_is_over(read: Read, path: str) -> None:
    says_it_is_over(read(path), LAST, AFTER)


@pytest.mark.django_db
@pytest.mark.usefixtures("over")
@pytest.mark.parametrize("path", [f"/counties/{XIJI}/", "/units/"])
def test_a_page_over_all_notices_says_so_once_the_last_is_over(
    read: Read, path: str, policy: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = policy.term.last
    after = last + timedelta(days=300)
    assert "届满，这是期末账" not in read(path)
    monkeypatch.setattr(pages, "localdate", lambda: after)
    says_it_is_over(read(path), last, after)


def says_it_is_over(page: str, last: date, today: date) -> None:
    """Assert that a page speaks of a term's last day, and leads to it and to today."""
    assert f"文件执行期限已于 {last.year} 年 {last.month} 月 {last.day} 日届满，这是期末账" in page
    assert "还没有部门数据" in page
    days = dict(re.findall(r'href="\?day=([\d-]+)"[^>]*>([^<]+)<span', page))
    assert days == {last.isoformat(): "期末", today.isoformat(): "今天"}


@pytest.mark.django_db
@pytest.mark.usefixtures("over")
@pytest.mark.parametrize(
    ("day", "last"),
    [("2023-03-01", False), ("2024-12-31", False), ("2025-01-01", True), ("2026-11-30", True)],
)
def test_the_last_period_is_named_only_on_its_days(read: Read, day: str, last: bool) -> None:
    page = read(f"{FRONT}?day={day}")
    assert "文件执行期限已于" in page
    assert ("本期是最后一期" in page) == last


@pytest.mark.django_db
@pytest.mark.usefixtures("over")
def test_what_else_is_asked_stays_when_a_day_is_picked(read: Read) -> None:
    page = read(f"{FRONT}?clause=2.3&known=2025-01-31")
    assert "?clause=2.3&amp;known=2025-01-31&amp;day=2025-12-31" in page


@pytest.mark.django_db
@pytest.mark.usefixtures("over")
def test_period_and_term_stand_side_by_side(read: Read) -> None:
    page = read(OWN)
    assert "本期" in page
    assert re.search(r"全期</dt><dd>.*?未达成.*?2/9 个县", page, re.DOTALL)
    front = read(FRONT)
    assert front.count("本期达成") == front.count("全期达成") == 1
