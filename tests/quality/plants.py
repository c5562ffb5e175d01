"""For each check a fault it finds, and what is just not one.

A fault is a kind of standard household (the elder, head, spouse and child of `homes`) and what
to write into whose cells. ``everybody`` is all members; ``job``, ``plan``, ``project`` and
``village`` are the household's; cells of ``None`` take the row away, ``jobs`` are further ones
of the head.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from .homes import Home, Row, tied

PLANTED, NEIGHBOUR = 90, 1
"""The numbers of the household with the fault and of a clean one in another village."""


@dataclass(frozen=True)
class Plant:
    """What to change in a household of a kind."""

    kind: str
    cells: dict[str, Row | None]
    jobs: tuple[Row, ...] = ()

    def into(self, home: Home, village: Row) -> None:
        """Change the household, as far as it has those who are to be changed."""
        for whom, cells in self.cells.items():
            if cells is None:
                _take_away(home, whom)
            for row in _rows(home, village, whom):
                row |= cells or {}
        if "head" in home.roles:
            home.jobs += [home_job(home) | cells for cells in self.jobs]


def home_job(home: Home) -> Row:
    """A job of the head like the one there is."""
    return (home.jobs[0] if home.jobs else {}) | tied(home.roles["head"])


def _take_away(home: Home, whom: str) -> None:
    home.roles.pop(whom, None)
    if whom in ("job", "plan"):
        (home.jobs if whom == "job" else home.plans).clear()


def _rows(home: Home, village: Row, whom: str) -> Iterable[Row]:
    groups = {
        "everybody": home.members,
        "job": home.jobs,
        "plan": home.plans,
        "project": home.projects,
        "village": [village],
    }
    return groups.get(whom) or [row for role, row in home.roles.items() if role == whom]


def lifted(jobs: tuple[Row, ...] = (), **cells: Row | None) -> Plant:
    return Plant("lifted", cells, jobs)


def watched(jobs: tuple[Row, ...] = (), **cells: Row | None) -> Plant:
    return Plant("watched", cells, jobs)


def cleared(jobs: tuple[Row, ...] = (), **cells: Row | None) -> Plant:
    return Plant("cleared", cells, jobs)


PLANTS: dict[str, tuple[Plant, ...]] = {}
"""What each check finds."""

SPARED: dict[str, tuple[Plant, ...]] = {}
"""What it just does not: at a threshold, or beside one condition."""


def fault(*checks: str, found: Iterable[Plant], spared: Iterable[Plant] = ()) -> None:
    """Note what checks find and what they do not."""
    for check in checks:
        PLANTS[check] = tuple(found)
        SPARED[check] = tuple(spared)


def both(old: str, new: str, found: Iterable[dict], spared: Iterable[dict] = ()) -> None:
    """Note the same for a check on lifted households and for its twin on monitored ones."""
    for check, kind in ((old, "lifted"), (new, "watched")):
        plants = [[Plant(kind, cells) for cells in cases] for cases in (found, spared)]
        fault(check, found=plants[0], spared=plants[1])
