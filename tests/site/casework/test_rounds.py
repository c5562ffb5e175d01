"""From a round of screening to cases, and what becomes of them when leads are dismissed."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from casework_cases import Act, visit
from small_province import DAY

from luoshi.site.accounts.models import User
from luoshi.site.casework.actions.lead_intake import Received, receive_leads
from luoshi.site.casework.actions.lead_ties import leads_of
from luoshi.site.casework.choices import CaseworkEvent
from luoshi.site.casework.services.rounds import run_round
from luoshi.site.monitoring.actions.decisions import DismissLead
from luoshi.site.monitoring.choices import State
from luoshi.site.monitoring.models import Lead
from luoshi.site.processes.choices import Source
from luoshi.site.processes.models import Case
from luoshi.site.processes.services.opening import Subject, open_case

pytestmark = [pytest.mark.db, pytest.mark.usefixtures("usual", "db")]


def households() -> list[str]:
    cases = Case.objects.filter(process="monitoring", closed_on=None)
    return sorted(cases.values_list("household", flat=True))


def test_every_flagged_household_gets_one_case() -> None:
    done = run_round(DAY, on=DAY)
    flagged = set(Lead.objects.values_list("household__number", flat=True))
    assert set(households()) == flagged
    assert done.received.opened + done.needs.opened == Case.objects.count()
    case = Case.objects.get(process="monitoring", household="H1001")
    assert set(leads_of(case)) == set(Lead.objects.filter(household__number="H1001"))
    assert (case.stage, case.source, case.opened_on) == ("lead", Source.RULE, DAY)


def test_the_same_round_again_changes_nothing() -> None:
    run_round(DAY, on=DAY)
    assert run_round(DAY, on=DAY).received == Received(0, 0, 0)


@pytest.mark.usefixtures("in_round")
def test_a_case_opened_in_bulk_is_as_one_opened_alone() -> None:
    bulk = Case.objects.get(process="monitoring", household="H2001")
    subject = Subject(bulk.village, "ELSE", bulk.head)
    alone, _ = open_case("monitoring", subject, Source.RULE, DAY, about=bulk.about)
    differ = {"id", "_state", "household", "subject"}
    alike = [{k: v for k, v in vars(one).items() if k not in differ} for one in (bulk, alone)]
    assert alike[0] == alike[1]
    steps = [
        [(s.number, s.move, s.before, s.after, s.on, s.note) for s in one.events.all()]
        for one in (bulk, alone)
    ]
    assert steps[0] == steps[1]


@pytest.mark.usefixtures("in_round")
def test_a_new_lead_joins_the_standing_case() -> None:
    case = Case.objects.get(process="monitoring", household="H1001")
    lead = leads_of(case).first()
    assert lead is not None
    assert lead is not None
    case.ties.get(lead=lead).delete()
    assert receive_leads(DAY + timedelta(1)).added == 1
    case.refresh_from_db()
    assert lead in leads_of(case)
    assert case.events.last().move == CaseworkEvent.LEAD_ADDED  # type: ignore[union-attr]


@pytest.mark.usefixtures("in_round")
def test_dismissing_the_last_lead_ends_the_case_as_dismissed(
    user_of: Callable[..., User],
) -> None:
    case = Case.objects.get(process="monitoring", household="H1001")
    for lead in leads_of(case):
        case.refresh_from_db()
        assert case.closed_on is None
        DismissLead(lead, user_of("county"), "solved", "都办了").execute()
    case.refresh_from_db()
    assert (case.stage, case.events.last().move) == ("excluded", CaseworkEvent.LEAD_DISMISSED)  # type: ignore[union-attr]


@pytest.mark.usefixtures("in_round")
def test_a_case_found_harmless_quiets_its_leads(act: Act) -> None:
    case = Case.objects.get(process="monitoring", household="H1001")
    said = {"reason": "问题已经解决", "note": "都办了"}
    act(case, "county", "dismiss", cells=visit(DAY), **said, day=DAY)
    leads = Lead.objects.filter(household__number="H1001")
    others = leads.filter(ties__case__closed_on=None)
    assert {lead.rule for lead in others} == {"dangerous-house", "out-of-school"}
    assert {lead.state for lead in others} == {State.TAKEN}
    assert {lead.state for lead in leads.exclude(pk__in=others)} == {State.DISMISSED}
    run_round(date(2025, 7, 1), on=date(2025, 7, 1))
    assert not Case.objects.filter(process="monitoring", household="H1001", closed_on=None).exists()


@pytest.mark.usefixtures("in_round")
def test_a_case_that_was_visited_does_not_lapse(act: Act) -> None:
    case = act(Case.objects.get(process="monitoring", household="H2001"), "province", "dispatch")
    seen = {"入户日期": "2025-06-30", "致贫返贫风险": "因安全住房"}
    act(case, "province", "verify", cells=seen, day=DAY)
    Lead.objects.all().update(state=State.GONE)
    receive_leads(DAY + timedelta(1))
    case.refresh_from_db()
    assert case.stage == "verified"
