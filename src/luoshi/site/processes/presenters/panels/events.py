"""The whole history of a case: who did what, when, and what it said."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from luoshi import pack
from luoshi.ledgers.values import shown
from luoshi.pack.processes import Direction, Process
from luoshi.site.accounts.services import User
from luoshi.site.processes.extensions import label_of
from luoshi.site.processes.models import Case, Event
from luoshi.site.processes.policies import may_read_why
from luoshi.site.rights import Role, Scope


@dataclass(frozen=True)
class EventLine:
    """One event in words; ``said`` are heading and value of what it told."""

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
    """Every event, the newest first."""
    process = pack.load().processes[case.process]
    events = case.events.select_related("by").order_by("-number")
    return {"lines": [_line(process, event, scope) for event in events]}


def _line(process: Process, event: Event, scope: Scope) -> EventLine:
    move = process.move.get(event.move)
    stays = event.before == event.after
    return EventLine(
        number=event.number,
        title=move.title if move else label_of(event.move),
        stage="" if stays else process.stage[event.after].title,
        by=_by(event, scope),
        on=event.on,
        at=event.at,
        back=move is not None and move.direction is Direction.BACK,
        reason=event.reason,
        note=event.note if event.by or may_read_why(scope) else "",
        said=tuple(_said(process, event, scope)),
    )


def _by(event: Event, scope: Scope) -> str:
    if not isinstance(event.by, User):
        return "系统"
    role = Role(event.role).label if event.role else ""
    return f"{role} {scope.name(event.by.title)}".strip()


def _said(process: Process, event: Event, scope: Scope) -> Iterator[tuple[str, str]]:
    for name, text in event.data.items():
        column = process.field.get(name)
        if column and text:
            yield column.heading, shown(column, text, scope)
