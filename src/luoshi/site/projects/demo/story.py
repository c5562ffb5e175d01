"""A project's story: what it began with, each step with its day and form, rows of ledgers."""

from dataclasses import dataclass, field
from datetime import date

CODE = "{code}"
"""Stands in a story for the code the project gets when it is put down."""


@dataclass(frozen=True)
class ProjectStep:
    """A move on a day: its form's cells as kept (canonical text), and whether papers follow."""

    move: str
    on: date
    cells: dict[str, str] = field(default_factory=dict)
    reason: str = ""
    note: str = ""
    papers: bool = True


@dataclass(frozen=True)
class LedgerRow:
    """A row of a ledger, there since a day; :data:`CODE` stands for the project's code."""

    ledger: str
    on: date
    cells: dict[str, str]


@dataclass(frozen=True)
class ProjectStory:
    """One project: where, since when, what was known at the beginning, and all that followed."""

    place: str
    opened: date
    facts: dict[str, str]
    steps: tuple[ProjectStep, ...]
    rows: tuple[LedgerRow, ...]
