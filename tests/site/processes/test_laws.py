"""All paths: whatever anybody does in whatever order, no household is lost and no law broken."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID, uuid4

import pytest
from casework_cases import LONG, TODAY, UNNUMBERED, VILLAGE, make_ready, said, ways_from
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
from tried import tried

from luoshi.casework import Rules
from luoshi.pack import load
from luoshi.pack.processes import Direction, Move, Phase, Process
from luoshi.site.accounts.models import User
from luoshi.site.casework.choices import CaseworkEvent
from luoshi.site.processes.actions.moves import ConflictError, MakeMove
from luoshi.site.processes.choices import EventKind, Source
from luoshi.site.processes.models import Case, Event
from luoshi.site.processes.policies import my_cases
from luoshi.site.processes.services.opening import Subject, open_case
from luoshi.site.rights import Refused, scope_of
from luoshi.warehouse.schema import About

pytestmark = pytest.mark.db

AREAS = {
    "county": VILLAGE[:6] + "000000",
    "township": VILLAGE[:9] + "000",
    "village": VILLAGE,
    "department": "",
}
OTHERS = {
    "county": "640423000000",
    "township": "640422101000",
    "village": "640422100202",
    "department": "640423000000",
}
"""Where each role's account stands, and where one of its like elsewhere does."""
HOUSEHOLDS = ("H1", "H2", "H3")
PACK = load()
RULES = Rules(PACK)
TOLD = (EventKind.TOLD_AGAIN, CaseworkEvent.LEAD_ADDED)


class Moves(RuleBasedStateMachine):
    """County, township, village and department act on three households, rightly and wrongly."""

    process: Process
    users: dict[str, User]
    strangers: dict[str, User]

    @initialize()
    def begin(self) -> None:
        self.today = TODAY
        self.opened: set[str] = set()
        self.unit = self.process.unit or "民政厅"
        self.users = {role: self._user(role, area) for role, area in AREAS.items()}
        self.strangers = {role: self._user(role, area) for role, area in OTHERS.items()}

    def _user(self, role: str, area: str) -> User:
        unit = self.unit if role == "department" else ""
        name = f"{role}{area}-{id(self)}"
        return User.objects.create(username=name, role=role, area=area, unit=unit)

    @rule(household=st.sampled_from(HOUSEHOLDS))
    def something_is_heard(self, household: str) -> None:
        person = HOUSEHOLDS.index(household) if self.process.subject is About.PERSON else None
        subject = Subject(VILLAGE, household, "马", person)
        mine = Case.objects.filter(process=self.process.id, household=household)
        standing = mine.filter(closed_on=None).first()
        case, new = open_case(
            self.process.id, subject, Source.REPORT, self.today, unit=self.unit, about="又说"
        )
        assert new is (standing is None)
        assert new or case.version == (standing.version if standing else 0) + 1
        self.opened.add(household)

    @rule(days=st.integers(1, 400))
    def time_passes(self, days: int) -> None:
        self.today += timedelta(days)

    @rule(data=st.data())
    def papers_are_made_ready(self, data: st.DataObject) -> None:
        case = self._any(data)
        if case is not None:
            make_ready(case, self.today)

    @rule(data=st.data())
    def the_owner_goes_on(self, data: st.DataObject) -> None:
        case = self._any(data)
        if case is None or case.closed_on:
            return
        make_ready(case, self.today)
        moves = [m for m in self.process.moves if case.stage in m.origins and case.owner in m.by]
        self._try(case, case.owner, data.draw(st.sampled_from(_onward(moves)), label="move"))

    @rule(data=st.data())
    def it_is_handled_as_it_should_be(self, data: st.DataObject) -> None:
        """Far on, to any stage: whoever owns each step takes it, with all papers and in time."""
        case = self._any(data)
        if case is None or case.closed_on:
            return
        ways = ways_from(self.process, case.stage)
        stage = data.draw(st.sampled_from([*ways]), label="stage")
        for move in ways[stage]:
            self.today += LONG
            make_ready(case, self.today)
            case.refresh_from_db()
            self._try(case, move.by[0], move)
            case.refresh_from_db()
            assert case.stage == move.to

    @rule(data=st.data(), role=st.sampled_from([*AREAS]))
    def someone_takes_a_step_that_is_open(self, data: st.DataObject, role: str) -> None:
        case = self._any(data)
        moves = [] if case is None else [m for m in self.process.moves if case.stage in m.origins]
        if case is not None and moves:
            self._try(case, role, data.draw(st.sampled_from(moves), label="move"))

    @rule(data=st.data(), role=st.sampled_from([*AREAS]))
    def someone_tries_anything(self, data: st.DataObject, role: str) -> None:
        case = self._any(data)
        if case is not None:
            self._try(case, role, data.draw(st.sampled_from(self.process.moves), label="move"))

    @rule(data=st.data(), role=st.sampled_from([*AREAS]))
    def a_stranger_tries_anything(self, data: st.DataObject, role: str) -> None:
        case = self._any(data)
        if case is None:
            return
        move = data.draw(st.sampled_from(self.process.moves), label="move")
        with pytest.raises(Refused):
            self._make(case, self.strangers[role], move)
        assert Case.objects.get(pk=case.pk).version == case.version

    def _any(self, data: st.DataObject) -> Case | None:
        cases = list(Case.objects.filter(process=self.process.id).order_by("pk"))
        return data.draw(st.sampled_from(cases), label="case") if cases else None

    def _try(self, case: Case, role: str, move: Move) -> None:
        token = uuid4()
        with expected(role in move.by, case.stage in move.origins) as done:
            self._make(case, self.users[role], move, token)
            done.append(True)
        if done:
            self._make(case, self.users[role], move, token)
        assert Case.objects.get(pk=case.pk).version == case.version + len(done)

    def _make(self, case: Case, user: User, move: Move, token: UUID | None = None) -> None:
        told = said(self.process, move, self.today)
        MakeMove(case, user, move.id, **told, token=token).execute()

    @invariant()
    def no_household_is_lost(self) -> None:
        if hasattr(self, "opened"):
            mine = Case.objects.filter(process=self.process.id)
            assert self.opened == set(mine.values_list("household", flat=True))

    @invariant()
    def no_two_open_cases_for_the_same(self) -> None:
        open_ones = list(Case.objects.filter(closed_on=None).values_list("process", "subject"))
        assert len(open_ones) == len(set(open_ones))

    @invariant()
    def every_open_case_waits_for_one(self) -> None:
        if not hasattr(self, "users"):
            return
        lists = {role: set(my_cases(scope_of(user))) for role, user in self.users.items()}
        for case in Case.objects.filter(closed_on=None):
            assert [role for role, mine in lists.items() if case in mine] == [case.owner]
        for case in Case.objects.exclude(closed_on=None):
            assert not any(case in mine for mine in lists.values())

    @invariant()
    def history_is_whole(self) -> None:
        for case in Case.objects.all():
            process, steps = PACK.processes[case.process], list(case.events.all())
            assert [step.number for step in steps] == list(range(1, case.version + 1))
            assert steps[0].move == EventKind.OPENED
            assert all(after.before == before.after for before, after in pairwise(steps))
            assert all(before.on <= after.on for before, after in pairwise(steps))
            assert steps[-1].after == case.stage
            folded = [item for step in steps for item in step.data.items()]
            facts = {name: told for name, told in folded if name in process.field}
            assert case.facts == facts
            assert case.kind == facts.get("监测对象类别", "")
            assert case.risks.strip(",") == facts.get("致贫返贫风险", "")

    @invariant()
    def every_step_was_somebodys_to_take(self) -> None:
        for step in Event.objects.select_related("case", "by"):
            move = PACK.processes[step.case.process].move.get(step.move)
            if move is None:
                assert step.move in {*EventKind.values, *CaseworkEvent.values}
                assert step.before in ("", step.after)
            else:
                assert step.role == step.by.role  # type: ignore[union-attr]
                assert step.role in move.by
                assert step.before in move.origins
                assert step.after == (move.to or step.before)
                assert not move.wants_reason or step.reason or step.note

    @invariant()
    def clocks_add_up(self) -> None:
        for case in Case.objects.all():
            stage = PACK.processes[case.process].stage[case.stage]
            steps = list(case.events.all())
            assert (case.closed_on is not None) == (stage.phase is Phase.CLOSED)
            assert case.due_on == _due(PACK.processes[case.process], steps)
            assert case.entry_due_on == _entry(PACK.processes[case.process], steps)


