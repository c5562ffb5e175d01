"""The numbers of a scheme that a scenario may change, as they are in force in a year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from luoshi.allocation.setting import in_force
from luoshi.pack import Pack
from luoshi.pack.allocation import Amount, Block, Bounded, Either, Lump, Scheme
from luoshi.pack.models import DatedValue, ParameterKind

LEVELS = {
    "amount": "每县",
    "rate": "比率",
    "penalty": "每点扣减",
    "reference": "参照值",
    "at_least": "不少于",
    "at_most": "不多于",
    "ratio": "倍数",
}
"""The levels blocks have, and what they are called."""


@dataclass(frozen=True)
class Dial:
    """A number that may be moved: its name among the changes, its own value and source.

    ``ending`` says how long it is good.
    """

    name: str
    title: str
    value: Decimal
    source: str
    assumption: bool
    ending: str
    unit: str = ""


@dataclass(frozen=True)
class Switch:
    """A limit that may be switched, with its levels."""

    limit: Bounded
    dials: tuple[Dial, ...]


@dataclass(frozen=True)
class Dials:
    """Everything of a scheme that may be moved in a year."""

    weights: tuple[Dial, ...]
    levels: tuple[Dial, ...]
    switches: tuple[Switch, ...]

    @property
    def every_level(self) -> tuple[Dial, ...]:
        """The levels of the formula and of the limits."""
        return (*self.levels, *(dial for one in self.switches for dial in one.dials))


def dials_of(pack: Pack, scheme: Scheme, year: int) -> Dials:
    """What may be moved; a level in force as an expression of each county is not among it."""
    day = date(year, 12, 31)
    alone = (one for one in (scheme.cut,) if one)
    formula = (*scheme.lumps, *scheme.supplements, *scheme.factors, *scheme.awards, *alone)
    return Dials(
        tuple(_weights(scheme, day)),
        tuple(dial for block in formula for dial in _levels(pack, scheme, block, day)),
        tuple(Switch(one, tuple(_of_limit(pack, scheme, one, day))) for one in scheme.limits),
    )


def _weights(scheme: Scheme, day: date) -> Iterator[Dial]:
    for factor in scheme.factors:
        value = in_force(factor.weights, day)
        if value is not None:
            yield _dial(factor.id, factor.title, value)


def _of_limit(pack: Pack, scheme: Scheme, limit: Bounded, day: date) -> Iterator[Dial]:
    for one in limit.any_of if isinstance(limit, Either) else (limit,):
        yield from _levels(pack, scheme, one, day)


def _levels(pack: Pack, scheme: Scheme, block: Block, day: date) -> Iterator[Dial]:
    for key, title in LEVELS.items():
        found = _level(pack, getattr(block, key, None), day)
        if found is not None:
            unit = scheme.unit if isinstance(block, Amount | Lump) else ""
            yield _dial(f"{block.id}.{key}", f"{block.title}：{title}", found, unit)


def _dial(name: str, title: str, value: DatedValue, unit: str = "") -> Dial:
    number = Decimal(value.value)
    return Dial(name, title, number, value.source, value.assumption, value.ending, unit)


def _level(pack: Pack, level: object, day: date) -> DatedValue | None:
    """The number in force."""
    if isinstance(level, str):
        parameter = pack.parameters.get(level.removeprefix(":"))
        if parameter is None or parameter.kind is not ParameterKind.NUMBER:
            return None
        level = parameter.values
    if not isinstance(level, tuple):
        return None
    return in_force(level, day)
