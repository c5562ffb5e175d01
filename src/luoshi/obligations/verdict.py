"""One obligation asked of one place for one period, and what is found."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Generic, TypeVar

from luoshi.area_queries.period import Period
from luoshi.area_queries.reported import EVERYTHING, Reported, Standing
from luoshi.obligations.status import Status
from luoshi.pack.obligations import ObligationBase
from luoshi.text.dates import chinese_date
from luoshi.text.numbers import Number, percent, rounded

P = TypeVar("P", bound=ObligationBase)

KEPT = 6
"""Decimals of a verdict's numbers."""


@dataclass(frozen=True)
class Each:
    """One of the things asked by themselves, a fund or an institution: both figures in words.

    ``holds`` is None where that cannot be said.
    """

    name: str
    value: str
    target: str
    holds: bool | None


@dataclass(frozen=True)
class Verdict:
    """What is found: the number, what it is held against, and one sentence that says both.

    ``each`` tells it thing by thing, where the whole group is asked so. ``at_most``: the target
    is a limit from above. ``lacking`` names what is not covered. ``stands``: no row that is not
    told yet could change it.
    """

    status: Status
    value: Decimal | None
    target: Decimal | None
    unit: str | None
    reason: str
    each: tuple[Each, ...] = ()
    at_most: bool = False
    lacking: tuple[str, ...] = ()
    stands: bool = False


@dataclass(frozen=True)
class JudgedObligation(Generic[P]):
    """An obligation asked of ``place`` for ``period`` as of ``day``.

    ``records`` are the rows of evidence the place has in the period, and ``reported`` how far
    their tables are told. ``tolerance`` is by what share of the period progress may lag behind
    time before it is at risk.
    """

    obligation: P
    place: str
    period: Period
    day: date
    records: int
    tolerance: Decimal
    reported: Reported = EVERYTHING

    @property
    def over(self) -> bool:
        """Whether the period has ended and nothing of it may still be told."""
        return self.period.over(self.day) and self.reported.standing is not Standing.OPEN

    @property
    def is_known(self) -> bool:
        """Whether there is anything to judge by: rows, or the word that there are none."""
        return bool(self.records) or self.reported.standing is Standing.COMPLETE

    def told(self, figure: Decimal | None) -> Decimal | None:
        """A figure; 0 where it is known that there are no rows to tell it."""
        return Decimal(0) if figure is None and self.is_known and not self.records else figure

    @property
    def subject(self) -> str:
        """When and where: 2023年安河县."""
        return f"{self.period.title_on(self.day)}{self.place}"

    def opening(self, figure: str = "") -> str:
        """How the sentence begins: 2023年安河县安排. ``figure`` stands in for a missing one."""
        return f"{self.subject}{self.obligation.figure or figure} "

    def settled(self, holds: bool) -> Status:
        """The status of what can still turn while the period is open."""
        if self.over:
            return Status.MET if holds else Status.BREACHED
        return Status.ON_TRACK if holds else Status.AT_RISK

    def paced(self, value: Number, target: Number) -> Status:
        """The status of what grows towards its target: held against the time elapsed."""
        if value >= target:
            return Status.MET
        if self.over:
            return Status.BREACHED
        done = progress(value, target)
        behind = self.period.elapsed(self.day) - done
        return Status.ON_TRACK if behind <= Fraction(self.tolerance) else Status.AT_RISK

    def pace(self, value: Number, target: Number) -> str:
        """How far it has come and how much time has passed; nothing once it is decided."""
        if self.over or value >= target:
            return ""
        done, elapsed = progress(value, target), self.period.elapsed(self.day)
        return f"，完成 {percent(done, 1)}，时间已过 {percent(elapsed, 1)}"

    def verdict(
        self,
        status: Status,
        sentence: str,
        value: Number | None = None,
        target: Number | None = None,
        unit: str | None = None,
        *,
        at_most: bool = False,
        stands: bool = False,
    ) -> Verdict:
        """A verdict whose reason also tells how strongly the notice puts it."""
        return Verdict(
            status,
            decimal(value, target),
            decimal(target, value),
            unit or self.obligation.unit,
            f"{sentence}{manner(self.obligation)}",
            at_most=at_most,
            stands=stands,
        )

    def no_data(self, why: str = "") -> Verdict:
        """The verdict where there is nothing to judge by."""
        found = why or f"没有记录{'，' if self.reported.why else ''}{self.reported.why}"
        return self.verdict(Status.NO_DATA, f"{self.subject}{found}")

    def as_told(self, found: Verdict) -> Verdict:
        """A verdict with what must be said of the tables it rests on.

        What is not told in full is no verdict, unless no further row could change it.
        """
        reported = self.reported
        if found.status is Status.NO_DATA:
            return found
        if reported.standing is Standing.MISSING and not found.stands:
            reason = f"{found.reason}；{reported.why}，不能判定"
            return replace(found, status=Status.NO_DATA, reason=reason)
        said = [reported.note, reported.why, self._awaited]
        return replace(found, reason="；".join([found.reason, *filter(None, said)]))

    @property
    def _awaited(self) -> str:
        """Who may still tell of a period that is over."""
        waiting = self.reported.standing is Standing.OPEN and self.period.over(self.day)
        owing, lacking = len(self.reported.holders), len(self.reported.lacking)
        if not waiting or not owing:
            return ""
        return f"还在填报期内，{owing} 个填报单位中 {owing - lacking} 个已报全"

    def nothing_due(self) -> Verdict:
        """The verdict where there is nothing the obligation is about."""
        objects = self.obligation.objects
        none = f"没有{objects.title}" if objects else "应有数为 0，没有应当做的"
        figure = "" if objects else self.obligation.figure or ""
        return self.verdict(Status.NOTHING_DUE, f"{self.subject}{figure}{none}")

    def none_due(self, why: str) -> Verdict:
        """The verdict where there is nothing on any side to compare; not known while some may
        still come."""
        status = Status.NOTHING_DUE if self.over else Status.NO_DATA
        return self.verdict(status, f"{self.period.title_on(self.day)}{why}，无从比较")

    def not_due(self) -> Verdict:
        """The verdict before the period begins."""
        start = chinese_date(self.period.start)
        return self.verdict(Status.NOT_DUE, f"从{start}起算，还没有开始")


STRENGTHS = {"duty": "", "principle": "文件表述为“原则上”", "effort": "文件要求努力做到"}
"""How strongly the notice puts it; a duty goes without saying."""


def manner(obligation: ObligationBase) -> str:
    """How strongly the notice puts it, in its own word where that is known, as a reason ends."""
    wording = obligation.wording
    said = f"文件表述为“{wording}”" if wording else STRENGTHS[obligation.strength]
    return f"（{said}）" if said else ""


def progress(value: Number, target: Number) -> Fraction:
    """The share of a target reached: 0 to 1, 0 where the target is not above 0."""
    if target <= 0:
        return Fraction(0)
    return min(max(Fraction(value) / Fraction(target), Fraction(0)), Fraction(1))


def decimal(number: Number | None, against: Number | None = None) -> Decimal | None:
    """A number to six decimals, or to as many as tell it apart from what it is held against."""
    return None if number is None else rounded(number, KEPT, against).normalize() + 0
