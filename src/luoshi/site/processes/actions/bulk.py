"""Many cases at once: one move on each, each by itself; what cannot be done is told with why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from luoshi.pack.processes import Move
from luoshi.site.accounts.services import User
from luoshi.site.processes.actions.moves import MakeMove
from luoshi.site.processes.models import Case
from luoshi.site.rights import Refused


@dataclass(frozen=True)
class Failed:
    """A case the move could not be made on, and why."""

    case: Case
    reason: str


@dataclass(frozen=True)
class Outcome:
    """What came of a move on many cases."""

    move: Move
    done: int
    failed: tuple[Failed, ...]


@dataclass(frozen=True)
class MoveMany:
    """Make one move on many cases, with one form for all, each in a transaction of its own."""

    cases: Iterable[Case]
    user: User
    move: str
    day: date | None = None
    request: HttpRequest | None = None
    cells: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    note: str = ""

    def execute(self) -> Outcome:
        """Make the move wherever it can be made."""
        failed, done, chosen = [], 0, None
        for case in self.cases:
            action = MakeMove(
                case,
                self.user,
                self.move,
                self.cells,
                self.reason,
                self.note,
                day=self.day,
                request=self.request,
            )
            try:
                chosen = action.chosen
                action.execute()
            except (ValidationError, Refused) as error:
                failed.append(Failed(case, _said(error)))
            else:
                done += 1
        if chosen is None:
            raise ValidationError("没有选中可以办的事项。")
        return Outcome(chosen, done, tuple(failed))


def _said(error: ValidationError | Refused) -> str:
    if isinstance(error, Refused):
        return error.reason
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    return "；".join(f"{name}：{' '.join(told)}" for name, told in error.message_dict.items())
