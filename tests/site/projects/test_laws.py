"""All paths: whatever anybody does in whatever order, no project is lost and no law broken."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from casework_cases import TODAY, VILLAGE
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
from project_cases import PROCESS, filled, make_ready, put_down
from tried import tried

from luoshi.casework import Rules
from luoshi.casework.notices import hanging
from luoshi.casework.projects.rows import amount, arranged
from luoshi.pack import load
from luoshi.pack.processes import Direction, Move, Phase
from luoshi.site.accounts.models import User
from luoshi.site.ledgers.models import Record
from luoshi.site.processes.actions.moves import ConflictError, MakeMove
from luoshi.site.processes.models import Case
from luoshi.site.processes.policies import may_make, my_cases
from luoshi.site.processes.services.ledger_rows import LedgerRows
from luoshi.site.rights import Refused, scope_of

ROLES = ("county", "township", "village", "department")
AREAS = {"county": VILLAGE[:6] + "000000", "township": VILLAGE[:9] + "000", "village": VILLAGE}
BANKED = ("banked", "planned")
PAID = ("funded", "building", "finished", "accepted", "settled", "handed-over")
RULES = Rules(load())


class Bank(RuleBasedStateMachine):
    """Village, township, department and county act on projects, rightly and wrongly."""

    users: dict[str, User]

    @initialize()
    def begin(self) -> None:
        self.today = TODAY
        self.codes: set[str] = set()
        self.users = {
            role: User.objects.create(
                username=f"{role}-{id(self)}",
                role=role,
                area=AREAS.get(role, ""),
                unit="农业农村厅" if role == "department" else "",
            )
            for role in ROLES
        }

    @rule(wide=st.booleans(), relief=st.booleans())
    def a_project_is_put_down(self, wide: bool, relief: bool) -> None:
        place = AREAS["township"] if wide else VILLAGE
        year = str(self.today.year)
        case = put_down(self.users["county"], place, self.today, 库年度=year)
        assert case.matter not in self.codes
        self.codes.add(case.matter)

    @rule(days=st.integers(1, 200))
    def time_passes(self, days: int) -> None:
        self.today += timedelta(days)

    @rule(data=st.data())
    def the_owner_goes_on(self, data: st.DataObject) -> None:
        case = self._any(data)
        if case is None or case.closed_on:
            return
        make_ready(case, self.today)
        on = [m for m in PROCESS.moves if case.stage in m.origins and case.owner in m.by]
        forward = [m for m in on if m.direction is Direction.ON and m.id != "roll"]
        self._try(case, case.owner, (forward or on)[0])

    @rule(data=st.data(), role=st.sampled_from(ROLES), ready=st.booleans())
    def someone_takes_a_step_that_is_open(
        self, data: st.DataObject, role: str, ready: bool
    ) -> None:
        case = self._any(data)
        moves = [] if case is None else [m for m in PROCESS.moves if case.stage in m.origins]
        if case is not None and moves:
            if ready:
                make_ready(case, self.today)
            self._try(case, role, data.draw(st.sampled_from(moves), label="move"))

    @rule(data=st.data(), role=st.sampled_from(ROLES), move=st.sampled_from(PROCESS.moves))
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
            MakeMove(case, user, move.id, **filled(case, move, self.today)).execute()
            done.append(True)
        case.refresh_from_db()
        assert case.version == before + len(done)

    @invariant()
    def no_project_is_lost_and_the_bank_says_where_each_stands(self) -> None:
        if not hasattr(self, "codes"):
            return
        cases = {case.matter: case for case in Case.objects.all()}
        assert set(cases) == self.codes
        rows = Record.objects.filter(ledger="project_bank", removed=False)
        told = {row.key: row.data for row in rows}
        assert set(told) == self.codes
        for code, case in cases.items():
            stage = PROCESS.stage[case.stage]
            assert told[code]["环节"] == stage.title
            assert told[code]["环节起始日期"] == case.since.isoformat()
            assert told[code]["库年度"] == case.facts["库年度"]
            assert (case.closed_on is not None) == (stage.phase is Phase.CLOSED)

    @invariant()
    def history_is_whole(self) -> None:
        for case in Case.objects.all():
            steps = list(case.events.all())
            assert [step.number for step in steps] == list(range(1, case.version + 1))
            assert all(after.before == before.after for before, after in pairwise(steps))
            assert steps[-1].after == case.stage

    @invariant()
    def nothing_is_banked_without_its_notice(self) -> None:
        for case in Case.objects.filter(stage__in=(*BANKED, *PAID)):
            hung = [hanging(row, RULES) for row in LedgerRows(case)["project_notices"]]
            assert any(one is not None and one.long_enough for one in hung)

    @invariant()
    def nothing_is_paid_without_money_and_none_above_cost(self) -> None:
        for case in Case.objects.filter(stage__in=PAID):
            given = arranged(LedgerRows(case)["project_funds"])
            assert Decimal(0) < given <= amount(case.facts, "总投资")

    @invariant()
    def every_open_project_waits_for_somebody(self) -> None:
        if not hasattr(self, "users"):
            return
        for case in Case.objects.filter(closed_on=None):
            waiting = [r for r in ROLES if case in my_cases(scope_of(self.users[r]))]
            assert waiting == [case.owner]


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
def test_whatever_people_do_the_laws_hold() -> None:
    class Isolated(Bank):
        def __init__(self) -> None:
            super().__init__()
            self.point = transaction.savepoint()

        def teardown(self) -> None:
            transaction.savepoint_rollback(self.point)

    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Isolated,
        settings=tried(
            15,
            stateful_step_count=30,
            suppress_health_check=list(HealthCheck),
        ),
    )
