"""How a kind of case is handled: its stages, who moves it on, what is asked and by when."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Self

from pydantic import Field, model_validator

from luoshi.frozen import FieldError, Found, Frozen, KeyPath, require
from luoshi.pack.caseledgers import CaseLedgers, UnitBy
from luoshi.pack.endings import Ending, Visit
from luoshi.pack.guards import Guard
from luoshi.pack.stages import Direction, Move, Owner, Phase, Span, Stage
from luoshi.warehouse.schema import About, Column, Table

MONITORING = "monitoring"
"""The process every household a rule warns of goes through; a pack that helps any has it."""


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
        require(*_twice(self), *_unnamed(self), *_owned(self))
        return self

    @model_validator(mode="after")
    def _nothing_is_found_unseen(self) -> Self:
        """What ends by itself says so, and who closes a lead as looked at tells of the visit."""
        for key, stage, end in (
            ("lapsed", self.lapsed, Ending.SILENT),
            ("dismissed", self.dismissed, Ending.DISMISSED),
        ):
            if stage is None and self.opened_by:
                message = f"线索立项的事项要写 {key}：线索不在了、没有人办过时去哪个环节"
                raise FieldError(((), message, f"写上 {key}"))
            if stage is not None and self.stage[stage].end is not end:
                message = f"{key} 的环节“{self.stage[stage].title}”要写 end: {end.value}"
                raise FieldError(((key,), message, "改正 end，或换一个环节"))
        told = set(self.visit.fields) if self.visit else None
        for i, move in enumerate(self.moves):
            if self._ends_as_looked_at(move) and (told is None or not told <= set(move.needs)):
                message = f"步骤“{move.title}”：算核实的，needs 要有 visit 写明的日期和人"
                raise FieldError((("moves", i, "needs"), message, "把这两个字段加进 needs"))
        return self

    def _ends_as_looked_at(self, move: Move) -> bool:
        before = {self.stage[one].phase for one in move.origins}
        ends = move.to is not None and self.stage[move.to].end is Ending.SOUND
        return ends and Phase.LEAD in before


def _twice(process: Process) -> Iterator[Found]:
    for key, name in (("stages", "id"), ("moves", "id"), ("fields", "name")):
        seen: set[str] = set()
        for i, one in enumerate(getattr(process, key)):
            id_ = getattr(one, name)
            if id_ in seen:
                yield (key, i, name), f"“{id_}”已经有了", "换一个名字"
            seen.add(id_)


def _unnamed(process: Process) -> Iterator[Found]:
    """Stages and fields that are named and not there."""
    if process.opening:
        yield from _of_move(process, process.opening, ("opening",))
    for i, move in enumerate(process.moves):
        yield from _of_move(process, move, ("moves", i))
    for i, stage in enumerate(process.stages):
        yield from _strange((("stages", i, "until"), "字段", [stage.until], process.field))
    visit = process.visit
    for asked in (
        (("ahead",), "字段", process.ahead, process.field),
        (("visit",), "字段", visit.fields if visit else (), process.field),
        (("visit", "to"), "环节", [visit.to] if visit else (), process.stage),
        (("first",), "环节", [process.first], process.stage),
        (("lapsed",), "环节", [process.lapsed], process.stage),
        (("dismissed",), "环节", [process.dismissed], process.stage),
        (("named",), "字段", [process.named], process.field),
    ):
        yield from _strange(asked)
    for i, span in enumerate(process.spans):
        yield from _strange((("spans", i, "start"), "环节", [span.start], process.stage))
        yield from _strange((("spans", i, "end"), "环节", [span.end], process.stage))


def _of_move(process: Process, move: Move, key: KeyPath) -> Iterator[Found]:
    for asked in (
        ((*key, "from"), "环节", move.origins, process.stage),
        ((*key, "to"), "环节", [move.to], process.stage),
        ((*key, "asks"), "字段", move.asks, process.field),
        ((*key, "needs"), "字段", move.needs, process.field),
        ((*key, "finds"), "字段", [move.finds], process.field),
    ):
        yield from _strange(asked)
    if (move.to is None) != (move.direction is Direction.BESIDE):
        yield key, f"步骤“{move.title}”：只有 beside 不写 to", "写上 to，或写 direction: beside"


Named = tuple[KeyPath, str, Iterable[str | None], Mapping[str, object]]
"""A key, what it names, the names given, and those there are."""


def _strange(asked: Named) -> Iterator[Found]:
    key, kind, names, known = asked
    for name in names:
        if name is not None and name not in known:
            yield key, f"没有名为“{name}”的{kind}", f"可以写：{'、'.join(known)}"


def _owned(process: Process) -> Iterator[Found]:
    for i, stage in enumerate(process.stages):
        if (stage.owner is None) != (stage.phase is Phase.CLOSED):
            message = f"环节“{stage.title}”：没有办结的都要写 owner，办结的不写"
            yield ("stages", i, "owner"), message, "补上，或删去"
        if (stage.end is None) != (stage.phase is not Phase.CLOSED):
            message = f"环节“{stage.title}”：办结的都要写 end，没有办结的不写"
            yield ("stages", i, "end"), message, "补上，或删去"


__all__ = ["MONITORING", "Direction", "Move", "Owner", "Phase", "Process", "Span", "Stage"]
