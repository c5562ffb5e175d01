"""What a pack says, besides tables and areas: notices, their clauses, parameters, rules."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Self

from pydantic import Field, StringConstraints, ValidationInfo, model_validator

from luoshi.areas import Group
from luoshi.frozen import Frozen
from luoshi.ids import NOTICE, Scoped
from luoshi.pack.terms import Term
from luoshi.pack.words import Words
from luoshi.pack.worked_examples import NONE, WorkedExample

ParameterValue = Decimal | date | str


Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Why something that is taken for granted outlives the notice it serves."""


class Clause(Frozen):
    """One clause: ``id`` as in the notice ("2.1"), its heading and its lead units."""

    id: Scoped
    title: str
    leads: tuple[str, ...] = ()


class Notice(Frozen):
    """A notice of the place: ``notice.yaml`` in the folder that is called by its id.

    ``issued`` and ``expires`` are its first and last day; ``expiry_assumed`` says why that day
    is taken where the paper names none. It ``follows`` earlier notices (their ids), and says which
    of their obligations it ``ends`` (full ids), and why. ``sections`` are its first-level headings by number.
    """

    id: Annotated[str, Field(pattern=r"^[0-9a-z][0-9a-z-]*$")]
    number: str
    title: str
    short: str | None = None
    issuers: tuple[str, ...]
    issued: date
    expires: date
    expiry_assumed: Reason | None = None
    source: str
    sections: dict[str, str]
    clauses: tuple[Clause, ...]
    follows: tuple[str, ...] = ()
    ends: dict[str, Reason] = Field(default_factory=dict)

    def __hash__(self) -> int:
        """By its id: what it holds besides may not be hashable."""
        return hash(self.id)

    @model_validator(mode="before")
    @classmethod
    def _is_called_by_its_folder(cls, data: object, info: ValidationInfo) -> object:
        called = (info.context or {}).get(NOTICE)
        return {"id": called} | data if isinstance(data, dict) and called else data

    @model_validator(mode="after")
    def _days_hold(self) -> Self:
        if self.expires < self.issued:
            raise ValueError(f"截止日 {self.expires} 早于印发日 {self.issued}")
        return self

    @property
    def term(self) -> Term:
        """Its first and last day."""
        return Term(self.issued, self.expires)

    @property
    def name(self) -> str:
        """How it is called where several stand side by side."""
        return self.short or self.number


class Unit(Frozen):
    """A unit that notices make responsible, by its short name."""

    name: str
    title: str | None = None
    aliases: tuple[str, ...] = ()
    sends_data: bool = False


class Registers(Frozen):
    """Which tables hold each person, each household and each county once."""

    residents: str
    households: str
    counties: str | None = None


class ParameterKind(StrEnum):
    """What a parameter's values are. A calendar year is asked as a number, but is no amount."""

    NUMBER = "number"
    YEAR = "year"
    DATE = "date"
    TEXT = "text"


