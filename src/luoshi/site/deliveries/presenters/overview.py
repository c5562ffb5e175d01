"""What has come of each table: who owes it, when it came last, how far it reaches, what is late."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from luoshi import pack
from luoshi.area_queries.period import Period
from luoshi.area_queries.reported import Standing
from luoshi.area_queries.reporting import Records
from luoshi.months import months_between
from luoshi.site import sources
from luoshi.site.deliveries import policies
from luoshi.site.memory import remembered
from luoshi.site.rights import ALL, Scope
from luoshi.text.numbers import fixed, grouped
from luoshi.warehouse.batches import Manifest
from luoshi.warehouse.schema import Table

NAMED = 6
"""How many late counties are named."""

LEAST = 0.1
"""The smallest share, in percent, that is told as a number."""

LONG = 12
"""For how many months data are out of date that stand out among those that are."""


@dataclass(frozen=True)
class TableLine:
    """A table, what has come of it, and the counties of which it is late or was never sent.

    ``batches`` are those of counties the reader sees, ``reaches`` the days these counties' data
    reach to. ``rows`` in force, and how many were ``refused`` of the last batch, are told to those
    alone who see all of its places. ``months`` is the age of the oldest of the data that are late.
    """

    table: Table
    batches: tuple[Manifest, ...]
    reaches: tuple[date, ...]
    rows: int | None
    refused: int | None
    late: tuple[str, ...]
    absent: tuple[str, ...]
    months: int
    counties: int
    may_send: bool
    may_follow: bool

    @cached_property
    def last(self) -> Manifest | None:
        """The delivery that came last."""
        return self.batches[-1] if self.batches else None

    @property
    def first_reach(self) -> date | None:
        """The day to which the data of all counties reach that have sent any."""
        return min(self.reaches, default=None)

    @property
    def last_reach(self) -> date | None:
        """The day to which the data of some county reach, where others' do not."""
        farthest = max(self.reaches, default=None)
        return farthest if farthest != self.first_reach else None

    @property
    def is_provisional(self) -> bool:
        """Whether such a day is known only as the one on which a delivery came."""
        ends = {self.first_reach, self.last_reach}
        return any(one.reach in ends and one.reach_by == "received" for one in self.batches)

    @property
    def refused_told(self) -> str:
        """How many rows were refused of the last delivery, and their share."""
        if self.last is None or self.refused is None:
            return ""
        if not self.refused:
            return "0 行"
        share = Fraction(100 * self.refused, self.refused + self.last.accepted + self.last.known)
        told = fixed(share, 1, 100) if share >= LEAST else f"不到 {LEAST}"
        return f"{grouped(self.refused)} 行（{told}%）"

    @property
    def is_late(self) -> bool:
        """Whether anything of it is missing or out of date."""
        return bool(self.late or self.absent)

    @property
    def never_came(self) -> bool:
        """Whether none of its counties has sent it."""
        return len(self.absent) == self.counties > 0

    @property
    def is_worst(self) -> bool:
        """Whether it never came, or has been out of date for long."""
        return self.never_came or self.months >= LONG

    @property
    def late_told(self) -> str:
        """Of which counties it is late, in words."""
        age = f"已过时（{self.months} 个月前）" if self.months else "已过时"
        parts = ((age, self.late), ("没有收到", self.absent))
        return "；".join(self._told(what, names) for what, names in parts if names)

    def _told(self, what: str, names: tuple[str, ...]) -> str:
        if len(names) == self.counties:
            return what
        more = f"等 {len(names)} 个" if len(names) > NAMED else ""
        return f"{what}：{'、'.join(names[:NAMED])}{more}"


def lines(scope: Scope, day: date) -> list[TableLine]:
    """The tables of which the user sees what has come, as of a day; the worst ones first."""
    tables = policies.seen_tables(scope)
    batches = {table.id: sources.warehouse().batches(table.id) for table in tables}
    records = Records(pack.load(), day, deliveries=batches)
    rows = _in_force(sources.batches()) if scope.areas is ALL else {}
    found = [_line(scope, table, records, rows.get(table.id), day) for table in tables]
    return sorted(found, key=_badness)


def _badness(line: TableLine) -> tuple[bool, bool, int]:
    return not line.is_late, not line.never_came, -line.months


def _line(scope: Scope, table: Table, records: Records, rows: int | None, day: date) -> TableLine:
    counties = {one.code[:6]: one.name for one in policies.places(scope)}
    told = {code: records.of(table, code, Period(day, day), day) for code in counties}
    late = [code for code in counties if told[code].standing in (Standing.STALE, Standing.MISSING)]
    reaches = {code: one.data_to for code, one in told.items() if one.data_to}
    batches = _batches_of(scope, counties, records.deliveries[table.id])
    return TableLine(
        table=table,
        batches=batches,
        reaches=tuple(reaches.values()),
        rows=rows,
        refused=_refused(scope, counties, batches),
        late=tuple(counties[code] for code in late),
        absent=tuple(counties[c] for c in counties if told[c].standing is Standing.ABSENT),
        months=max((months_between(reaches[c], day) for c in late if c in reaches), default=0),
        counties=len(counties),
        may_send=policies.may_send(scope, table),
        may_follow=policies.may_follow(scope, table),
    )


def _batches_of(
    scope: Scope, counties: Collection[str], batches: Sequence[Manifest]
) -> tuple[Manifest, ...]:
    """The batches that cover any of the counties; one of which none is known may cover all."""
    whole = scope.areas is ALL
    return tuple(
        one for one in batches if whole or not one.counties or {*one.counties} & {*counties}
    )


def _refused(scope: Scope, counties: Collection[str], batches: Sequence[Manifest]) -> int | None:
    if not batches:
        return None
    last = batches[-1]
    own = bool(last.counties) and {*last.counties} <= {*counties}
    return last.refused if scope.areas is ALL or own else None


@remembered(1)
def _in_force(_batches: tuple[object, ...]) -> dict[str, int]:
    """How many rows of each table are in force, counted once for the batches there are."""
    warehouse = sources.warehouse()
    return {table.id: warehouse.in_force(table.id) for table in policies.datasets()}
