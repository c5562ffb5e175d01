"""What is done in matters, each checked against where the matter stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.timezone import localdate

from luoshi.site.accounts.services import User
from luoshi.site.audit.services import Action, record
from luoshi.site.rights import scope_of
from luoshi.site.supervision.models import LONGEST_TITLE, Event, Matter, SubTask
from luoshi.site.supervision.policies import demand_do, demand_lead, own_unit, units
from luoshi.site.supervision.services.matters import next_number, one_of, open_of, rules
from luoshi.supervision import Kind, may_follow

SAID = frozenset(Kind) - {Kind.ACCEPT, Kind.APPROVE}
"""What needs words: all but taking over and agreeing."""

WITH_DAY = frozenset({Kind.ASK_EXTENSION, Kind.REOPEN, Kind.FEEDBACK})
"""What tells a day; of all else none is kept."""

LONGEST_DAYS = 3 * 366
"""No matter lasts longer: a later day is a slip of the pen."""


@dataclass(frozen=True)
class Part:
    """A sub-task: for a unit, by a day."""

    unit: str
    title: str
    due: date


@dataclass(frozen=True)
class HandOver:
    """Make a matter and hand it to a unit."""

    user: User
    source: str
    urgency: str
    title: str
    text: str
    unit: str
    due: date
    co_units: Sequence[str] = ()
    contact: str = ""
    parts: Sequence[Part] = ()
    origin: str = ""
    request: HttpRequest | None = None

    def check(self) -> None:
        """Stop here unless it can be handed over.

        Raises:
            Refused: the user may not.
            ValidationError: by field, what is wrong.
        """
        demand_lead(scope_of(self.user))
        known = set(units())
        if self.source not in {one.id for one in rules().sources}:
            raise ValidationError({"source": "没有这种来源"})
        if self.urgency not in {one.id for one in rules().urgencies}:
            raise ValidationError({"urgency": "没有这种缓急"})
        for name, said in (("title", self.title), ("text", self.text)):
            if not said.strip():
                raise ValidationError({name: "写明事项和要求"})
        for unit in (self.unit, *self.co_units, *(part.unit for part in self.parts)):
            if unit not in known:
                raise ValidationError({"unit": f"没有“{unit}”这个单位或县"})
        self._demand_days()
        self._demand_new()

    def _demand_days(self) -> None:
        if self.due < localdate():
            raise ValidationError({"due": "办结时限已经过了，请给今天或以后的日子"})
        _demand_near("due", self.due)
        if any(not localdate() <= part.due <= self.due for part in self.parts):
            raise ValidationError({"parts": f"分解任务的时限要在今天到 {self.due} 之间"})

    def _demand_new(self) -> None:
        same = open_of([self.origin]).get(self.origin) if self.origin else None
        if same is not None:
            raise ValidationError(f"这件事正在督办，编号 {same.number}，不另立")

    def execute(self) -> Matter:
        """Check, number, keep and log.

        Raises:
            Refused, ValidationError: as :meth:`check`.
        """
        with transaction.atomic():
            list(Matter.objects.select_for_update().order_by("-pk").values_list("pk")[:1])
            self.check()
            number, serial = next_number(localdate().year)
            kept = Matter.objects.create(
                number=number,
                serial=serial,
                year=localdate().year,
                source=self.source,
                origin=self.origin,
                urgency=self.urgency,
                title=self.title.strip()[:LONGEST_TITLE],
                text=self.text.strip(),
                unit=self.unit,
                co_units=list(dict.fromkeys(self.co_units)),
                contact=self.contact.strip(),
                due=self.due,
                by=self.user,
            )
            for part in self.parts:
                SubTask.objects.create(matter=kept, unit=part.unit, title=part.title, due=part.due)
            _log(self.user, self.request, f"交办 {kept.number}")
        return kept


@dataclass(frozen=True)
class Do:
    """Do something in a matter: take it over, tell of it, urge, ask for time, close."""

    user: User
    matter: Matter
    kind: Kind
    text: str = ""
    day: date | None = None
    request: HttpRequest | None = None

    def check(self) -> None:
        """Stop here unless it may be done now, by this user, with what is said.

        Raises:
            Refused: it is not the user's to do.
            ValidationError: it is not the time, a day or words are lacking, or it takes another
                account.
        """
        demand_do(scope_of(self.user), self.matter, self.kind)
        now = one_of(self.matter).standing
        if not may_follow(now, self.kind):
            raise ValidationError(f"{now.label}，现在不能{self.kind.label}")
        if self.kind in SAID and not self.text.strip():
            raise ValidationError({"text": "写明内容和理由"})
        self._demand_day(now.due)
        if self.kind is Kind.GRANT and now.asked and now.asked < localdate():
            raise ValidationError(f"申请延到的 {now.asked} 已经过了，请不同意，由主办单位另行申请")
        if self.kind is Kind.APPROVE and self._told_by() == self.user.pk:
            raise ValidationError("反馈要由本单位的另一个账号审定")

    def _demand_day(self, due: date) -> None:
        if self.kind is Kind.ASK_EXTENSION:
            if localdate() > due:
                raise ValidationError({"day": f"时限 {due} 已经过了，延期要在时限以前申请"})
            if self.day is None or self.day <= due:
                raise ValidationError({"day": f"延到的日子要晚于现在的时限 {due}"})
        if self.kind in WITH_DAY and self.day is not None:
            _demand_near("day", self.day)
        if self.kind is Kind.REOPEN and (self.day is None or self.day < localdate()):
            raise ValidationError({"day": "写明重新办理的时限，今天或以后的日子"})

    def _told_by(self) -> int | None:
        told = self.matter.events.filter(kind=Kind.FEEDBACK.value).order_by("pk").last()
        return told.by_id if told else None

    def execute(self) -> Event:
        """Check, keep and log.

        Raises:
            Refused, ValidationError: as :meth:`check`.
        """
        with transaction.atomic():
            Matter.objects.select_for_update().get(pk=self.matter.pk)
            self.check()
            kept = Event.objects.create(
                matter=self.matter,
                kind=self.kind.value,
                text=self.text.strip(),
                day=self.day if self.kind in WITH_DAY else None,
                unit=own_unit(scope_of(self.user)),
                by=self.user,
            )
            _log(self.user, self.request, f"{self.kind.label} {self.matter.number}")
        return kept


@dataclass(frozen=True)
class UrgeAll:
    """Urge several matters at once; those that cannot be urged now are left and told."""

    user: User
    matters: Sequence[Matter]
    text: str
    request: HttpRequest | None = None

    def execute(self) -> tuple[list[Event], list[str]]:
        """What was urged, and why the others were not.

        Raises:
            Refused: the user may not.
        """
        demand_lead(scope_of(self.user))
        done, left = [], []
        for matter in self.matters:
            try:
                urging = Do(self.user, matter, Kind.URGE, self.text, request=self.request)
                done.append(urging.execute())
            except ValidationError as error:
                left.append(f"{matter.number}：{'；'.join(error.messages)}")
        return done, left


def _demand_near(name: str, day: date) -> None:
    if (day - localdate()).days > LONGEST_DAYS:
        raise ValidationError({name: f"{day} 太远了，请核对年份"})


def _log(user: User, request: HttpRequest | None, told: str) -> None:
    record(Action.SUPERVISION, user=user, request=request, target=told)
