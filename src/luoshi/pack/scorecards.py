"""How a year is scored, as data: parts and items, extras, vetoes, classes and grades."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from luoshi.frozen import FieldError, Found, Frozen, KeyPath
from luoshi.ids import OwnId
from luoshi.pack.obligations import Where
from luoshi.pack.scorecard_items import Extra, Item, ItemBase, ItemId, Points, Veto

WHOLE = "all"
"""What a veto zeroes that zeroes every part."""


class Part(Frozen):
    """A part of a card. One for some ``units`` alone says so; one for the ``rest`` is for those
    that no other part with units names."""

    id: ItemId
    title: str
    points: Points
    items: Annotated[tuple[Item, ...], Field(min_length=1)]
    units: tuple[str, ...] = ()
    rest: bool = False

    @model_validator(mode="after")
    def _points_add_up(self) -> Self:
        whole = sum((one.points for one in self.items), Decimal(0))
        if whole != self.points:
            message = f"各项合计 {whole} 分，和这一部分的 {self.points} 分不一样"
            raise FieldError((("points",), message, "改正其中一个"))
        return self


class ScoreClass(Frozen):
    """Counties that are ranked and graded among themselves."""

    id: ItemId
    title: str
    where: Where


class Grade(Frozen):
    """A grade, from so many points on."""

    grade: str
    at_least: Decimal


class Publishing(Frozen):
    """Into which row of which ledger a published result is written: column by column.

    ``parts`` are the columns of the parts (ids); ``outcome`` the column of what follows, by the
    grade (``outcomes``), for other grades ``otherwise``; ``fixed`` are cells that hold always.
    """

    ledger: str
    year: str
    place: str
    parts: dict[str, str] = Field(default_factory=dict)
    score: str | None = None
    rank: str | None = None
    grade: str | None = None
    outcome: str | None = None
    outcomes: dict[str, str] = Field(default_factory=dict)
    otherwise: str | None = None
    document: str | None = None
    day: str | None = None
    fixed: dict[str, str] = Field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns it writes."""
        one = (self.score, self.rank, self.grade, self.outcome, self.document, self.day)
        told = (column for column in one if column)
        return (self.year, self.place, *self.parts.values(), *told, *self.fixed)


class Scorecard(Frozen):
    """How counties, or units, are scored in the years ``from`` to ``to``, both included.

    ``classes`` are those of counties. ``grades`` stand from the best to the worst, the last from
    0 on; they come from ``grades_source``. ``publishes`` says into which ledger results go.
    """

    id: OwnId
    title: str
    subject: Literal["county", "unit"]
    first: Annotated[int, Field(alias="from")]
    last: Annotated[int, Field(alias="to")]
    points: Points
    parts: Annotated[tuple[Part, ...], Field(min_length=1)]
    extras: tuple[Extra, ...] = ()
    vetoes: tuple[Veto, ...] = ()
    classes: tuple[ScoreClass, ...] = ()
    grades: tuple[Grade, ...] = ()
    grades_source: str | None = None
    publishes: Publishing | None = None
    source: str
    assumption: bool = False
    note: str | None = None

    @property
    def items(self) -> Iterator[ItemBase]:
        """All items, part by part."""
        for part in self.parts:
            yield from part.items

    def parts_of(self, unit: str) -> tuple[Part, ...]:
        """The parts by which a unit is scored."""
        own = {name for part in self.parts for name in part.units}
        return tuple(
            part
            for part in self.parts
            if (unit in part.units if part.units else not (part.rest and unit in own))
        )

    @model_validator(mode="after")
    def _holds(self) -> Self:
        found = [*self._years(), *self._sums(), *self._grading(), *self._twice(), *self._vetoed()]
        if found:
            raise FieldError(*found)
        return self

    def _years(self) -> Iterator[Found]:
        if self.last < self.first:
            yield ("to",), f"到 {self.last} 年，早于起始的 {self.first} 年", "改正其中一个"

    def _sums(self) -> Iterator[Found]:
        units = {name for part in self.parts for name in part.units} or {""}
        for unit in sorted({*units, ""} if any(part.rest for part in self.parts) else units):
            whole = sum((part.points for part in self.parts_of(unit)), Decimal(0))
            if whole != self.points:
                who = f"{unit}的" if unit else ""
                message = f"{who}各部分合计 {whole} 分，应为 {self.points} 分"
                yield ("points",), message, "改各部分的分数"

    def _grading(self) -> Iterator[Found]:
        bounds = [one.at_least for one in self.grades]
        if bounds != sorted(bounds, reverse=True) or len(set(bounds)) < len(bounds):
            yield ("grades",), "等次要从好到差排，分数线依次降低", "调整次序或 at_least"
        if bounds and bounds[-1] != 0:
            yield ("grades", len(bounds) - 1), "最后一个等次要从 0 分起", 'at_least 写 "0"'
        if bounds and not self.grades_source:
            yield ("grades_source",), "没有写等次的分数线从哪里来", "写上出处，没有出处的写明是暂定"
        if self.classes and self.subject == "unit":
            yield ("classes",), "部门不分类", "去掉 classes"

    def _twice(self) -> Iterator[Found]:
        seen: set[str] = set()
        for path, id_ in self._ids():
            if id_ in seen:
                yield path, f"“{id_}”在这张表里用了两次", "改其中一个"
            seen.add(id_)

    def _ids(self) -> Iterator[tuple[KeyPath, str]]:
        for i, part in enumerate(self.parts):
            yield ("parts", i, "id"), part.id
            for j, item in enumerate(part.items):
                yield ("parts", i, "items", j, "id"), item.id
        for key in ("extras", "vetoes"):
            for i, one in enumerate(getattr(self, key)):
                yield (key, i, "id"), one.id

    def _vetoed(self) -> Iterator[Found]:
        parts, grades = {one.id for one in self.parts}, {one.grade for one in self.grades}
        for i, veto in enumerate(self.vetoes):
            if (veto.zeroes is None) == (veto.caps is None):
                yield ("vetoes", i), "zeroes 和 caps 须写且只写一个", "写清否决的是分数还是等次"
            if veto.zeroes not in (None, WHOLE, *parts):
                yield ("vetoes", i, "zeroes"), f"没有“{veto.zeroes}”这一部分", "写部分的编号或 all"
            if veto.caps is not None and veto.caps not in grades:
                yield ("vetoes", i, "caps"), f"没有“{veto.caps}”这个等次", "写 grades 里的一个"
