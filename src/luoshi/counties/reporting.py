"""What is known of a table's silence: who has said that it is complete, and how far data reach.

No row is nothing known, unless whoever owes the rows declared the period complete, or the
department's data reach to the day. See `docs/obligations.md`.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import IntEnum
from functools import cached_property
from typing import Protocol

from luoshi.counties.due_periods import DuePeriod, periods
from luoshi.counties.holders import holder_name, holders
from luoshi.counties.period import Period, in_days
from luoshi.pack import Pack
from luoshi.pack.rules import values_on
from luoshi.warehouse.batches import Manifest
from luoshi.warehouse.schema import Table

SHARE = "reported_share"
"""The parameter that says what share of the counties must have reported for a verdict on all."""

NAMED = 5
"""How many of those that have not reported are named."""

_LOOK_BACK = timedelta(days=800)
"""More than two of the longest periods."""


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


@dataclass(frozen=True)
class Declaration:
    """A holder's word on the period of a ledger that begins on ``start``.

    That it is ``complete``, or not any more; for one ``county`` (six digits), or all it owes.
    ``at`` is when it was said.
    """

    ledger: str
    holder: str
    start: date
    county: str = ""
    complete: bool = True
    at: datetime | None = None


EVERYTHING = Reported(Standing.COMPLETE)
"""Everything is told."""


class Reporting(Protocol):
    """Who asks how a table stands."""

    def of(self, table: Table, county: str, span: Period, day: date) -> Reported:
        """How a table stands for a county (six digits) for a span as of a day."""


@dataclass(frozen=True)
class Records:
    """What has been declared and delivered, as known at some moment.

    ``declarations`` are in the order they were made. ``deliveries`` are the batches of each
    department's table.
    """

    pack: Pack
    declarations: Sequence[Declaration] = ()
    deliveries: Mapping[str, Sequence[Manifest]] = field(default_factory=dict)

    def of(self, table: Table, county: str, span: Period, day: date) -> Reported:
        """How a table stands for a county (six digits) for a span as of a day."""
        asked = table.id, county, span, day
        if asked not in self._found:
            self._found[asked] = self._find(table, county, span, day)
        return self._found[asked]

    def declared(self, ledger: str, start: date) -> frozenset[str]:
        """The holders who have declared a period of a ledger complete for all they owe."""
        return frozenset(
            holder
            for (id_, holder, begun), _ in self._said.items()
            if (id_, begun) == (ledger, start) and self._declared(ledger, holder, start, "")
        )

    def _find(self, table: Table, county: str, span: Period, day: date) -> Reported:
        if table.home == "ledger":
            return self._of_ledger(table, county, span, day)
        if table.home == "dataset":
            return self._of_dataset(table, county, min(span.end, day))
        return Reported(Standing.COMPLETE, day)

    @cached_property
    def _found(self) -> dict[tuple[str, str, Period, date], Reported]:
        return {}

    def _of_ledger(self, table: Table, county: str, span: Period, day: date) -> Reported:
        issued = self.pack.notice.issued
        if table.due is None or span.end < issued:
            return Reported(Standing.UNOWED)
        needed = needed_periods(table, span, day, issued)
        owing = holders(self.pack, table, county)
        open_ = [(one, self._lacking(table, one, county, owing)) for one in needed]
        late = [(one, lacking) for one, lacking in open_ if lacking and one.deadline < day]
        waited = [(one, lacking) for one, lacking in open_ if lacking and one.deadline >= day]
        told = [one.end for one, lacking in open_ if not lacking]
        if late:
            return self._missing(table, late, max(told, default=None), owing)
        if waited or not needed or _awaited(table, needed, day):
            lacking = owing if not needed else tuple(waited[0][1]) if waited else ()
            return Reported(Standing.OPEN, max(told, default=None), "", owing, lacking)
        return Reported(Standing.COMPLETE, max(told), "", owing)

    def _missing(
        self,
        table: Table,
        late: Sequence[tuple[DuePeriod, Sequence[str]]],
        told: date | None,
        owing: tuple[str, ...],
    ) -> Reported:
        lacking = tuple(dict.fromkeys(holder for _, holders in late for holder in holders))
        titles = "、".join(one.title for one, _ in late[:3])
        more = f"等 {len(late)} 期" if len(late) > 3 else ""
        why = f"“{table.title}”{titles}{more}没有报全（{self._named(lacking)}）"
        return Reported(Standing.MISSING, told, why, owing, lacking)

    def _named(self, lacking: Sequence[str]) -> str:
        names = [holder_name(self.pack, holder) for holder in lacking]
        return "、".join(names[:3]) + (f"等 {len(names)} 个" if len(names) > 3 else "")

    def _lacking(
        self, table: Table, period: DuePeriod, county: str, owing: Iterable[str]
    ) -> list[str]:
        return [
            holder for holder in owing if not self._declared(table.id, holder, period.start, county)
        ]

    def _declared(self, ledger: str, holder: str, start: date, county: str) -> bool:
        said = self._said.get((ledger, holder, start), ())
        found = False
        for one in said:
            if one.county in ("", county):
                found = one.complete
        return found

    @cached_property
    def _said(self) -> Mapping[tuple[str, str, date], Sequence[Declaration]]:
        said: dict[tuple[str, str, date], list[Declaration]] = {}
        for one in self.declarations:
            said.setdefault((one.ledger, one.holder, one.start), []).append(one)
        return said

    def _of_dataset(self, table: Table, county: str, day: date) -> Reported:
        batches = [one for one in self.deliveries.get(table.id, ()) if _covers(one, table, county)]
        known = [one for one in batches if one.reach <= day] if table.is_state else batches
        if not known:
            first = min((one.reach for one in batches), default=None)
            why = f"部门数据从{in_days(first)}起" if first else "没有收到部门数据"
            return Reported(Standing.ABSENT, None, f"“{table.title}”{why}")
        last = max(known, key=lambda one: one.reach)
        guessed = "（按收到日计，暂定）" if last.reach_by == "received" else ""
        told = f"“{table.title}”数据截至{in_days(last.reach)}{guessed}"
        if day > months_after(last.reach, self._fresh(table, day)):
            standing = Standing.STALE if table.is_state else Standing.MISSING
            return Reported(standing, last.reach, f"{told}，已经过时")
        note = told if last.reach < day else ""
        return Reported(Standing.COMPLETE, min(last.reach, day), note=note)

    def _fresh(self, table: Table, day: date) -> int:
        if table.fresh is None:
            return 0
        notice = self.pack.notice
        in_term = min(max(day, notice.issued), notice.expires)
        values = values_on(self.pack, frozenset({table.fresh}), in_term)
        return int(str(values[table.fresh]))


def _awaited(table: Table, needed: Iterable[DuePeriod], day: date) -> bool:
    """Whether days may still come to rows that are all there."""
    awaits = any(column.awaited for column in table.columns)
    return awaits and any(one.deadline >= day for one in needed)


def _covers(batch: Manifest, table: Table, county: str) -> bool:
    """Whether a batch tells of a county: of events, one sent for no county in particular tells all.

    One of which no county is known may tell of any.
    """
    counties = batch.counties if table.is_state else batch.scope
    return not counties or county in counties


def needed_periods(table: Table, span: Period, day: date, issued: date) -> tuple[DuePeriod, ...]:
    """The periods that must be declared for a span to be known as of a day.

    Of rows dated by day, all periods of the span that have ended; of running totals by year, the
    last of each year; of standing lists, the last until the span's end. Where the last may still
    be filled, those before it must be declared instead. Nobody owes what ended before the notice
    was ``issued``.
    """
    assert table.due
    until = min(span.end, day)
    dated = table.period is not None
    since = max(issued, span.start if dated else until - _LOOK_BACK)
    ended = [one for one in periods(table.due, since, until) if one.end <= day]
    if not dated:
        ended = [one for one in ended if one.end <= until]
        return _last(ended, day)
    if table.year is None:
        return tuple(ended)
    years = dict.fromkeys(one.start.year for one in ended)
    by_year = (_last([one for one in ended if one.start.year == year], day) for year in years)
    return tuple(one for kept in by_year for one in kept)


def _last(ended: Sequence[DuePeriod], day: date) -> tuple[DuePeriod, ...]:
    """The last one, and while it may still be filled the one before it."""
    if ended and ended[-1].deadline >= day:
        return tuple(ended[-2:])
    return tuple(ended[-1:])


def months_after(day: date, months: int) -> date:
    """The same day some months on, or the last there is; the end of a month stays one."""
    number = day.year * 12 + day.month - 1 + months
    first_after = date((number + 1) // 12, (number + 1) % 12 + 1, 1)
    last = first_after - timedelta(days=1)
    at_end = (day + timedelta(days=1)).day == 1
    return last if at_end or day.day > last.day else last.replace(day=day.day)


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
