"""How a kind of case is handled: its stages, who moves it on, what is asked and by when."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import Self

from pydantic import Field, model_validator

from luoshi.frozen import Frozen
from luoshi.pack.caseledgers import CaseLedgers, UnitBy, Write
from luoshi.pack.endings import Ending, Visit
from luoshi.pack.guards import Ask, Guard
from luoshi.warehouse.schema import About, Column, Table

MONITORING = "monitoring"
"""The process every household a rule warns of goes through; a pack that helps any has it."""


class Phase(StrEnum):
    """Where in its life a case stands; lists and statistics go by it."""

    LEAD = "lead"
    ENTRY = "entry"
    HELP = "help"
    EXIT = "exit"
    WATCH = "watch"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return _PHASES[self]


_PHASES = {
    Phase.LEAD: "线索",
    Phase.ENTRY: "识别",
    Phase.HELP: "帮扶",
    Phase.EXIT: "退出",
    Phase.WATCH: "跟踪",
    Phase.CLOSED: "办结",
}


class Owner(StrEnum):
    """Whose worklist a stage is on: a level of government, or the case's own department."""

    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"
    DEPARTMENT = "department"


class Stage(Frozen):
    """A state of a case.

    ``clock`` is the parameter that says how long it may stand here; its unit is 日 or 工作日.
    ``until`` names the field whose day, where it is filled, says by when instead. ``said`` is
    what an applicant is told. ``helping`` says that measures may be given. ``end`` says what a
    case that stands here came to; closed stages have one, others none.
    """

    id: str
    title: str
    phase: Phase
    owner: Owner | None = None
    clock: str | None = None
    until: str | None = None
    said: str | None = None
    helping: bool = False
    end: Ending | None = None


class Direction(StrEnum):
    """What a move does: on, back with a reason, beside (the stage stays), or to an end."""

    ON = "on"
    BACK = "back"
    BESIDE = "beside"
    END = "end"


class Move(Frozen):
    """One way from a stage to another, or an action that leaves the stage as it is.

    ``to`` is empty for moves beside. ``asks`` names the fields its form shows, ``needs`` those
    among them that must be filled. ``guards`` must hold: each is named (a guard of the process,
    of the pack or of ``luoshi.casework.guards``) or written out. ``reasons`` is the code list of
    reasons; a move back always asks for one. ``restarts`` makes a move beside begin the stage's
    clock anew; ``urgent`` marks the case as helped first; ``opens`` names the process in which
    the household gets a case of its own. ``together`` says that its form may be filled once for
    many cases. ``writes`` are the rows of ledgers it fills in. ``unseen`` marks what is done
    without anybody having looked; ``finds`` names the yes-or-no field that tells whether new
    leads were found to be so.
    """

    id: str
    title: str
    origins: tuple[str, ...] = Field(alias="from")
    to: str | None = None
    direction: Direction = Direction.ON
    by: tuple[Owner, ...]
    asks: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    guards: tuple[str | Ask, ...] = ()
    reasons: str | None = None
    restarts: bool = False
    urgent: bool = False
    opens: str | None = None
    together: bool = False
    writes: tuple[Write, ...] = ()
    unseen: bool = False
    finds: str | None = None
    note: str | None = None

    @property
    def wants_reason(self) -> bool:
        """Whether it asks why: every move back does, and one with a list of reasons."""
        return self.direction is Direction.BACK or self.reasons is not None


class Span(Frozen):
    """A clock over several stages: from first being in ``start`` until first being in ``end``."""

    title: str
    start: str
    end: str
    clock: str


