"""A lead that is gone, or dismissed, ends no case as if somebody had looked."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from casework_cases import Act, UserOf, visit
from django.core.exceptions import ValidationError
from django.test import Client
from small_province import DAY, Province

from luoshi.casework.requirements import LOW_INCOME as NEEDS
from luoshi.pack import load
from luoshi.pack.endings import Ending
from luoshi.screening import RuleLeads, Screening
from luoshi.site.casework.actions.lead_intake import Received, receive_leads
from luoshi.site.casework.choices import CaseworkEvent
from luoshi.site.casework.presenters.feedback import told, told_leads
from luoshi.site.casework.services.national import monitored
from luoshi.site.casework.services.outcomes import Outcome
from luoshi.site.casework.services.report_cards import past, report_cards
from luoshi.site.casework.services.statistics import By, statistics
from luoshi.site.monitoring.actions.decisions import DismissLead, ReopenLead
from luoshi.site.monitoring.choices import Finding, State
from luoshi.site.monitoring.models import FlaggedHousehold, Lead
from luoshi.site.monitoring.services.publishing import publish
from luoshi.site.processes.choices import Mark
from luoshi.site.processes.models import Case
from luoshi.site.processes.policies import seen_cases
from luoshi.site.rights import scope_of

Usual = tuple[Province, Screening]
ClientOf = Callable[..., Client]

pytestmark = pytest.mark.usefixtures("in_round")
NEXT = DAY + timedelta(1)
VISITED = {"visited_on": NEXT, "visitor": "马支书"}


def case(household: str, process: str = "monitoring") -> Case:
    return Case.objects.filter(household=household, process=process).latest("pk")


def lead(household: str, rule: str = "dangerous-house") -> Lead:
    return Lead.objects.get(household__number=household, rule=rule)


def screened_without(usual: Usual, *rules: str, asked: bool = True) -> Received:
    """The next day's screening, in which some rules find nothing, or are not asked."""
    province, screening = usual

    def kept(one: RuleLeads) -> RuleLeads:
        return RuleLeads(one.parsed, one.rows.slice(0, 0)) if one.parsed.rule.id in rules else one

    leads = screening.leads if asked else []
    found = [kept(one) for one in leads]
    if not asked:
        found = [one for one in screening.leads if one.parsed.rule.id not in rules]
    publish(province.pack, replace(screening, as_of=NEXT, leads=tuple(found)), province.engine)
    return receive_leads(NEXT)


def outcome(user: object, household: str, rule: str = "dangerous-house") -> Outcome:
    leads = told_leads(scope_of(user)).filter(household__number=household, rule=rule)
    (one,) = told(load(), scope_of(user), leads)
    return one.outcome


