"""Drafts as they lie in a place's folder, read again."""

import re
from collections.abc import Iterator
from pathlib import Path

from luoshi.drafting.models import (
    Draft,
    DraftClause,
    DraftFacts,
    ProposedGroup,
    ProposedUnit,
)
from luoshi.drafting.writing import GROUPS, NOTICE, PROPOSALS, UNDECIDED, UNITS
from luoshi.frozen import Frozen
from luoshi.pack.loading import NOTICES
from luoshi.pack.models import Clause
from luoshi.pack.obligations import PENDING
from luoshi.pack.reading import Document, Value, read_yaml
from luoshi.pack.typing import gather, parse


class _Head(DraftFacts):
    """``notice.yaml`` of a draft, or of a notice that was one."""

    sections: dict[str, str]
    clauses: tuple[Clause, ...]


class _Groups(Frozen):
    """``proposals/groups.yaml``."""

    proposed_groups: tuple[ProposedGroup, ...]


class _Units(Frozen):
    """``proposals/units.yaml``."""

    proposed_units: tuple[ProposedUnit, ...]


def drafts_in(place: Path) -> dict[str, Path]:
    """The folders of a place's notices that hold proposals, by the notices' ids."""
    found = sorted(place.glob(f"{NOTICES}/*/{PROPOSALS}"))
    return {one.parent.name: one.parent for one in found if (one.parent / NOTICE).is_file()}


def is_pending(folder: Path) -> bool:
    """Whether the notice of a folder is itself a draft.

    Raises:
        PackError: ``notice.yaml`` is no YAML.
    """
    return PENDING in _mapping(read_yaml(folder / NOTICE))


def read_draft(folder: Path) -> Draft:
    """The draft in the folder of a notice.

    Raises:
        PackError: a file is not as a draft is written.
    """
    facts = _facts(read_yaml(folder / NOTICE))
    clauses = gather(lambda file: parse(DraftClause, read_yaml(file)), _files(folder))
    return Draft(
        notice=DraftFacts(**{name: getattr(facts, name) for name in DraftFacts.model_fields}),
        sections=facts.sections,
        clauses=facts.clauses,
        groups=parse(_Groups, read_yaml(folder / PROPOSALS / GROUPS)).proposed_groups,
        units=_units(folder / PROPOSALS / UNITS),
        drafts=tuple(clauses),
    )


def _facts(document: Document) -> _Head:
    known = _mapping(document).items()
    kept = {name: value for name, value in known if name in _Head.model_fields}
    if kept.get("expires") == UNDECIDED:
        del kept["expires"]
    return parse(_Head, Document(document.file, kept, document.lines))


def _mapping(document: Document) -> dict[str, Value]:
    return document.data if isinstance(document.data, dict) else {}


def _units(file: Path) -> tuple[ProposedUnit, ...]:
    return parse(_Units, read_yaml(file)).proposed_units if file.is_file() else ()


def _files(folder: Path) -> Iterator[Path]:
    """The files of clauses, in the notice's order."""
    found = (file for file in (folder / PROPOSALS).glob("*.yaml"))
    clauses = (file for file in found if file.name not in (GROUPS, UNITS))
    yield from sorted(clauses, key=lambda file: [int(n) for n in re.findall(r"\d+", file.stem)])
