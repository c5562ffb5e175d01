"""Every move of a project can really be made, by those and from where the pack says."""

from collections import deque
from datetime import timedelta

import pytest
from casework_cases import TODAY, UserOf
from project_cases import PROCESS, act, make_ready, put_down

from luoshi.pack.processes import Move, Owner
from luoshi.site.accounts.models import User
from luoshi.site.ledgers.models import Record


@pytest.mark.parametrize("move", PROCESS.moves, ids=[move.id for move in PROCESS.moves])
def test_the_move_can_be_made(move: Move, user_of: UserOf) -> None:
    today, users = TODAY, dict[Owner, User]()
    case = put_down(user_of("village"))
    for one in [*path_to(move.origins), move]:
        today += timedelta(31)
        make_ready(case, today)
        owner = one.by[0]
        if owner not in users:
            users[owner] = user_of(owner.value, unit=case.unit)
        case = act(case, users[owner], one.id, today)
    assert case.stage == (move.to or case.stage)
    assert case.events.last().move == move.id  # type: ignore[union-attr]
    row = Record.objects.get(ledger="project_bank", key=case.matter).data
    assert row["环节"] == PROCESS.stage[case.stage].title
    assert row["环节起始日期"] == case.since.isoformat()


def path_to(stages: tuple[str, ...]) -> list[Move]:
    """The shortest way from the first stage to one of ``stages``."""
    ways: dict[str, list[Move]] = {PROCESS.first: []}
    waiting = deque([PROCESS.first])
    while waiting:
        here = waiting.popleft()
        for move in PROCESS.moves:
            if move.to is not None and here in move.origins and move.to not in ways:
                ways[move.to] = [*ways[here], move]
                waiting.append(move.to)
    return min((ways[stage] for stage in stages), key=len)