class TestTheDataShowItNoLonger:
    def test_a_case_nobody_began_says_that_nobody_looked(
        self, usual: Usual, user_of: UserOf
    ) -> None:
        assert screened_without(usual, "dangerous-house") == Received(0, 0, lapsed=5)
        for process in ("monitoring", "house"):
            one = case("H2001", process)
            assert (one.stage, one.ending, one.closed_on) == ("silent", Ending.SILENT, NEXT)
            step = one.events.last()
            assert step is not None
            assert (step.move, step.by, step.on) == (CaseworkEvent.SILENT, None, NEXT)
        assert case("H1001").closed_on is None
        assert case("H1001", "house").stage == "silent"
        assert outcome(user_of("province"), "H2001") is Outcome.GONE
        card = next(
            one
            for one in report_cards(scope_of(user_of("province")))
            if one.rule.id == "dangerous-house"
        )
        assert (card.true, card.false, card.dismissed, card.gone, card.share) == (0, 0, 0, 3, None)

    def test_a_case_sent_out_stays_with_who_has_it_marked(
        self, usual: Usual, act: Act, client_of: ClientOf
    ) -> None:
        act(case("H2001"), "province", "dispatch", day=DAY)
        due = case("H2001").due_on
        assert screened_without(usual, "dangerous-house").marked == 1
        one = case("H2001")
        assert (one.stage, one.owner, one.due_on) == ("dispatched", "village", due)
        assert (one.mark, one.events.last().move) == (Mark.SILENT, CaseworkEvent.SILENT)  # type: ignore[union-attr]
        client = client_of("village", area=one.village)
        for address in ("/cases/", f"/cases/{one.pk}/", "/cases/?tab=all&mark=silent"):
            assert "数据不再显示</span>" in client.get(address).content.decode(), address
        assert screened_without(usual, "dangerous-house") == Received(0, 0, 0)

    def test_what_shows_again_takes_the_mark_off_or_opens_anew(
        self, usual: Usual, act: Act
    ) -> None:
        act(case("H2001"), "province", "dispatch", day=DAY)
        screened_without(usual, "dangerous-house")
        first = case("H1002")
        assert screened_without(usual).opened == 4
        assert (case("H2001").mark, case("H2001").stage) == ("", "dispatched")
        assert case("H2001").events.last().move == CaseworkEvent.SHOWN  # type: ignore[union-attr]
        assert (case("H1002").stage, case("H1002").pk > first.pk) == ("lead", True)

    def test_a_rule_that_was_not_asked_marks_its_leads_only(
        self, usual: Usual, client_of: ClientOf
    ) -> None:
        assert screened_without(usual, "dangerous-house", asked=False) == Received(0, 0, 0)
        assert (lead("H2001").state, lead("H2001").unasked) == (State.OPEN, True)
        page = client_of("province").get(f"/leads/households/{lead('H2001').household_id}/")
        assert "没有再比对" in page.content.decode()
        screened_without(usual)
        assert not lead("H2001").unasked

    def test_what_was_found_true_stays_true(self, usual: Usual, act: Act, user_of: UserOf) -> None:
        act(case("H2001"), "province", "dispatch", day=DAY)
        seen = {"入户日期": str(DAY), "致贫返贫风险": "因安全住房"}
        act(case("H2001"), "province", "verify", cells=seen, day=DAY)
        screened_without(usual, "dangerous-house")
        assert (case("H2001").stage, case("H2001").mark) == ("verified", Mark.SILENT)
        assert outcome(user_of("province"), "H2001") is Outcome.TRUE

    def test_what_comes_up_again_after_its_case_is_looked_at_anew(
        self, usual: Usual, act: Act
    ) -> None:
        graded = {"鉴定日期": str(DAY), "鉴定等级": "C"}
        act(case("H1002", "house"), "province", "grade", cells=graded, day=DAY)
        screened_without(usual, "dangerous-house")
        assert (lead("H1002").state, lead("H1002").finding) == (State.GONE, Finding.TRUE)
        screened_without(usual)
        assert (lead("H1002").state, lead("H1002").finding) == (State.TAKEN, Finding.TRUE)
        screened_without(usual, "dangerous-house")
        act(case("H1002", "house"), "province", "refuse", reason="不符合条件", day=NEXT)
        screened_without(usual)
        assert (lead("H1002").state, lead("H1002").finding) == (State.OPEN, "")
        assert case("H1002", "house").stage == "found"

    def test_a_case_somebody_asked_for_never_ends_by_itself(self, usual: Usual) -> None:
        Case.objects.filter(household="H2001").update(source="report")
        assert screened_without(usual, "dangerous-house").marked == 2
        assert {case("H2001").stage, case("H2001", "house").stage} == {"lead", "found"}


