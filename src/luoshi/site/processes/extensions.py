"""What apps above this one know of cases besides, asked wherever cases are moved."""

from collections.abc import Mapping

from django.db.models import TextChoices

from luoshi.casework import CaseFile
from luoshi.pack.processes import Move, Process
from luoshi.site.processes.choices import EventKind
from luoshi.site.processes.models import Case
from luoshi.warehouse.schema import Column


class CaseExtension:
    """What one app knows of cases; an app overrides what it has something to say about."""

    events: type[TextChoices] | None = None
    """The kinds of events the app writes."""

    def complete(self, file: CaseFile, case: Case) -> CaseFile:
        """The case as guards see it, with what the app keeps of it."""
        return file

    def suggested(self, case: Case, column: Column) -> str:
        """What to fill in a field of a move's form of which the case itself knows nothing yet."""
        return ""

    def needs_note(self, case: Case, move: Move) -> str:
        """Why a move cannot be made without a note, in words; empty where it can."""
        return ""

    def faults(
        self, case: Case, process: Process, move: Move, data: Mapping[str, str]
    ) -> dict[str, str]:
        """What is wrong with what a move is told, by field."""
        return {}


EXTENSIONS: list[CaseExtension] = []
"""Apps add theirs when they are loaded."""


def completed(file: CaseFile, case: Case) -> CaseFile:
    """The case as guards see it, with what all apps keep of it."""
    for one in EXTENSIONS:
        file = one.complete(file, case)
    return file


def suggested(case: Case, column: Column) -> str:
    """What the first app that knows something would fill in a field."""
    return next((text for one in EXTENSIONS if (text := one.suggested(case, column))), "")


def needs_note(case: Case, move: Move) -> str:
    """The first reason why a move cannot be made without a note; empty where it can."""
    return next((why for one in EXTENSIONS if (why := one.needs_note(case, move))), "")


def faults(case: Case, process: Process, move: Move, data: Mapping[str, str]) -> dict[str, str]:
    """What any app finds wrong with what a move is told, by field."""
    found: dict[str, str] = {}
    for one in EXTENSIONS:
        found |= one.faults(case, process, move, data)
    return found


def label_of(kind: str) -> str:
    """What a kind of event that is no move is called."""
    kinds: list[type[TextChoices]] = [EventKind, *(one.events for one in EXTENSIONS if one.events)]
    return next(some(kind).label for some in kinds if kind in some.values)
