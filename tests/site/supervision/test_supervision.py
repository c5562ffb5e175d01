"""Matters handed over and followed up, refused at each edge, on the example place."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from rights_cases import PageCases

from luoshi.pack.loading import shipped_packs
from luoshi.site.accounts.models import User
from luoshi.site.appendonly import AppendOnlyError
from luoshi.site.rights import Ability, Refused, scope_of
from luoshi.site.supervision.actions import Do, HandOver, Part, UrgeAll
from luoshi.site.supervision.models import Event, Matter
from luoshi.site.supervision.policies import visible
from luoshi.site.supervision.services.matters import due_by_rule, one_of
from luoshi.supervision import Kind

UNIT, OTHER, COUNTY = "财政厅", "自然资源厅", "春山县"

UserOf = Callable[..., User]
ClientOf = Callable[..., Client]


@pytest.fixture(autouse=True)
def example_place(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    monkeypatch.setenv("LUOSHI_PACK", str(shipped_packs() / "example"))


@pytest.fixture
def lead(user_of: UserOf) -> User:
    return user_of("province", area="")


@pytest.fixture
def handler(user_of: UserOf) -> User:
    return user_of("department", area="", unit=UNIT)


@pytest.fixture
def leader(user_of: UserOf) -> User:
    return user_of("department", area="", unit=UNIT)


@pytest.fixture
def due() -> date:
    return localdate() + timedelta(20)


def hand_over(lead: User, due: date, **changed: object) -> Matter:
    said = {
        "source": "meeting", "urgency": "usual", "title": "核对资金", "text": "逐笔核对",
        "unit": UNIT, "due": due,
    }  # fmt: skip
    return HandOver(lead, **{**said, **changed}).execute()  # type: ignore[arg-type]


@pytest.fixture
def matter(lead: User, due: date) -> Matter:
    return hand_over(lead, due)


def do(
    user: User, matter: Matter, kind: Kind, text: str = "说明", day: date | None = None
) -> Event:
    return Do(user, matter, kind, text, day).execute()


@pytest.fixture
def working(matter: Matter, handler: User) -> Matter:
    do(handler, matter, Kind.ACCEPT)
    return matter


# Handing over


def test_numbers_follow_the_rule_of_the_place(lead: User, due: date) -> None:
    year = localdate().year
    assert [hand_over(lead, due).number for _ in range(2)] == [
        f"示督〔{year}〕1号",
        f"示督〔{year}〕2号",
    ]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"source": "rumour"}, "没有这种来源"),
        ({"urgency": "soon"}, "没有这种缓急"),
        ({"title": " "}, "写明事项"),
        ({"unit": "某某厅"}, "没有“某某厅”"),
        ({"co_units": ["某某局"]}, "没有“某某局”"),
    ],
)
def test_what_does_not_hold_is_not_handed_over(
    changed: dict[str, object], said: str, lead: User, due: date
) -> None:
    with pytest.raises(ValidationError, match=said):
        hand_over(lead, due, **changed)
    assert not Matter.objects.exists()


def test_days_lie_between_today_and_the_deadline(lead: User, due: date) -> None:
    with pytest.raises(ValidationError, match="已经过了"):
        hand_over(lead, localdate() - timedelta(1))
    for day in (localdate() - timedelta(1), due + timedelta(1)):
        with pytest.raises(ValidationError, match="分解任务的时限"):
            hand_over(lead, due, parts=[Part(OTHER, "一部分", day)])
    assert hand_over(lead, localdate()).due == localdate()
    with pytest.raises(ValidationError, match="太远了"):
        hand_over(lead, date(9999, 12, 31))


def test_one_thing_is_one_matter(lead: User, due: date) -> None:
    first = hand_over(lead, due, origin="obligation:2023-1/land-quota")
    with pytest.raises(ValidationError, match=first.number):
        hand_over(lead, due, origin="obligation:2023-1/land-quota")


@pytest.mark.parametrize("role", ["department", "county", "assessor"])
def test_only_the_province_hands_over(role: str, user_of: UserOf, due: date) -> None:
    area = "990121000000" if role == "county" else ""
    with pytest.raises(Refused):
        hand_over(user_of(role, area=area, unit=UNIT), due)


def test_without_a_day_it_is_due_by_its_urgency() -> None:
    assert due_by_rule("urgent", date(2026, 9, 30)) == date(2026, 10, 13)
    assert due_by_rule("nothing", date(2026, 9, 30)) is None


# The unit's part


def test_a_unit_takes_over_or_sends_back_once(matter: Matter, handler: User, lead: User) -> None:
    do(handler, matter, Kind.REFUSE, "不是本单位的事")
    with pytest.raises(ValidationError, match="现在不能签收"):
        do(handler, matter, Kind.ACCEPT)
    do(lead, matter, Kind.REASSIGN, "还是由你单位牵头")
    do(handler, matter, Kind.ACCEPT)
    with pytest.raises(ValidationError, match="现在不能退回交办"):
        do(handler, matter, Kind.REFUSE)


def test_what_is_sent_back_is_taken_back_and_given_to_another(
    lead: User, due: date, handler: User
) -> None:
    origin = "obligation:2023-1/land-quota"
    first = hand_over(lead, due, origin=origin)
    do(handler, first, Kind.REFUSE, "不是本单位的事")
    with pytest.raises(Refused):
        do(handler, first, Kind.WITHDRAW)
    do(lead, first, Kind.WITHDRAW, "改由自然资源厅办")
    assert one_of(first).standing.label == "已撤销"
    assert hand_over(lead, due, unit=OTHER, origin=origin).number != first.number


def test_what_was_closed_may_be_followed_up_again(lead: User, due: date, handler: User) -> None:
    first = hand_over(lead, due, origin="obligation:2023-1/land-quota")
    for user, kind in ((handler, Kind.ACCEPT), (handler, Kind.REPORT_DONE), (lead, Kind.CLOSE)):
        do(user, first, kind)
    assert hand_over(lead, due, origin="obligation:2023-1/land-quota").pk != first.pk


@pytest.mark.parametrize("month", ["0001-01", "9999-12", "no", ""])
def test_a_month_that_is_none_is_the_current_one(month: str, client_of: ClientOf) -> None:
    page = client_of("province", area="").get(f"/supervision/bulletin/?month={month}")
    assert page.status_code == 200
    assert f"{localdate():%Y} 年 {localdate().month} 月" in page.content.decode()


def test_a_row_that_is_no_trouble_any_more_is_not_there(client_of: ClientOf) -> None:
    address = "/supervision/new/?obligation=2023-1/land-quota&row=000000000000"
    assert client_of("province", area="").get(address).status_code == 404


def test_only_the_lead_unit_speaks_for_it(matter: Matter, user_of: UserOf, lead: User) -> None:
    for user in (user_of("department", area="", unit=OTHER), lead):
        with pytest.raises(Refused):
            do(user, matter, Kind.ACCEPT)
    with pytest.raises(Refused):
        do(user_of("department", area="", unit=UNIT), matter, Kind.CLOSE)


def test_feedback_counts_once_another_account_of_the_unit_agrees(
    working: Matter, handler: User, leader: User, lead: User, client_of: ClientOf
) -> None:
    do(handler, working, Kind.FEEDBACK, "核对了九成")
    with pytest.raises(ValidationError, match="另一个账号"):
        do(handler, working, Kind.APPROVE)
    page = f"/supervision/{working.pk}/"
    assert "核对了九成" not in client_of("province", area="").get(page).content.decode()
    assert "核对了九成" in client_of("department", area="", unit=UNIT).get(page).content.decode()
    do(leader, working, Kind.APPROVE)
    assert "核对了九成" in client_of("province", area="").get(page).content.decode()


@pytest.mark.parametrize("more", [-1, 0])
def test_an_extension_asks_for_a_later_day(more: int, working: Matter, handler: User) -> None:
    with pytest.raises(ValidationError, match="要晚于现在的时限"):
        do(handler, working, Kind.ASK_EXTENSION, "来不及", working.due + timedelta(more))


def test_an_extension_is_asked_for_before_the_deadline(
    working: Matter, handler: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = working.due + timedelta(1)
    monkeypatch.setattr("luoshi.site.supervision.actions.localdate", lambda: later)
    with pytest.raises(ValidationError, match="以前申请"):
        do(handler, working, Kind.ASK_EXTENSION, "来不及", later + timedelta(9))
    monkeypatch.setattr("luoshi.site.supervision.actions.localdate", lambda: working.due)
    do(handler, working, Kind.ASK_EXTENSION, "来不及", later + timedelta(9))


def test_who_gave_the_time_grants_more_and_the_demanded_day_is_kept(
    working: Matter, handler: User, lead: User
) -> None:
    new = working.due + timedelta(5)
    do(handler, working, Kind.ASK_EXTENSION, "等审计", new)
    with pytest.raises(Refused):
        do(handler, working, Kind.GRANT)
    do(lead, working, Kind.GRANT, "同意")
    assert one_of(working).standing.due == new
    assert Matter.objects.get().due == working.due


def test_an_urging_has_to_be_answered(working: Matter, handler: User, lead: User) -> None:
    do(lead, working, Kind.URGE, "请抓紧")
    with pytest.raises(ValidationError, match="现在不能催办"):
        do(lead, working, Kind.URGE, "再催")
    with pytest.raises(ValidationError, match="写明内容"):
        do(handler, working, Kind.REPLY, " ")
    do(handler, working, Kind.REPLY, "本周办结")
    assert not one_of(working).standing.urged


def test_many_are_urged_at_once_and_those_that_cannot_be_are_told(
    working: Matter, lead: User, due: date, handler: User
) -> None:
    closed = hand_over(lead, due)
    for user, kind in ((handler, Kind.ACCEPT), (handler, Kind.REPORT_DONE), (lead, Kind.CLOSE)):
        do(user, closed, kind)
    done, left = UrgeAll(lead, [working, closed], "请抓紧").execute()
    assert [one.matter for one in done] == [working]
    assert len(left) == 1
    assert closed.number in left[0]


def test_it_is_reported_reviewed_sent_back_closed_looked_at_and_opened_again(
    working: Matter, handler: User, lead: User
) -> None:
    with pytest.raises(ValidationError, match="现在不能办结"):
        do(lead, working, Kind.CLOSE)
    do(handler, working, Kind.REPORT_DONE, "办完了")
    do(lead, working, Kind.SEND_BACK, "缺凭证")
    do(handler, working, Kind.REPORT_DONE, "补了凭证")
    do(lead, working, Kind.CLOSE, "核实办结")
    assert not one_of(working).standing.open
    do(lead, working, Kind.REVISIT, "回访发现反弹")
    with pytest.raises(ValidationError, match="重新办理的时限"):
        do(lead, working, Kind.REOPEN, "反弹", localdate() - timedelta(1))
    do(lead, working, Kind.REOPEN, "反弹", localdate())
    assert one_of(working).standing.due == localdate()


def test_nothing_of_it_is_ever_changed(working: Matter) -> None:
    for row in (Matter.objects.get(), Event.objects.get()):
        with pytest.raises(AppendOnlyError):
            row.delete()


def test_the_menu_tells_what_waits_for_whom(
    matter: Matter, handler: User, client_of: ClientOf
) -> None:
    unit = client_of("department", area="", unit=UNIT)
    province = client_of("province", area="")
    assert "1<span" in unit.get("/supervision/badge/").content.decode()
    assert "reminder" not in province.get("/supervision/badge/").content.decode()
    do(handler, matter, Kind.REFUSE, "不是本单位的事")
    assert "reminder" not in unit.get("/supervision/badge/").content.decode()
    assert "1<span" in province.get("/supervision/badge/").content.decode()


def test_an_obligation_is_followed_up_from_its_page(client_of: ClientOf) -> None:
    province = client_of("province", area="")
    address = reverse("notices:obligation", args=["2023-1", "land-quota"])
    page = province.get(address).content.decode()
    assert "/supervision/new/?obligation=2023-1%2Fland-quota" in page
    form = province.get("/supervision/new/?obligation=2023-1%2Fland-quota").content.decode()
    assert 'value="每个重点帮扶县每年安排用地指标 300 亩"' in form
    county = client_of("county", area="990121000000")
    assert "/supervision/new/" not in county.get(address).content.decode()


# Who sees what


class TestMatters(PageCases):
    url = "/supervision/"
    ability = Ability.READ


def test_who_leads_or_helps_sees_a_matter_and_nobody_else(
    lead: User, due: date, user_of: UserOf
) -> None:
    own = hand_over(lead, due)
    helped = hand_over(lead, due, unit=COUNTY, co_units=[UNIT])
    shared = hand_over(lead, due, unit=OTHER, parts=[Part(COUNTY, "一部分", due)])
    seen = {
        ("department", "", UNIT): {own, helped},
        ("department", "", OTHER): {shared},
        ("county", "990121000000", ""): {helped, shared},
        ("county", "990122000000", ""): set(),
        ("village", "990121100201", ""): set(),
        ("assessor", "", ""): {own, helped, shared},
    }
    for (role, area, unit), expected in seen.items():
        user = user_of(role, area=area, unit=unit or "医保局")
        assert set(visible(scope_of(user))) == expected, role


def test_a_matter_is_handed_over_and_followed_on_the_pages(client_of: ClientOf, due: date) -> None:
    province = client_of("province", area="")
    unit = client_of("department", area="", unit=UNIT)
    said = {
        "source": "meeting",
        "urgency": "usual",
        "title": "核对资金",
        "text": "逐笔核对",
        "unit": UNIT,
        "co_units": OTHER,
        "parts": f"{OTHER}，核对用地，{due}",
        "due": due,
    }
    assert province.post("/supervision/new/", said).status_code == 302
    found = Matter.objects.get()
    assert found.tasks.get().unit == OTHER
    page = f"/supervision/{found.pk}/"
    assert "签收" in unit.get(page).content.decode()
    assert unit.post(f"{page}accept/").status_code == 302
    assert one_of(found).standing.accepted
    assert unit.post(f"{page}close/", {"text": "办结"}).status_code == 403
    assert (
        province.post("/supervision/urge/", {"matter": [found.pk], "text": "请抓紧"}).status_code
        == 302
    )
    assert one_of(found).standing.urged
    for address in (page, f"{page}assignment/", "/supervision/bulletin/", "/supervision/?tab=late"):
        assert province.get(address).status_code == 200
    assert UNIT in province.get("/supervision/bulletin/").content.decode()
    assert client_of("county", area="990122000000").get(page).status_code == 404


@pytest.mark.parametrize(
    ("parts", "said"),
    [("财政厅，核对", "写成 单位，任务，时限"), ("财政厅，核对，下周", "不是日子")],
)
def test_a_part_that_is_misspelt_is_told(parts: str, said: str, client_of: ClientOf) -> None:
    given = {"source": "meeting", "urgency": "usual", "title": "核对", "text": "核对",
             "unit": UNIT, "parts": parts}  # fmt: skip
    page = client_of("province", area="").post("/supervision/new/", given).content.decode()
    assert said in page
    assert not Matter.objects.exists()
