"""How much the tables tell of a county: who declared what, and how far deliveries reach."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from itertools import pairwise

from reference.obligations.records import Delivery, Records, Said

from luoshi.areas import Level
from luoshi.pack import Pack
from luoshi.warehouse.schema import Table

MONTHS = {"year": 12, "half": 6, "quarter": 3, "month": 1}
DIGITS = {
    "county": (Level.COUNTY, 6),
    "township": (Level.TOWNSHIP, 9),
    "village": (Level.VILLAGE, 12),
}


class Told(IntEnum):
    """From all to nothing: complete, nobody's to declare, still open, late, stale, absent."""

    COMPLETE = 0
    UNOWED = 1
    OPEN = 2
    MISSING = 3
    STALE = 4
    ABSENT = 5


@dataclass
class Telling:
    """How the tables stand in some records."""

    records: Records

    def __post_init__(self) -> None:
        self.pack = self.records.pack
        self._said: dict[tuple[str, str, date], list[Said]] = {}
        for one in self.records.said:
            self._said.setdefault((one.ledger, one.holder, one.start), []).append(one)
        self._known: dict[tuple[str, str, date, date, date], Told] = {}

    def of(self, table: str, place: str, start: date, end: date, day: date) -> Told:
        """How a table stands for a county, from ``start`` to ``end``, as of ``day``."""
        asked = table, place, start, end, day
        if asked not in self._known:
            found = self.pack.tables[table]
            self._known[asked] = (
                self._ledger(found, place, start, end, day)
                if found.home == "ledger"
                else self._dataset(found, place, start, min(end, day))
            )
        return self._known[asked]

    def _ledger(self, table: Table, place: str, start: date, end: date, day: date) -> Told:
        issued, today = self.pack.notices["2021-26"].issued, self.records.known_on
        if table.due is None or end < issued:
            return Told.UNOWED
        grace = timedelta(days=table.due.days)
        wanted = due(table, start, min(end, day), day, issued, today)
        silent = [last for first, last in wanted if not self._declared(table, place, first)]
        if any(today > last + grace for last in silent):
            return Told.MISSING
        awaits = any(column.awaited for column in table.columns)
        if awaits and any(today <= last + grace for _, last in wanted):
            return Told.OPEN
        return Told.OPEN if silent or not wanted else Told.COMPLETE

    def _declared(self, table: Table, place: str, start: date) -> bool:
        """Whether the last word of every holder on a county's part is that it is complete."""
        return all(
            self._word(table.id, holder, place, start)
            for holder in holders(self.pack, table, place)
        )

    def _word(self, ledger: str, holder: str, place: str, start: date) -> bool:
        said = self._said.get((ledger, holder, start), [])
        words = [one.complete for one in said if one.county in ("", place)]
        return bool(words) and words[-1]

    def _dataset(self, table: Table, place: str, start: date, end: date) -> Told:
        sent = self.records.deliveries.get(table.id, [])
        mine = [one for one in sent if place in self.records.covered(table, one)]
        if table.is_state:
            return self._state(table, [one.reach for one in mine if one.reach <= end], end)
        begun = [one for one in mine if first_day(table, one) <= end]
        if not begun:
            return Told.ABSENT
        late = end > good_until(max(one.reach for one in begun), self._fresh(table))
        headless = start < min(first_day(table, one) for one in mine)
        return Told.MISSING if late or headless else Told.COMPLETE

    def _state(self, table: Table, reaches: list[date], end: date) -> Told:
        if not reaches:
            return Told.ABSENT
        late = end > good_until(max(reaches), self._fresh(table))
        return Told.STALE if late else Told.COMPLETE

    def _fresh(self, table: Table) -> int:
        if table.fresh is None:
            return 0
        (value,) = self.pack.parameters[table.fresh].values
        return int(value.value)


def first_day(table: Table, sent: Delivery) -> date:
    """The day from which on a delivery of events has all of them."""
    days = [row[name] for row in sent.rows for name in table.happened]
    return sent.since or min(one for one in days if isinstance(one, date))


def due(
    table: Table, start: date, until: date, day: date, issued: date, today: date
) -> list[tuple[date, date]]:
    """The first and last days of the periods to be declared before a time is known.

    Rows by day: every period of the time that has ended. Totals by year: the last of each year.
    Standing lists: the last that ended by the end. While the last may still be filled, as of
    ``today``, the one before it is needed too. Nothing of before the notice.
    """
    assert table.due
    length, grace = MONTHS[table.due.every], timedelta(days=table.due.days)
    ended = [
        (first, last)
        for first, last in _periods(length)
        if last >= issued and last <= day and first <= until
    ]
    if table.period is None:
        return _newest([one for one in ended if one[1] <= until], grace, today)
    ended = [one for one in ended if one[1] >= start]
    if table.year is None:
        return ended
    years = sorted({first.year for first, _ in ended})
    by_year = ([one for one in ended if one[0].year == year] for year in years)
    return [one for of_year in by_year for one in _newest(of_year, grace, today)]


def _newest(
    ended: list[tuple[date, date]], grace: timedelta, today: date
) -> list[tuple[date, date]]:
    if not ended:
        return []
    return ended[-2:] if ended[-1][1] + grace >= today else ended[-1:]


def _periods(months: int) -> list[tuple[date, date]]:
    starts = [date(year, month, 1) for year in range(2019, 2029) for month in range(1, 13, months)]
    return [(one, later - timedelta(days=1)) for one, later in pairwise(starts)]


_HOLDERS: dict[tuple[str, str], tuple[str, ...]] = {}


def holders(pack: Pack, table: Table, place: str) -> tuple[str, ...]:
    """Who declares a county's part: the county, its townships, a unit, or the region."""
    if (table.id, place) not in _HOLDERS:
        found: list[str] = []
        for role in table.owed_by or table.fills:
            if role in DIGITS:
                level, digits = DIGITS[role]
                codes = [
                    area.code for area in pack.areas.at_level(level) if not area.is_placeholder
                ]
                found += [code[:digits] for code in codes if code.startswith(place)]
            else:
                found.append("region" if role == "province" else role)
        _HOLDERS[table.id, place] = tuple(found)
    return _HOLDERS[table.id, place]


def good_until(day: date, months: int) -> date:
    """The last day data of a day are still good."""
    ends = (day + timedelta(days=1)).day == 1
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    after = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last = after - timedelta(days=1)
    return last if ends or day.day > last.day else last.replace(day=day.day)
