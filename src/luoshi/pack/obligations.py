"""What a notice promises, as data: one model a kind.

``docs/reference/obligations.md`` gives each kind's formula. Expressions are asked of a
county, or of the region as one, for one period.
"""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    Field,
    StringConstraints,
    ValidationInfo,
    model_validator,
)

from luoshi.areas.model import CountyCode
from luoshi.frozen import FieldError, Frozen, Reason
from luoshi.ids import OwnId, Scoped, qualified
from luoshi.pack.worked_examples import ObligationExample

Expression = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""An expression of a county's records; ``:period_start``, ``:period_end``, ``:year`` and
``:as_of`` say what is asked about."""

PENDING = "pending"
"""The key that marks what nobody has decided: such an obligation is refused, and a notice with
it is a draft, which is not loaded."""

EVERYWHERE, REGION = "all", "region"
"""The two places that are no group."""


def _qualified_place(value: str, info: ValidationInfo) -> str:
    return value if value in (EVERYWHERE, REGION) else qualified(value, info)


Where = (
    Annotated[str, AfterValidator(_qualified_place)]
    | Annotated[tuple[CountyCode, ...], Field(min_length=1)]
)
"""A county group's id, ``all`` (every county), ``region`` (the whole region as one), or
six-digit county codes."""

KIND_TITLES = {
    "tilt": "倾斜",
    "floor": "不低于平均",
    "quota": "定额",
    "range": "区间",
    "outpace": "增速",
    "coverage": "覆盖",
    "milestone": "节点",
    "stable": "稳定",
    "prohibition": "禁止",
    "mechanism": "机制",
    "activity": "工作",
}
"""How each kind is called."""


class Objects(Frozen):
    """What must be there for an obligation to ask anything: what it is called, and how many.

    Without a count it is what a coverage covers.
    """

    title: str
    count: Expression | None = None


class ObligationBase(Frozen):
    """What every obligation has, whatever its kind.

    ``clause`` and ``sentences`` are ids in the notice. It binds from ``since`` to ``until``,
    both included, asked of each calendar year or of the whole term at once. ``strength`` is
    how the notice puts it: a duty, in principle, or an effort, and ``wording`` its own word for
    that (力争). ``records`` are the tables
    that prove it. ``figure`` names its number in a sentence (安排, 在岗生态护林员). Where there
    is none of ``objects``, nothing is due. ``needs`` says what data it would take to measure it
    better. Where it binds outside the notice's term (``outside_term``), or is led by others than
    lead the clause (``leads_differ``), it says why.
    ``continues`` are the obligations of an earlier notice it takes the place of, by full
    id, and ``change`` says what is different from them.
    """

    id: OwnId
    kind: str
    clause: Scoped
    sentences: tuple[str, ...] = ()
    title: str
    where: Where
    since: Annotated[date, Field(alias="from")]
    until: Annotated[date, Field(alias="to")]
    every: Literal["year", "term"] = "year"
    leads: Annotated[tuple[str, ...], Field(min_length=1)]
    leads_differ: Reason | None = None
    outside_term: Reason | None = None
    records: Annotated[tuple[str, ...], Field(min_length=1)]
    strength: Literal["duty", "principle", "effort"] = "duty"
    wording: str | None = None
    figure: str | None = None
    unit: str | None = None
    objects: Objects | None = None
    assumption: bool = False
    note: str | None = None
    needs: str | None = None
    continues: tuple[str, ...] = ()
    change: str | None = None
    examples: tuple[ObligationExample, ...] = ()

    def __hash__(self) -> int:
        """By its id: what it holds besides may not be hashable."""
        return hash(self.id)

    @model_validator(mode="before")
    @classmethod
    def _is_decided(cls, data: object) -> object:
        if isinstance(data, dict) and PENDING in data:
            raise ValueError("这是草稿里的建议，还是“待定”，没有人定下来，不算承诺")
        return data

    @model_validator(mode="after")
    def _days_hold(self) -> Self:
        if self.until < self.since:
            message = f"截止日 {self.until} 早于起始日 {self.since}"
            raise FieldError((("to",), message, "改正其中一个日期"))
        if self.change and not self.continues:
            raise ValueError(
                "写了 change（与上一份文件有什么不同），就要写 continues：接续哪一项承诺"
            )
        if self.objects and self.objects.count is None and self.kind != "coverage":
            raise FieldError((("objects",), "没有写有几个", "给 objects 写上 count"))
        return self


class Denominator(Frozen):
    """What amounts are divided by to compare counties fairly; no measure: the counties."""

    title: str
    measure: Expression | None = None


class Tilt(ObligationBase):
    """The favoured counties get more than the others, by every denominator."""

    kind: Literal["tilt"]
    measure: Expression
    others: Where
    per: Annotated[tuple[Denominator, ...], Field(min_length=1)]


class Floor(ObligationBase):
    """The group's average is at least the others'; for each value of column ``by``, if given.

    Averages are over counties, or over ``per``.
    """

    kind: Literal["floor"]
    measure: Expression
    by: str | None = None
    others: Where
    per: Denominator | None = None


class Quota(ObligationBase):
    """Each got at least the stated amount."""

    kind: Literal["quota"]
    measure: Expression
    at_least: Expression


class Range(ObligationBase):
    """The count lies between two bounds, both included."""

    kind: Literal["range"]
    measure: Expression
    at_least: Expression
    at_most: Expression


class Outpace(ObligationBase):
    """For each value of ``by``, the part grew faster than the whole since the year before.

    ``part`` is asked of the counties of ``where`` and added up, ``whole`` of the region as one.
    """

    kind: Literal["outpace"]
    part: Expression
    whole: Expression
    by: str


class Coverage(ObligationBase):
    """The share ``part`` / ``whole`` reaches the target (a share: 1 is all)."""

    kind: Literal["coverage"]
    part: Expression
    whole: Expression
    target: Expression


class Milestone(ObligationBase):
    """``done`` reaches ``target`` by the day ``due``, that day included."""

    kind: Literal["milestone"]
    done: Expression
    target: Expression
    due: date

    @model_validator(mode="after")
    def _due_holds(self) -> Self:
        if not self.since <= self.due <= self.until:
            message = f"到期日 {self.due} 不在 {self.since} 到 {self.until} 之间"
            raise FieldError((("due",), message, "改正到期日，或起止日期"))
        return self


class Stable(ObligationBase):
    """The amount is not less than the year before (or in the base year).

    One asked of the whole term is compared with its first day.
    """

    kind: Literal["stable"]
    measure: Expression
    base_year: int | None = None


class Prohibition(ObligationBase):
    """No row of ``table`` violates: each for which ``when`` is true is listed.

    ``when`` is asked of the row itself. With ``outside``, a row violates if its county is not
    in that group on the row's day; with both, if both are so.
    """

    kind: Literal["prohibition"]
    table: str
    when: Expression | None = None
    outside: Scoped | None = None

    @model_validator(mode="after")
    def _says_what_violates(self) -> Self:
        if self.when is None and self.outside is None:
            raise FieldError(((), "没有写什么算违反", "when 和 outside 至少写一个"))
        return self


class MechanismPart(Frozen):
    """One thing a living process shows: a title and the condition that it is so."""

    title: str
    holds: Expression


class Mechanism(ObligationBase):
    """The process is alive: each of its parts holds in the period."""

    kind: Literal["mechanism"]
    parts: Annotated[tuple[MechanismPart, ...], Field(min_length=1)]


class Activity(ObligationBase):
    """There is dated evidence in the period: a number above 0, or a condition.

    ``measure`` is a number to show beside it.
    """

    kind: Literal["activity"]
    evidence: Expression
    measure: Expression | None = None


Obligation = Annotated[
    Tilt
    | Floor
    | Quota
    | Range
    | Outpace
    | Coverage
    | Milestone
    | Stable
    | Prohibition
    | Mechanism
    | Activity,
    Field(discriminator="kind"),
]


class ObligationFile(Frozen):
    """What one file of ``obligations/`` holds: the obligations of a clause."""

    obligations: tuple[Obligation, ...]
