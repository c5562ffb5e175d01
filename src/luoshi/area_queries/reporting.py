"""Who has said that a table is complete, and how far data reach: what its silence means."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from luoshi.area_queries.due_periods import DuePeriod, needed_periods, owed_terms
from luoshi.area_queries.holders import holder_name, holders
from luoshi.area_queries.period import Period
from luoshi.area_queries.reported import Reported, Standing
from luoshi.months import last_of_month, months_after
from luoshi.pack import Pack
from luoshi.pack.as_of import on_day
from luoshi.pack.rules import values_on
from luoshi.text.dates import chinese_date
from luoshi.warehouse.batches import Manifest
from luoshi.warehouse.schema import Table


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


@dataclass(frozen=True)
class Records:
    """What has been declared and delivered, as known on the day ``known_on``.

    A deadline is about knowing: whether more may still be told is judged on that day, whatever
    day is asked about. ``declarations`` are in the order they were made. ``deliveries`` are the
    batches of each department's table.
    """

    pack: Pack
    known_on: date
    declarations: Sequence[Declaration] = ()
    deliveries: Mapping[str, Sequence[Manifest]] = field(default_factory=dict)

    def of(self, table: Table, county: str, span: Period, day: date) -> Reported:
        """How a table stands for a county (six digits) for a span as of a day."""
        asked = table.id, county, span, day
        if asked not in self._found:
            self._found[asked] = self._find(table, county, span, day)
        return self._found[asked]

    def data_to(self, day: date, counties: Collection[str]) -> date | None:
        """The day up to which the departments' data in force on a day tell of all the counties.

        None where they tell nothing of one of them.
        """
        reaches = [self._data_to(county, day) for county in counties]
        told = [reach for reach in reaches if reach]
        return min(told, default=None) if len(told) == len(reaches) else None

    def _data_to(self, county: str, day: date) -> date | None:
        tables = (one for one in self.pack.tables.values() if one.home == "dataset")
        found = (self.of(table, county, Period(day, day), day).data_to for table in tables)
        return min(filter(None, found), default=None)

    def declared(self, ledger: str, start: date) -> frozenset[str]:
        """The holders who have declared a period of a ledger complete for all they owe."""
        said = self._speakers.get((ledger, start), ())
        return frozenset(one for one in said if self._declared(ledger, one, start, ""))

    def _find(self, table: Table, county: str, span: Period, day: date) -> Reported:
        if table.home == "ledger":
            return self._of_ledger(table, county, span, day)
        if table.home == "dataset":
            return self._of_dataset(table, county, Period(span.start, min(span.end, day)))
        return Reported(Standing.COMPLETE, day)

    @cached_property
    def _found(self) -> dict[tuple[str, str, Period, date], Reported]:
        return {}

    def _of_ledger(self, table: Table, county: str, span: Period, day: date) -> Reported:
        if table.due is None or not self._is_owed(table, span):
            return Reported(Standing.UNOWED)
        needed = needed_periods(self.pack, table, span, day, self.known_on)
        owing = holders(on_day(self.pack, span.end), table, county)
        open_ = [(one, self._lacking(table, one, county)) for one in needed]
        lacked = [(one, lacking) for one, lacking in open_ if lacking]
        late = [(one, lacking) for one, lacking in lacked if not one.may_be_filled(self.known_on)]
        waited = [lacking for one, lacking in lacked if one.may_be_filled(self.known_on)]
        told = [one.end for one, lacking in open_ if not lacking]
        if late:
            return self._missing(table, late, max(told, default=None), owing)
        if waited or not needed or self._awaits(table, needed):
            lacking = owing if not needed else tuple(waited[0]) if waited else ()
            return Reported(Standing.OPEN, max(told, default=None), "", owing, lacking)
        return Reported(Standing.COMPLETE, max(told), "", owing)

    def _is_owed(self, table: Table, span: Period) -> bool:
        terms = owed_terms(self.pack, table.id)
        return any(one.first <= span.end and span.start <= one.last for one in terms)

    def _awaits(self, table: Table, needed: Iterable[DuePeriod]) -> bool:
        """Whether days may still come to rows that are all there."""
        awaits = any(column.awaited for column in table.columns)
        return awaits and any(one.may_be_filled(self.known_on) for one in needed)

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

    def _lacking(self, table: Table, period: DuePeriod, county: str) -> list[str]:
        """Who owed the rows of a period, by the divisions of its end, and has not declared them."""
        owing = holders(on_day(self.pack, period.end), table, county)
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

    @cached_property
    def _speakers(self) -> Mapping[tuple[str, date], Sequence[str]]:
        found: dict[tuple[str, date], list[str]] = {}
        for ledger, holder, start in self._said:
            found.setdefault((ledger, start), []).append(holder)
        return found

    def _of_dataset(self, table: Table, county: str, span: Period) -> Reported:
        """A delivery tells of the counties it was sent for, or else its rows lie in; no others."""
        day = span.end
        batches = [one for one in self.deliveries.get(table.id, ()) if county in one.counties]
        first = min((one.begins for one in batches), default=None)
        known = [one for one in batches if one.begins <= day]
        if not known:
            why = f"部门数据从{chinese_date(first)}起" if first else "没有收到部门数据"
            return Reported(Standing.ABSENT, None, f"“{table.title}”{why}")
        last = max(known, key=lambda one: one.reach)
        guessed = "（按收到日计，暂定）" if last.reach_by == "received" else ""
        told = f"“{table.title}”数据截至{chinese_date(last.reach)}{guessed}"
        if day > _good_until(last.reach, self._fresh(table, day)):
            standing = Standing.STALE if table.is_state else Standing.MISSING
            return Reported(standing, last.reach, f"{told}，已经过时")
        if not table.is_state and first and span.start < first:
            why = f"“{table.title}”部门数据从{chinese_date(first)}起"
            return Reported(Standing.MISSING, min(last.reach, day), why)
        note = told if last.reach < day else ""
        return Reported(Standing.COMPLETE, min(last.reach, day), note=note)

    def _fresh(self, table: Table, day: date) -> int:
        if table.fresh is None:
            return 0
        values = values_on(self.pack, frozenset({table.fresh}), self.pack.in_term(day))
        return int(str(values[table.fresh]))


def _good_until(reach: date, months: int) -> date:
    """Some months after the day data reach to; the end of a month stays one."""
    after = months_after(reach, months)
    return last_of_month(after) if reach == last_of_month(reach) else after
