"""The way of a case: what is gone through, where it is, what is still to come."""

import pytest

from luoshi.casework.way import stage_way, way
from luoshi.pack import load
from luoshi.pack.processes import Phase

PROJECT = load().processes["project"]
ENDS = [stage for stage in PROJECT.stages if stage.phase is Phase.CLOSED]


@pytest.mark.parametrize("stage", [one.id for one in PROJECT.stages if one not in ENDS[1:]])
def test_on_the_way_all_before_is_done_and_other_ends_are_hidden(stage: str) -> None:
    steps = stage_way(PROJECT, PROJECT.stage[stage], ())
    here = next(i for i, step in enumerate(steps) if step.current)
    assert [step.done for step in steps] == [i < here for i in range(len(steps))]
    assert sum(step.current for step in steps) == 1
    assert not {step.title for step in steps} & {end.title for end in ENDS[1:]}


def test_who_ended_beside_the_way_has_done_what_it_passed_alone() -> None:
    first, end = PROJECT.stages[0], ENDS[1]
    steps = stage_way(PROJECT, end, {first.id})
    assert [step.title for step in steps if step.done] == [first.title]
    assert [step.title for step in steps if step.current] == [end.title]


def test_phases_before_the_current_one_are_done() -> None:
    steps = way(load().processes["monitoring"], Phase.HELP)
    here = next(i for i, step in enumerate(steps) if step.current)
    assert [step.done for step in steps] == [i < here for i in range(len(steps))]
