"""Information comparison: asked of every department at once, answered one by one."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.timezone import localdate

from luoshi import pack
from luoshi.casework import Rules
from luoshi.site.accounts.services import User
from luoshi.site.casework.choices import CaseworkEvent
from luoshi.site.casework.models import Reply
from luoshi.site.casework.policies import demand_answer
from luoshi.site.processes.models import LONGEST_NOTE, Case
from luoshi.site.processes.services.events import locked, record_event

STAGE = "comparing"
"""The stage in which departments are asked."""


def ask_all(case: Case, on: date) -> None:
    """Ask every department what it knows of the household; asked twice a day, asked once."""
    due = Rules(pack.load()).due("case_compare_days", on)
    Reply.objects.bulk_create(
        (
            Reply(case=case, comparison=one.id, unit=one.unit, asked_on=on, due_on=due)
            for one in pack.load().comparisons.values()
        ),
        ignore_conflicts=True,
    )


@dataclass(frozen=True)
class AnswerReply:
    """A department says whether it has something on the household, and what."""

    reply: Reply
    user: User
    found: bool
    text: str = ""
    day: date | None = None
    request: HttpRequest | None = None

    def check(self) -> None:
        """Check that the user answers for the department and the answer says something.

        Raises:
            Refused: the user does not.
            ValidationError: something was found and not told, or it is too long.
        """
        demand_answer(self.user, self.reply)
        if self.found and not self.text.strip():
            raise ValidationError("有记录的请写明是什么。")
        if len(self.text) > LONGEST_NOTE:
            raise ValidationError(f"答复最多 {LONGEST_NOTE} 字，请写短些。")

    @transaction.atomic
    def execute(self) -> Reply:
        """Check, answer, remember and log. A later answer replaces an earlier one.

        Raises:
            Refused, ValidationError: as :meth:`check`.
        """
        case = locked(self.reply.case)
        self.check()
        on, reply = self.day or localdate(), self.reply
        reply.found, reply.answered_on, reply.by = self.found, on, self.user
        reply.text = self.text.strip()
        reply.save()
        title = pack.load().comparisons[reply.comparison].title
        told = f"{reply.unit}：{title}{'有记录' if self.found else '无记录'}"
        record_event(
            case, CaseworkEvent.COMPARISON_ANSWERED, on, self.user, note=told, request=self.request
        )
        return reply
