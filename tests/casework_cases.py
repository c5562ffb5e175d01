"""What tests of casework share: where and when, and the shapes of their fixtures."""

from collections import deque
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from luoshi.pack import load
from luoshi.pack.processes import MONITORING, Direction, Move, Process
from luoshi.site.accounts.models import User
from luoshi.site.casework.choices import MeasureState
from luoshi.site.casework.models import IncomeSheet, Measure, Reply
from luoshi.site.processes.choices import Source
from luoshi.site.processes.models import Case
from luoshi.site.processes.services.opening import Subject, new_case, open_all
from luoshi.warehouse.schema import Column, FieldType

TODAY = date(2025, 3, 3)
VILLAGE = "640422100201"
"""In the county, township and village of the usual accounts."""

UNNUMBERED = [process for process in load().processes.values() if process.ledgers is None]
"""Kinds of case that live by themselves; those with rows in ledgers have tests of their own."""

LONG = timedelta(days=400)
"""Longer than every clock and least time of the pack."""

UserOf = Callable[..., User]
CaseOf = Callable[..., Case]
Act = Callable[..., Case]


def cell(column: Column, today: date) -> str:
    """A value of a field that lets a case go on."""
    if column.type in (FieldType.CODE, FieldType.CODES):
        return _first_choice(column)
    if column.type is FieldType.YES_NO:
        return "是"
    if column.type is FieldType.DATE:
        return today.isoformat()
    if column.type in (FieldType.INTEGER, FieldType.DECIMAL):
        return "12"
    if column.type is FieldType.YEAR:
        return str(today.year)
    return "13900000000" if column.type is FieldType.PHONE else "无"


def _first_choice(column: Column) -> str:
    return load().codes[column.codes or ""].items[0].name


def said(process: Process, move: Move, today: date) -> dict[str, Any]:
    """What a form of a move says when it is filled as it should be."""
    cells = {column.name: cell(column, today) for column in process.form(move).columns}
    fitting = {"监测对象类别": "突发严重困难户"}
    if "自然消除原因" in move.asks:
        fitting["消除方式"] = "自然消除"
    cells |= {name: value for name, value in fitting.items() if name in cells}
    reason = load().codes[move.reasons].items[0].name if move.reasons else ""
    note = "要补材料" if move.direction is Direction.BACK else ""
    return {"cells": cells, "reason": reason, "note": note, "day": today}


def visit(day: date = TODAY) -> dict[str, str]:
    """What is told of a visit that found nothing."""
    return {"入户日期": day.isoformat(), "入户人": "马支书"}


def ways_from(process: Process, start: str) -> dict[str, list[Move]]:
    """The shortest way from a stage to each one that can be reached."""
    ways: dict[str, list[Move]] = {start: []}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        for move in process.moves:
            if move.to is not None and here in move.origins and move.to not in ways:
                ways[move.to] = [*ways[here], move]
                waiting.append(move.to)
    return ways


def make_ready(case: Case, today: date) -> None:
    """Income above the line, all departments' answers, measures that fit and are done."""
    IncomeSheet.objects.create(
        case=case, start=today, end=today, people=4, net=80000, per_head=20000, on=today
    )
    Reply.objects.filter(case=case, answered_on=None).update(answered_on=today, found=False)
    if not case.replies.filter(asked_on=today).exists():
        Reply.objects.create(
            case=case,
            comparison="car",
            unit="公安厅",
            asked_on=today,
            due_on=today,
            answered_on=today,
        )
    for group in ("health", "employment"):
        Measure.objects.create(
            case=case,
            group=group,
            kind="技能培训",
            unit="医保局",
            state=MeasureState.DONE,
            asked_on=today,
            due_on=today,
            done_on=today,
        )


def open_many(numbers: Iterable[str]) -> None:
    """Opens cases of monitoring about many households, all at once, as a round of leads does."""
    process = load().processes[MONITORING]
    cases = [
        new_case(process, Subject(VILLAGE, number, "马志明"), Source.REPORT, TODAY)
        for number in numbers
    ]
    open_all(cases, noted=False)
