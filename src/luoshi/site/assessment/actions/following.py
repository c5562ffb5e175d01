"""What follows from a round: places mend, and records that changed later are decided on."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.timezone import localdate

from luoshi.site.accounts.services import User
from luoshi.site.assessment.choices import Consequence, State
from luoshi.site.assessment.models import (
    LONGEST_NAME,
    LONGEST_TEXT,
    Correction,
    Handback,
    Round,
    StrikeOff,
)
from luoshi.site.assessment.policies import demand_plan
from luoshi.site.assessment.services.demands import demand, demand_said, log, place_of
from luoshi.site.assessment.services.rounds import differences, frozen_of
from luoshi.site.rights import scope_of
from luoshi.text.masking import shortened


@dataclass(frozen=True)
class HandBack:
    """Give a place a problem to mend, or call it to account, after the round."""

    user: User
    round: Round
    kind: Consequence
    place: str
    text: str
    unit: str
    measures: str
    deadline: date
    request: HttpRequest | None = None

    def check(self) -> str:
        """The place as the round knows it, by its code or its name.

        Raises:
            Refused: the user may not.
            ValidationError: it is not the time, or something is missing.
        """
        demand_plan(scope_of(self.user))
        demand(self.round, State.PUBLISHED, "公布以后才能下达整改")
        for said, why in (
            (self.text, "写明问题"),
            (self.unit, "写明责任单位"),
            (self.measures, "写明措施"),
        ):
            demand_said(said, why)
        if self.deadline < localdate():
            raise ValidationError({"deadline": "时限已经过了，请给今天或以后的日子"})
        return place_of(self.round, self.place.strip())

    def execute(self) -> Handback:
        """Check, keep and log.

        Raises:
            Refused, ValidationError: as :meth:`check`.
        """
        with transaction.atomic():
            place = self.check()
            kept = Handback.objects.create(
                round=self.round,
                kind=self.kind,
                place=place,
                text=shortened(self.text, LONGEST_TEXT),
                unit=self.unit[:LONGEST_NAME],
                measures=shortened(self.measures, LONGEST_TEXT),
                deadline=self.deadline,
                by=self.user,
            )
            log(self, self.round, f"{self.kind.label} {kept.place}")
        return kept


@dataclass(frozen=True)
class Strike:
    """Strike off what a place has mended."""

    user: User
    handback: Handback
    evidence: str
    request: HttpRequest | None = None

    def check(self) -> None:
        """Stop here unless it may be.

        Raises:
            Refused: the user may not.
            ValidationError: it was struck off, or nothing shows that it is mended.
        """
        demand_plan(scope_of(self.user))
        if StrikeOff.objects.filter(handback=self.handback).exists():
            raise ValidationError("已经销号了")
        demand_said(self.evidence, "写明核实的依据")

    def execute(self) -> StrikeOff:
        """Check, keep and log.

        Raises:
            Refused, ValidationError: as :meth:`check`.
        """
        with transaction.atomic():
            self.check()
            evidence = shortened(self.evidence.strip(), LONGEST_TEXT)
            kept = StrikeOff.objects.create(handback=self.handback, evidence=evidence, by=self.user)
            log(self, self.handback.round, f"销号 {self.handback.pk}")
        return kept


@dataclass(frozen=True)
class DecideCorrection:
    """Decide what becomes of records that changed after the figures were frozen.

    What is published stays as it is.
    """

    user: User
    round: Round
    digest: str
    decision: str
    request: HttpRequest | None = None

    def check(self) -> list[dict[str, str]]:
        """What is different.

        Raises:
            Refused: the user may not.
            ValidationError: nothing is different, or not what the user saw, or nothing is said.
        """
        demand_plan(scope_of(self.user))
        if frozen_of(self.round) is None:
            raise ValidationError("数还没有封存")
        digest, found = differences(self.round)
        if not found:
            raise ValidationError("封存以后的记录没有使哪一项的得分不同")
        if digest != self.digest:
            raise ValidationError("记录又变了，请刷新后再看一遍")
        if Correction.objects.filter(round=self.round, digest=digest).exists():
            raise ValidationError("这些不同已经处理过了")
        demand_said(self.decision, "写明怎样处理")
        return [one.document() for one in found]

    def execute(self) -> Correction:
        """Check, keep and log.

        Raises:
            Refused, ValidationError: as :meth:`check`.
        """
        with transaction.atomic():
            found = self.check()
            kept = Correction.objects.create(
                round=self.round,
                digest=self.digest,
                differences=found,
                decision=self.decision,
                by=self.user,
            )
            log(self, self.round, f"处理封存以后的更正 {kept.digest[:12]}")
        return kept
