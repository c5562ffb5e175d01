"""A round from its plan to what follows, refused at each edge, on the example place."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate
from rights_cases import PageCases

from luoshi.area_queries.holders import holders
from luoshi.assessment import document, thawed
from luoshi.pack import load
from luoshi.pack.loading import shipped_packs
from luoshi.site.accounts.models import User
from luoshi.site.appendonly import AppendOnlyError
from luoshi.site.assessment.actions.following import DecideCorrection, HandBack, Strike
from luoshi.site.assessment.actions.planning import Advance, PlanRound
from luoshi.site.assessment.actions.results import ConfirmResult, ProposeResult
from luoshi.site.assessment.actions.scoring import AnswerObjection, GiveMark, Object, Report
from luoshi.site.assessment.choices import Consequence, State
from luoshi.site.assessment.models import FrozenBasis, Handback, Objection, Round, Step
from luoshi.site.assessment.services.records import figures
from luoshi.site.assessment.services.rounds import (
    BrokenSealError,
    assessment_of,
    differences,
    frozen_of,
    published,
    seal,
    state_of,
    text_of,
    unsealed,
    unsettled,
)
from luoshi.site.ledgers.models import Declaration
from luoshi.site.ledgers.services.journal import journal
from luoshi.site.ledgers.services.records import records_of
from luoshi.site.ledgers.services.schemas import ledger
from luoshi.site.rights import Ability, Refused

NOTICE, YEAR = "2023-1", 2024
ONE, TWO, THREE = "990121", "990122", "990123"
ITEM, RECKONED = "visits", "training"
DAY = date(2025, 3, 1)

UserOf = Callable[..., User]
ClientOf = Callable[..., Client]


@pytest.fixture(autouse=True)
def example_place(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    monkeypatch.setenv("LUOSHI_PACK", str(shipped_packs() / "example"))


@pytest.fixture
def lead(user_of: UserOf) -> User:
    return user_of("province", area="")


@pytest.fixture
def second(user_of: UserOf) -> User:
    return user_of("province", area="")


@pytest.fixture
def scorer(user_of: UserOf) -> User:
    return user_of("assessor", area="")


@pytest.fixture
def county(user_of: UserOf) -> User:
    return user_of("county", area="990121000000")


CALENDAR = {state: date(2025, 1, 10) + timedelta(10 * i) for i, state in enumerate(State)}


@pytest.fixture
def planned(lead: User) -> Round:
    return plan(lead)


def plan(lead: User, **changed: object) -> Round:
    said = {"calendar": CALENDAR, "allowed": Decimal(2), "left_out": {THREE: "中央已考核"}}
    return PlanRound(lead, NOTICE, YEAR, **{**said, **changed}).execute()  # type: ignore[arg-type]


@pytest.fixture
def scoring(planned: Round, lead: User) -> Round:
    Advance(lead, planned).execute()
    return planned


def score(found: Round, user: User, points: str, place: str = ONE, item: str = ITEM) -> None:
    GiveMark(user, found, place, item, Decimal(points), "走访 10 户", "走访记录").execute()


@pytest.fixture
def objecting(scoring: Round, lead: User, scorer: User) -> Round:
    for place in (ONE, TWO):
        score(scoring, scorer, "15", place)
        score(scoring, lead, "16", place)
    Advance(lead, scoring).execute()
    return scoring


@pytest.fixture
def out(objecting: Round, lead: User, second: User) -> Round:
    """Published."""
    Advance(lead, objecting).execute()
    result = ProposeResult(lead, objecting, "示考〔2025〕1号", DAY).execute()
    ConfirmResult(second, result, result.digest, agreed=True).execute()
    return objecting


# The plan


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"calendar": {**CALENDAR, State.SCORING: date(2026, 1, 1)}}, "一步不早于一步"),
        ({"calendar": {**CALENDAR, State.REPORTING: date(2023, 12, 31)}}, "一步不早于一步"),
    ],
)
def test_a_plan_that_does_not_hold_is_refused(
    changed: dict[str, object], said: str, lead: User
) -> None:
    with pytest.raises(ValidationError, match=said):
        plan(lead, **changed)
    assert not Round.objects.exists()


def test_a_year_is_assessed_once_and_only_with_a_card(lead: User, planned: Round) -> None:
    with pytest.raises(ValidationError, match="已经有一次考核"):
        plan(lead)
    with pytest.raises(ValidationError, match="没有 2022 年的考核表"):
        PlanRound(lead, NOTICE, 2022, CALENDAR, Decimal(1), {}).execute()


@pytest.mark.parametrize("role", ["county", "assessor", "department"])
def test_only_the_province_plans(role: str, user_of: UserOf) -> None:
    with pytest.raises(Refused):
        plan(user_of(role, area="990121000000" if role == "county" else ""))


# Self-reports and marks


def test_a_county_reports_of_itself_alone_until_the_figures_are_frozen(
    planned: Round, lead: User, county: User
) -> None:
    Report(county, planned, ONE, RECKONED, "办了两期").execute()
    with pytest.raises(Refused):
        Report(county, planned, TWO, RECKONED, "办了两期").execute()
    with pytest.raises(ValidationError, match="没有这一项"):
        Report(county, planned, ONE, "no-such", "办了").execute()
    with pytest.raises(ValidationError, match="写明自评"):
        Report(county, planned, ONE, RECKONED, "  ").execute()
    Advance(lead, planned).execute()
    with pytest.raises(ValidationError, match="截止"):
        Report(county, planned, ONE, RECKONED, "又办了").execute()


@pytest.mark.parametrize(
    ("place", "item", "points", "said"),
    [
        (ONE, RECKONED, "1", "由记录算"),
        (ONE, ITEM, "20.01", "0 到 20"),
        (ONE, ITEM, "-0.01", "0 到 20"),
        (THREE, ITEM, "1", "不考核"),
        ("990199", ITEM, "1", "没有这一项"),
    ],
)
def test_marks_that_do_not_hold_are_refused(
    place: str, item: str, points: str, said: str, scoring: Round, scorer: User
) -> None:
    with pytest.raises(ValidationError, match=said):
        score(scoring, scorer, points, place, item)


def test_nobody_scores_before_the_time_twice_or_their_own_county(
    planned: Round, lead: User, scorer: User, county: User, user_of: UserOf
) -> None:
    with pytest.raises(ValidationError, match="不是评分的时候"):
        score(planned, scorer, "1")
    Advance(lead, planned).execute()
    with pytest.raises(Refused):
        score(planned, county, "20")
    with pytest.raises(Refused, match="自己所在的县"):
        score(planned, user_of("assessor", area="990121000000"), "20")
    score(planned, scorer, "20")
    with pytest.raises(ValidationError, match="已经评过"):
        score(planned, scorer, "20")


def test_a_third_settles_what_two_see_too_differently(
    scoring: Round, lead: User, second: User, scorer: User
) -> None:
    score(scoring, scorer, "10")
    score(scoring, lead, "12.01")
    assert unsettled(scoring) == 2
    with pytest.raises(ValidationError, match="还有 2 处"):
        Advance(lead, scoring).execute()
    score(scoring, second, "11")
    assert points_of(scoring) == Decimal(11)
    with pytest.raises(ValidationError, match="已经定了"):
        score(scoring, lead, "1")


def points_of(found: Round, place: str = ONE) -> Decimal | None:
    (one,) = (one for one in assessment_of(found).counties if one.code == place)
    return next(item.score.sure for item in one.every if item.id == ITEM)


def test_scorers_do_not_see_each_other_before_both_have_scored(
    scoring: Round, scorer: User, client_of: ClientOf
) -> None:
    score(scoring, scorer, "13.5")
    page = client_of("assessor", area="").get(f"/assessment/{scoring.pk}/places/{ONE}/")
    assert page.status_code == 200
    assert "13.5" not in page.content.decode()
    assert "等第二人评分" in page.content.decode()


# Objections


def test_an_objection_is_answered_once_and_the_old_points_are_kept(
    objecting: Round, county: User, lead: User, second: User
) -> None:
    assert points_of(objecting) == Decimal("15.5")
    kept = Object(county, objecting, ONE, ITEM, "漏看一个村").execute()
    with pytest.raises(ValidationError, match="等答复"):
        Object(county, objecting, ONE, ITEM, "再提").execute()
    with pytest.raises(Refused):
        Object(county, objecting, TWO, ITEM, "别的县").execute()
    with pytest.raises(ValidationError, match="1 条异议没有答复"):
        Advance(lead, objecting).execute()
    with pytest.raises(ValidationError, match="不能自己改分"):
        AnswerObjection(lead, kept, Decimal(20), "属实").execute()
    with pytest.raises(ValidationError, match="0 到 20"):
        AnswerObjection(second, kept, Decimal(21), "属实").execute()
    AnswerObjection(second, kept, Decimal(18), "属实").execute()
    with pytest.raises(ValidationError, match="已经答复过"):
        AnswerObjection(second, kept, None, "维持").execute()
    assert points_of(objecting) == Decimal(18)
    assert points_of(objecting, TWO) == Decimal("15.5")
    assert objecting.scorermarks.filter(place=ONE).count() == 2


def test_what_the_records_gave_is_answered_but_not_rescored(
    objecting: Round, county: User, second: User
) -> None:
    kept = Object(county, objecting, ONE, RECKONED, "办了").execute()
    with pytest.raises(ValidationError, match="先更正记录"):
        AnswerObjection(second, kept, Decimal(20), "属实").execute()
    AnswerObjection(second, kept, None, "台账没有这一期").execute()


# Adoption and what is frozen


def test_a_result_takes_two_accounts(objecting: Round, lead: User, second: User) -> None:
    with pytest.raises(ValidationError, match="不是审定的时候"):
        ProposeResult(lead, objecting, "示考〔2025〕1号", DAY).execute()
    Advance(lead, objecting).execute()
    for number, day, said in (
        (" ", DAY, "文号"),
        ("示考〔2025〕1号", localdate() + timedelta(1), "还没有到"),
    ):
        with pytest.raises(ValidationError, match=said):
            ProposeResult(lead, objecting, number, day).execute()
    result = ProposeResult(lead, objecting, "示考〔2025〕1号", DAY).execute()
    with pytest.raises(ValidationError, match="不能自己核对"):
        ConfirmResult(lead, result, result.digest, agreed=True).execute()
    with pytest.raises(ValidationError, match="不一样"):
        ConfirmResult(second, result, "0" * 64, agreed=True).execute()
    with pytest.raises(ValidationError, match="写明理由"):
        ConfirmResult(second, result, result.digest, agreed=False).execute()
    ConfirmResult(second, result, result.digest, agreed=False, note="文号不对").execute()
    assert state_of(objecting) is State.ADOPTING
    again = ProposeResult(lead, objecting, "示考〔2025〕2号", DAY).execute()
    ConfirmResult(second, again, again.digest, agreed=True).execute()
    assert state_of(objecting) is State.PUBLISHED
    with pytest.raises(ValidationError):
        Advance(lead, objecting).execute()


def test_a_published_round_is_recomputed_to_the_same_bytes_whatever_came_later(
    out: Round, lead: User
) -> None:
    was = text_of(assessment_of(out))
    with journal(ledger("training"), lead) as book:
        cells = {"年度": str(YEAR), "县": "990121000000", "班次名称": "补报", "培训人数": "30"}
        book.add(cells, "990121000000")
    assert text_of(assessment_of(out)) == was
    assert json.dumps(published(out)) == json.dumps(json.loads(was))
    kept = FrozenBasis.objects.get(round=out)
    again = thawed(unsealed(bytes(kept.content), kept.digest))
    assert document(again.assessed(left_out=out.left_out)) == document(
        thawed(again.text()).assessed(left_out=out.left_out)
    )


def test_what_was_tampered_with_is_told(out: Round) -> None:
    content, _ = seal("另一份")
    with pytest.raises(BrokenSealError, match="对不上"):
        unsealed(content, "0" * 64)


def test_figures_asked_as_known_when_they_were_frozen_are_the_frozen_ones(
    scoring: Round, lead: User
) -> None:
    kept = frozen_of(scoring)
    frozen_at = timezone.now()
    with journal(ledger("funds"), lead) as book:
        cells = {"年度": str(YEAR), "县": "990121000000", "指标文号": "补", "金额": "9.00"}
        book.add(cells, "990121000000")
    declare("funds", lead)
    assert kept
    again, now = figures(NOTICE, YEAR, frozen_at), figures(NOTICE, YEAR)
    assert [one.figures for one in again.bases] == [one.figures for one in kept.bases]
    assert [one.figures for one in now.bases] != [one.figures for one in kept.bases]


def test_a_later_record_opens_a_case_and_changes_nothing(scoring: Round, lead: User) -> None:
    with pytest.raises(ValidationError, match="没有使哪一项"):
        DecideCorrection(lead, scoring, "0" * 64, "不动").execute()
    before = text_of(assessment_of(scoring))
    with journal(ledger("training"), lead) as book:
        cells = {"年度": str(YEAR), "县": "990121000000", "班次名称": "补报", "培训人数": "30"}
        book.add(cells, "990121000000")
    declare("training", lead)
    digest, found = differences(scoring)
    assert {(one.place, one.item) for one in found} >= {("春山县", "办了就业培训")}
    with pytest.raises(ValidationError, match="记录又变了"):
        DecideCorrection(lead, scoring, "0" * 64, "不动").execute()
    kept = DecideCorrection(lead, scoring, digest, "核实后下一年度一并考虑").execute()
    assert kept.differences
    with pytest.raises(ValidationError, match="已经处理过"):
        DecideCorrection(lead, scoring, digest, "再处理").execute()
    assert text_of(assessment_of(scoring)) == before


def declare(ledger_id: str, by: User) -> None:
    for holder in holders(load(), ledger(ledger_id), ONE):
        Declaration.objects.create(
            ledger=ledger_id, holder=holder, start=date(YEAR, 1, 1), complete=True, by=by
        )


# What follows


def test_what_is_handed_back_is_struck_off_once(out: Round, lead: User, county: User) -> None:
    said = ("支出慢", "春山县人民政府", "按月调度")
    kind, due = Consequence.TALK, localdate() + timedelta(30)
    with pytest.raises(ValidationError, match="已经过了"):
        HandBack(lead, out, kind, ONE, *said, localdate() - timedelta(1)).execute()
    with pytest.raises(Refused):
        HandBack(county, out, kind, ONE, *said, due).execute()
    with pytest.raises(ValidationError, match="没有“某某县”"):
        HandBack(lead, out, kind, "某某县", *said, due).execute()
    kept = HandBack(lead, out, kind, "春山县", *said, due).execute()
    assert kept.place == ONE
    with pytest.raises(ValidationError, match="依据"):
        Strike(lead, kept, " ").execute()
    Strike(lead, kept, "已约谈").execute()
    with pytest.raises(ValidationError, match="已经销号"):
        Strike(lead, kept, "再销").execute()


def test_nothing_is_handed_back_before_the_result_is_out(objecting: Round, lead: User) -> None:
    with pytest.raises(ValidationError, match="公布以后"):
        HandBack(lead, objecting, Consequence.PROBLEM, ONE, "慢", "县", "改", localdate()).execute()


def test_what_people_did_is_never_changed(out: Round) -> None:
    for row in (Round.objects.get(), Step.objects.first(), FrozenBasis.objects.get()):
        assert row
        with pytest.raises(AppendOnlyError):
            row.delete()
    assert not Objection.objects.exists()
    assert not Handback.objects.exists()


# Who sees what


class TestRounds(PageCases):
    url = "/assessment/"
    ability = Ability.READ


@pytest.mark.parametrize("state", ["planned", "scoring", "objecting", "out"])
@pytest.mark.parametrize(
    ("role", "area", "place"),
    [("province", "", ONE), ("assessor", "", TWO), ("county", "990121000000", ONE),
     ("county", "990121000000", TWO), ("village", "990121100201", ONE)],
)  # fmt: skip
def test_who_sees_whose_points(
    state: str,
    role: str,
    area: str,
    place: str,
    request: pytest.FixtureRequest,
    client_of: ClientOf,
) -> None:
    found = request.getfixturevalue(state)
    client = client_of(role, area=area)
    assert client.get(f"/assessment/{found.pk}/").status_code == 200
    answered = client.get(f"/assessment/{found.pk}/places/{place}/").status_code
    every = role in ("province", "assessor")
    own = role == "county" and place == ONE and state != "scoring"
    assert answered == (200 if every or own or state == "out" else 404)


def test_the_order_of_all_is_seen_by_others_once_it_is_out(
    objecting: Round, client_of: ClientOf, lead: User, second: User
) -> None:
    client = client_of("county", area="990122000000")
    assert "春山县" not in client.get(f"/assessment/{objecting.pk}/").content.decode()
    Advance(lead, objecting).execute()
    result = ProposeResult(lead, objecting, "示考〔2025〕1号", DAY).execute()
    ConfirmResult(second, result, result.digest, agreed=True).execute()
    assert "春山县" in client.get(f"/assessment/{objecting.pk}/").content.decode()


def test_a_round_is_planned_and_scored_on_the_pages(client_of: ClientOf) -> None:
    province, assessor = client_of("province", area=""), client_of("assessor", area="")
    days = {state.value: day.isoformat() for state, day in CALENDAR.items()}
    said = {"notice": NOTICE, "year": YEAR, "allowed": "2", "left_out": "云坡县，中央已考核"}
    answer = province.post("/assessment/new/", {**said, **days})
    found = Round.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/assessment/{found.pk}/")
    assert found.left_out == {THREE: "中央已考核"}
    province.post(f"/assessment/{found.pk}/advance/")
    mark = {"points": "15", "reason": "走访 10 户", "evidence": "走访记录"}
    address = f"/assessment/{found.pk}/places/{ONE}/{ITEM}/mark/"
    assert assessor.post(address, mark).status_code == 302
    assert found.scorermarks.count() == 1
    assert client_of("county", area="990121000000").post(address, mark).status_code == 403


@pytest.mark.parametrize(
    ("left_out", "said"), [("无此县，理由", "没有“无此县”"), ("云坡县", "为什么不考核没有写")]
)
def test_a_county_left_out_needs_a_name_and_a_reason(
    left_out: str, said: str, client_of: ClientOf
) -> None:
    days = {state.value: day.isoformat() for state, day in CALENDAR.items()}
    given = {"notice": NOTICE, "year": YEAR, "allowed": "2", "left_out": left_out, **days}
    page = client_of("province", area="").post("/assessment/new/", given).content.decode()
    assert said in page
    assert not Round.objects.exists()


def test_a_published_result_is_written_into_the_ledgers_the_cards_name(out: Round) -> None:
    card = next(iter(assessment_of(out).cards))
    assert card.publishes
    rows = {one.data["县"][:6]: one.data for one in records_of(card.publishes.ledger)}
    scores = {one.code: one for one in assessment_of(out).counties}
    assert set(rows) == {ONE, TWO}
    for code, row in rows.items():
        assert row["年度"] == str(YEAR)
        assert row["通报文号"] == "示考〔2025〕1号"
        assert row.get("等次") == scores[code].grade