class Process(Frozen):
    """A kind of case.

    ``subject`` says what a case is about: a household, a person, or a village (area). ``opened_by``
    names the rules whose leads open cases of this kind; "*" stands for every rule of screening.
    ``unit`` is the department that owns its cases, where one does; ``unit_by`` tells it by a field.
    ``first`` is the stage a new case stands in; ``lapsed`` the one it goes to when all leads it
    came from are gone before anybody began, ``dismissed`` when they were dismissed. ``visit`` says
    what tells of a visit. ``public`` says whether its names may be put up for objection.
    ``phases`` are its own words for phases. ``opening`` says who may open a case by
    hand and what is asked then; ``named`` is the field by which a case is called. ``ledgers``
    says which ledgers hold rows about its cases. ``ahead`` are the fields with days that may
    lie ahead; all others are of past events. ``guards`` are those its moves ask by name.
    """

    id: str
    title: str
    subject: About
    clause: str
    first: str
    lapsed: str | None = None
    dismissed: str | None = None
    visit: Visit | None = None
    opened_by: tuple[str, ...] = ()
    unit: str | None = None
    unit_by: UnitBy | None = None
    public: bool = False
    phases: dict[Phase, str] = Field(default_factory=dict)
    ledgers: CaseLedgers | None = None
    opening: Move | None = None
    named: str | None = None
    fields: tuple[Column, ...] = ()
    ahead: tuple[str, ...] = ()
    stages: tuple[Stage, ...]
    moves: tuple[Move, ...]
    spans: tuple[Span, ...] = ()
    guards: tuple[Guard, ...] = ()
    source: str
    assumption: bool = False
    note: str | None = None

    @cached_property
    def stage(self) -> dict[str, Stage]:
        """Stages by id."""
        return {stage.id: stage for stage in self.stages}

    @cached_property
    def move(self) -> dict[str, Move]:
        """Moves by id."""
        return {move.id: move for move in self.moves}

    @property
    def left_for(self) -> tuple[str, ...]:
        """The stages a case goes to without a move."""
        others = (self.lapsed, self.dismissed, self.visit.to if self.visit else None)
        return tuple(one for one in others if one is not None)

    @cached_property
    def field(self) -> dict[str, Column]:
        """Fields by name."""
        return {column.name: column for column in self.fields}

    def phase_title(self, phase: Phase) -> str:
        """What a phase is called in this process."""
        return self.phases.get(phase, phase.label)

    def unit_for(self, facts: Mapping[str, str]) -> str:
        """The department that owns a case, by its facts; empty where none does."""
        if self.unit_by is None:
            return self.unit or ""
        return self.unit_by.units.get(facts.get(self.unit_by.field, ""), "")

    def form(self, move: Move) -> Table:
        """The form of a move: a table whose columns are the fields it asks, as it needs them."""
        columns = tuple(
            self.field[name].model_copy(update={"required": name in move.needs})
            for name in move.asks
        )
        return Table(
            id=f"{self.id}.{move.id}",
            title=move.title,
            home="ledger",
            about=About.RECORD,
            key=(),
            columns=columns,
        )

    @model_validator(mode="after")
    def _names_hold(self) -> Self:
        known = set(self.stage)
        for move in (*self.moves, *([self.opening] if self.opening else [])):
            unknown = {*move.origins, *([move.to] if move.to else [])} - known
            if unknown:
                raise ValueError(f"步骤“{move.title}”用到没有的环节：{'、'.join(sorted(unknown))}")
            strange = {*move.asks, *move.needs, *filter(None, [move.finds])} - set(self.field)
            if strange:
                raise ValueError(f"步骤“{move.title}”用到没有的字段：{'、'.join(sorted(strange))}")
            if (move.to is None) != (move.direction is Direction.BESIDE):
                raise ValueError(f"步骤“{move.title}”：只有 beside 不写 to")
        told = {*self.ahead, *(stage.until for stage in self.stages if stage.until)}
        told |= set(self.visit.fields if self.visit else ())
        if told - set(self.field):
            unnamed = "、".join(sorted(told - set(self.field)))
            raise ValueError(f"ahead、until、visit 用到没有的字段：{unnamed}")
        named = {self.first, *self.left_for}
        if (named | {one for span in self.spans for one in (span.start, span.end)}) - known:
            raise ValueError("first、lapsed、dismissed、visit 或 spans 用到没有的环节")
        return self

    @model_validator(mode="after")
    def _open_stages_are_owned(self) -> Self:
        for stage in self.stages:
            if (stage.owner is None) != (stage.phase is Phase.CLOSED):
                raise ValueError(f"环节“{stage.title}”：没有办结的都要写 owner，办结的不写")
            if (stage.end is None) != (stage.phase is not Phase.CLOSED):
                raise ValueError(f"环节“{stage.title}”：办结的都要写 end，没有办结的不写")
        return self

    @model_validator(mode="after")
    def _nothing_is_found_unseen(self) -> Self:
        """What ends by itself says so, and who closes a lead as looked at tells of the visit."""
        for key, stage, end in (
            ("lapsed", self.lapsed, Ending.SILENT),
            ("dismissed", self.dismissed, Ending.DISMISSED),
        ):
            if stage is None and self.opened_by:
                raise ValueError(f"线索立项的事项要写 {key}：线索不在了、没有人办过时去哪个环节")
            if stage is not None and self.stage[stage].end is not end:
                raise ValueError(f"{key} 的环节“{self.stage[stage].title}”要写 end: {end.value}")
        told = set(self.visit.fields) if self.visit else None
        for move in self.moves:
            if self._ends_as_looked_at(move) and (told is None or not told <= set(move.needs)):
                raise ValueError(f"步骤“{move.title}”：算核实的，needs 要有 visit 写明的日期和人")
        return self

    def _ends_as_looked_at(self, move: Move) -> bool:
        before = {self.stage[one].phase for one in move.origins}
        ends = move.to is not None and self.stage[move.to].end is Ending.SOUND
        return ends and Phase.LEAD in before
