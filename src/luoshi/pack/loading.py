"""From a place's folder to one frozen :class:`Pack`."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from operator import call
from pathlib import Path
from typing import TypeVar, cast

from luoshi.areas import AreaError, Areas, Group, led_on, resolve_groups, wrong_groups
from luoshi.frozen import Frozen, KeyPath
from luoshi.ids import notice_of
from luoshi.pack.allocation import Scheme
from luoshi.pack.campaigns import CampaignFile, CampaignGroup
from luoshi.pack.checklists import Check, CheckGroup
from luoshi.pack.duties import Duty, DutyFile
from luoshi.pack.entering import with_entered
from luoshi.pack.guards import Guard, GuardFile
from luoshi.pack.handover import HandedOver, handed_over
from luoshi.pack.helping import Comparison, HelpFile, HelpGroup
from luoshi.pack.incomes import IncomeFile, IncomeItem, IncomeSection
from luoshi.pack.models import (
    Clause,
    GroupFile,
    Head,
    Need,
    Notice,
    Parameter,
    ParameterFile,
    Registers,
    Rule,
    Unit,
)
from luoshi.pack.national import NationalExport
from luoshi.pack.obligations import PENDING, Obligation, ObligationBase, ObligationFile
from luoshi.pack.problems import PackError, Problem, told
from luoshi.pack.processes import Process
from luoshi.pack.reading import Document, read_yaml
from luoshi.pack.registering import wrong_registers
from luoshi.pack.scorecards import Scorecard
from luoshi.pack.supervision import SupervisionFile
from luoshi.pack.terms import Term, spanned
from luoshi.pack.topics import Topic, Watch
from luoshi.pack.typing import gather, parse
from luoshi.pack.words import Words
from luoshi.warehouse.schema import CodeList, Table

FILES: dict[str, type[Frozen]] = {
    "pack.yaml": Head,
    "notices/*/notice.yaml": Notice,
    "notices/*/groups.yaml": GroupFile,
    "codes/*.yaml": CodeList,
    "parameters/*.yaml": ParameterFile,
    "tables/*.yaml": Table,
    "exports/*.yaml": Table,
    "checks/*.yaml": CheckGroup,
    "screening/*.yaml": Rule,
    "needs/*.yaml": Need,
    "ledgers/*.yaml": Table,
    "notices/*/obligations/*.yaml": ObligationFile,
    "topics/*.yaml": Topic,
    "processes/*.yaml": Process,
    "notices/*/allocation/*.yaml": Scheme,
    "notices/*/scorecards/*.yaml": Scorecard,
    "guards.yaml": GuardFile,
    "helping.yaml": HelpFile,
    "duties.yaml": DutyFile,
    "income_items.yaml": IncomeFile,
    "campaigns.yaml": CampaignFile,
    "national_export.yaml": NationalExport,
    "supervision.yaml": SupervisionFile,
}
"""The files of a pack and what each holds."""

NOTICES = "notices"
"""The folder of a place that holds a folder for each notice."""

LISTS: dict[type[Frozen], tuple[str, ...]] = {
    Head: ("units",),
    Notice: ("clauses",),
    GroupFile: ("groups",),
    ParameterFile: ("parameters",),
    ObligationFile: ("obligations",),
    GuardFile: ("guards",),
    HelpFile: ("groups", "comparisons"),
    DutyFile: ("duties",),
    IncomeFile: ("sections", "items"),
    CampaignFile: ("groups",),
    CheckGroup: ("checks",),
    Topic: ("watches",),
}
"""The files that hold lists of things, and under which keys."""

FAMILIES: tuple[tuple[type[Frozen], tuple[type[Frozen], ...]], ...] = (
    (ObligationBase, (ObligationBase, Scheme, Scorecard, Group)),
    (Check, (Check,)),
    (Rule, (Rule,)),
)
"""Kinds whose names must differ from each other's too: they are led to, or asked, by name alone."""

Thing = TypeVar("Thing", bound=Frozen)
Item = TypeVar("Item")


@dataclass(frozen=True)
class Place:
    """Where in the pack's files something stands."""

    document: Document
    path: KeyPath = ()

    def problem(self, key: KeyPath, message: str, hint: str = "") -> Problem:
        """A problem with ``key`` of the thing that stands here."""
        return self.document.problem((*self.path, *key), message, hint)


