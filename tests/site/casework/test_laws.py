"""All paths: whatever anybody does in whatever order, no household is lost and no law broken."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import pairwise

import pytest
from casework_cases import TODAY, VILLAGE, make_ready, said
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from luoshi.casework import Rules
from luoshi.pack import load
from luoshi.pack.processes import Direction, Move, Phase
from luoshi.site.accounts.models import User
from luoshi.site.casework.choices import Source
from luoshi.site.casework.models import Case
from luoshi.site.casework.moving import ConflictError, MakeMove
from luoshi.site.casework.opening import Subject, open_case
from luoshi.site.casework.seen import may_make, my_cases
from luoshi.site.rights import Refused, scope_of

ROLES = ("county", "township", "village")
HOUSEHOLDS = ("H1", "H2", "H3")
PACK = load()
MONITORING = PACK.processes["monitoring"]


class Casework(RuleBasedStateMachine):
    """County, township and village act on three households, rightly and wrongly."""

    users: dict[str, User]

    @initialize()
    def open(self) -> None:
        places = {"county": VILLAGE[:6] + "000000", "township": VILLAGE[:9] + "000"}
        self.today = TODAY
        self.opened: set[str] = set()
        self.users = {
            role: User.objects.create(
                username=f"{role}-{id(self)}", role=role, area=places.get(role, VILLAGE)
            )
            for role in ROLES
        }

    @rule(household=st.sampled_from(HOUSEHOLDS))
    def a_lead_comes(self, household: str) -> None:
        standing = Case.objects.filter(subject=household, closed_on=None).exists()
        _, new = open_case("monitoring", Subject(VILLAGE, household, "马"), Source.RULE, self.today)
        assert new is not standing
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
        on = [m for m in MONITORING.moves if case.stage in m.origins and case.owner in m.by]
        self._try(
            case, case.owner, next(m for m in on if m.direction is Direction.ON or m.restarts)
        )

    @rule(data=st.data(), role=st.sampled_from(ROLES))
    def someone_takes_a_step_that_is_open(self, data: st.DataObject, role: str) -> None:
        case = self._any(data)
        moves = [] if case is None else [m for m in MONITORING.moves if case.stage in m.origins]
        if case is not None and moves:
            self._try(case, role, data.draw(st.sampled_from(moves), label="move"))

    @rule(data=st.data(), role=st.sampled_from(ROLES), move=st.sampled_from(MONITORING.moves))
    def someone_tries_anything(self, data: st.DataObject, role: str, move: Move) -> None:
        case = self._any(data)
        if case is not None:
            self._try(case, role, move)

    def _any(self, data: st.DataObject) -> Case | None:
        cases = list(Case.objects.order_by("pk"))
        return data.draw(st.sampled_from(cases), label="case") if cases else None

    def _try(self, case: Case, role: str, move: Move) -> None:
        user, before = self.users[role], case.version
        allowed = may_make(scope_of(user), case, move)
        with expected(allowed, case.stage in move.origins) as done:
            MakeMove(case, user, move.id, **said(MONITORING, move, self.today)).execute()
            done.append(True)
        case.refresh_from_db()
        assert case.version == before + len(done)

    @invariant()
    def no_household_is_lost(self) -> None:
        if hasattr(self, "opened"):
            assert self.opened == set(Case.objects.values_list("household", flat=True))

    @invariant()
    def no_two_open_cases(self) -> None:
        open_ones = list(Case.objects.filter(closed_on=None).values_list("subject", flat=True))
        assert len(open_ones) == len(set(open_ones))

    @invariant()
    def history_is_whole(self) -> None:
        for case in Case.objects.all():
            steps = list(case.steps.all())
            assert [step.number for step in steps] == list(range(1, case.version + 1))
            assert all(after.before == before.after for before, after in pairwise(steps))
            assert steps[-1].after == case.stage
            folded = [item for step in steps for item in step.data.items()]
            told = {name: value for name, value in folded if name in MONITORING.field}
            assert case.facts == told

    @invariant()
    def clocks_add_up(self) -> None:
        rules = Rules(PACK)
        for case in Case.objects.all():
            stage = MONITORING.stage[case.stage]
            assert (case.closed_on is not None) == (stage.phase is Phase.CLOSED)
            came = [s for s in case.steps.all() if s.before != s.after or _restarts(s.move)]
            assert case.due_on == rules.stage_due(stage, came[-1].on)

    @invariant()
    def every_open_case_waits_for_somebody(self) -> None:
        if not hasattr(self, "users"):
            return
        for case in Case.objects.filter(closed_on=None):
            waiting = [r for r in ROLES if case in my_cases(scope_of(self.users[r]))]
            assert waiting == [case.owner]


def _restarts(move: str) -> bool:
    return move in MONITORING.move and MONITORING.move[move].restarts


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


@pytest.mark.django_db
def test_whatever_people_do_the_laws_hold() -> None:
    class Isolated(Casework):
        def __init__(self) -> None:
            super().__init__()
            self.point = transaction.savepoint()

        def teardown(self) -> None:
            transaction.savepoint_rollback(self.point)

    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Isolated,
        settings=settings(
            max_examples=25,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
