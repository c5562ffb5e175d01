"""What the code reads of a pack by name is declared, and a pack that lacks it is told where."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

import luoshi
from luoshi.casework.guards import GUARDS
from luoshi.casework.pages import PAGES
from luoshi.casework.requirements import PagesNeed
from luoshi.demonstration.requirements import ALL_MODULES
from luoshi.frozen import Frozen
from luoshi.modules import MODULES, UnusedError, check, demand, modules_of, standings
from luoshi.pack import Pack, load
from luoshi.pack.requirements import CodeNeed, Module, ParameterNeed, ProcessNeed, TableNeed
from luoshi.quality.requirements import QUALITY
from luoshi.warehouse.schema import FieldType
from packs import helping, minimal, write

SOURCE = Path(luoshi.__path__[0])
BY_ID = {module.id: module for module in ALL_MODULES}

READERS = {
    "area_queries": ("obligations",),
    "obligations": ("obligations",),
    "site/notices": ("obligations",),
    "ledgers": ("ledgers",),
    "site/ledgers": ("ledgers",),
    "site/deliveries": ("deliveries",),
    "screening": ("screening",),
    "site/monitoring": ("screening",),
    "casework": ("casework", "projects"),
    "casework/projects": ("projects",),
    "casework/requirements.py": tuple(BY_ID),
    "site/casework": ("casework", "needs", "campaigns", "incomes", "national"),
    "site/processes": ("casework", "projects"),
    "site/intake": ("intake",),
    "site/projects": ("projects",),
    "quality": ("quality",),
    "site/quality": ("quality",),
    "allocation": ("allocation",),
    "site/funds": ("allocation",),
    "topics": ("topics",),
    "site/topics": ("topics",),
    "duties": ("duties",),
    "site/duty": ("duties",),
    "demonstration": tuple(BY_ID),
    "site/casework/demo": tuple(BY_ID),
}
"""Which modules the code of a folder belongs to; the longest that fits counts."""

OPTIONAL = {
    "delivery_gone_share", "delivery_refused_share",  # without them no delivery is held
    "household_kinds", "monitored_kinds",  # what kind of household it is, where a table says so
}  # fmt: skip
"""What code reads where it is there, and does without where it is not."""


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load()


def ids_of(pack: Pack) -> set[str]:
    """Names that can be taken for nothing else: ids of several words."""
    kinds = (pack.parameters, pack.codes, pack.tables, pack.exports, pack.processes)
    return {id_ for ids in kinds for id_ in ids if re.search("[_-]", id_)}


def literals(file: Path) -> Iterator[str]:
    """Every text in the code of a file, and each word of those that list words."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def declared(module: Module) -> Iterator[str]:
    """The ids a module and those it rests on declare, in needs, of pages and of guards."""
    for need in module.needs:
        if isinstance(need, ParameterNeed | CodeNeed | TableNeed | ProcessNeed):
            yield need.id
        if isinstance(need, PagesNeed):
            for reads in PAGES[need.process]:
                yield from chain(reads.rows, reads.parameters, reads.codes)
    for id_ in module.rests_on:
        yield from declared(BY_ID[id_])


def readers(file: Path) -> tuple[str, ...]:
    """The modules whose code stands in a file."""
    name = file.relative_to(SOURCE).as_posix()
    fitting = [folder for folder in READERS if f"{name}/".startswith(f"{folder}/")]
    return READERS[max(fitting, key=len)] if fitting else ()


def test_what_the_code_reads_by_name_is_declared(pack: Pack) -> None:
    known, of_guards = ids_of(pack), {id_ for one in GUARDS.values() for id_ in one.reads.rows}
    undeclared = set()
    for file in SOURCE.rglob("*.py"):
        if {"migrations", "pack"} & set(file.relative_to(SOURCE).parts):
            continue
        may = {
            *OPTIONAL,
            *of_guards,
            *(id_ for one in readers(file) for id_ in declared(BY_ID[one])),
        }
        named = known & set(literals(file))
        undeclared |= {(file.relative_to(SOURCE).as_posix(), id_) for id_ in named - may}
    assert undeclared == set()


def test_the_shipped_place_has_every_module(pack: Pack) -> None:
    assert check(pack, ALL_MODULES) == []
    assert all(one.on for one in standings(pack, ALL_MODULES).values())


