"""An allocation with all that is shown or printed of it, whole in itself.

It is what is signed: pages and papers are made from it alone, so that a plan reads the same
whatever becomes of the scheme and the records.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from luoshi.allocation.adjustable_inputs import dials_of
from luoshi.allocation.inputs import Code, Inputs
from luoshi.allocation.lapsing import remaining
from luoshi.allocation.measures import Measures, Spread, measure
from luoshi.allocation.method import method
from luoshi.allocation.overrides import Overrides
from luoshi.allocation.results import Allocation, Outcome, Share
from luoshi.allocation.setting import Setting
from luoshi.frozen import Frozen
from luoshi.pack import Pack
from luoshi.pack.allocation import Scheme
from luoshi.pack.obligations import Denominator
from luoshi.text.numbers import MOST_PLACES, rounded, written

RATE_PLACES = MOST_PLACES
"""Decimals of shares and of amounts per head: rounded again they show the digits they have."""

MYRIAD = "万"
"""What a unit begins with that counts ten thousands; small averages are told in ones."""


class StepLine(Frozen):
    """One line of a county's reckoning."""

    kind: str
    title: str
    amount: Decimal
    text: str


class CountyLine(Frozen):
    """What one county gets; ``per`` are amounts per unit of the sheet's denominators."""

    code: str
    name: str
    amount: Decimal
    formula: Decimal
    last_year: Decimal | None
    per: tuple[Decimal | None, ...]
    steps: tuple[StepLine, ...]

    @property
    def moved(self) -> Decimal:
        """What limits and rounding moved."""
        return self.amount - self.formula

    @property
    def change(self) -> Decimal | None:
        """Against the year before."""
        return None if self.last_year is None else self.amount - self.last_year

    @property
    def percent(self) -> Fraction | None:
        """The change in percent of the year before."""
        if self.change is None or not self.last_year:
            return None
        return Fraction(self.change) * 100 / Fraction(self.last_year)


class TiltLine(Frozen):
    """The favoured counties' average against the others'."""

    title: str
    favoured: Decimal
    others: Decimal
    ratio: float | None