class TestDismissed:
    @pytest.mark.parametrize(
        ("rule", "process", "solved"),
        [("dangerous-house", "house", "safe"), ("out-of-school", "dropout", "false-alarm")],
    )
    def test_wrong_data_makes_no_house_safe_and_no_child_a_pupil(
        self, rule: str, process: str, solved: str, user_of: UserOf
    ) -> None:
        DismissLead(lead("H1001", rule), user_of("county"), "wrong_data", "查过了").execute()
        one = case("H1001", process)
        assert (one.stage, one.ending) == ("excluded", Ending.DISMISSED)
        assert one.stage != solved
        step = one.events.last()
        assert step is not None
        assert (step.move, step.reason, step.note) == (
            CaseworkEvent.LEAD_DISMISSED,
            "部门数据有误",
            "查过了",
        )
        others = Case.objects.filter(household="H1001").exclude(process=process)
        assert not others.exclude(closed_on=None).exists()
        assert outcome(user_of("county"), "H1001", rule) is Outcome.DISMISSED

    def test_the_only_lead_takes_its_cases_with_it(self, user_of: UserOf) -> None:
        DismissLead(lead("H1002"), user_of("county"), "wrong_data").execute()
        assert {case("H1002").stage, case("H1002", "house").stage} == {"excluded"}
        assert not seen_cases(scope_of(user_of("township"))).filter(
            household="H1002", closed_on=None
        )

    def test_a_case_begun_is_asked_about(
        self, act: Act, user_of: UserOf, client_of: ClientOf
    ) -> None:
        act(case("H1002"), "province", "dispatch", day=DAY)
        DismissLead(lead("H1002"), user_of("county"), "wrong_data").execute()
        one = case("H1002")
        assert (one.stage, one.mark) == ("dispatched", Mark.DISMISSED)
        shown = client_of("village", area=one.village).get(f"/cases/{one.pk}/").content.decode()
        assert "线索已排除" in shown
        assert "由村级办理" in shown.replace("<b>", "").replace("</b>", "")

    def test_a_visit_told_at_the_lead_is_one_told_at_the_case(self, user_of: UserOf) -> None:
        DismissLead(lead("H1002"), user_of("county"), "no_hardship", **VISITED).execute()
        one = case("H1002")
        assert (one.stage, one.ending) == ("dismissed", Ending.SOUND)
        assert one.facts == {"入户日期": NEXT.isoformat(), "入户人": "马支书"}
        assert case("H1002", "house").stage == "excluded"
        assert outcome(user_of("county"), "H1002") is Outcome.FALSE
        assert lead("H1002").looked_on == NEXT

    def test_a_lead_that_waits_again_has_a_case(self, user_of: UserOf) -> None:
        county = user_of("county")
        DismissLead(lead("H1002"), county, "wrong_data").execute()
        ReopenLead(lead("H1002"), county).execute()
        assert {case("H1002").stage, case("H1002", "house").stage} == {"lead", "found"}
        assert (lead("H1002").finding, lead("H1002").looked_on) == ("", None)

    def test_one_cases_end_is_not_anothers(self, act: Act, user_of: UserOf) -> None:
        """The household was visited; the house is graded nevertheless."""
        said = {"reason": "入户核实，生活不受影响", "note": "问过了"}
        act(case("H2001"), "province", "dismiss", cells=visit(DAY), **said, day=DAY)
        assert (case("H2001").stage, case("H2001", "house").stage) == ("dismissed", "found")
        assert (lead("H2001").state, lead("H2001").finding) == (State.TAKEN, Finding.FALSE)
        assert receive_leads(NEXT) == Received(0, 0, 0)
        graded = {"鉴定日期": str(DAY), "鉴定等级": "D"}
        act(case("H2001", "house"), "province", "grade", cells=graded, day=NEXT)
        assert (lead("H2001").state, lead("H2001").finding) == (State.TAKEN, Finding.TRUE)
        assert outcome(user_of("province"), "H2001") is Outcome.TRUE

    def test_the_last_case_dismisses_the_lead(self, act: Act) -> None:
        said = {"reason": "入户核实，生活不受影响", "note": "问过了"}
        act(case("H2001"), "province", "dismiss", cells=visit(DAY), **said, day=DAY)
        graded = {"鉴定日期": str(DAY), "鉴定人": "李工", "鉴定等级": "B"}
        end = {"reason": "部门数据有误", "note": "现场看是B级"}
        act(case("H2001", "house"), "province", "safe", cells=graded, **end, day=NEXT)
        assert lead("H2001").state == State.DISMISSED
        assert receive_leads(NEXT) == Received(0, 0, 0)


