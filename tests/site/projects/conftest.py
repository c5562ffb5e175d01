"""Shared by the tests of projects: one put down, and a way to bring it further."""

from datetime import date, timedelta

import pytest
from casework_cases import TODAY, UserOf
from project_cases import PROCESS, Go, ProjectOf, act, make_ready, put_down

from luoshi.pack.processes import Direction, Move
from luoshi.site.accounts.models import User
from luoshi.site.processes.models import Case


def onward(stage: str) -> Move:
    """The move that goes on from a stage; from the last, the one that ends the way."""
    moves = [one for one in PROCESS.moves if stage in one.origins and one.id != "roll"]
    on = [one for one in moves if one.direction is Direction.ON]
    return (on or [one for one in moves if one.direction is Direction.END])[0]


@pytest.fixture
def project_of(user_of: UserOf) -> ProjectOf:
    """Puts a project down in a village, or elsewhere."""

    def make(place: str = "640422100201", **more: str) -> Case:
        return put_down(user_of("province"), place, **more)

    return make


@pytest.fixture
def go(user_of: UserOf) -> Go:
    """Brings a project on to a stage, a month a step, each by whom it is for."""
    users: dict[str, User] = {}

    def on(case: Case, stage: str, today: date = TODAY) -> Case:
        while case.stage != stage:
            make_ready(case, today)
            move = onward(case.stage)
            owner = move.by[0]
            if owner not in users:
                users[owner] = user_of(owner.value, unit=case.unit)
            case = act(case, users[owner], move.id, today)
            today += timedelta(31)
        return case

    return on