class AllocationSheet(Frozen):
    """A fund shared out for a year, with its method, limits, measures and what is not certain.

    ``per`` names the denominators of ``CountyLine.per``; ``changes`` tell what differs from the
    scheme's own numbers, ``lapsed`` what was left out of it since it is past its end,
    ``untold`` which records behind it are not told in full or are not new.
    """

    scheme: str
    title: str
    fund: str
    clause: str | None
    year: int
    unit: str
    total: Decimal
    places: int
    basis: tuple[str, ...]
    method: tuple[str, ...]
    changes: tuple[str, ...]
    per: tuple[str, ...]
    counties: tuple[CountyLine, ...]
    limits: tuple[Outcome, ...]
    favoured: Decimal
    tilts: tuple[TiltLine, ...]
    spreads: tuple[Spread, ...]
    assumptions: tuple[str, ...]
    lapsed: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()

    @property
    def bound(self) -> bool:
        """Whether any limit binds."""
        return any(one.enforced for one in self.limits)

    @property
    def held(self) -> bool:
        """Whether every limit that binds is kept."""
        return all(one.held for one in self.limits if one.enforced)

    @property
    def last_year(self) -> Decimal | None:
        """What all got the year before; None where nobody got anything."""
        known = [one.last_year for one in self.counties if one.last_year is not None]
        return sum(known, Decimal(0)) if known else None

    def document(self) -> dict[str, object]:
        """As JSON; numbers as text, exactly."""
        return self.model_dump(mode="json")

    @property
    def digest(self) -> str:
        """The SHA-256 of the whole sheet: another digest, another plan."""
        text = json.dumps(self.document(), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


def sheet_of(
    pack: Pack, scheme: Scheme, inputs: Inputs, found: Allocation, overrides: Overrides
) -> AllocationSheet:
    """Everything told of an allocation."""
    scheme = remaining(scheme, inputs)
    setting = Setting(scheme, inputs, found.year, overrides)
    measures = measure(scheme, inputs, found)
    denominators = _denominators(scheme)
    rates = [_Rates.of(per, setting, found) for per in denominators]
    return AllocationSheet(
        scheme=scheme.id,
        title=scheme.title,
        fund=scheme.fund or scheme.title,
        clause=scheme.clause,
        year=found.year,
        unit=found.unit,
        total=found.total,
        places=setting.places,
        basis=scheme.basis,
        method=method(pack, scheme, found.year, overrides),
        changes=tuple(changes(pack, scheme, found.year, overrides)),
        per=tuple(one.title for one in rates),
        counties=tuple(
            _county(one, [by.rates[one.code] for by in rates]) for one in found.counties
        ),
        limits=found.constraints,
        favoured=rounded(measures.favoured, RATE_PLACES),
        tilts=tuple(_tilts(measures, found.unit)),
        spreads=measures.spreads,
        assumptions=found.assumptions,
        lapsed=found.lapsed,
        untold=found.untold,
    )


def changes(pack: Pack, scheme: Scheme, year: int, overrides: Overrides) -> Iterator[str]:
    """What a scenario changes, a line each; with who lifted a guarded limit and why."""
    dials = dials_of(pack, scheme, year)
    if overrides.total is not None:
        yield f"总额：{written(overrides.total, 6)} {scheme.unit}"
    for dial, changed in (
        *((one, overrides.weights.get(one.name)) for one in dials.weights),
        *((one, overrides.levels.get(one.name)) for one in dials.every_level),
    ):
        if changed is not None and changed != dial.value:
            yield f"{dial.title}：{written(dial.value, 6)} 改为 {written(changed, 6)}"
    for switch in dials.switches:
        limit = switch.limit
        binds = overrides.enforced.get(limit.id, limit.enforced)
        if binds != limit.enforced:
            yield f"{'必须做到' if binds else '不作为限制'}：{limit.title}"
        if limit.id in overrides.waivers:
            waiver = overrides.waivers[limit.id]
            yield f"{limit.title}由{waiver.officer}批准放开：{waiver.reason}"


def _denominators(scheme: Scheme) -> list[Denominator]:
    return [per for per in scheme.tilt.per if per.measure] if scheme.tilt else []


def _county(one: Share, per: Iterable[Decimal | None]) -> CountyLine:
    steps = tuple(
        StepLine(kind=step.kind.value, title=step.title, amount=step.amount, text=step.text)
        for step in one.steps
    )
    return CountyLine(
        code=one.code,
        name=one.name,
        amount=one.amount,
        formula=one.formula,
        last_year=one.last_year,
        per=tuple(per),
        steps=steps,
    )


@dataclass(frozen=True)
class _Rates:
    """Amounts per unit of a denominator, in a unit in which they can be read."""

    title: str
    rates: dict[Code, Decimal | None]

    @classmethod
    def of(cls, per: Denominator, setting: Setting, found: Allocation) -> "_Rates":
        by = setting.figure(str(per.measure))
        exact = {
            one.code: Fraction(one.amount) / by[one.code] if by[one.code] else None
            for one in found.counties
        }
        times, unit = _readable([one for one in exact.values() if one], found.unit)
        rates = {
            code: None if one is None else rounded(one * times, RATE_PLACES)
            for code, one in exact.items()
        }
        return cls(f"{per.title}（{unit}）", rates)


def _readable(rates: Iterable[Fraction], unit: str) -> tuple[int, str]:
    """By how much to multiply, and the unit then."""
    small = max(rates, default=Fraction(0)) < 1
    return (10_000, unit.removeprefix(MYRIAD)) if small and unit.startswith(MYRIAD) else (1, unit)


def _tilts(measures: Measures, unit: str) -> Iterator[TiltLine]:
    for one in measures.tilts:
        times, told = _readable((one.favoured, one.others), unit)
        favoured, others = (
            rounded(side * times, RATE_PLACES) for side in (one.favoured, one.others)
        )
        title = f"{one.title}（{told}）"
        yield TiltLine(title=title, favoured=favoured, others=others, ratio=one.ratio)
