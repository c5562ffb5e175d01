"""A round is planned, and led on from state to state."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from luoshi import pack
from luoshi.assessment import NotAssessedError, cards_of
from luoshi.site.accounts.services import User
from luoshi.site.assessment.choices import State
from luoshi.site.assessment.models import FrozenBasis, Objection, Round, Step
from luoshi.site.assessment.policies import demand_plan
from luoshi.site.assessment.services.demands import locked, log
from luoshi.site.assessment.services.records import figures
from luoshi.site.assessment.services.rounds import seal, state_of, unsettled
from luoshi.site.rights import scope_of

STEPS = tuple(State)


@dataclass(frozen=True)
class PlanRound:
    """Plan a year's assessment: a day for each state, whom it leaves out, how far scorers may
    differ."""

    user: User
    notice: str
    year: int
    calendar: Mapping[State, date]
    allowed: Decimal
    left_out: Mapping[str, str]
    request: HttpRequest | None = None

    def check(self) -> None:
        """Stop here unless the round can be planned.

        Raises:
            Refused: the user may not.
            ValidationError: by field, what is wrong.
        """
        demand_plan(scope_of(self.user))
        try:
            cards_of(pack.load(), self.notice, self.year)
        except (NotAssessedError, KeyError) as error:
            raise ValidationError({"year": str(error)}) from error
        if Round.objects.filter(notice=self.notice, year=self.year).exists():
            raise ValidationError({"year": f"{self.year} 年度已经有一次考核"})
        days = [self.calendar[one] for one in STEPS]
        if days != sorted(days) or days[0] < date(self.year, 1, 1):
            raise ValidationError({"reporting": "日程要从考核年度起，一步不早于一步"})

    def execute(self) -> Round:
        """Check, keep and log.

        Raises:
            Refused, ValidationError: as :meth:`check`.
        """
        with transaction.atomic():
            self.check()
            days = {one.value: self.calendar[one].isoformat() for one in STEPS}
            found = Round.objects.create(
                notice=self.notice,
                year=self.year,
                calendar=days,
                allowed=self.allowed,
                left_out=dict(self.left_out),
                by=self.user,
            )
            Step.objects.create(round=found, state=State.REPORTING, by=self.user)
            log(self, found, "制定方案")
        return found


@dataclass(frozen=True)
class Advance:
    """Lead a round on to its next state; to score, the figures are frozen."""

    user: User
    round: Round
    request: HttpRequest | None = None

    def check(self) -> State:
        """The state it comes to.

        Raises:
            Refused: the user may not.
            ValidationError: what is still to be done before.
        """
        demand_plan(scope_of(self.user))
        now = state_of(self.round)
        if now in (State.ADOPTING, State.PUBLISHED):
            raise ValidationError("审定由两个账号办，公布以后不再往前")
        if now is State.SCORING and (open_ := unsettled(self.round)):
            raise ValidationError(f"还有 {open_} 处评分没有定")
        if now is State.OBJECTING:
            left = Objection.objects.filter(round=self.round, answer=None).count()
            if left:
                raise ValidationError(f"还有 {left} 条异议没有答复")
        return STEPS[STEPS.index(now) + 1]

    def execute(self) -> Step:
        """Check, freeze where it comes to scoring, keep and log.

        Raises:
            Refused, ValidationError: as :meth:`check`.
        """
        coming = self.check()
        basis = figures(self.round.notice, self.round.year) if coming is State.SCORING else None
        with transaction.atomic():
            locked(self.round)
            if self.check() is not coming:
                raise ValidationError("这一步已经有人办过了，请刷新再看")
            if basis is not None:
                content, digest = seal(basis.text())
                FrozenBasis.objects.create(
                    round=self.round, content=content, digest=digest, by=self.user
                )
            step = Step.objects.create(round=self.round, state=coming, by=self.user)
            log(self, self.round, f"到{coming.label}")
        return step
