"""What a module of the system needs of a pack: declared beside its code, proved of every pack.

A place uses a module when its pack has what the module starts from. Then all its needs must be
met; what is not is a problem of the pack, and until it is mended the module is off.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Protocol

from luoshi.expressions import Kind
from luoshi.expressions.vocabulary import type_of
from luoshi.pack.loading import Pack, Place
from luoshi.pack.models import Head, Parameter, ParameterKind
from luoshi.pack.names import unknown
from luoshi.pack.problems import Problem
from luoshi.warehouse.schema import Table

Kinds = Mapping[str, Kind]
"""Names of fields or columns, each with the kind its values are taken to be."""


class Need(Protocol):
    """One thing the code of a module reads by name; ``text`` says in Chinese what."""

    @property
    def text(self) -> str:
        """What is read."""

    def lacks(self, pack: Pack) -> Iterator[Problem]:
        """What of it the pack does not have, in the pack's files."""


def names(kind: Kind, listed: str) -> Kinds:
    """Names set apart by spaces, all of one kind."""
    return dict.fromkeys(listed.split(), kind)


def _listed(parts: Iterable[str]) -> str:
    told = "、".join(parts)
    return f"：{told}" if told else ""


def absent(pack: Pack, files: str, kind: str, id_: str, known: Iterable[str]) -> Problem:
    """Something that is not there; ``files`` is the file, or the pattern, it belongs in."""
    _, message, hint = unknown((), kind, id_, known)
    return Problem(pack.folder / files, 1, id_, message, hint)


@dataclass(frozen=True)
class ParameterNeed:
    """A parameter with a value on the notices' first and last day, unless an office enters it."""

    id: str
    kind: ParameterKind = ParameterKind.NUMBER

    @property
    def text(self) -> str:
        """What is read."""
        return f"参数 `{self.id}`（{self.kind}）"

    def lacks(self, pack: Pack) -> Iterator[Problem]:
        """That it is not there, is of another kind, or does not last the term."""
        parameter = pack.parameters.get(self.id)
        if parameter is None:
            yield absent(pack, "parameters/*.yaml", "参数", self.id, pack.parameters)
        elif parameter.kind is not self.kind:
            message = f"参数“{parameter.title}”要写 kind: {self.kind}，现在是 {parameter.kind}"
            yield pack.place(parameter).problem(("kind",), message)
        elif parameter.entered is None:
            yield from _out_of_force(parameter, pack)


def _out_of_force(parameter: Parameter, pack: Pack) -> Iterator[Problem]:
    edges = (pack.term.first, pack.term.last) if pack.notices else ()
    for day in edges:
        if parameter.on(day) is None:
            message = f"参数“{parameter.title}”在 {day} 没有生效的值"
            yield pack.place(parameter).problem(("values",), message, "补上这一段时间的值")


def parameters(
    listed: str, kind: ParameterKind = ParameterKind.NUMBER
) -> tuple[ParameterNeed, ...]:
    """Parameters (ids set apart by spaces), all of one kind."""
    return tuple(ParameterNeed(id_, kind) for id_ in listed.split())


