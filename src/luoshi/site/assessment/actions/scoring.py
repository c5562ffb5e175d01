"""What is said of the items of places: self-reports, marks, objections and answers."""

from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from luoshi.assessment.settling import Stage, stage_of
from luoshi.pack.scorecard_items import Judged
from luoshi.site.accounts.services import User
from luoshi.site.assessment.choices import State
from luoshi.site.assessment.models import (
    LONGEST_TEXT,
    Objection,
    ObjectionAnswer,
    Round,
    ScorerMark,
    SelfReport,
)
from luoshi.site.assessment.policies import demand_plan, demand_score, demand_stand_for
from luoshi.site.assessment.services.demands import demand, demand_said, item_of, locked, log
from luoshi.site.assessment.services.rounds import marks_of
from luoshi.site.rights import scope_of
from luoshi.text.masking import shortened


@dataclass(frozen=True)
class Report:
    """A place says of itself how an item stands."""

    user: User
    round: Round
    place: str
    item: str
    text: str
    request: HttpRequest | None = None

    def check(self) -> None:
        """Stop here unless it may be said.

        Raises:
            Refused: the user does not speak for the place.
            ValidationError: it is not the time, there is no such item, or nothing is said.
        """
        demand_stand_for(scope_of(self.user), self.place)
        demand(self.round, State.REPORTING, "自评已经截止")
        item_of(self.round, self.place, self.item)
        demand_said(self.text, "写明自评的内容")

    def execute(self) -> SelfReport:
        """Check, keep and log.

        Raises:
            Refused, ValidationError: as :meth:`check`.
        """
        with transaction.atomic():
            self.check()
            kept = SelfReport.objects.create(
                round=self.round, place=self.place, item=self.item, text=self.text, by=self.user
            )
            log(self, self.round, f"自评 {kept}")
        return kept


@dataclass(frozen=True)
class GiveMark:
    """One person scores an item of a place; a third where two differ too much."""

    user: User
    round: Round
    place: str
    item: str
    points: Decimal
    reason: str
    evidence: str
    request: HttpRequest | None = None

    def check(self) -> None:
        """Stop here unless the user may give it.

        Raises:
            Refused: the user may not score, or not this place.
            ValidationError: it is not the time, it is settled, the user scored it before, or
                the points or the reason do not hold.
        """
        demand_score(self.user, self.place)
        demand(self.round, State.SCORING, "现在不是评分的时候")
        item = item_of(self.round, self.place, self.item)
        if not isinstance(item, Judged):
            raise ValidationError("这一项由记录算，不由人评")
        given = [
            one for one in marks_of(self.round) if (one.place, one.item) == (self.place, self.item)
        ]
        if stage_of(given, self.round.allowed) is Stage.SETTLED:
            raise ValidationError("这一项已经定了")
        if any(one.scorer == self.user.pk for one in given):
            raise ValidationError("你已经评过这一项，请由另一个人评")
        if not 0 <= self.points <= item.points:
            raise ValidationError(f"分数应在 0 到 {item.points} 之间")
        demand_said(self.reason, "写明理由")
        demand_said(self.evidence, "写明依据：看了什么、访了谁")

    def execute(self) -> ScorerMark:
        """Check, keep and log.

        Raises:
            Refused, ValidationError: as :meth:`check`.
        """
        with transaction.atomic():
            locked(self.round)
            self.check()
            kept = ScorerMark.objects.create(
                round=self.round,
                place=self.place,
                item=self.item,
                points=self.points,
                reason=shortened(self.reason.strip(), LONGEST_TEXT),
                evidence=shortened(self.evidence.strip(), LONGEST_TEXT),
                by=self.user,
            )
            log(self, self.round, f"评分 {kept.place} {kept.item}")
        return kept


@dataclass(frozen=True)
class Object:
    """A place objects to the points of an item."""

    user: User
    round: Round
    place: str
    item: str
    text: str
    request: HttpRequest | None = None

    def check(self) -> None:
        """Stop here unless it may.

        Raises:
            Refused: the user does not speak for the place.
            ValidationError: it is not the time, one waits already, or nothing is said.
        """
        demand_stand_for(scope_of(self.user), self.place)
        demand(self.round, State.OBJECTING, "现在不是提异议的时候")
        item_of(self.round, self.place, self.item)
        demand_said(self.text, "写明异议和理由")
        same = Objection.objects.filter(round=self.round, place=self.place, item=self.item)
        if same.filter(answer=None).exists():
            raise ValidationError("这一项已有异议在等答复")

    def execute(self) -> Objection:
        """Check, keep and log.

        Raises:
            Refused, ValidationError: as :meth:`check`.
        """
        with transaction.atomic():
            locked(self.round)
            self.check()
            kept = Objection.objects.create(
                round=self.round, place=self.place, item=self.item, text=self.text, by=self.user
            )
            log(self, self.round, f"异议 {kept}")
        return kept


@dataclass(frozen=True)
class AnswerObjection:
    """Answer an objection: with other points of a judged item, or that they stand.

    What the records gave is mended in the records: it can be answered, not re-scored.
    """

    user: User
    objection: Objection
    points: Decimal | None
    reason: str
    request: HttpRequest | None = None

    def check(self) -> None:
        """Stop here unless it may be answered so.

        Raises:
            Refused: the user may not.
            ValidationError: it was answered, not by someone who scored it, or does not hold.
        """
        demand_plan(scope_of(self.user))
        one = self.objection
        demand(one.round, State.OBJECTING, "现在不是答复异议的时候")
        if ObjectionAnswer.objects.filter(objection=one).exists():
            raise ValidationError("这一条已经答复过了")
        demand_said(self.reason, "写明答复的理由")
        item = item_of(one.round, one.place, one.item)
        if self.points is None:
            return
        if not isinstance(item, Judged):
            raise ValidationError("这一项由记录算，改分要先更正记录；这里只能答复维持")
        if not 0 <= self.points <= item.points:
            raise ValidationError(f"分数应在 0 到 {item.points} 之间")
        given = ScorerMark.objects.filter(round=one.round, place=one.place, item=one.item)
        if given.filter(by=self.user).exists():
            raise ValidationError("评过这一项的人不能自己改分，请由另一个账号答复")

    def execute(self) -> ObjectionAnswer:
        """Check, keep and log.

        Raises:
            Refused, ValidationError: as :meth:`check`.
        """
        with transaction.atomic():
            locked(self.objection.round)
            self.check()
            kept = ObjectionAnswer.objects.create(
                objection=self.objection, points=self.points, reason=self.reason, by=self.user
            )
            log(self, self.objection.round, f"答复 {kept}")
        return kept
