"""How even amounts are: tilt, spread, and what changed since the year before.

Amounts are exact; ratios and logarithms are floating point, as nobody pays by them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import log, sqrt

from luoshi.allocation.inputs import Amounts, Code, Inputs
from luoshi.allocation.lapsing import remaining
from luoshi.allocation.results import Allocation
from luoshi.allocation.setting import Setting
from luoshi.frozen import Frozen
from luoshi.pack.allocation import Scheme
from luoshi.pack.obligations import Denominator


@dataclass(frozen=True)
class Tilted:
    """Averages of both sides by one denominator."""

    title: str
    favoured: Fraction
    others: Fraction

    @property
    def ratio(self) -> float | None:
        """How many times as much the favoured get; None where the others get nothing."""
        return float(self.favoured / self.others) if self.others else None


class Spread(Frozen):
    """How uneven amounts per unit of a denominator are.

    ``variation`` is the coefficient of variation, ``theil`` the Theil index, which is
    ``within`` the two sides plus ``between`` them; ``range`` is largest to smallest, None
    where some get nothing. All weigh a county by its denominator.
    """

    title: str
    variation: float
    theil: float
    within: float
    between: float
    range: float | None


@dataclass(frozen=True)
class Change:
    """A county's amount against the year before; ``share`` is None where it had nothing."""

    code: Code
    name: str
    amount: Decimal
    share: float | None


@dataclass(frozen=True)
class Measures:
    """What is told beside an allocation; ``favoured`` is the share of the favoured in all."""

    favoured: Fraction
    tilts: tuple[Tilted, ...]
    spreads: tuple[Spread, ...]
    changes: tuple[Change, ...]

    @property
    def gainers(self) -> tuple[Change, ...]:
        """Those that get more than the year before, most first."""
        more = (one for one in self.changes if one.amount > 0)
        return tuple(sorted(more, key=lambda one: (-one.amount, one.code)))

    @property
    def losers(self) -> tuple[Change, ...]:
        """Those that get less, most first."""
        less = (one for one in self.changes if one.amount < 0)
        return tuple(sorted(less, key=lambda one: (one.amount, one.code)))


def measure(scheme: Scheme, inputs: Inputs, found: Allocation) -> Measures:
    """The measures of an allocation, by the denominators of the scheme's ``tilt``."""
    scheme = remaining(scheme, inputs)
    setting = Setting(scheme, inputs, found.year)
    amounts = {code: Fraction(amount) for code, amount in found.amounts.items()}
    changes = tuple(_changes(found))
    if scheme.tilt is None:
        return Measures(Fraction(0), (), (), changes)
    favoured = setting.members(scheme.tilt.where)
    others = setting.members(scheme.tilt.others)
    weights = [(per.title, _weights(setting, per)) for per in scheme.tilt.per]
    whole = sum(amounts.values(), Fraction(0))
    return Measures(
        _sum(amounts, favoured) / whole if whole else Fraction(0),
        tuple(tilted(title, amounts, by, favoured, others) for title, by in weights),
        tuple(spread(title, amounts, by, (favoured, others)) for title, by in weights),
        changes,
    )


def tilted(
    title: str, amounts: Amounts, by: Amounts, favoured: Sequence[Code], others: Sequence[Code]
) -> Tilted:
    """What both sides get on average: all they get by all they have of the denominator."""
    averages = []
    for side in (favoured, others):
        size = _sum(by, side)
        averages.append(_sum(amounts, side) / size if size else Fraction(0))
    return Tilted(title, *averages)


def spread(
    title: str, amounts: Amounts, by: Amounts, sides: Sequence[Sequence[Code]] = ()
) -> Spread:
    """How uneven the amounts are per unit of ``by``; those with none of it are left out."""
    weights = {code: float(one) for code, one in by.items() if one > 0}
    rates = {code: float(amounts[code] / by[code]) for code in weights}
    theil = _theil(rates, weights)
    within = sum(_part(rates, weights, side) for side in sides)
    least = min(rates.values(), default=0.0)
    return Spread(
        title=title,
        variation=_variation(rates, weights),
        theil=theil,
        within=within,
        between=theil - within if sides else 0.0,
        range=max(rates.values()) / least if least > 0 else None,
    )


def _weights(setting: Setting, per: Denominator) -> Amounts:
    if per.measure is None:
        return dict.fromkeys(setting.names, Fraction(1))
    return setting.figure(per.measure)


def _changes(found: Allocation) -> Iterator[Change]:
    for one in found.counties:
        if one.last_year is not None:
            share = float(one.amount / one.last_year - 1) if one.last_year else None
            yield Change(one.code, one.name, one.amount - one.last_year, share)


def _sum(amounts: Amounts, codes: Sequence[Code]) -> Fraction:
    return sum((amounts[code] for code in codes), Fraction(0))


def _mean(rates: Mapping[Code, float], weights: Mapping[Code, float]) -> float:
    whole = sum(weights.values())
    return sum(rates[code] * weights[code] for code in rates) / whole if whole else 0.0


def _variation(rates: Mapping[Code, float], weights: Mapping[Code, float]) -> float:
    mean = _mean(rates, weights)
    squares = {code: (rate - mean) ** 2 for code, rate in rates.items()}
    return sqrt(_mean(squares, weights)) / mean if mean else 0.0


def _theil(rates: Mapping[Code, float], weights: Mapping[Code, float]) -> float:
    """The mean of (r/m)·ln(r/m), m being the mean rate; nothing counts for nothing."""
    mean = _mean(rates, weights)
    ratios = {code: rate / mean if mean else 0.0 for code, rate in rates.items()}
    return _mean(
        {code: one * log(one) if one > 0 else 0.0 for code, one in ratios.items()}, weights
    )


def _part(
    rates: Mapping[Code, float], weights: Mapping[Code, float], side: Sequence[Code]
) -> float:
    """The Theil index within a side, by its share in all."""
    own = {code: rates[code] for code in side if code in rates}
    some = {code: weights[code] for code in own}
    whole = sum(rates[code] * weights[code] for code in rates)
    share = sum(own[code] * some[code] for code in own) / whole if whole else 0.0
    return share * _theil(own, some)
