"""How a fund or a quota is shared out among counties, as data: one model a block.

``docs/reference/allocation.md`` gives the formula of each block. Expressions are asked of a county.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from luoshi.areas.model import CountyCode
from luoshi.frozen import Found, Frozen, KeyPath, require
from luoshi.ids import OwnId, Scoped, own
from luoshi.pack.models import HOW, DatedValue, ParameterKind, is_number, wrong_days
from luoshi.pack.obligations import EVERYWHERE, Denominator, Expression, Where


def _numbers(values: tuple[DatedValue, ...]) -> tuple[DatedValue, ...]:
    """Each a number, and one at a time.

    Raises:
        ValueError: one is none, or two are in force at once.
    """
    require(*_no_numbers(values), *wrong_days(values, ()))
    return values


def _no_numbers(values: tuple[DatedValue, ...]) -> Iterator[Found]:
    for i, value in enumerate(values):
        if not is_number(value.value):
            yield (i, "value"), f"“{value.value}”不是数", HOW[ParameterKind.NUMBER]


Dated = Annotated[tuple[DatedValue, ...], Field(min_length=1), AfterValidator(_numbers)]
"""A number that changes with time, each value with its source; out of them it does not apply."""

Level = Dated | Expression
"""A number of each county: dated values, or an expression, often one parameter."""

LAST_YEAR = "last_year"
"""What a county got the year before, where a limit compares by it."""


class Block(Frozen):
    """What every part of a scheme has: a name of its own, a title and where it comes from."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    title: str
    source: str
    assumption: bool = False
    note: str | None = None

    @property
    def dated(self) -> Iterator[DatedValue]:
        """Every dated value it holds."""
        for found in self.__dict__.values():
            if isinstance(found, tuple):
                yield from (one for one in found if isinstance(one, DatedValue))


class Class(Frozen):
    """A value for the counties of a group."""

    where: Where
    value: Decimal


class Valued(Block):
    """A number of each county: an expression, a table given here, or a value for each class.

    The expression is asked of the year ``years_back`` before the one that is shared out. Of
    classes the first that holds counts, and a county in none has 0.
    """

    measure: Expression | None = None
    table: dict[CountyCode, Decimal] | None = None
    classes: tuple[Class, ...] | None = None
    years_back: int = 0
    unit: str | None = None

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        if sum(one is not None for one in (self.measure, self.table, self.classes)) != 1:
            raise ValueError("measure、table、classes 须写且只写一个")
        return self


class Factor(Valued):
    """A part of the pot, shared out by a number of each county.

    ``direction`` says who gets more: who has more, who is further below ``reference`` (gap),
    or who has less (reverse: by the reciprocal). The number is divided by ``per`` before, and
    multiplied by ``times`` after that, and by the scheme's difficulty where it is ``adjusted``.
    The assessment's cut touches what is shared by ``performance``.
    """

    weights: Dated
    direction: Literal["more", "gap", "reverse"] = "more"
    reference: Level | None = None
    per: Expression | None = None
    times: Expression | None = None
    adjusted: bool = False
    performance: bool = False

    @model_validator(mode="after")
    def _reference_holds(self) -> Self:
        if (self.reference is None) == (self.direction == "gap"):
            raise ValueError("direction 是 gap 的要写 reference，其余的不写")
        return self


class Difficulty(Valued):
    """By how much needs count for more where a county's own means are short."""


class Lump(Block):
    """A fixed amount for each county of ``where``, or for each of what it has ``count`` of."""

    where: Where = EVERYWHERE
    amount: Level
    count: Expression | None = None
    years_back: int = 0
    unit: str | None = None


class Award(Valued):
    """So much for each point above the threshold of the county's class, up to a cap.

    Each point below zero costs ``penalty``. ``coefficient`` multiplies what is awarded.
    """

    thresholds: tuple[Class, ...]
    rate: Level
    at_most: Level | None = None
    penalty: Level | None = None
    coefficient: Expression | None = None


class Cut(Block):
    """What counties that fell behind lose of the part shared by performance.

    ``when`` tells who they are. Those who did not fall behind share what is taken, as the
    part itself is shared.
    """

    when: Expression
    years_back: int = 1
    rate: Level


class Bounded(Block):
    """What every limit has. One that is not ``enforced`` is only looked at afterwards.

    A ``guarded`` one may be lifted only in the name of an officer.
    """

    where: Where = EVERYWHERE
    enforced: bool = True
    guarded: bool = False


class _Between(Bounded):
    at_least: Level | None = None
    at_most: Level | None = None

    @model_validator(mode="after")
    def _some_bound(self) -> Self:
        if self.at_least is None and self.at_most is None:
            raise ValueError("at_least 和 at_most 至少写一个")
        return self


class Amount(_Between):
    """Each county gets at least, and at most, an amount."""

    kind: Literal["amount"]


class LastYear(_Between):
    """Each county gets at least, and at most, a share of what it got the year before.

    One that got nothing is not limited.
    """

    kind: Literal["last_year"]