class DatedValue(Frozen):
    """A parameter's value from ``valid_from`` to ``valid_to`` (inclusive, open if not given).

    One that is an ``assumption`` ends with the notice, or says why it is ``lasting``.
    """

    valid_from: date = Field(alias="from")
    valid_to: date | None = Field(default=None, alias="to")
    value: str
    source: str
    assumption: bool = False
    lasting: Reason | None = None
    note: str | None = None

    def covers(self, day: date) -> bool:
        """Whether the value is in force on ``day``."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @property
    def ending(self) -> str:
        """How long the value is good, in words: its last day, or why it has none."""
        if self.valid_to:
            return f"到 {self.valid_to} 为止"
        return f"长期有效：{self.lasting}" if self.lasting else "没有写截止日期"


class Entered(Frozen):
    """Says that an office enters a parameter's values on the site.

    ``by`` is the unit that does. A ``yearly`` value ends with the year it begins in.
    """

    by: str
    yearly: bool = False


class Parameter(Frozen):
    """A threshold or weight: dated values, each with its source.

    One that is ``entered`` gets more values on the site; the pack's own may be none.
    """

    id: str
    title: str
    kind: ParameterKind
    values: tuple[DatedValue, ...]
    unit: str | None = None
    clause: str | None = None
    entered: Entered | None = None
    note: str | None = None

    def on(self, day: date) -> DatedValue | None:
        """The value in force on ``day``; None when none is."""
        return next((value for value in self.values if value.covers(day)), None)

    def last_before(self, day: date) -> DatedValue | None:
        """The value that ended last before ``day``; None when none has."""
        ended = (one for one in self.values if one.valid_to and one.valid_to < day)
        return max(ended, key=lambda one: one.valid_from, default=None)

    def typed(self, value: DatedValue) -> ParameterValue:
        """``value`` as a number (also of a year), a day or text.

        Raises:
            ValueError: the text is not of the parameter's kind.
        """
        if self.kind is ParameterKind.NUMBER:
            return _number(value.value)
        if self.kind is ParameterKind.YEAR:
            return _year(value.value)
        return date.fromisoformat(value.value) if self.kind is ParameterKind.DATE else value.value

    @model_validator(mode="after")
    def _values_hold(self) -> Self:
        for value in self.values:
            self.typed(value)
            if value.valid_to and value.valid_to < value.valid_from:
                raise ValueError(f"{value.valid_from} 起的值，到 {value.valid_to} 就完了")
        ordered = sorted(self.values, key=lambda value: value.valid_from)
        for earlier, later in pairwise(ordered):
            if earlier.covers(later.valid_from):
                raise ValueError(f"{later.valid_from} 同时有两个值在生效，请给前一个写上 to")
        return self


def _number(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise ValueError(f"“{text}”不是数") from error


def _year(text: str) -> Decimal:
    if not re.fullmatch("[12][0-9]{3}", text):
        raise ValueError(f"“{text}”不是年份，请写四位数字，如 2025")
    return Decimal(text)


class Colour(StrEnum):
    """How severe a lead is, most severe first."""

    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"

    @property
    def rank(self) -> int:
        """3 for red, 2 for orange, 1 for yellow."""
        return 3 - list(Colour).index(self)


class ColourConditions(Frozen):
    """The condition for each colour a rule can give; asked from red down, first true wins."""

    red: str | None = None
    orange: str | None = None
    yellow: str | None = None

    @cached_property
    def by_colour(self) -> dict[Colour, str]:
        """The conditions given, most severe first."""
        texts = {colour: getattr(self, colour.value) for colour in Colour}
        return {colour: text for colour, text in texts.items() if text is not None}

    @model_validator(mode="after")
    def _some_colour(self) -> Self:
        if not self.by_colour:
            raise ValueError("至少写一种颜色（red、orange、yellow）的条件")
        return self


class RuleAnswer(Frozen):
    """The lead a rule raises: its colour (without one: no lead); measure and evidence if told."""

    colour: Colour | None = None
    measure: Decimal | None = None
    evidence: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _in_a_word(cls, data: object) -> object:
        """A colour alone is an answer too, and so is `NONE`."""
        if not isinstance(data, str):
            return data
        return {} if data == NONE else {"colour": data}

    @model_validator(mode="after")
    def _tells_of_a_lead(self) -> Self:
        if self.colour is None and (self.measure, self.evidence) != (None, None):
            raise ValueError("写了 measure 或 evidence，也要写 colour")
        return self


class RuleExample(WorkedExample):
    """What a rule gives of all the rows: its most severe lead."""

    gives: RuleAnswer


class Rule(Frozen):
    """A screening rule: asks each row of ``table`` and raises a lead where a colour holds.

    ``let`` names parts of expressions; ``measure`` is a number that grows as it gets worse;
    ``evidence`` is the sentence a cadre reads, with ``{names}`` of ``let`` or of the table's
    columns; ``clause`` is the clause of the notice the rule serves.
    """

    id: str
    title: str
    risk: str
    clause: str
    sender: str
    table: str
    when: ColourConditions
    evidence: str
    let: dict[str, str] = Field(default_factory=dict)
    measure: str | None = None
    unit: str | None = None
    advice: str | None = None
    source: str
    assumption: bool = False
    note: str | None = None
    examples: tuple[RuleExample, ...] = ()


class Need(Rule):
    """A rule that says who needs which help; ``title`` is the help, ``sender`` who gives it."""


class PlaceFacts(Frozen):
    """Which place a pack is of: a name for machines and one for people."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    title: str


class Head(Frozen):
    """What ``pack.yaml`` holds.

    ``export_registers`` are the registers among the exports of the national system.
    """

    place: PlaceFacts
    words: Words = Field(default_factory=lambda: Words.model_validate({}))
    registers: Registers
    export_registers: Registers | None = None
    units: tuple[Unit, ...]


class GroupFile(Frozen):
    """What ``groups.yaml`` holds."""

    groups: tuple[Group, ...]


class ParameterFile(Frozen):
    """What one file of ``parameters/`` holds."""

    parameters: tuple[Parameter, ...]