def lacking(pack: Pack, need: Any) -> Pack:
    """The pack without what a need asks for."""
    field = {
        ParameterNeed: "parameters",
        CodeNeed: "codes",
        TableNeed: "tables",
        ProcessNeed: "processes",
    }[type(need)]
    kept = {id_: one for id_, one in getattr(pack, field).items() if id_ != need.id}
    return replace(pack, **{field: kept})


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.id)
def test_each_need_that_is_not_met_is_told_and_turns_the_module_off(
    module: Module, pack: Pack
) -> None:
    for need in module.needs:
        if not isinstance(need, ParameterNeed | CodeNeed | TableNeed | ProcessNeed):
            continue
        changed = lacking(pack, need)
        if not module.used_by(changed):
            continue
        found = standings(changed)[module.id]
        assert not found.on
        own = [one for one in found.problems if one.key == need.id]
        assert own, need
        assert own[0].message.startswith(f"“{module.title}”要用：没有名为“{need.id}”的")
        assert own[0].hint.endswith(f"在 pack.yaml 写 without: [{module.id}]")


def test_a_value_a_code_list_does_not_have_is_told(pack: Pack) -> None:
    states = pack.codes["asset_states"]
    fewer = states.model_copy(update={"items": states.items[1:]})
    changed = replace(pack, codes=pack.codes | {states.id: fewer})
    told = [one.message for one in standings(changed)["projects"].problems]
    assert told == [f"“项目库”要用：码表“{states.title}”里没有“{states.items[0].name}”"]


def changed(thing: Frozen, **parts: Any) -> Any:
    """The thing with other parts; what it worked out of the old ones is forgotten."""
    return type(thing)(**{name: getattr(thing, name) for name in type(thing).model_fields} | parts)


def test_a_column_of_another_kind_is_told(pack: Pack) -> None:
    table = pack.tables["fund_allocation"]
    columns = tuple(
        one.model_copy(update={"type": FieldType.TEXT}) if one.name == "金额" else one
        for one in table.columns
    )
    table = changed(table, columns=columns)
    told = standings(replace(pack, tables=pack.tables | {table.id: table}))["projects"].problems
    (problem,) = told
    assert problem.message == f"“项目库”要用：“{table.title}”的“金额”要是数，现在是文字"
    assert problem.file == pack.folder / "ledgers" / "fund_allocation.yaml"


def test_a_stage_that_is_not_there_is_told(pack: Pack) -> None:
    process = pack.processes["monitoring"]
    stages = tuple(one for one in process.stages if one.id != "comparing")
    fewer = process.model_copy(update={"stages": stages})
    del fewer.__dict__["stage"]
    told = standings(replace(pack, processes=pack.processes | {"monitoring": fewer}))["casework"]
    assert [one.message for one in told.problems] == ["“监测帮扶”要用：没有名为“comparing”的环节"]


def test_a_place_may_do_without_a_module(tmp_path: Path) -> None:
    folder = helping(tmp_path)
    head = (folder / "pack.yaml").read_text(encoding="utf-8")
    write(folder, {"pack.yaml": f"without: [topics, duties]\n{head}"})
    assert check(load(folder)) == []
    assert not {"topics", "duties"} & modules_of(load(folder))


def test_a_module_that_is_none_is_told_with_those_like_it(tmp_path: Path) -> None:
    folder = minimal(tmp_path)
    head = (folder / "pack.yaml").read_text(encoding="utf-8")
    write(folder, {"pack.yaml": f"without: [topic]\n{head}"})
    (problem,) = check(load(folder))
    assert (problem.line, problem.key) == (1, "without[0]")
    assert problem.message == "没有名为“topic”的模块"
    assert "topics" in problem.hint


def test_what_rests_on_another_module_tells_that_it_is_not_there(pack: Pack) -> None:
    changed = replace(pack, without=("casework",))
    told = {one.message for one in standings(changed)["campaigns"].problems}
    assert told == {"“专项排查”要用：“监测帮扶”没有启用"}


def test_what_is_not_used_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnusedError, match="这里没有启用“数据核查”：政策包没有写 checks/"):
        demand(load(minimal(tmp_path)), QUALITY)
