"""Moves: who may make them, in what order, and that each is remembered."""

from uuid import uuid4

import pytest
from casework_cases import TODAY, Act, CaseOf, visit
from django.core.exceptions import ValidationError

from luoshi.site.processes.actions.moves import ConflictError
from luoshi.site.rights import Refused

SEEN = {"入户日期": "2025-03-03", "致贫返贫风险": "因病"}


def test_a_case_goes_from_dispatch_to_verification(case_of: CaseOf, act: Act) -> None:
    case = act(case_of(), "county", "dispatch")
    assert (case.stage, case.owner, case.version) == ("dispatched", "village", 2)
    case = act(case, "village", "verify", cells=SEEN)
    assert case.stage == "verified"
    assert case.facts["致贫返贫风险"] == "因病"
    assert [step.move for step in case.events.all()] == ["opened", "dispatch", "verify"]


def test_who_is_not_named_is_refused(case_of: CaseOf, act: Act) -> None:
    with pytest.raises(Refused, match="县级、乡级"):
        act(case_of(), "village", "dispatch")


def test_no_step_is_skipped(case_of: CaseOf, act: Act) -> None:
    with pytest.raises(ConflictError, match="待派单"):
        act(case_of(), "village", "verify", cells=SEEN)


def test_going_back_asks_why_and_shows(case_of: CaseOf, act: Act) -> None:
    case = act(case_of(), "county", "dispatch")
    with pytest.raises(ValidationError, match="理由"):
        act(case, "village", "return-lead")
    case = act(case, "village", "return-lead", note="不是本村的户")
    assert (case.stage, case.returned) == ("lead", True)


def test_what_is_sent_twice_is_done_once(case_of: CaseOf, act: Act) -> None:
    case, token = act(case_of(), "county", "dispatch"), uuid4()
    once = act(case, "village", "verify", cells=SEEN, token=token)
    again = act(case, "village", "verify", cells=SEEN, token=token)
    assert once.version == again.version == 3


def test_a_case_that_moved_meanwhile_is_a_conflict(case_of: CaseOf, act: Act) -> None:
    case = case_of()
    act(case, "county", "dispatch", version=1)
    with pytest.raises(ConflictError, match="刚有人办过"):
        act(case, "county", "dispatch", version=1)


def test_a_wrong_value_changes_nothing(case_of: CaseOf, act: Act) -> None:
    case = act(case_of(), "county", "dispatch")
    with pytest.raises(ValidationError, match="致贫返贫风险"):
        act(case, "village", "verify", cells={"入户日期": "2025-03-03", "致贫返贫风险": "头疼"})
    case.refresh_from_db()
    assert (case.stage, case.version, case.facts) == ("dispatched", 2, {})


def test_a_day_of_tomorrow_is_refused(case_of: CaseOf, act: Act) -> None:
    case = act(case_of(), "county", "dispatch")
    with pytest.raises(ValidationError, match="晚于今天"):
        act(case, "village", "verify", cells=SEEN | {"入户日期": "2025-03-04"})


def test_the_clock_runs_in_working_days(case_of: CaseOf, act: Act) -> None:
    case = act(case_of(), "county", "dispatch")
    assert case.since == TODAY
    assert str(case.due_on) == "2025-03-10"
    assert str(case.entry_due_on) == "2025-03-31"


def test_a_token_does_not_stand_for_another_move(case_of: CaseOf, act: Act) -> None:
    case, token = act(case_of(), "county", "dispatch"), uuid4()
    act(case, "village", "verify", cells=SEEN, token=token)
    with pytest.raises(ValidationError, match="用过"):
        act(case, "village", "authorise", token=token)


def test_another_reason_is_written_out(case_of: CaseOf, act: Act) -> None:
    case = case_of()
    with pytest.raises(ValidationError, match="写明"):
        act(case, "county", "dismiss", cells=visit(), reason="其他（请写明）")
    act(case, "county", "dismiss", cells=visit(), reason="其他（请写明）", note="重复报送")
