"""What a run makes of each finding, held against what was known before."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest

from luoshi.pack.checks import Severity
from luoshi.quality import Report
from luoshi.quality.comparison import Comparison, Known, RunEvent, State, Turn, compare
from luoshi.quality.finding_records import FindingRecord

FOUND = FindingRecord(
    rule="a", key="k", facts="now", table="", group="", severity=Severity.DOUBT, township="",
    village="", area="", household="", name="", row=1,
)  # fmt: skip
BEFORE = Known(pk=7, rule="a", facts="now", state=State.OPENED, since=date(2024, 1, 1))


def report(**checks: str | None) -> Report:
    """A report of checks by id, each with why it was not asked."""
    results: list[Any] = [
        SimpleNamespace(check=SimpleNamespace(id=id_), skipped=why) for id_, why in checks.items()
    ]
    return Report(date(2024, 2, 1), "", {}, cast("Any", tuple(results)), 0)


def turn(state: State | None, facts: str = "now", *, exempt: bool = False) -> Turn:
    """What becomes of a finding that is told of again; None was not known."""
    known = {} if state is None else {"k": replace(BEFORE, state=state, facts=facts)}
    silent = {"k": {"now"}} if exempt else {}
    return compare(known, {"k": FOUND}, silent, report(a=None)).turns["k"]


def gone(state: State, **checks: str | None) -> Comparison:
    """What becomes of a finding that is told of no more."""
    return compare({"k": replace(BEFORE, state=state)}, {}, {}, report(**checks))


def test_what_is_new_is_opened() -> None:
    assert turn(None) == Turn(State.OPENED, RunEvent.OPENED, 1)


@pytest.mark.parametrize("state", [State.OPENED, State.STANDING])
def test_what_was_there_stands_and_tells_where_its_facts_changed(state: State) -> None:
    assert turn(state) == Turn(State.STANDING)
    assert turn(state, facts="then") == Turn(State.STANDING, RunEvent.CHANGED)


@pytest.mark.parametrize(
    ("state", "event"),
    [
        (State.MENDED, RunEvent.BACK),
        (State.RETIRED, RunEvent.BACK),
        (State.EXPLAINED, RunEvent.LAPSED),
    ],
)
def test_what_was_over_or_explained_opens_again(state: State, event: RunEvent) -> None:
    assert turn(state) == Turn(State.OPENED, event, 1)


def test_what_is_exempt_stays_explained() -> None:
    assert turn(State.EXPLAINED, exempt=True) == Turn(State.EXPLAINED)
    assert turn(State.OPENED, exempt=True) == Turn(State.EXPLAINED, RunEvent.EXEMPT, -1)
    assert turn(None, exempt=True) == Turn(State.EXPLAINED, RunEvent.EXEMPT, 0)


def test_what_is_told_of_no_more_was_mended() -> None:
    found = gone(State.STANDING, a=None)
    assert found.gone == {7: Turn(State.MENDED, RunEvent.MENDED, -1)}
    assert found.mended == 1
    assert gone(State.EXPLAINED, a=None).gone == {7: Turn(State.MENDED, RunEvent.MENDED, 0)}
    assert gone(State.MENDED, a=None).gone == {7: Turn(State.MENDED)}


def test_a_check_there_is_no_more_retires_its_findings() -> None:
    found = gone(State.STANDING, b=None)
    assert found.gone == {7: Turn(State.RETIRED, RunEvent.RETIRED, -1)}
    assert found.mended == 0


def test_a_check_that_was_not_asked_says_nothing() -> None:
    assert gone(State.STANDING, a="没有这一列").gone == {}
