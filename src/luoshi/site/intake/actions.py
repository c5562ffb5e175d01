"""Receiving an application, registering it as a case or not, and reporting a household."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.timezone import localdate

from luoshi import pack
from luoshi.casework import Rules
from luoshi.pack.processes import MONITORING
from luoshi.site.accounts.services import User
from luoshi.site.audit.services import Action, record
from luoshi.site.intake.models import Application, State
from luoshi.site.processes.choices import Source
from luoshi.site.processes.models import LONGEST_NOTE, Case
from luoshi.site.processes.services.opening import Subject, open_case
from luoshi.site.rights import ALL, Ability, Refused, Scope, scope_of
from luoshi.text.masking import shortened

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Signs of a number that are not mistaken for one another."""


def new_number() -> str:
    """A number nobody can guess, in three groups of four."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3))


def receive(village: str, said: dict[str, str], troubles: Sequence[str]) -> Application:
    """Keep an application."""
    return Application.objects.create(
        number=new_number(),
        village=village,
        due_on=Rules(pack.load()).due("apply_register_days", localdate()),
        name=said["name"].strip(),
        phone=said["phone"],
        trouble="、".join(troubles),
        words=said["words"].strip(),
        proxy=said["proxy"].strip(),
        proxy_phone=said["proxy_phone"],
    )


@dataclass(frozen=True)
class Register:
    """Tie an application to a household of the register: its case begins."""

    application: Application
    user: User
    household: Subject
    request: HttpRequest | None = None

    def check(self) -> None:
        """Stop here unless the user handles cases in the village of both.

        Raises:
            Refused: the user does not.
            ValidationError: it is registered already.
        """
        demand_place(scope_of(self.user), self.application.village)
        demand_place(scope_of(self.user), self.household.village)
        if self.application.state != State.WAITING:
            raise ValidationError("这件申报已经登记过，请刷新页面。")

    @transaction.atomic
    def execute(self) -> Case:
        """Check, open the case (or join the one there is), remember and log.

        Raises:
            Refused, ValidationError: as :meth:`check`.
        """
        self.application.refresh_from_db()
        self.check()
        about = self.application.trouble
        if self.application.words:
            about = f"{about}。{self.application.words}"
        case, _ = open_case(
            MONITORING,
            self.household,
            Source.APPLICATION,
            localdate(),
            about=shortened(about, LONGEST_NOTE),
            by=self.user,
        )
        self.application.state, self.application.case = State.REGISTERED, case
        self.application.by = self.user
        self.application.save()
        log(self.user, case, "登记农户申报", self.request)
        return case


@dataclass(frozen=True)
class Refuse:
    """Dismiss an application, with a reason shown to the applicant."""

    application: Application
    user: User
    reason: str
    request: HttpRequest | None = None

    @transaction.atomic
    def execute(self) -> None:
        """Check, refuse and log.

        Raises:
            Refused: the user does not handle cases there.
            ValidationError: no reason is given, or it is registered already.
        """
        demand_place(scope_of(self.user), self.application.village)
        self.application.refresh_from_db()
        if self.application.state != State.WAITING:
            raise ValidationError("这件申报已经登记过，请刷新页面。")
        if not self.reason.strip():
            raise ValidationError("请写明理由，申报人会看到。")
        self.application.state, self.application.by = State.REFUSED, self.user
        self.application.reason = shortened(self.reason.strip(), 200)
        self.application.save()
        target = f"申报 {self.application.pk} 不予登记"
        record(
            Action.CASE,
            user=self.user,
            request=self.request,
            target=target,
            area=self.application.village,
        )


@dataclass(frozen=True)
class Report:
    """Begin a case for what a cadre saw, or the hotline or a letter told."""

    household: Subject
    user: User
    source: str
    troubles: Sequence[str]
    words: str = ""
    request: HttpRequest | None = None

    @transaction.atomic
    def execute(self) -> tuple[Case, bool]:
        """Check, open the case (False: there was one) and log.

        Raises:
            Refused: the user does not handle cases there.
        """
        demand_place(scope_of(self.user), self.household.village)
        told = "、".join(self.troubles)
        words = self.words.strip()
        case, new = open_case(
            MONITORING,
            self.household,
            Source(self.source),
            localdate(),
            about=shortened(f"{told}。{words}", LONGEST_NOTE) if words else told,
            by=self.user,
        )
        log(self.user, case, Source(self.source).label, self.request)
        return case, new


def demand_place(scope: Scope, village: str) -> None:
    """Stop here unless the user handles cases in a village.

    Raises:
        Refused: the user does not.
    """
    scope.demand(Ability.HANDLE)
    if scope.departments is not ALL:
        raise Refused("权限表 · 部门", "申报和上报由县、乡、村登记。")
    if not scope.allows(village):
        raise Refused("权限表 · 地区", "这个村不在账号的地区范围内。")


def log(user: User, case: Case, what: str, request: HttpRequest | None) -> None:
    """Put on the audit log what was done."""
    target = f"{case.process} {case.pk}：{what}"
    record(Action.CASE, user=user, request=request, target=target, area=case.village)
