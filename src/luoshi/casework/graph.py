"""Where the moves of a process lead: no stage out of reach, none without an end or a way back."""

from collections.abc import Iterable

from luoshi.pack.processes import Direction, Phase, Process, Span, Stage


def unreached(process: Process) -> list[Stage]:
    """Stages no case can come to."""
    come_to = _reach(process, [process.first, *process.left_for])
    return [stage for stage in process.stages if stage.id not in come_to]


def dead_ends(process: Process) -> list[Stage]:
    """Open stages from which a case can never be closed."""
    return [stage for stage in _open(process) if not _ends(process, stage)]


def one_way(process: Process) -> list[Stage]:
    """Stages past the lead from which nobody can send a case back with a reason.

    Where a case only comes by being sent back, it goes on from there.
    """
    backward = [move for move in process.moves if move.direction is Direction.BACK]
    can_go_back = {stage for move in backward for stage in move.origins}
    onward = {move.to for move in process.moves if move.direction is Direction.ON}
    return [
        stage
        for stage in _open(process)
        if stage.phase is not Phase.LEAD and stage.id not in can_go_back and stage.id in onward
    ]


def between(process: Process, span: Span) -> list[Stage]:
    """The stages a case goes through from the start of a span until its end, going on."""
    ways: dict[str, list[str]] = {span.start: [span.start]}
    waiting = [span.start]
    while waiting:
        here = waiting.pop(0)
        for move in process.moves:
            onward = move.direction is Direction.ON and here in move.origins
            if onward and move.to and move.to not in ways:
                ways[move.to] = [*ways[here], move.to]
                waiting.append(move.to)
    return [process.stage[id_] for id_ in ways.get(span.end, [])[:-1]]


def _open(process: Process) -> list[Stage]:
    return [stage for stage in process.stages if stage.phase is not Phase.CLOSED]


def _ends(process: Process, stage: Stage) -> bool:
    reach = _reach(process, [stage.id])
    return any(process.stage[id_].phase is Phase.CLOSED for id_ in reach)


def _reach(process: Process, start: Iterable[str]) -> set[str]:
    found: set[str] = set()
    waiting = list(start)
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting += [move.to for move in process.moves if here in move.origins and move.to]
    return found
