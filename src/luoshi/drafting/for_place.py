"""A draft as part of a place: its folder's name, its units under the names the place knows."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from luoshi.drafting.models import Draft, ProposedUnit
from luoshi.pack.loading import NOTICES
from luoshi.pack.models import Clause, Unit

_NUMBER = re.compile(r"〔((?:19|20|21)\d\d)〕\s*(\d+)\s*号")
ID = re.compile("[0-9a-z][0-9a-z-]*")
"""How a notice's folder may be called."""


def id_of(number: str) -> str | None:
    """A notice's id, made of the year and the number of its document number.

    >>> id_of("某乡振发〔2021〕26号")
    '2021-26'
    """
    found = _NUMBER.search(number)
    return f"{found[1]}-{found[2]}" if found else None


def folder_of(place: Path, notice: str) -> Path:
    """Where in a place's folder a notice stands."""
    return place / NOTICES / notice


def for_place(draft: Draft, units: Mapping[str, Unit]) -> Draft:
    """The draft with leads by the names of the place's units; those it lacks are proposed."""
    names = {alias: one.name for one in units.values() for alias in _called(one)}
    clauses = tuple(_renamed(one, names) for one in draft.clauses)
    drafts = tuple(
        one.model_copy(update={"leads": _leads(one.leads, names)}) for one in draft.drafts
    )
    update = {"clauses": clauses, "drafts": drafts, "units": _unknown(clauses, units)}
    return draft.model_copy(update=update)


def _called(unit: Unit) -> tuple[str, ...]:
    return (unit.name, *unit.aliases, *([unit.title] if unit.title else []))


def _renamed(clause: Clause, names: Mapping[str, str]) -> Clause:
    return clause.model_copy(update={"leads": _leads(clause.leads, names)})


def _leads(leads: Iterable[str], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names.get(lead, lead) for lead in leads))


def _unknown(clauses: Iterable[Clause], units: Mapping[str, Unit]) -> tuple[ProposedUnit, ...]:
    led: dict[str, list[str]] = {}
    for clause in clauses:
        for lead in clause.leads:
            led.setdefault(lead, []).append(clause.id)
    return tuple(
        ProposedUnit(name=name, clauses=tuple(ids))
        for name, ids in led.items()
        if name not in units
    )
