"""What people decide on leads. Each action checks the rights, does its work and logs it."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from luoshi import pack
from luoshi.site.accounts.models import User
from luoshi.site.audit import Action
from luoshi.site.audit.services import record
from luoshi.site.monitoring.choices import Kind, Reason, State
from luoshi.site.monitoring.counting import recount
from luoshi.site.monitoring.models import LONGEST_NOTE, Decision, FlaggedHousehold, Lead
from luoshi.site.monitoring.seen import seen_leads
from luoshi.site.monitoring.signals import put_aside
from luoshi.site.rights import Ability, Refused, scope_of


@dataclass(frozen=True)
class CloseLead:
    """Put an open lead aside, with a reason. The fact stays quiet until it weighs more."""

    lead: Lead
    user: User
    reason: str
    note: str = ""
    request: HttpRequest | None = None

    def check(self) -> None:
        """Stop here unless the user may close this lead and gives a reason.

        Raises:
            Refused: the user may not decide, or may not see the lead.
            ValidationError: there is no such reason, it asks for a note, or that is too long.
        """
        _demand(self.user, self.lead)
        if self.reason not in Reason.values:
            raise ValidationError("请选一个理由。")
        if self.reason == Reason.OTHER and not self.note.strip():
            raise ValidationError("理由选“其他”时，请在说明里写明。")
        if len(self.note.strip()) > LONGEST_NOTE:
            raise ValidationError(f"说明最多 {LONGEST_NOTE} 字，请写短些。")

    @transaction.atomic
    def execute(self) -> Decision:
        """Check, close, remember and log.

        Raises:
            ValidationError: someone else closed it meanwhile, or it no longer fires.
        """
        self.check()
        lead = _turned(self.lead, State.OPEN, State.CLOSED)
        _log(lead, self.user, self.request, Reason(self.reason).label)
        note = self.note.strip()
        decision = _remember(lead, self.user, Kind.CLOSED, self.reason, note)
        put_aside.send(
            Lead, household=lead.household, user=self.user, reason=Reason(self.reason).label
        )
        return decision


@dataclass(frozen=True)
class ReopenLead:
    """Let a lead that was put aside wait again. The fact is no longer kept quiet."""

    lead: Lead
    user: User
    request: HttpRequest | None = None

    def check(self) -> None:
        """Stop here unless the user may decide on this lead.

        Raises:
            Refused: the user may not decide, or may not see the lead.
        """
        _demand(self.user, self.lead)

    @transaction.atomic
    def execute(self) -> Decision:
        """Check, reopen, remember and log.

        Raises:
            ValidationError: it is not put aside.
        """
        self.check()
        lead = _turned(self.lead, State.CLOSED, State.OPEN)
        _log(lead, self.user, self.request, Kind.REOPENED.label)
        return _remember(lead, self.user, Kind.REOPENED)


def _demand(user: User, lead: Lead) -> None:
    scope = scope_of(user)
    scope.demand(Ability.DECIDE)
    if not seen_leads(scope).filter(pk=lead.pk).exists():
        raise Refused("权限表 · 地区和部门", "这条线索不在账号的地区和部门范围内。")


def _turned(lead: Lead, before: State, after: State) -> Lead:
    """The lead as it stands now, brought from one state to another."""
    lead = Lead.objects.select_for_update().select_related("household").get(pk=lead.pk)
    if lead.state != before:
        raise ValidationError(f"这条线索{lead.get_state_display()}，不用再处理。")
    lead.state = after
    lead.save(update_fields=["state"])
    recount(FlaggedHousehold.objects.filter(pk=lead.household_id))
    return lead


def _remember(lead: Lead, user: User, kind: Kind, reason: str = "", note: str = "") -> Decision:
    return Decision.objects.create(
        lead=lead,
        by=user,
        kind=kind,
        reason=reason,
        note=note,
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