@dataclass(frozen=True)
class CodeNeed:
    """A code list, with the values that the code knows by name."""

    id: str
    values: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What is read."""
        return f"码表 `{self.id}`" + _listed(self.values)

    def lacks(self, pack: Pack) -> Iterator[Problem]:
        """That it is not there, or has not these values."""
        codes = pack.codes.get(self.id)
        if codes is None:
            yield absent(pack, f"codes/{self.id}.yaml", "码表", self.id, pack.codes)
            return
        known = {item.name for item in codes.items}
        for value in self.values:
            if value not in known:
                message = f"码表“{codes.title}”里没有“{value}”"
                yield pack.place(codes).problem(("items",), message)


@dataclass(frozen=True)
class TableNeed:
    """A table, ledger or export with columns, each of the kind its values are taken to be."""

    id: str
    columns: Kinds = field(default_factory=dict)
    files: str = "ledgers/{}.yaml"

    @property
    def text(self) -> str:
        """What is read."""
        return f"表 `{self.id}`" + _listed(self.columns)

    def lacks(self, pack: Pack) -> Iterator[Problem]:
        """That it is not there, or has not these columns."""
        tables = pack.tables | pack.exports
        table = tables.get(self.id)
        if table is None:
            yield absent(pack, self.files.format(self.id), "表", self.id, tables)
            return
        for name, kind in self.columns.items():
            message = _column_amiss(table, name, kind)
            if message:
                yield pack.place(table).problem(("columns",), message)


def _column_amiss(table: Table, name: str, kind: Kind) -> str:
    column = table.by_name.get(name)
    if column is None:
        return f"表“{table.title}”没有“{name}”这一列"
    found = type_of(column).kind
    if found is kind:
        return ""
    return f"“{table.title}”的“{name}”要是{kind.label}，现在是{found.label}"


@dataclass(frozen=True)
class RegisterNeed:
    """A register, with the columns of some meanings (``element``) and types it must have."""

    register: str
    elements: tuple[str, ...] = ()
    types: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What is read."""
        return f"登记册 `{self.register}`" + _listed((*self.elements, *self.types))

    def lacks(self, pack: Pack) -> Iterator[Problem]:
        """That the pack names none, or that columns are missing in it."""
        id_ = getattr(pack.registers, self.register)
        table = pack.tables.get(id_ or "")
        if table is None:
            message = f"没有写 registers 的 {self.register}，或者没有它写的表"
            yield head_of(pack).problem(("registers",), message)
            return
        for key, wanted in (("element", self.elements), ("type", self.types)):
            known = {str(getattr(column, key)) for column in table.columns}
            for one in wanted:
                if one not in known:
                    message = f"表“{table.title}”缺一列：{key}: {one}"
                    yield pack.place(table).problem(("columns",), message)


@dataclass(frozen=True)
class ProcessNeed:
    """A process with stages and moves that the code knows by their ids."""

    id: str
    stages: tuple[str, ...] = ()
    moves: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What is read."""
        return f"事项 `{self.id}`" + _listed((*self.stages, *self.moves))

    def lacks(self, pack: Pack) -> Iterator[Problem]:
        """That it is not there, or has not these stages and moves."""
        process = pack.processes.get(self.id)
        if process is None:
            yield absent(pack, f"processes/{self.id}.yaml", "事项", self.id, pack.processes)
            return
        for key, kind, wanted, known in (
            ("stages", "环节", self.stages, process.stage),
            ("moves", "步骤", self.moves, process.move),
        ):
            for one in wanted:
                if one not in known:
                    yield pack.place(process).problem(*unknown((key,), kind, one, known))


@dataclass(frozen=True)
class ExportRegisterNeed:
    """The registers among the exports of the national system."""

    @property
    def text(self) -> str:
        """What is read."""
        return "`export_registers`"

    def lacks(self, pack: Pack) -> Iterator[Problem]:
        """That the pack names none."""
        if pack.export_registers is None:
            yield head_of(pack).problem(("export_registers",), "没有写 export_registers")


@dataclass(frozen=True)
class Start:
    """What makes a place use a module: ``files`` as people write them, ``there`` finds it."""

    files: str
    there: Callable[[Pack], object]


@dataclass(frozen=True)
class Module:
    """A part of the system that a place may do without, with what it reads of a pack by name.

    ``rests_on`` are the modules (ids) it cannot do without itself.
    """

    id: str
    title: str
    start: Start
    needs: tuple[Need, ...] = ()
    rests_on: tuple[str, ...] = ()

    def used_by(self, pack: Pack) -> bool:
        """Whether the place uses it: what it starts from is there, and not said to go without."""
        return bool(self.start.there(pack)) and self.id not in pack.without

    def lacks(self, pack: Pack) -> Iterator[Problem]:
        """What of its needs is not met, with how to mend it or to do without the module."""
        for problem in chain.from_iterable(need.lacks(pack) for need in self.needs):
            yield self.told(problem)

    def told(self, problem: Problem) -> Problem:
        """A problem said to be this module's, with the way to do without it."""
        without = f"不用“{self.title}”的，在 pack.yaml 写 without: [{self.id}]"
        return replace(
            problem,
            message=f"“{self.title}”要用：{problem.message}",
            hint="；".join(filter(None, (problem.hint, without))),
        )


def head_of(pack: Pack) -> Place:
    """Where ``pack.yaml`` stands."""
    return next(place for (kind, _), place in pack.places.items() if kind is Head)
