"""What people decide on leads. Each action checks the rights, does its work and logs it."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.timezone import localdate

from luoshi import pack
from luoshi.site.accounts.services import User
from luoshi.site.audit.services import Action, record
from luoshi.site.monitoring.choices import VISITED, Finding, Kind, Rank, Reason, State
from luoshi.site.monitoring.models import (
    LONGEST_NAME,
    LONGEST_NOTE,
    Decision,
    FlaggedHousehold,
    Lead,
)
from luoshi.site.monitoring.policies import seen_leads
from luoshi.site.monitoring.services.counting import recount
from luoshi.site.monitoring.services.signals import dismissed, reopened
from luoshi.site.rights import Ability, Refused, scope_of


@dataclass(frozen=True)
class DismissLead:
    """Dismiss an open lead, with a reason. The fact raises no lead until it becomes more severe.

    ``visited_on`` and ``visitor`` tell when somebody was there, and who: only then was it
    looked at. A red lead asks for a note.
    """

    lead: Lead
    user: User
    reason: str
    note: str = ""
    visited_on: date | None = None
    visitor: str = ""
    request: HttpRequest | None = None

    def check(self) -> None:
        """Check that the user may dismiss this lead and gives a reason.

        Raises:
            Refused: the user may not decide, or may not see the lead.
            ValidationError: there is no such reason, it asks for a note or for the visit, or
                what is told of them cannot be.
        """
        _demand(self.user, self.lead)
        if self.reason not in Reason.values:
            raise ValidationError("请选一个理由。")
        self._check_note()
        self._check_visit()

    def _check_note(self) -> None:
        note = self.note.strip()
        if self.reason == Reason.OTHER and not note:
            raise ValidationError("理由选“其他”时，请在说明里写明。")
        if self.lead.colour == Rank.RED and not note:
            raise ValidationError("红色线索要排除，请在说明里写明依据。")
        if len(note) > LONGEST_NOTE:
            raise ValidationError(f"说明最多 {LONGEST_NOTE} 字，请写短些。")

    def _check_visit(self) -> None:
        if self.reason in VISITED and not (self.visited_on and self.visitor.strip()):
            raise ValidationError(
                f"理由选“{Reason(self.reason).label}”的，请填入户日期和入户人；没有人去过的，选别的理由。"
            )
        if bool(self.visited_on) != bool(self.visitor.strip()):
            raise ValidationError("入户日期和入户人要一起填。")
        if self.visited_on and self.visited_on > localdate():
            raise ValidationError(f"入户日期 {self.visited_on} 晚于今天。")
        if self.visited_on and self.visited_on < self.lead.first_seen:
            first = self.lead.first_seen
            raise ValidationError(f"入户日期 {self.visited_on} 早于线索发现的 {first}。")
        if len(self.visitor.strip()) > LONGEST_NAME:
            raise ValidationError(f"入户人最多 {LONGEST_NAME} 字。")

    @transaction.atomic
    def execute(self) -> Decision:
        """Check, dismiss, record and log.

        Raises:
            ValidationError: someone else dismissed it meanwhile, it no longer fires, or it is
                being handled.
        """
        self.check()
        lead = _turned(self.lead, State.OPEN, State.DISMISSED, **self._found())
        _log(lead, self.user, self.request, Reason(self.reason).label)
        decision = _remember(
            lead,
            self.user,
            Kind.DISMISSED,
            self.reason,
            self.note.strip(),
            visited_on=self.visited_on,
            visitor=self.visitor.strip(),
        )
        dismissed.send(Lead, lead=lead, decision=decision)
        return decision

    def _found(self) -> dict[str, object]:
        """What the visit found; nothing where nobody went."""
        if self.visited_on is None:
            return {}
        finding = Finding.TRUE if self.reason == Reason.HELPED else Finding.FALSE
        return {"finding": finding, "looked_on": self.visited_on}


@dataclass(frozen=True)
class ReopenLead:
    """Reopen a dismissed lead. The fact may raise leads again."""

    lead: Lead
    user: User
    request: HttpRequest | None = None

    def check(self) -> None:
        """Check that the user may decide on this lead.

        Raises:
            Refused: the user may not decide, or may not see the lead.
        """
        _demand(self.user, self.lead)

    @transaction.atomic
    def execute(self) -> Decision:
        """Check, reopen, record and log.

        Raises:
            ValidationError: it is not dismissed.
        """
        self.check()
        lead = _turned(self.lead, State.DISMISSED, State.OPEN, finding="", looked_on=None)
        _log(lead, self.user, self.request, Kind.REOPENED.label)
        decision = _remember(lead, self.user, Kind.REOPENED)
        reopened.send(Lead, lead=lead)
        return decision


def _demand(user: User, lead: Lead) -> None:
    scope = scope_of(user)
    scope.demand(Ability.DECIDE)
    if not seen_leads(scope).filter(pk=lead.pk).exists():
        raise Refused("权限表 · 地区和部门", "这条线索不在账号的地区和部门范围内。")


def _turned(lead: Lead, before: State, after: State, **found: object) -> Lead:
    """The lead as it stands now, brought from one state to another, and what was found."""
    lead = Lead.objects.select_for_update().select_related("household").get(pk=lead.pk)
    if lead.state == State.TAKEN:
        raise ValidationError("这条线索的事项正在办理，请到事项里办结。")
    if lead.state != before:
        raise ValidationError(f"这条线索{lead.get_state_display()}，不用再处理。")
    changes = {"state": after, **found}
    for name, value in changes.items():
        setattr(lead, name, value)
    lead.save(update_fields=[*changes])
    recount(FlaggedHousehold.objects.filter(pk=lead.household_id))
    return lead


def _remember(
    lead: Lead,
    user: User,
    kind: Kind,
    reason: str = "",
    note: str = "",
    visited_on: date | None = None,
    visitor: str = "",
) -> Decision:
    return Decision.objects.create(
        lead=lead,
        by=user,
        kind=kind,
        reason=reason,
        note=note,
        visited_on=visited_on,
        visitor=visitor,
        colour=lead.colour,
        measure=lead.measure,
        evidence=lead.evidence,
    )


def _log(lead: Lead, user: User, request: HttpRequest | None, what: str) -> None:
    rule = pack.load().rules.get(lead.rule)
    record(
        Action.DECISION,
        user=user,
        request=request,
        target=f"{lead.household.number} {rule.title if rule else lead.rule}：{what}",
        area=lead.household.village,
    )
