"""Tilt: do the favoured counties get more, per county and per head, than the others?"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from luoshi.obligations.inputs import Ask
from luoshi.obligations.sheet import ObligationSheet
from luoshi.obligations.verdict import JudgedObligation, Verdict
from luoshi.obligations.words import BESIDE, mean
from luoshi.pack.obligations import Denominator, Tilt
from luoshi.text.numbers import amount, average

UNIT = "倍"


@dataclass(frozen=True)
class Entry:
    """What one county got (``amount``, none is 0) and what it is divided by, as in ``per``.

    ``counted``: it has reported, so that it counts in the means.
    """

    name: str
    counted: bool
    amount: Decimal
    weights: tuple[Decimal, ...]


@dataclass(frozen=True)
class Side:
    """The counties on one side of the comparison."""

    title: str
    entries: tuple[Entry, ...]

    @cached_property
    def total(self) -> Fraction:
        """All they got."""
        return sum((Fraction(one.amount) for one in self.entries), Fraction(0))

    def mean(self, denominator: int) -> Fraction | None:
        """All they got, divided by all their weights; None where the weights are 0."""
        weight = sum((one.weights[denominator] for one in self.entries), Decimal(0))
        return self.total / Fraction(weight) if weight > 0 else None


@dataclass(frozen=True)
class Figures:
    """Both sides, and the county judged."""

    favoured: Side
    others: Side
    own: Entry


@dataclass(frozen=True)
class Compared:
    """The means of both sides by one denominator."""

    title: str
    favoured: Fraction
    others: Fraction

    @property
    def ahead(self) -> bool:
        """Whether the favoured get more; as much is not more."""
        return self.favoured > self.others

    @property
    def ratio(self) -> Fraction | None:
        """How many times as much; None where the others get nothing."""
        return self.favoured / self.others if self.others else None

    def said(self, others: str, unit: str | None) -> str:
        """县均 320 万元，其他县 210 万元，为 1.52 倍."""
        times, title = _scaled(self.title, self.favoured, self.others)
        ours, theirs = self.favoured * times, self.others * times
        favoured, rest = mean(ours, unit, theirs), mean(theirs, unit, ours)
        written = f"{title} {favoured}，{others} {rest}"
        ratio = self.ratio
        if ratio is None:
            return written
        return f"{written}，为 {average(ratio, 1)} 倍" + ("" if self.ahead else "，没有更多")


def asks(obligation: Tilt) -> dict[str, Ask]:
    """The amount and each denominator; where the counties are counted, each counts 1."""
    weights = {f"per{i}": Ask(per.measure or "1") for i, per in enumerate(obligation.per)}
    return {"amount": Ask(obligation.measure, proves=True), **weights}


def read(sheet: ObligationSheet) -> Figures:
    """The figures of both groups, and of the county judged."""
    return Figures(
        sheet.once("favoured", lambda: _side(sheet, sheet.members_title, sheet.members)),
        sheet.once("others", lambda: _side(sheet, sheet.others_title, sheet.others)),
        _entry(sheet, sheet.own),
    )


def _side(sheet: ObligationSheet, title: str, counties: Sequence[str]) -> Side:
    return Side(title, tuple(_entry(sheet, county) for county in counties))


def _entry(sheet: ObligationSheet, county: str) -> Entry:
    weights = [sheet.number(name, county) for name in sheet.figures if name.startswith("per")]
    return Entry(
        sheet.names[county],
        county in sheet.reporting,
        sheet.number("amount", county) or Decimal(0),
        tuple(weight or Decimal(0) for weight in weights),
    )


def judge(case: JudgedObligation[Tilt], figures: Figures) -> Verdict:
    """Met where the favoured's mean is above the others' by every denominator.

    The value is the smallest ratio of the means. Where neither side got anything there is
    nothing to compare.
    """
    if not figures.favoured.total and not figures.others.total:
        titles = f"{figures.favoured.title}和{figures.others.title}"
        return case.none_due(f"{titles}都没有{case.obligation.figure or ''}")
    compared = _compared(case.obligation.per, figures)
    if len(compared) < len(case.obligation.per):
        return case.no_data("无从比较：缺少用来平均的数")
    ratios = [each.ratio for each in compared if each.ratio is not None]
    status = case.settled(all(each.ahead for each in compared))
    least = min(ratios, default=None)
    return case.verdict(status, _sentence(case, figures, compared), least, 1, UNIT)


def beside(case: JudgedObligation[Tilt], figures: Figures) -> str:
    """What is said of a county the favoured are compared with: its own figures."""
    return f"{BESIDE}{_own(case, figures.own)}"


def _compared(per: Sequence[Denominator], figures: Figures) -> list[Compared]:
    found = []
    for i, denominator in enumerate(per):
        favoured, others = figures.favoured.mean(i), figures.others.mean(i)
        if favoured is not None and others is not None:
            found.append(Compared(denominator.title, favoured, others))
    return found


def _sentence(case: JudgedObligation[Tilt], figures: Figures, compared: Sequence[Compared]) -> str:
    unit, others = case.obligation.unit, figures.others.title
    by_each = "；".join(each.said(others, unit) for each in compared)
    opening = (
        f"{case.period.title_on(case.day)}{figures.favoured.title}{case.obligation.figure or ''}"
    )
    return f"{opening}{by_each}。其中{_own(case, figures.own)}"


def _own(case: JudgedObligation[Tilt], own: Entry) -> str:
    if not own.counted:
        return f"{own.name}没有报全，没有计入"
    unit = case.obligation.unit
    means = [
        _own_mean(per.title, Fraction(own.amount) / Fraction(weight), unit)
        for per, weight in zip(case.obligation.per, own.weights, strict=True)
        if per.measure and weight > 0
    ]
    return f"{own.name} {amount(own.amount, unit)}{''.join(means)}"


def _own_mean(title: str, value: Fraction, unit: str | None) -> str:
    times, titled = _scaled(title, value)
    return f"，{titled} {mean(value * times, unit)}"


def _scaled(title: str, *means: Fraction) -> tuple[int, str]:
    """Means too small to read are told for ten thousand."""
    if 0 < max(means) < Fraction(1, 100):
        return 10_000, f"{title}（每万）"
    return 1, title
