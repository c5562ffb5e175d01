"""The items of a scorecard, as data: one model a shape.

``docs/reference/scorecards.md`` gives the rule of each shape. Expressions are asked of one county
or one unit for a year.
"""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from luoshi.frozen import FieldError, Frozen
from luoshi.pack.obligations import Expression

ItemId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
Points = Annotated[Decimal, Field(gt=0)]


class ItemBase(Frozen):
    """What every item has: points, where its rule comes from, and what proves it.

    ``by`` is the column (表.列) that names the unit where units are scored. Where ``due`` is
    false, there was nothing to do.
    """

    id: ItemId
    shape: str
    title: str
    points: Points
    source: str
    evidence: str | None = None
    due: Expression | None = None
    by: str | None = None
    assumption: bool = False
    note: str | None = None


class Measured(ItemBase):
    """An item scored by a number. So much of it is still ``unknown``: the number may yet be
    anything up to it and that together."""

    value: Expression
    unknown: Expression | None = None


class AllOrNothing(ItemBase):
    """Full points if the condition holds, else none."""

    shape: Literal["all_or_nothing"]
    holds: Expression


class SlopeDeduct(Measured):
    """``deduct`` points off for each whole ``step`` that the number is short of ``wanted``."""

    shape: Literal["slope_deduct"]
    wanted: Expression
    step: Points
    deduct: Points


class CountDeduct(Measured):
    """``deduct`` points off for each case, down to none."""

    shape: Literal["count_deduct"]
    deduct: Points


class Ratio(Measured):
    """The share of the points that the number is of ``wanted``, at most all.

    Where nothing is wanted, nothing is due.
    """

    shape: Literal["ratio"]
    wanted: Expression


class Threshold(Measured):
    """Full points from ``at_least`` on, else none."""

    shape: Literal["threshold"]
    at_least: Expression


class Linear(Measured):
    """None at ``zero_at``, all at ``full_at``, evenly between; either may be the greater."""

    shape: Literal["linear"]
    zero_at: Expression
    full_at: Expression


class Rank(Measured):
    """All points for the best of a class, ``last`` for the worst, evenly between by place.

    Equals have the better place.
    """

    shape: Literal["rank"]
    best: Literal["most", "least"] = "most"
    last: Annotated[Decimal, Field(ge=0)] = Decimal(0)

    @model_validator(mode="after")
    def _last_is_no_more_than_the_first(self) -> Self:
        if self.last > self.points:
            message = f"最后一名的 {self.last} 分多于满分 {self.points} 分"
            raise FieldError((("last",), message, "改小"))
        return self


class ScoredPart(Frozen):
    """A part with points of its own, and the condition that it is so."""

    title: str
    points: Points
    holds: Expression


class Parts(ItemBase):
    """The points of each part that holds."""

    shape: Literal["parts"]
    parts: Annotated[tuple[ScoredPart, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _points_add_up(self) -> Self:
        whole = sum((one.points for one in self.parts), Decimal(0))
        if whole != self.points:
            message = f"各分项合计 {whole} 分，和这一项的 {self.points} 分不一样"
            raise FieldError((("points",), message, "改正其中一个"))
        return self


class Judged(ItemBase):
    """Two people score it, each with a reason and evidence; ``criteria`` says by what."""

    shape: Literal["judgement"]
    criteria: str


Item = Annotated[
    AllOrNothing | SlopeDeduct | CountDeduct | Ratio | Threshold | Linear | Rank | Parts | Judged,
    Field(discriminator="shape"),
]
"""Any item."""

SHAPE_TITLES = {
    "all_or_nothing": "全有或全无",
    "slope_deduct": "按差距扣分",
    "count_deduct": "按次扣分",
    "ratio": "按比例得分",
    "threshold": "达线得分",
    "linear": "区间内按比例",
    "rank": "按名次得分",
    "parts": "分项得分",
    "judgement": "评分",
    "veto": "一票否决",
    "bonus": "加分",
    "malus": "扣分",
}
"""How each shape is called."""


class Tier(Frozen):
    """So many points for each case of a level."""

    title: str
    count: Expression
    points: Points


class Extra(Frozen):
    """Points outside the hundred, up or down, level by level, with a cap."""

    id: ItemId
    shape: Literal["bonus", "malus"]
    title: str
    tiers: Annotated[tuple[Tier, ...], Field(min_length=1)]
    cap: Points
    source: str
    by: str | None = None
    assumption: bool = False
    note: str | None = None


class Veto(Frozen):
    """A fact that makes a part (``zeroes``, or ``all``) nothing, or the grade no better than
    ``caps``."""

    id: ItemId
    title: str
    when: Expression
    zeroes: str | None = None
    caps: str | None = None
    source: str
    by: str | None = None
    assumption: bool = False
    note: str | None = None