Placed = tuple[Frozen, Place]


@dataclass(frozen=True, eq=False)
class Pack:
    """Everything particular to a place and its notices, typed.

    Mappings are by id, in the files' order, notices by the day they were issued.

    A pack is itself only, so that what is worked out of it can be kept.
    """

    folder: Path
    id: str
    title: str
    notices: dict[str, Notice]
    words: Words
    registers: Registers
    export_registers: Registers | None
    without: tuple[str, ...]
    clauses: dict[str, Clause]
    units: dict[str, Unit]
    groups: dict[str, Group]
    codes: dict[str, CodeList]
    parameters: dict[str, Parameter]
    tables: dict[str, Table]
    exports: dict[str, Table]
    check_groups: dict[str, CheckGroup]
    checks: dict[str, Check]
    rules: dict[str, Rule]
    needs: dict[str, Need]
    obligations: dict[str, Obligation]
    topics: dict[str, Topic]
    processes: dict[str, Process]
    schemes: dict[str, Scheme]
    scorecards: dict[str, Scorecard]
    guards: dict[str, Guard]
    help_groups: dict[str, HelpGroup]
    comparisons: dict[str, Comparison]
    duties: dict[str, Duty]
    income_sections: dict[str, IncomeSection]
    income_items: dict[str, IncomeItem]
    campaign_groups: dict[str, CampaignGroup]
    national: NationalExport
    supervision: SupervisionFile | None
    areas: Areas
    places: dict[tuple[type[Frozen], str], Place]

    def place(self, thing: Frozen) -> Place:
        """Where ``thing`` stands in the pack's files."""
        return self.places[type(thing), _id(thing)]

    def notice(self, id_: str) -> Notice:
        """The notice that the thing with a full id is of."""
        return self.notices[notice_of(id_)]

    @property
    def term(self) -> Term:
        """From the first day of the first notice to the last day of the last."""
        return spanned(notice.term for notice in self.notices.values())

    def in_term(self, day: date) -> date:
        """``day`` where some notice is in force on it; else the day of one nearest before it, or
        the first of all."""
        lasts = [one.term.nearest(day) for one in self.notices.values() if one.issued <= day]
        return max(lasts, default=self.term.first)

    def current(self, day: date) -> Notice:
        """The notice issued last by a day among those in force on it, else among all."""
        every = list(self.notices.values())
        begun = [one for one in every if one.issued <= day] or every[:1]
        in_force = [one for one in begun if one.term.covers(day)]
        return (in_force or begun)[-1]

    def only(self, notice: str) -> "Pack":
        """The place with what one notice says, as if it were alone."""
        return _only(self, notice)


@lru_cache(maxsize=16)
def _only(pack: Pack, notice: str) -> Pack:
    """Kept, so that one view of a pack is one pack."""
    return replace(
        pack,
        notices={notice: pack.notices[notice]},
        clauses=_said(pack.clauses, notice),
        groups=_said(pack.groups, notice),
        obligations=_said(pack.obligations, notice),
        schemes=_said(pack.schemes, notice),
        scorecards=_said(pack.scorecards, notice),
    )


def _said(things: dict[str, Item], notice: str) -> dict[str, Item]:
    return {id_: one for id_, one in things.items() if notice_of(id_) == notice}


def default_folder() -> Path:
    """``$LUOSHI_PACK``, or the pack that ``packs/default`` names of those with the project."""
    chosen = os.environ.get("LUOSHI_PACK")
    return Path(chosen) if chosen else _own_folder()


@cache
def _own_folder() -> Path:
    packs = shipped_packs()
    return packs / (packs / "default").read_text(encoding="utf-8").strip()


def shipped_packs() -> Path:
    """The folder of the packs that come with the project, installed or checked out."""
    package = Path(__file__).resolve().parents[1]
    inside, beside = package / "packs", package.parents[1] / "packs"
    return inside if inside.is_dir() else beside


def load(folder: Path | None = None) -> Pack:
    """The pack in ``folder``, by default the one of :func:`default_folder`; read once.

    The default one has what offices entered, where anything was handed over
    (`luoshi.pack.handover`).

    Raises:
        PackError: with every mistake of form found in the pack's files.
    """
    if folder:
        return _load(_resolved(folder))
    return as_entered(_load(_resolved(default_folder())))


