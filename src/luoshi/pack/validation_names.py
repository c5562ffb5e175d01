"""Proving names: none is taken by the program, and those of units and clauses are there."""

from collections.abc import Iterator

from luoshi.expressions import BUILT_IN
from luoshi.ids import own
from luoshi.pack.checks import COUNTY
from luoshi.pack.loading import Pack
from luoshi.pack.names import unknown
from luoshi.pack.obligations import EVERYWHERE
from luoshi.pack.obligations import REGION as THE_REGION
from luoshi.pack.problems import Problem
from luoshi.pack.rules import REGION

TAKEN = "换一个名字"


def names(pack: Pack) -> Iterator[Problem]:
    """Names that mean something else already, and names of nothing."""
    yield from _taken(pack)
    yield from _aliases(pack)
    for parameter in pack.parameters.values():
        if parameter.clause is not None and parameter.clause not in pack.clauses:
            found = unknown(("clause",), "条款", parameter.clause, pack.clauses)
            yield pack.place(parameter).problem(*found)


def _taken(pack: Pack) -> Iterator[Problem]:
    for things, kind, taken in (
        (pack.parameters, "参数", {*BUILT_IN, COUNTY}),
        (pack.groups, "县组", {EVERYWHERE, THE_REGION}),
        (pack.tables, "表", {REGION}),
    ):
        for id_ in (id_ for id_ in sorted(things) if own(id_) in taken):
            message = f"“{own(id_)}”另有所指，不能作{kind}的 id"
            yield pack.place(things[id_]).problem(("id",), message, TAKEN)


def _aliases(pack: Pack) -> Iterator[Problem]:
    """A second name of a unit that is a name of another, too."""
    owners = {name: name for name in pack.units}
    for unit in pack.units.values():
        for i, alias in enumerate(unit.aliases):
            if owners.setdefault(alias, unit.name) != unit.name:
                message = f"“{alias}”已经是“{owners[alias]}”的名字"
                yield pack.place(unit).problem(("aliases", i), message, TAKEN)


__all__ = ["names"]