class TestAVisit:
    @pytest.mark.parametrize(
        ("told", "words"),
        [
            ({}, "请填入户日期和入户人"),
            ({"visited_on": NEXT}, "请填入户日期和入户人"),
            ({"visitor": "马支书"}, "请填入户日期和入户人"),
            ({"visited_on": NEXT, "visitor": " "}, "请填入户日期和入户人"),
            ({"visited_on": DAY - timedelta(1), "visitor": "马支书"}, "早于线索发现"),
            ({"visited_on": date(2999, 1, 1), "visitor": "马支书"}, "晚于今天"),
            ({"visited_on": NEXT, "visitor": "马" * 65}, "最多 64 字"),
        ],
    )
    def test_nobody_says_visited_who_was_not(
        self, told: dict[str, object], words: str, user_of: UserOf
    ) -> None:
        with pytest.raises(ValidationError, match=words):
            DismissLead(lead("H1002"), user_of("county"), "no_hardship", **told).execute()  # type: ignore[arg-type]
        assert lead("H1002").state == State.OPEN

    def test_the_page_asks_for_it(self, client_of: ClientOf) -> None:
        client, one = client_of("county"), lead("H1002")
        close = f"/leads/{one.pk}/close/"
        page = client.post(close, {"reason": "no_hardship"}, follow=True).content.decode()
        assert "请填入户日期和入户人" in page
        said = {"reason": "no_hardship", "visited_on": "昨天", "visitor": "马支书"}
        assert "不是日期" in client.post(close, said, follow=True).content.decode()
        page = client.post(close, said | {"visited_on": str(NEXT)}, follow=True).content.decode()
        assert "马支书入户" in page
        assert lead("H1002").state == State.DISMISSED

    @pytest.mark.parametrize("cells", [{}, {"入户日期": str(DAY)}, {"入户人": "马支书"}])
    def test_a_case_is_found_harmless_by_who_was_there(
        self, cells: dict[str, str], act: Act
    ) -> None:
        with pytest.raises(ValidationError, match=r"入户人|入户日期"):
            act(case("H1002"), "county", "dismiss", cells=cells, reason="问题已经解决", day=DAY)

    def test_who_was_there_before_the_lead_did_not_look_at_it(self, act: Act) -> None:
        said = {"reason": "问题已经解决", "day": DAY}
        early = visit(DAY - timedelta(1))
        with pytest.raises(ValidationError, match="还没有2025-06-30发现的线索"):
            act(case("H1002"), "county", "dismiss", cells=early, **said)
        assert act(case("H1002"), "county", "dismiss", cells=visit(DAY), **said).closed_on == DAY

    def test_what_nobody_looked_at_is_no_false_alarm(self, act: Act, user_of: UserOf) -> None:
        act(case("H1002"), "county", "exclude", reason="部门数据有误", day=DAY)
        act(case("H1002", "house"), "province", "exclude", reason="部门数据有误", day=DAY)
        assert case("H1002").ending == Ending.DISMISSED
        assert outcome(user_of("county"), "H1002") is Outcome.DISMISSED
        known = past(scope_of(user_of("county")), "dangerous-house")
        assert known == {Outcome.TRUE: set(), Outcome.FALSE: set()}


class TestRed:
    def test_a_red_lead_is_not_dismissed_without_a_word(
        self, user_of: UserOf, act: Act, client_of: ClientOf
    ) -> None:
        with pytest.raises(ValidationError, match="红色线索"):
            DismissLead(lead("H2001"), user_of("province"), "wrong_data").execute()
        with pytest.raises(ValidationError, match="红色线索"):
            act(case("H2001"), "province", "exclude", reason="部门数据有误", day=DAY)
        page = client_of("province").get(f"/cases/{case('H2001').pk}/").content.decode()
        assert 'name="reason"' not in page
        act(case("H2001"), "province", "exclude", reason="部门数据有误", note="查过", day=DAY)
        assert case("H2001").ending == Ending.DISMISSED

    def test_an_orange_one_is(self, user_of: UserOf) -> None:
        DismissLead(lead("H1002"), user_of("county"), "wrong_data").execute()
        assert lead("H1002").state == State.DISMISSED


