"""How much is told of a table's rows, of one place or of several together.

No row is nothing known, unless whoever owes the rows declared the period complete, or the
department's data reach to the day. See `docs/reference/obligations.md`.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import IntEnum
from typing import Protocol

from luoshi.area_queries.period import Period
from luoshi.warehouse.schema import Table

SHARE = "reported_share"
"""The parameter that says what share of the counties must have reported for a verdict on all."""

NAMED = 5
"""How many of those that have not reported are named."""


class Standing(IntEnum):
    """How much a table's rows of a place and time tell, from all to nothing.

    ``UNOWED``: nobody is to declare them complete, so that what is there is all there will be,
    and no row tells nothing. ``OPEN``: more may still come.
    """

    COMPLETE = 0
    UNOWED = 1
    OPEN = 2
    MISSING = 3
    STALE = 4
    ABSENT = 5


@dataclass(frozen=True)
class Reported:
    """How a table stands for a place: ``data_to`` is the day up to which all is told.

    ``holders`` owe its rows, and those ``lacking`` have not declared them. ``why`` says in
    Chinese what is missing, ``note`` what else must be said of what is there.
    """

    standing: Standing
    data_to: date | None = None
    why: str = ""
    holders: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    note: str = ""

    @property
    def counts(self) -> bool:
        """Whether the place counts among those who have reported."""
        return self.standing is Standing.COMPLETE


EVERYTHING = Reported(Standing.COMPLETE)
"""Everything is told."""


class Reporting(Protocol):
    """Who asks how a table stands, by what is known on the day ``known_on``."""

    @property
    def known_on(self) -> date:
        """The day of knowledge."""

    def of(self, table: Table, county: str, span: Period, day: date) -> Reported:
        """How a table stands for a county (six digits) for a span as of a day."""


def together(found: Collection[Reported]) -> Reported:
    """How several tables stand as one: as the worst does, as far as the least reaches."""
    if not found:
        return Reported(Standing.COMPLETE)
    reaches = [one.data_to for one in found if one.data_to]
    return Reported(
        max(one.standing for one in found),
        min(reaches, default=None),
        _joined(one.why for one in found),
        tuple(dict.fromkeys(holder for one in found for holder in one.holders)),
        tuple(dict.fromkeys(holder for one in found for holder in one.lacking)),
        _joined(one.note for one in found),
    )


def of_several(
    found: Mapping[str, Reported],
    counted: Collection[str],
    share: Decimal,
    names: Mapping[str, str],
    left: str = "没有计入",
) -> Reported:
    """How several counties stand as one: enough of them must be among those ``counted``.

    ``found`` are all of them by code. Those left out are named, and ``left`` says what became of
    their rows; while they may still come nothing is settled.
    """
    left_out = [code for code in found if code not in counted]
    inside = [found[code] for code in counted if code in found]
    if not left_out:
        return together(inside)
    listed = "、".join(names[code] for code in left_out[:NAMED])
    more = f"等 {len(left_out)} 个县（市、区）" if len(left_out) > NAMED else ""
    if inside and len(inside) >= share * len(found):
        reported = together(inside)
        waited = any(found[code].standing is Standing.OPEN for code in left_out)
        standing = max(reported.standing, Standing.OPEN) if waited else reported.standing
        note = _joined([reported.note, f"{listed}{more}没有报全，{left}"])
        return replace(reported, standing=standing, note=note)
    worst = max((found[code] for code in left_out), key=lambda one: one.standing)
    if all(one.standing is Standing.OPEN for one in found.values()):
        why = "各县（市、区）都还在填报期内"
    else:
        told = f"{len(found)} 个县（市、区）中 {len(inside)} 个已报"
        why = f"{told}，没有报全的有{listed}{more}"
    standing = max(worst.standing, Standing.MISSING) if not inside else Standing.MISSING
    return replace(worst, standing=standing, why=_joined([why, worst.why]), note="")


def _joined(said: Iterable[str]) -> str:
    return "；".join(dict.fromkeys(one for one in said if one))
