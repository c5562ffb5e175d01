"""Every move of every process can really be made, by those and from where the pack says."""

from datetime import date

import pytest
from casework_cases import LONG, TODAY, UNNUMBERED, VILLAGE, UserOf, make_ready, said, ways_from

from luoshi.pack.processes import Move, Owner, Process
from luoshi.site.accounts.models import User
from luoshi.site.processes.actions.moves import MakeMove
from luoshi.site.processes.choices import Source
from luoshi.site.processes.models import Case
from luoshi.site.processes.services.opening import Subject, open_case
from luoshi.warehouse.schema import About

MOVES = [(process, move) for process in UNNUMBERED for move in process.moves]


@pytest.mark.parametrize(("process", "move"), MOVES, ids=[f"{p.id}-{m.id}" for p, m in MOVES])
def test_the_move_can_be_made(process: Process, move: Move, user_of: UserOf) -> None:
    case, today = opened(process), TODAY
    users: dict[Owner, User] = {}
    for one in [*shortest(process, move.origins), move]:
        today += LONG
        make_ready(case, today)
        owner = one.by[0]
        if owner not in users:
            users[owner] = user_of(owner.value, unit=case.unit)
        MakeMove(case, users[owner], one.id, **said(process, one, today)).execute()
        case.refresh_from_db()
    assert case.stage == (move.to or case.stage)
    assert case.events.last().move == move.id  # type: ignore[union-attr]


def opened(process: Process) -> Case:
    person = 7 if process.subject is About.PERSON else None
    household = "" if process.subject is About.AREA else "H1"
    subject = Subject(VILLAGE, household, "马志明", person, "马小明" if person else "")
    return open_case(process.id, subject, Source.REPORT, date(2021, 3, 1), unit="民政厅")[0]


def shortest(process: Process, stages: tuple[str, ...]) -> list[Move]:
    ways = ways_from(process, process.first)
    return min((ways[stage] for stage in stages), key=len)
