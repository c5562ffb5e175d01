"""A result is proposed by one account and published by another."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.timezone import localdate

from luoshi.site.accounts.services import User
from luoshi.site.assessment.choices import State
from luoshi.site.assessment.models import Adoption, Round, Step, Verdict
from luoshi.site.assessment.policies import demand_plan
from luoshi.site.assessment.services.demands import demand, locked, log
from luoshi.site.assessment.services.publishing import publish
from luoshi.site.assessment.services.rounds import (
    assessment_of,
    seal,
    text_of,
    unsealed,
    waiting,
)
from luoshi.site.rights import scope_of
from luoshi.site.two_person import demand_second_person, lock, settle


@dataclass(frozen=True)
class ProposeResult:
    """Put the scores before a second account, under the number they will be published by."""

    user: User
    round: Round
    document: str
    day: date
    request: HttpRequest | None = None

    def check(self) -> None:
        """Stop here unless it may be.

        Raises:
            Refused: the user may not.
            ValidationError: it is not the time, one waits, or there is no number.
        """
        demand_plan(scope_of(self.user))
        demand(self.round, State.ADOPTING, "现在不是审定的时候")
        if waiting(self.round):
            raise ValidationError("已有一份结果在等审定")
        if not self.document.strip():
            raise ValidationError({"document": "填通报的文号"})
        if self.day > localdate():
            raise ValidationError({"day": "通报日期还没有到"})

    def execute(self) -> Adoption:
        """Check, keep and log.

        Raises:
            Refused, ValidationError: as :meth:`check`.
        """
        with transaction.atomic():
            locked(self.round)
            self.check()
            content, digest = seal(text_of(assessment_of(self.round)))
            kept = Adoption.objects.create(
                round=self.round,
                content=content,
                digest=digest,
                document=self.document.strip()[:200],
                day=self.day,
                by=self.user,
            )
            log(self, self.round, f"提请审定 {kept.digest[:12]}")
        return kept


@dataclass(frozen=True)
class ConfirmResult:
    """Agree to a result, which publishes it, or turn it down."""

    user: User
    adoption: Adoption
    digest: str
    agreed: bool
    note: str = ""
    request: HttpRequest | None = None

    def check(self) -> None:
        """Stop here unless the user may say so.

        Raises:
            Refused: the user may not.
            ValidationError: it was settled, the user proposed it, saw another, or gives no reason.
            BrokenSealError: what is kept is not what was sealed.
        """
        demand_plan(scope_of(self.user))
        demand_second_person(self.adoption, self.user, self.agreed, self.note)
        if self.agreed and self.digest != self.adoption.digest:
            raise ValidationError("内容和你看到的不一样，请刷新后再看一遍")
        unsealed(bytes(self.adoption.content), self.adoption.digest)

    def execute(self) -> Verdict:
        """Check, keep and log; publish where it is agreed to.

        Raises:
            Refused, ValidationError, BrokenSealError: as :meth:`check`.
        """
        with transaction.atomic():
            lock(self.adoption)
            self.check()
            verdict: Verdict = settle(self.adoption, self.user, self.agreed, self.note)
            found = self.adoption.round
            if self.agreed:
                Step.objects.create(round=found, state=State.PUBLISHED, by=self.user)
                publish(self.adoption, self.user)
            log(self, found, "审定同意，公布" if self.agreed else "退回结果")
        return verdict
