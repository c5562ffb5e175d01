"""Topics: what some ledgers add up to for each county and year, and what is wrong in them.

``docs/reference/topics.md`` says how figures are added up. Expressions are asked as those
of obligations are: figures of a county for one year, watches of the rows of a table.
"""

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from luoshi.frozen import FieldError, Found, Frozen, KeyPath, require
from luoshi.pack.checklists import Check, FindingSubject
from luoshi.pack.obligations import EVERYWHERE, Expression, Where

Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]

SHARE = "%"
"""The unit of figures that are shares, shown in percent."""


class Figure(Frozen):
    """A number of each county for a year.

    With ``per`` the measure is divided by it; of several counties together sums are divided.
    ``of`` says for which time: the year, the one before, or how much was gained on the one
    before. ``plus`` names amounts of the same group that are added. It should lie between
    ``at_least`` and ``at_most`` where they are given.
    """

    id: Slug
    title: str
    unit: str | None = None
    measure: Expression
    per: Expression | None = None
    of: Literal["year", "before", "growth"] = "year"
    plus: tuple[str, ...] = ()
    at_least: Expression | None = None
    at_most: Expression | None = None
    source: str
    assumption: bool = False
    note: str | None = None

    @property
    def is_amount(self) -> bool:
        """Whether it may be added to others: no share and no growth."""
        return self.per is None and self.of != "growth"

    @property
    def adds_up(self) -> bool:
        """Whether several places together have one: a share measured outright has not."""
        return not (self.is_amount and self.unit == SHARE)

    @property
    def expressions(self) -> Iterator[tuple[str, str]]:
        """Its expressions by the key they stand under."""
        for key in ("measure", "per", "at_least", "at_most"):
            text = getattr(self, key)
            if text is not None:
                yield key, text

    @model_validator(mode="after")
    def _adds_amounts(self) -> Self:
        if self.plus and not self.is_amount:
            message = "有 per 的、算增长的，不能再加别的数"
            raise FieldError((("plus",), message, "删去 plus"))
        if self.per and self.of == "growth":
            raise FieldError((("per",), "算增长的不写 per", "删去 per"))
        return self


class FigureGroup(Frozen):
    """Figures that stand side by side.

    A row a county of ``where``; the county groups of ``together`` have their total and their
    mean as well. With ``by``, a column (表.列), a row a value of it instead, ``across`` with a
    column a county; ``readings`` then gives growth in both readings of an average, beside the
    growth of the region as one.
    """

    id: Slug
    title: str
    where: Where = EVERYWHERE
    together: tuple[str, ...] = ()
    by: str | None = None
    across: bool = False
    readings: bool = False
    figures: Annotated[tuple[Figure, ...], Field(min_length=1)]
    note: str | None = None

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.by is None and (self.across or self.readings):
            message = "across 和 readings 只用在写了 by 的一组"
            raise FieldError(((), message, "写上 by，或删去它们"))
        if self.across and len(self.figures) > 1:
            raise FieldError((("figures",), "写了 across 的一组只能有一个数", "只留一个"))
        amounts = {figure.id for figure in self.figures if figure.is_amount}
        for i, figure in enumerate(self.figures):
            if missing := set(figure.plus) - amounts:
                message = f"plus 里的“{'、'.join(sorted(missing))}”不是这一组里能加的数"
                hint = f"可以写：{'、'.join(sorted(amounts))}"
                raise FieldError((("figures", i, "plus"), message, hint))
        return self


class Lacking(Frozen):
    """Asks for places of a level that no row is of, instead of for rows.

    All of the level, or those the rows of the ledger ``among`` for which ``listed`` holds
    name.
    """

    level: Literal["township", "village"]
    among: str | None = None
    listed: Expression | None = None


class Watch(Check):
    """A check of a ledger, of a department's data or of the counties, asked for a year.

    ``columns`` name columns of the table, or parts of ``let``: what is shown of each row, in
    percent where they are among ``shares``. Only counties of ``where`` are told; with
    ``outside``, only those not in that group on the day of the row. With ``lacking`` it tells
    of the places no row that holds is of. A look-back asks ``all`` rows there were by the end
    of the year, not those of the year alone.
    """

    about: FindingSubject = FindingSubject.RECORD
    columns: tuple[str, ...] = ()
    shares: tuple[str, ...] = ()
    where: Where = EVERYWHERE
    outside: str | None = None
    lacking: Lacking | None = None
    rows: Literal["period", "all"] = "period"

    @model_validator(mode="after")
    def _nobody_runs_examples(self) -> Self:
        if self.examples:
            raise ValueError("监管规则不能带样例：它问的是一年里的台账，没有人按样例去问")
        return self


class Topic(Frozen):
    """A subject with its ledgers, figures and watches, shown in the order of ``place``.

    It is asked of the years of the ``notices`` it follows. ``let`` names parts of all
    expressions. ``headline`` are the figures shown first.
    """

    id: Slug
    place: int
    title: str
    lead: str
    notices: Annotated[tuple[str, ...], Field(min_length=1)]
    ledgers: Annotated[tuple[str, ...], Field(min_length=1)]
    headline: tuple[str, ...] = ()
    let: dict[str, str] = Field(default_factory=dict)
    groups: Annotated[tuple[FigureGroup, ...], Field(min_length=1)]
    watches: tuple[Watch, ...] = ()

    @property
    def figures(self) -> dict[str, Figure]:
        """All figures by id."""
        return {figure.id: figure for group in self.groups for figure in group.figures}

    def group_of(self, figure: Figure) -> FigureGroup:
        """The group a figure stands in."""
        return next(group for group in self.groups if figure in group.figures)

    @model_validator(mode="before")
    @classmethod
    def _hand_down(cls, data: object) -> object:
        """Write into each watch what the topic says for all of them."""
        if not isinstance(data, dict) or not isinstance(data.get("watches"), list):
            return data
        watches = [_within(watch, data) for watch in data["watches"]]
        return data | {"watches": watches}

    @model_validator(mode="after")
    def _ids_hold(self) -> Self:
        require(*self._twice(), *self._unknown())
        return self

    def _twice(self) -> Iterator[Found]:
        seen: set[str] = set()
        for key, id_ in self._ids():
            if id_ in seen:
                yield (*key, "id"), f"“{id_}”已经有了", "换一个 id"
            seen.add(id_)

    def _ids(self) -> Iterator[tuple[KeyPath, str]]:
        for i, group in enumerate(self.groups):
            yield ("groups", i), group.id
            yield from ((("groups", i, "figures", k), f.id) for k, f in enumerate(group.figures))

    def _unknown(self) -> Iterator[Found]:
        for i, id_ in enumerate(self.headline):
            if id_ not in self.figures:
                hint = f"可以写：{'、'.join(self.figures)}"
                yield ("headline", i), f"headline 里的“{id_}”不是这个专题的数", hint


def _within(watch: object, topic: dict[str, object]) -> object:
    if not isinstance(watch, dict):
        return watch
    shared, own = topic.get("let", {}), watch.get("let", {})
    let = shared | own if isinstance(shared, dict) and isinstance(own, dict) else own
    return watch | {"group": topic.get("id"), "let": let}
