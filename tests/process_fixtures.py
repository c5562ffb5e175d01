"""Fixtures of the tests of cases: one to work on, in a village of the pack."""

from collections.abc import Callable

import pytest
from casework_cases import TODAY, VILLAGE, Act, CaseOf

from luoshi.pack.entering import EnteredValue
from luoshi.pack.handover import HandedOver, hand_over
from luoshi.pack.models import DatedValue
from luoshi.site.accounts.models import User
from luoshi.site.processes.actions.moves import MakeMove
from luoshi.site.processes.choices import Source
from luoshi.site.processes.models import Case
from luoshi.site.processes.services.opening import Subject, open_case


@pytest.fixture
def case_of(db: None) -> CaseOf:
    """Opens a case of a process (monitoring if not said) about a household."""

    def make(process: str = "monitoring", household: str = "H1", **said: object) -> Case:
        subject = Subject(VILLAGE, household, "马志明")
        return open_case(process, subject, Source.REPORT, TODAY, **said)[0]  # type: ignore[arg-type]

    return make


@pytest.fixture
def act(user_of: Callable[..., User]) -> Act:
    """Makes a move on a case as a role and gives the case as it stands after it."""
    users: dict[str, User] = {}

    def make(case: Case, role: str, move: str, **said: object) -> Case:
        user = users[role] if role in users else users.setdefault(role, user_of(role))
        said.setdefault("day", TODAY)
        MakeMove(case, user, move, **said).execute()  # type: ignore[arg-type]
        return Case.objects.get(pk=case.pk)

    return make


@pytest.fixture(autouse=True)
def income_line_entered() -> None:
    """The offices have entered an income line for the years after the notice, which has none."""
    line = DatedValue.model_validate(
        {"from": "2026-01-01", "value": "8800", "source": "测试用文号〔2026〕1号"}
    )
    hand_over(HandedOver(values=(EnteredValue("income_line", line),)))