def as_entered(pack: Pack) -> Pack:
    """A pack with the values and the changes of divisions that were handed over."""
    return _entered(pack, handed_over())


@lru_cache(maxsize=4)
def _entered(pack: Pack, handed: HandedOver) -> Pack:
    """Kept, so that one state of what was handed over is one pack."""
    if handed.changes:
        areas = pack.areas.changed(handed.changes)
        pack = replace(pack, areas=areas, groups=led_on(pack.groups, areas))
    if handed.values:
        pack = replace(pack, parameters=with_entered(pack.parameters, handed.values))
    return pack


@cache
def _resolved(folder: Path) -> Path:
    """Once for each folder: the pack is asked for with every cell."""
    return folder.resolve()


@cache
def _load(folder: Path) -> Pack:
    placed, areas = _files(folder)
    head = next(thing for thing, _ in placed if isinstance(thing, Head))
    tables = _by_id(Table, placed)
    return Pack(
        folder=folder,
        id=head.place.id,
        title=head.place.title,
        notices=_in_order(_by_id(Notice, placed)),
        words=head.words,
        registers=head.registers,
        export_registers=head.export_registers,
        without=head.without,
        clauses=_by_id(Clause, placed),
        units=_by_id(Unit, placed),
        groups=_groups(placed, areas),
        codes=_by_id(CodeList, placed),
        parameters=_by_id(Parameter, placed),
        tables={id_: one for id_, one in tables.items() if one.home != "export"},
        exports={id_: one for id_, one in tables.items() if one.home == "export"},
        check_groups=_by_id(CheckGroup, placed),
        checks={i: one for i, one in _by_id(Check, placed).items() if not isinstance(one, Watch)},
        rules={id_: one for id_, one in _by_id(Rule, placed).items() if not isinstance(one, Need)},
        needs=_by_id(Need, placed),
        obligations=cast("dict[str, Obligation]", _by_id(ObligationBase, placed)),
        topics=_by_id(Topic, placed),
        processes=_by_id(Process, placed),
        schemes=_by_id(Scheme, placed),
        scorecards=_by_id(Scorecard, placed),
        guards=_by_id(Guard, placed),
        help_groups=_by_id(HelpGroup, placed),
        comparisons=_by_id(Comparison, placed),
        duties=_by_id(Duty, placed),
        income_sections=_by_id(IncomeSection, placed),
        income_items=_by_id(IncomeItem, placed),
        campaign_groups=_by_id(CampaignGroup, placed),
        national=_national(placed),
        supervision=next((one for one, _ in placed if isinstance(one, SupervisionFile)), None),
        areas=areas,
        places={(type(thing), _id(thing)): place for thing, place in placed},
    )


def _files(folder: Path) -> tuple[list[Placed], Areas]:
    """What stands in the pack's files; what is wrong in any of them is told at once."""
    if not (folder / "pack.yaml").is_file():
        hint = "给出含有 pack.yaml 的文件夹"
        raise PackError([Problem(folder, 1, "", "不是政策包：没有 pack.yaml", hint)])
    placed: list[Placed] = []
    areas: list[Areas] = []

    def read_things() -> None:
        placed.extend(_placed(folder))

    def read_areas() -> None:
        areas.append(_areas(folder))

    gather(call, (read_things, read_areas))
    return placed, areas[0]


def _placed(folder: Path) -> list[Placed]:
    placed = list(_things(_read(folder)))
    require_one_of_each(placed)
    _require_registers(placed)
    _require_notice(folder, placed)
    return placed


def _require_notice(folder: Path, placed: Sequence[Placed]) -> None:
    if not _by_id(Notice, placed):
        message = f"没有一份定下来的文件：{NOTICES}/ 里没有 notice.yaml，或都还是草稿"
        hint = f"至少有一份 {NOTICES}/编号/notice.yaml，不带 {PENDING}"
        raise PackError([Problem(folder, 1, "", message, hint)])


