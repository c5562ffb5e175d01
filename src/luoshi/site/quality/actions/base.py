"""What all actions on findings share: lock the finding, write the event, keep the log."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from luoshi.quality.comparison import ACTIVE, State
from luoshi.site.accounts.services import User
from luoshi.site.audit.services import Action, record
from luoshi.site.quality.choices import EventKind
from luoshi.site.quality.models import LONGEST_NOTE, Finding, FindingEvent
from luoshi.site.quality.policies import latest_run, seen_findings
from luoshi.site.rights import Refused, Scope


def demand_seen(scope: Scope, finding: Finding) -> None:
    """Check that the finding is in the user's areas, or was sent there.

    Raises:
        Refused: it is not.
    """
    if not seen_findings(scope).filter(pk=finding.pk).exists():
        raise Refused("权限表 · 地区和部门", "这处疑点不在账号的地区范围内。")


def locked(finding: Finding) -> Finding:
    """The finding as it stands, locked until the end of the transaction."""
    return Finding.objects.select_for_update().get(pk=finding.pk)


def demand_active(finding: Finding) -> None:
    """Check that the finding is still to be done.

    Raises:
        ValidationError: what became of it.
    """
    if finding.state not in ACTIVE:
        raise ValidationError(f"这处疑点{State(finding.state).label}，不用再办。")


def plain_note(text: str, wanted: str = "") -> str:
    """A note; ``wanted`` says what it must tell, where it must tell something.

    Raises:
        ValidationError: it is missing or too long.
    """
    note = text.strip()
    if wanted and not note:
        raise ValidationError(f"请写明{wanted}。")
    if len(note) > LONGEST_NOTE:
        raise ValidationError(f"最多写 {LONGEST_NOTE} 字，请写短些。")
    return note


def write_event(
    finding: Finding, kind: EventKind, user: User, note: str = "", change: int = 0
) -> FindingEvent:
    """Record what somebody did about a finding."""
    run = latest_run(finding.county) or finding.seen
    return FindingEvent.objects.create(
        finding=finding, kind=kind, run=run, by=user, note=note, change=change
    )


def log(finding: Finding, kind: EventKind, user: User, request: HttpRequest | None) -> None:
    """Put what somebody did about a finding on the audit log."""
    target = f"疑点 {finding.pk} {finding.rule} {finding.household}：{kind.label}"
    record(Action.QUALITY, user=user, request=request, target=target, area=finding.area)
