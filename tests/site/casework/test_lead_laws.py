"""All paths of leads: whatever the data show and whoever decides, nothing is said nobody found."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import ClassVar

import pyarrow as pa
import pytest
from casework_cases import make_ready, said
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from small_province import DAY, Province
from tried import tried

from luoshi.pack.endings import LOOKED, Ending
from luoshi.pack.processes import Phase
from luoshi.screening import RuleLeads, Screening
from luoshi.site.accounts.models import User
from luoshi.site.casework.actions.lead_intake import receive_leads
from luoshi.site.casework.actions.lead_ties import leads_of
from luoshi.site.casework.choices import BY_ITSELF
from luoshi.site.casework.services.outcomes import Outcome
from luoshi.site.casework.services.report_cards import report_cards
from luoshi.site.casework.services.statistics import By, statistics
from luoshi.site.monitoring.actions.decisions import DismissLead, ReopenLead
from luoshi.site.monitoring.choices import LIVE, VISITED, Reason, State
from luoshi.site.monitoring.models import Lead
from luoshi.site.monitoring.services.decided_facts import decisions
from luoshi.site.monitoring.services.publishing import publish
from luoshi.site.processes.actions.moves import MakeMove
from luoshi.site.processes.choices import Mark, Source
from luoshi.site.processes.models import Case
from luoshi.site.processes.policies import seen_cases
from luoshi.site.rights import scope_of

UNSOLVED = (Ending.DISMISSED, Ending.SILENT)


class Leads(RuleBasedStateMachine):
    """Data come and go, rules cannot be asked, people decide on leads and handle cases."""

    usual: ClassVar[tuple[Province, Screening]]

    @initialize()
    def begin(self) -> None:
        self.today = DAY
        self.user = User.objects.create(username=f"all-{id(self)}", role="province")
        self.screened({one.parsed.rule.id for one in self.usual[1].leads}, set())

    def screened(self, asked: set[str], hidden: set[tuple[str, str]]) -> None:
        """Screen again: only some rules could be asked, and some facts show no longer."""
        province, screening = self.usual
        leads = [one for one in screening.leads if one.parsed.rule.id in asked]
        shown = tuple(_without(one, hidden) for one in leads)
        quiet = tuple(one.unless_decided(decisions(), 1) for one in shown)  # type: ignore[arg-type]
        publish(province.pack, replace(screening, as_of=self.today, leads=quiet), province.engine)
        receive_leads(self.today)

    @rule(data=st.data(), days=st.integers(0, 40))
    def it_is_screened_again(self, data: st.DataObject, days: int) -> None:
        self.today += timedelta(days)
        rules = sorted({one.parsed.rule.id for one in self.usual[1].leads if len(one)})
        others = {one.parsed.rule.id for one in self.usual[1].leads} - set(rules)
        asked = data.draw(st.sets(st.sampled_from(rules), min_size=2), label="asked")
        facts = sorted(Lead.objects.values_list("rule", "fact"))
        hidden = data.draw(st.sets(st.sampled_from(facts)), label="hidden")
        self.screened(asked | others, hidden)

    @rule(data=st.data(), reason=st.sampled_from(Reason), visited=st.booleans())
    def a_lead_is_dismissed(self, data: st.DataObject, reason: Reason, visited: bool) -> None:
        lead = data.draw(st.sampled_from(list(Lead.objects.order_by("pk"))), label="lead")
        told = {"visited_on": lead.first_seen, "visitor": "马支书"} if visited else {}
        allowed = lead.state == State.OPEN and (visited or reason not in VISITED)
        with expected(allowed):
            DismissLead(lead, self.user, reason, "问过了", **told).execute()  # type: ignore[arg-type]

    @rule(data=st.data())
    def a_lead_waits_again(self, data: st.DataObject) -> None:
        lead = data.draw(st.sampled_from(list(Lead.objects.order_by("pk"))), label="lead")
        with expected(lead.state == State.DISMISSED):
            ReopenLead(lead, self.user).execute()

    @rule(data=st.data())
    def somebody_handles_a_case(self, data: st.DataObject) -> None:
        cases = list(Case.objects.filter(closed_on=None).order_by("pk"))
        if not cases:
            return
        case = data.draw(st.sampled_from(cases), label="case")
        process = self.usual[0].pack.processes[case.process]
        moves = [move for move in process.moves if case.stage in move.origins]
        move = data.draw(st.sampled_from(moves), label="move")
        make_ready(case, self.today)
        told = said(process, move, self.today) | {"note": "看过了"}
        with expected(None):
            MakeMove(case, self.user, move.id, **told).execute()

    @invariant()
    def no_case_ends_by_silence(self) -> None:
        """What ended by itself had not been begun, and says that nobody looked."""
        for case in Case.objects.exclude(closed_on=None):
            steps = list(case.events.all())
            last = next(step for step in reversed(steps) if step.before != step.after)
            process = self.usual[0].pack.processes[case.process]
            if last.move in process.move:
                assert last.by is not None
            else:
                assert all(step.move in BY_ITSELF for step in steps)
                assert case.source == Source.RULE
                assert case.ending in UNSOLVED or _was_visited(last.data)

    @invariant()
    def nothing_is_found_by_who_did_not_look(self) -> None:
        for case in Case.objects.filter(ending=Ending.SOUND):
            visit = self.usual[0].pack.processes[case.process].visit
            assert visit is None or all(case.facts.get(name) for name in visit.fields)
        for lead in Lead.objects.all():
            assert bool(lead.finding) == (lead.looked_on is not None)
            cases = Case.objects.filter(ties__lead=lead)
            looked = cases.exclude(confirmed_on=None) | cases.filter(ending__in=LOOKED)
            visited = lead.decisions.exclude(visited_on=None)
            followed = cases.filter(events__data__has_key="有新变化")
            assert not lead.finding or looked.exists() or visited.exists() or followed.exists()

    @invariant()
    def a_lead_and_its_cases_are_one_state(self) -> None:
        for lead in Lead.objects.all():
            standing = Case.objects.filter(ties__lead=lead, closed_on=None)
            begun = standing.exclude(phase=Phase.LEAD).exists()
            if lead.state in LIVE:
                assert standing.exists()
                answered = lead.ties.filter(answered=True).exists() and lead.finding
                assert (lead.state == State.TAKEN) == bool(begun or answered)

    @invariant()
    def a_mark_says_that_no_lead_is_left(self) -> None:
        for case in Case.objects.filter(closed_on=None).exclude(ties=None):
            left = leads_of(case).filter(state__in=LIVE).exists()
            assert left == (case.mark == "")
            assert case.mark in ("", *Mark.values)

    @invariant()
    def history_is_whole(self) -> None:
        for case in Case.objects.all():
            steps = list(case.events.all())
            assert [step.number for step in steps] == list(range(1, case.version + 1))
            assert all(after.before == before.after for before, after in pairwise(steps))
            assert steps[-1].after == case.stage
            fields = self.usual[0].pack.processes[case.process].field
            folded = {name: told for step in steps for name, told in step.data.items()}
            assert case.facts == {n: told for n, told in folded.items() if n in fields}

    @invariant()
    def numbers_add_up(self) -> None:
        if not hasattr(self, "user"):
            return
        mine = seen_cases(scope_of(self.user))
        lines = statistics(mine, By.AREA, 0)
        assert sum(one.standing + sum(one.endings.values()) for one in lines) == mine.count()
        assert all(one.closed == sum(one.endings.values()) for one in lines)
        cards = report_cards(scope_of(self.user))
        assert sum(card.leads for card in cards) == Lead.objects.count()
        looked = sum(getattr(card, one) for card in cards for one in (Outcome.TRUE, Outcome.FALSE))
        assert looked == Lead.objects.exclude(looked_on=None).count()


def _without(leads: RuleLeads, hidden: set[tuple[str, str]]) -> RuleLeads:
    facts = leads.rows["fact"].to_pylist()
    keep = [(leads.parsed.rule.id, fact) not in hidden for fact in facts]
    return RuleLeads(leads.parsed, leads.rows.filter(pa.array(keep, pa.bool_())))


def _was_visited(data: dict[str, str]) -> bool:
    return bool(data.get("入户日期") and data.get("入户人"))


@contextmanager
def expected(allowed: bool | None) -> Iterator[None]:
    """What is not allowed is told why, and changes nothing; None: either may be."""
    try:
        with transaction.atomic():
            yield
    except ValidationError:
        assert not allowed
    else:
        assert allowed is not False


@pytest.mark.django_db
def test_whatever_the_data_show_the_laws_hold(usual: tuple[Province, Screening]) -> None:
    class Isolated(Leads):
        def __init__(self) -> None:
            self.usual = usual  # type: ignore[misc]
            super().__init__()
            self.point = transaction.savepoint()

        def teardown(self) -> None:
            transaction.savepoint_rollback(self.point)

    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Isolated,
        settings=tried(
            8,
            stateful_step_count=14,
            suppress_health_check=list(HealthCheck),
        ),
    )