def _require_registers(placed: Sequence[Placed]) -> None:
    tables = _by_id(Table, placed).values()
    asked = any(isinstance(thing, (ObligationBase, Scheme, Topic)) for thing, _ in placed)
    (head, place), *_ = ((thing, at) for thing, at in placed if isinstance(thing, Head))
    wrong = wrong_registers(head, tables, asked)
    if problems := [place.problem(*found) for found in wrong]:
        raise PackError(problems)


def _areas(folder: Path) -> Areas:
    try:
        return Areas.load(folder)
    except AreaError as error:
        raise PackError(told(error)) from error


def _groups(placed: Sequence[Placed], areas: Areas) -> dict[str, Group]:
    groups = _by_id(Group, placed)
    places = {thing.id: place for thing, place in placed if isinstance(thing, Group)}
    listed, now = areas.unchanged.counties(), areas.counties()
    wrong = wrong_groups(groups.values(), (*listed, *now))
    if problems := [places[group.id].problem(*found) for group, found in wrong]:
        raise PackError(problems)
    return led_on(resolve_groups(groups.values(), listed, now), areas)


def _in_order(notices: dict[str, Notice]) -> dict[str, Notice]:
    return dict(sorted(notices.items(), key=lambda one: (one[1].issued, one[0])))


def _read(folder: Path) -> list[tuple[Document, Frozen]]:
    files = [(file, model) for glob, model in FILES.items() for file in sorted(folder.glob(glob))]
    documents = gather(lambda file: (read_yaml(file[0]), file[1]), files)
    drafts = {_notice_of(folder, one) for one, model in documents if _is_draft(one, model)}
    decided = [read for read in documents if _notice_of(folder, read[0]) not in drafts]
    return gather(
        lambda read: (read[0], parse(read[1], read[0], _notice_of(folder, read[0]))), decided
    )


def _is_draft(document: Document, model: type[Frozen]) -> bool:
    """Whether a notice carries the mark of a draft: then nothing of its folder is in force."""
    return model is Notice and isinstance(document.data, dict) and PENDING in document.data


def _notice_of(folder: Path, document: Document) -> str | None:
    """The notice whose folder a file stands in; None for the place's own files."""
    kind, *inside = document.file.relative_to(folder).parts
    return inside[0] if kind == NOTICES else None


def _things(read: Iterable[tuple[Document, Frozen]]) -> Iterator[Placed]:
    for document, model in read:
        yield model, Place(document)
        for key in LISTS.get(type(model), ()):
            for i, thing in enumerate(getattr(model, key)):
                yield thing, Place(document, (key, i))


def _by_id(kind: type[Thing], placed: Iterable[Placed]) -> dict[str, Thing]:
    return {_id(thing): thing for thing, _ in placed if isinstance(thing, kind)}


def _national(placed: Iterable[Placed]) -> NationalExport:
    """The layout of the national export; one without columns where the pack has none."""
    nothing = NationalExport(id="", title="", source="", columns=())
    return next((thing for thing, _ in placed if isinstance(thing, NationalExport)), nothing)


def _id(thing: Frozen) -> str:
    """A thing's id; units are known by name, and a file that is only a list by its kind."""
    return str(getattr(thing, "id", None) or getattr(thing, "name", type(thing).__name__))


def require_one_of_each(placed: Iterable[Placed]) -> None:
    """Refuse two things of one name where either could be meant.

    Raises:
        PackError: with every second one.
    """
    seen: dict[tuple[type[Frozen], str], Place] = {}
    problems = []
    for thing, place in placed:
        name = (_family(thing), _id(thing))
        first = seen.setdefault(name, place)
        if first is not place and name[1] != type(thing).__name__:
            problems.append(place.problem((_id_key(thing),), *_twice(name[1], first)))
    if problems:
        raise PackError(problems)


def _family(thing: Frozen) -> type[Frozen]:
    """Within what a thing's name must be its own."""
    return next((family for family, kinds in FAMILIES if isinstance(thing, kinds)), type(thing))


def _id_key(thing: Frozen) -> str:
    return "id" if hasattr(thing, "id") else "name"


def _twice(name: str, first: Place) -> tuple[str, str]:
    document = first.document
    line = document.line((*first.path, "id"))
    where = f"{document.file.parent.name}/{document.file.name} 第 {line} 行"
    return f"“{name}”已经有了：{where}", "换一个名字"