def _onward(moves: list[Move]) -> list[Move]:
    on = [move for move in moves if move.direction is Direction.ON or move.restarts]
    return on or moves


def _due(process: Process, steps: list[Event]) -> date | None:
    """When a case is due, by nothing but its history."""
    due = None
    for step in steps:
        stage, move = process.stage[step.after], process.move.get(step.move)
        if step.before != step.after or (move and move.restarts):
            due = RULES.stage_due(stage, step.on)
        elif step.move in TOLD and stage.phase in (Phase.HELP, Phase.WATCH):
            soon = RULES.due("case_visit_days", step.on)
            due = min(soon, due or soon)
    return due


def _entry(process: Process, steps: list[Event]) -> date | None:
    """When its span over several stages ends, by nothing but its history."""
    due = None
    for span in process.spans:
        for step in steps:
            if step.after == span.end or process.stage[step.after].phase is Phase.CLOSED:
                due = None
            elif step.after == span.start and step.before != step.after and due is None:
                due = RULES.due(span.clock, step.on)
    return due


@contextmanager
def expected(allowed: bool, here: bool) -> Iterator[list[bool]]:
    """Who may not is refused, what is not open now is a conflict, and neither gets through."""
    done: list[bool] = []
    try:
        with transaction.atomic():
            yield done
    except Refused:
        assert not allowed
    except ConflictError:
        assert allowed
        assert not here
    except ValidationError:
        assert allowed
        assert here
    else:
        assert allowed
        assert here


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("process", UNNUMBERED, ids=[one.id for one in UNNUMBERED])
def test_whatever_people_do_the_laws_hold(process: Process) -> None:
    class Isolated(Moves):
        def __init__(self) -> None:
            self.process = process
            super().__init__()
            self.point = transaction.savepoint()

        def teardown(self) -> None:
            transaction.savepoint_rollback(self.point)

    longest = process.id == "monitoring"
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Isolated,
        settings=tried(
            25 if longest else 8,
            stateful_step_count=40 if longest else 25,
            suppress_health_check=list(HealthCheck),
        ),
    )
