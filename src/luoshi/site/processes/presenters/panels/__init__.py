"""What a page shows of a case below its moves: a column of panels, each with its own template."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from luoshi.site.processes.models import Case

Reader = TypeVar("Reader")
"""Whom a panel is shown to, as the app tells it to its panels."""

Read = Callable[[Case, Reader], dict[str, Any] | None]
"""Reads what a panel shows of a case to a user; None where it has nothing to show."""


@dataclass(frozen=True)
class Panel:
    """One panel: its template and what that shows."""

    template: str
    shown: dict[str, Any]


def panels_of(case: Case, reader: Reader, reads: Mapping[str, Read[Reader]]) -> list[Panel]:
    """The panels of a case that have something to show; ``reads`` are by template, in order."""
    read = ((template, panel(case, reader)) for template, panel in reads.items())
    return [Panel(template, shown) for template, shown in read if shown]
