"""Explaining a finding that is no fault: proposed from below, granted by the county."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.timezone import localdate

from luoshi.quality.comparison import ACTIVE, State
from luoshi.site.accounts.services import User
from luoshi.site.quality.actions.base import (
    demand_active,
    demand_seen,
    locked,
    log,
    plain_note,
    write_event,
)
from luoshi.site.quality.choices import OPEN_TASKS, EventKind, ExemptionState, TaskState
from luoshi.site.quality.models import Exemption, Finding, Task
from luoshi.site.quality.policies import WorkPart, demand, may
from luoshi.site.rights import scope_of

LIVE = (ExemptionState.PROPOSED, ExemptionState.GRANTED)


@dataclass(frozen=True)
class Explain:
    """Say why a finding is no fault: granted at once by who may, else proposed.

    ``until`` is the last day it holds, None for good.
    """

    finding: Finding
    user: User
    reason: str
    until: date | None = None
    source: str = ""
    request: HttpRequest | None = None

    def check(self) -> str:
        """Check that the user may explain this finding; gives the reason.

        Raises:
            Refused: the user may not.
            ValidationError: it is over or explained already, or reason or day will not do.
        """
        scope = scope_of(self.user)
        demand(scope, WorkPart.PROPOSE)
        demand_seen(scope, self.finding)
        if self.until and self.until < localdate():
            raise ValidationError(f"有效期 {self.until} 已经过了。")
        return plain_note(self.reason, "理由")

    @transaction.atomic
    def execute(self) -> Exemption:
        """Check, explain, write and log."""
        reason, finding = self.check(), locked(self.finding)
        demand_active(finding)
        if finding.exemptions.filter(state__in=LIVE).exists():
            raise ValidationError("这处疑点已经申请过豁免，等县里批。")
        granted = may(scope_of(self.user), WorkPart.GRANT)
        exemption = Exemption(
            finding=finding,
            facts=finding.facts,
            reason=reason,
            until=self.until,
            state=ExemptionState.PROPOSED,
            source=self.source,
            proposed_by=self.user,
        )
        exemption.save()
        kind = EventKind.GRANTED if granted else EventKind.PROPOSED
        if granted:
            _grant(exemption, finding, self.user)
        else:
            waiting = finding.tasks.filter(state=TaskState.WAITING)
            waiting.update(state=TaskState.ASKED, answered_on=localdate())
        change = -1 if granted else 0
        write_event(finding, kind, self.user, _words(reason, self.until), change)
        log(finding, kind, self.user, self.request)
        return exemption


@dataclass(frozen=True)
class Decide:
    """Grant or refuse what was proposed."""

    exemption: Exemption
    user: User
    grant: bool
    note: str = ""
    request: HttpRequest | None = None

    @transaction.atomic
    def execute(self) -> Exemption:
        """Check, decide, write and log.

        Raises:
            Refused: the user grants none, or sees not this.
            ValidationError: it waits no more, or a refusal has no reason.
        """
        exemption, finding = _found(self.exemption, self.user)
        _demand_state(exemption, ExemptionState.PROPOSED, "再批")
        note = plain_note(self.note, "" if self.grant else "不同意的理由")
        if self.grant:
            demand_active(finding)
            _grant(exemption, finding, self.user)
        else:
            _decide(exemption, ExemptionState.REFUSED, self.user)
            asked = finding.tasks.filter(state=TaskState.ASKED)
            asked.update(state=TaskState.WAITING, returned=True)
        kind = EventKind.GRANTED if self.grant else EventKind.REFUSED
        write_event(finding, kind, self.user, note, -1 if self.grant else 0)
        log(finding, kind, self.user, self.request)
        return exemption


@dataclass(frozen=True)
class Withdraw:
    """Take an exemption back: the finding is to be done again."""

    exemption: Exemption
    user: User
    note: str = ""
    request: HttpRequest | None = None

    @transaction.atomic
    def execute(self) -> Exemption:
        """Check, withdraw, write and log.

        Raises:
            Refused: the user grants none, or sees not this.
            ValidationError: it is not in force.
        """
        exemption, finding = _found(self.exemption, self.user)
        _demand_state(exemption, ExemptionState.GRANTED, "撤回")
        note = plain_note(self.note, "撤回的理由")
        _decide(exemption, ExemptionState.WITHDRAWN, self.user)
        exempt = finding.state == State.EXPLAINED
        if exempt:
            finding.state = State.STANDING
            finding.save(update_fields=["state"])
        write_event(finding, EventKind.WITHDRAWN, self.user, note, 1 if exempt else 0)
        log(finding, EventKind.WITHDRAWN, self.user, self.request)
        return exemption


def _found(exemption: Exemption, user: User) -> tuple[Exemption, Finding]:
    """The exemption as it stands with its finding locked, for who grants exemptions."""
    scope = scope_of(user)
    demand(scope, WorkPart.GRANT)
    demand_seen(scope, exemption.finding)
    finding = locked(exemption.finding)
    return Exemption.objects.get(pk=exemption.pk), finding


def _demand_state(exemption: Exemption, state: ExemptionState, action: str) -> None:
    if exemption.state != state:
        raise ValidationError(f"这条豁免{exemption.get_state_display()}，不用{action}。")


def _grant(exemption: Exemption, finding: Finding, user: User) -> None:
    """Exempt the finding with its current facts."""
    assert finding.state in ACTIVE
    exemption.facts = finding.facts
    _decide(exemption, ExemptionState.GRANTED, user)
    finding.state = State.EXPLAINED
    finding.save(update_fields=["state"])
    Task.objects.filter(finding=finding, state__in=OPEN_TASKS).update(state=TaskState.EXPLAINED)


def _decide(exemption: Exemption, state: ExemptionState, user: User) -> None:
    exemption.state, exemption.decided_by, exemption.decided_at = state, user, timezone.now()
    exemption.save()


def _words(reason: str, until: date | None) -> str:
    return f"{reason}（到 {until}）" if until else reason
