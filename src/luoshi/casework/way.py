"""The way a case goes: the phases of its process, or its stages one by one."""

from collections.abc import Collection
from dataclasses import dataclass

from luoshi.pack.processes import Phase, Process, Stage


@dataclass(frozen=True)
class WayStep:
    """One phase or stage of the way a case goes: gone through, where it is, or still to come."""

    title: str
    done: bool
    current: bool


def way(process: Process, current: Phase) -> list[WayStep]:
    """The phases of a process, and which a case has gone through when it is in one."""
    order = list(Phase)
    here = order.index(current)
    there = {stage.phase for stage in process.stages}
    return [
        WayStep(process.phase_title(phase), order.index(phase) < here, order.index(phase) == here)
        for phase in order
        if phase in there
    ]


def stage_way(process: Process, current: Stage, passed: Collection[str]) -> list[WayStep]:
    """The stages of a process in their order; an end beside the way only for who took it.

    ``passed`` are the ids of the stages the case has been in.
    """
    beside = [stage for stage in process.stages if stage.phase is Phase.CLOSED][1:]
    shown = [stage for stage in process.stages if stage not in beside or stage == current]
    place = shown.index(current)
    on_way = current not in beside

    def done(i: int, stage: Stage) -> bool:
        ended = current.phase is Phase.CLOSED and stage.id in passed
        return i < place and (on_way or ended)

    return [WayStep(stage.title, done(i, stage), stage == current) for i, stage in enumerate(shown)]