class ShareLimit(_Between):
    """The counties together get at least, and at most, a share of the total."""

    kind: Literal["part"]


class Mean(Bounded):
    """The counties' average is at least ``ratio`` times that of the ``others``.

    Averages are over counties, or over ``per``: an expression, or last year's amounts.
    Others for which ``leaving_out`` is true are not compared with.
    """

    kind: Literal["mean"]
    others: Where
    per: Expression | None = None
    ratio: Level | None = None
    leaving_out: Expression | None = None


Simple = Annotated[Amount | LastYear | ShareLimit | Mean, Field(discriminator="kind")]


class Either(Bounded):
    """One of several limits is enough, the one that changes least."""

    kind: Literal["either"]
    any_of: Annotated[tuple[Simple, ...], Field(min_length=2)]


Limit = Annotated[Amount | LastYear | ShareLimit | Mean | Either, Field(discriminator="kind")]


class Tilt(Frozen):
    """Whose favour is measured, against whom, and by which averages."""

    where: Where
    others: Where
    per: Annotated[tuple[Denominator, ...], Field(min_length=1)]


class Scheme(Frozen):
    """A fund or a quota and how it is shared out.

    ``fund`` is its name in the records. ``received`` is what a county got in a year: the
    year's sum is the total where none is given, the year before's is the basis of growth. An
    ``entitlement`` has no total: everyone gets what the blocks come to. Amounts are whole
    numbers of ``round_to``; ``smallest`` is the smallest amount there is (a fen).
    """

    id: OwnId
    title: str
    aliases: tuple[str, ...] = ()
    fund: str | None = None
    clause: Scoped | None = None
    unit: str
    smallest: Annotated[Decimal, Field(gt=0)]
    round_to: Annotated[Decimal, Field(gt=0)]
    where: Where = EVERYWHERE
    received: Expression | None = None
    entitlement: bool = False
    factors: tuple[Factor, ...] = ()
    difficulty: Difficulty | None = None
    lumps: tuple[Lump, ...] = ()
    supplements: tuple[Lump, ...] = ()
    awards: tuple[Award, ...] = ()
    cut: Cut | None = None
    limits: tuple[Limit, ...] = ()
    tilt: Tilt | None = None
    basis: tuple[str, ...] = ()
    source: str
    assumption: bool = False
    note: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """What it may be called by where it is kept: its full id, its own, and its aliases."""
        return (self.id, own(self.id), *self.aliases)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Every part of the formula and every limit, in the order they are told."""
        alone = (one for one in (self.difficulty, self.cut) if one)
        limits = chain.from_iterable(
            (one, *one.any_of) if isinstance(one, Either) else (one,) for one in self.limits
        )
        return (*self.lumps, *self.supplements, *self.factors, *self.awards, *alone, *limits)

    def assumed(self, on: date | None = None) -> Iterator[str]:
        """What is taken for granted until the office confirms it; of values those of a day."""
        if self.assumption:
            yield f"办法：{self.title}"
        for block in self.blocks:
            if block.assumption:
                yield f"做法：{block.title}"
            for value in block.dated:
                if value.assumption and (on is None or value.covers(on)):
                    yield f"数值：{block.title} {value.value}（{value.source}；{value.ending}）"

    @model_validator(mode="after")
    def _parts_hold(self) -> Self:
        require(*self._twice(), *self._lacking())
        return self

    def _twice(self) -> Iterator[Found]:
        seen: set[str] = set()
        for key, block in self._placed():
            if block.id in seen:
                message = f"“{block.id}”写了两次，各部分的 id 不能相同"
                yield (*key, "id"), message, "换一个名字"
            seen.add(block.id)

    def _placed(self) -> Iterator[tuple[KeyPath, Block]]:
        """Every part with the key it stands under."""
        for name in ("lumps", "supplements", "factors", "awards", "limits"):
            for i, block in enumerate(getattr(self, name)):
                yield (name, i), block
                for j, one in enumerate(block.any_of if isinstance(block, Either) else ()):
                    yield (name, i, "any_of", j), one
        for name, alone in (("difficulty", self.difficulty), ("cut", self.cut)):
            if alone:
                yield (name,), alone

    def _lacking(self) -> Iterator[Found]:
        if self.entitlement == bool(self.factors):
            message = "有总额的要有因素（factors）；entitlement 没有总额，不能有因素"
            yield ("factors",), message, "写上因素，或删去"
        if self.round_to % self.smallest:
            yield ("round_to",), "round_to 要是 smallest 的整数倍", "改正其中一个"
        if any(factor.adjusted for factor in self.factors) and self.difficulty is None:
            yield ("difficulty",), "因素写了 adjusted，就要写困难系数", "写上 difficulty"
        if self.cut and not any(factor.performance for factor in self.factors):
            yield ("cut",), "有 cut 就要有绩效因素", "在因素里写 performance: true"
