"""The whole history of a case: who did what, when, and what it said."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from luoshi import pack
from luoshi.pack.processes import Direction, Process
from luoshi.site.accounts.services import User
from luoshi.site.casework.choices import Deed
from luoshi.site.casework.models import Case, Step
from luoshi.site.casework.policies import may_read_why
from luoshi.site.ledgers.services.values import shown
from luoshi.site.rights import Role, Scope


@dataclass(frozen=True)
class StepLine:
    """One step in words; ``said`` are heading and value of what it told."""

    number: int
    title: str
    stage: str
    by: str
    on: date
    at: datetime
    back: bool
    reason: str
    note: str
    said: tuple[tuple[str, str], ...]


def panel(case: Case, scope: Scope) -> dict[str, Any] | None:
    """Every step, the newest first."""
    process = pack.load().processes[case.process]
    steps = case.steps.select_related("by").order_by("-number")
    return {"lines": [_line(process, step, scope) for step in steps]}


def _line(process: Process, step: Step, scope: Scope) -> StepLine:
    move = process.move.get(step.move)
    stays = step.before == step.after
    return StepLine(
        number=step.number,
        title=move.title if move else Deed(step.move).label,
        stage="" if stays else process.stage[step.after].title,
        by=_by(step, scope),
        on=step.on,
        at=step.at,
        back=move is not None and move.direction is Direction.BACK,
        reason=step.reason,
        note=step.note if step.by or may_read_why(scope) else "",
        said=tuple(_said(process, step, scope)),
    )


def _by(step: Step, scope: Scope) -> str:
    if not isinstance(step.by, User):
        return "系统"
    role = Role(step.role).label if step.role else ""
    return f"{role} {scope.name(step.by.title)}".strip()


def _said(process: Process, step: Step, scope: Scope) -> Iterator[tuple[str, str]]:
    for name, text in step.data.items():
        column = process.field.get(name)
        if column and text:
            yield column.heading, shown(column, text, scope)
