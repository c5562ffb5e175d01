"""Report cards of rules, and trying other thresholds."""

from collections.abc import Callable
from pathlib import Path

import pytest
from casework_cases import Act, UserOf, visit
from django.test import Client
from rights_cases import PageCases
from small_province import DAY, built, claim

from luoshi.areas import Level
from luoshi.pack import load
from luoshi.screening.report_card import ReportCard
from luoshi.screening.threshold_trial import Trial, knobs
from luoshi.site.casework.services.report_cards import report_cards
from luoshi.site.casework.services.trials import trial
from luoshi.site.monitoring.models import Lead
from luoshi.site.processes.models import Case
from luoshi.site.rights import Ability, scope_of

pytestmark = pytest.mark.usefixtures("in_round")

ClientOf = Callable[..., Client]


def case(household: str) -> Case:
    return Case.objects.get(process="monitoring", household=household)


def verify(act: Act, household: str) -> None:
    act(case(household), "province", "dispatch", day=DAY)
    cells = {"入户日期": str(DAY), "致贫返贫风险": "因安全住房"}
    act(case(household), "province", "verify", cells=cells, day=DAY)


def dismiss(act: Act, household: str) -> None:
    said = {"reason": "问题已经解决", "note": "搬进新房了"}
    act(case(household), "province", "dismiss", cells=visit(DAY), **said, day=DAY)


def card(user: object, rule: str = "dangerous-house") -> ReportCard:
    return next(one for one in report_cards(scope_of(user)) if one.rule.id == rule)


def test_a_card_tells_what_came_of_the_leads(act: Act, user_of: UserOf) -> None:
    leads = Lead.objects.filter(rule="dangerous-house").count()
    before = card(user_of("province"))
    assert (before.leads, before.true, before.false, before.waiting) == (leads, 0, 0, leads)
    assert (before.share, before.visits) == (None, None)
    verify(act, "H1001")
    dismiss(act, "H2001")
    after = card(user_of("province"))
    assert (after.true, after.false, after.waiting) == (1, 1, leads - 2)
    assert (after.share, after.visits, after.days) == (0.5, 2.0, 0)


def test_a_county_is_judged_by_its_own(act: Act, user_of: UserOf) -> None:
    dismiss(act, "H2001")
    assert card(user_of("county")).false == 0
    assert card(user_of("county", area="640423000000")).false == 1


def test_a_department_sees_its_own_rules(user_of: UserOf) -> None:
    user = user_of("department", unit="住房城乡建设厅")
    assert {one.rule.sender for one in report_cards(scope_of(user))} == {"住房城乡建设厅"}


def ask(user: object, **asked: str) -> Trial:
    moved = knobs("medical-burden", DAY, asked)
    return trial(scope_of(user), "medical-burden", DAY, moved, Level.COUNTY)


def threshold() -> str:
    """The share of income from which the rule fires at all."""
    return min(
        (knob for knob in knobs("medical-burden", DAY, {})),
        key=lambda knob: float(knob.value.value),
    ).parameter.id


def test_a_higher_threshold_loses_past_true_cases(act: Act, user_of: UserOf) -> None:
    user = user_of("province")
    verify(act, "H1001")
    now = ask(user)
    assert (now.now, now.tried, now.true, now.lost) == (1, 1, 1, 0)
    everything = {knob.parameter.id: "999999999" for knob in knobs("medical-burden", DAY, {})}
    none = ask(user, **everything)
    assert (none.now, none.tried, none.caught, none.lost) == (1, 0, 0, 1)


@pytest.mark.parametrize("text", ["很多", "1e999999999", "NaN", "Infinity", "9" * 5000])
def test_what_is_no_number_is_not_tried(text: str, user_of: UserOf) -> None:
    assert ask(user_of("province"), **{threshold(): text}).tried == 1


def test_a_new_delivery_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, user_of: UserOf
) -> None:
    province, _ = built(tmp_path)
    monkeypatch.setenv("LUOSHI_HOME", str(tmp_path))
    user, lower = user_of("province"), {threshold(): "0.1"}
    assert ask(user, **lower).now == 1
    province.store("medical_claims", claim(3, 300_000) | {"证件号码": "杨玉兰"})
    after = ask(user, **lower)
    assert (after.now, after.tried) == (2, 2)


def test_a_year_is_no_threshold() -> None:
    moved = {knob.parameter.id for knob in knobs("uninsured", DAY, {"insurance_year": "2000"})}
    assert moved == {"newborn_months"}


def test_a_trial_tells_no_other_county(user_of: UserOf) -> None:
    other = ask(user_of("county", area="640423000000"))
    assert (other.now, other.places) == (0, ())


class TestCards(PageCases):
    url = "/cases/rules/"
    ability = Ability.READ


def test_the_trial_page_changes_nothing(client_of: ClientOf) -> None:
    before = list(Lead.objects.values_list("rule", "fact", "state"))
    page = client_of("county").get(f"/cases/rules/medical-burden/?{threshold()}=99999")
    assert "试调后" in page.content.decode()
    assert list(Lead.objects.values_list("rule", "fact", "state")) == before


def test_a_threshold_that_cannot_be_asked_is_told(client_of: ClientOf) -> None:
    months = next(
        (rule, knob)
        for rule in load().rules
        for knob in knobs(rule, DAY, {})
        if knob.parameter.unit == "月" and "months_before" in str(load().rules[rule].model_dump())
    )
    url = f"/cases/rules/{months[0]}/?{months[1].parameter.id}=3.3"
    page = client_of("county").get(url).content.decode()
    assert "这样调问不出结果" in page
    assert "整数" in page


def test_a_rule_that_is_not_the_readers_is_not_found(client_of: ClientOf) -> None:
    client = client_of("department", unit="教育厅")
    assert client.get("/cases/rules/medical-burden/").status_code == 404
    assert client.get("/cases/rules/nothing/").status_code == 404