class TestOneState:
    def test_who_was_visited_is_not_listed_as_waiting(self, act: Act, client_of: ClientOf) -> None:
        act(case("H1002"), "county", "dispatch", day=DAY)
        assert lead("H1002").state == State.OPEN
        seen = {"入户日期": str(DAY), "致贫返贫风险": "因安全住房"}
        act(case("H1002"), "province", "verify", cells=seen, day=DAY)
        assert (lead("H1002").state, lead("H1002").finding) == (State.TAKEN, Finding.TRUE)
        client = client_of("county")
        assert "H1002" not in client.get("/leads/").content.decode()
        assert "H1002" in client.get("/leads/?state=taken").content.decode()
        assert FlaggedHousehold.objects.get(number="H1002").open_leads == 0

    def test_what_is_being_handled_is_closed_where_it_is_handled(
        self, act: Act, user_of: UserOf, client_of: ClientOf
    ) -> None:
        act(case("H1002"), "province", "dispatch", day=DAY)
        seen = {"入户日期": str(DAY), "致贫返贫风险": "因安全住房"}
        act(case("H1002"), "province", "verify", cells=seen, day=DAY)
        with pytest.raises(ValidationError, match="请到事项里办结"):
            DismissLead(lead("H1002"), user_of("county"), "wrong_data").execute()
        page = client_of("county").get(f"/leads/households/{lead('H1002').household_id}/")
        assert "到事项里办结" in page.content.decode()

    def test_a_household_leads_to_its_cases_first(self, client_of: ClientOf) -> None:
        address = f"/leads/households/{lead('H1002').household_id}/"
        page = client_of("county").get(address).content.decode()
        link = f'href="/cases/{case("H1002").pk}/">去办理</a>'
        assert page.index(link) < page.index("只排除这条线索")
        assert f'href="/cases/{case("H1002", "house").pk}/">看事项</a>' in page
        other = client_of("department", unit="住房城乡建设厅").get(address).content.decode()
        assert f'href="/cases/{case("H1002", "house").pk}/">去办理</a>' in other
        assert f"/cases/{case('H1002').pk}/" not in other

    def test_a_lead_sent_back_to_a_first_look_waits_again(self, act: Act) -> None:
        graded = {"鉴定日期": str(DAY), "鉴定等级": "C"}
        act(case("H1002", "house"), "province", "grade", cells=graded, day=DAY)
        assert lead("H1002").state == State.TAKEN
        act(case("H1002", "house"), "province", "regrade", note="等级不对", day=DAY)
        assert lead("H1002").state == State.OPEN

    def test_a_new_screening_leaves_it_with_who_has_it(self, usual: Usual, act: Act) -> None:
        graded = {"鉴定日期": str(DAY), "鉴定等级": "C"}
        act(case("H1002", "house"), "province", "grade", cells=graded, day=DAY)
        assert screened_without(usual) == Received(0, 0, 0)
        assert (lead("H1002").state, lead("H1002").finding) == (State.TAKEN, Finding.TRUE)


def test_statistics_add_up_by_what_cases_came_to(
    usual: Usual, act: Act, user_of: UserOf, client_of: ClientOf
) -> None:
    act(case("H1002"), "county", "exclude", reason="部门数据有误", day=DAY)
    screened_without(usual, "dangerous-house")
    mine = seen_cases(scope_of(user_of("province"))).exclude(process=NEEDS)
    (line,) = statistics(mine, By.AREA, 0)
    assert line.endings == {Ending.DISMISSED: 1, Ending.SILENT: 4}
    assert line.standing + sum(line.endings.values()) == mine.count()
    assert not monitored(scope_of(user_of("province"))).exists()
    page = client_of("province").get("/cases/statistics/").content.decode()
    assert "ending=silent" in page
    assert "数据不再显示，未核实" in page
