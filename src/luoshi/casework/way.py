"""The way a case goes: the phases of its process."""

from dataclasses import dataclass

from luoshi.pack.processes import Phase, Process


@dataclass(frozen=True)
class PhaseStep:
    """One phase of the way a case goes: gone through, where it is, or still to come."""

    title: str
    done: bool
    current: bool


def way(process: Process, current: Phase) -> list[PhaseStep]:
    """The phases of a process, and which a case has gone through when it is in one."""
    order = list(Phase)
    here = order.index(current)
    there = {stage.phase for stage in process.stages}
    return [
        PhaseStep(process.phase_title(phase), order.index(phase) < here, order.index(phase) == here)
        for phase in order
        if phase in there
    ]
