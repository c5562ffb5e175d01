"""What has come of each table: who owes it, when it came last, how far it reaches, what is late."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from luoshi import pack
from luoshi.area_queries.period import Period
from luoshi.area_queries.reported import Standing
from luoshi.area_queries.reporting import Records
from luoshi.site import sources
from luoshi.site.deliveries import policies
from luoshi.site.memory import remembered
from luoshi.site.rights import ALL, Scope
from luoshi.warehouse.batches import Manifest
from luoshi.warehouse.schema import Table

NAMED = 6
"""How many late counties are named."""


@dataclass(frozen=True)
class Line:
    """A table, what has come of it, and the counties of which it is late or was never sent.

    ``rows`` in force are not told to those who see a part of the places only.
    """

    table: Table
    batches: tuple[Manifest, ...]
    rows: int | None
    late: tuple[str, ...]
    absent: tuple[str, ...]
    counties: int
    may_send: bool
    may_follow: bool

    @cached_property
    def last(self) -> Manifest | None:
        """The delivery that came last."""
        return self.batches[-1] if self.batches else None

    @cached_property
    def reach(self) -> Manifest | None:
        """The delivery that reaches farthest."""
        return max(self.batches, key=lambda one: one.reach, default=None)

    @property
    def refused_share(self) -> float | None:
        """The share of the last delivery's rows that were refused, in percent."""
        if self.last is None:
            return None
        rows = self.last.refused + self.last.accepted + self.last.known
        return 100 * self.last.refused / rows if rows else 0

    @property
    def is_late(self) -> bool:
        """Whether anything of it is missing or out of date."""
        return bool(self.late or self.absent)

    @property
    def late_told(self) -> str:
        """Of which counties it is late, in words."""
        parts = (("已过时", self.late), ("没有收到", self.absent))
        return "；".join(self._told(what, names) for what, names in parts if names)

    def _told(self, what: str, names: tuple[str, ...]) -> str:
        if len(names) == self.counties:
            return what
        more = f"等 {len(names)} 个" if len(names) > NAMED else ""
        return f"{what}：{'、'.join(names[:NAMED])}{more}"


def lines(scope: Scope, day: date) -> list[Line]:
    """The tables of which the user sees what has come, as of a day; the late ones first."""
    tables = policies.seen_tables(scope)
    batches = {table.id: sources.warehouse().batches(table.id) for table in tables}
    records = Records(pack.load(), day, deliveries=batches)
    counties = {one.code[:6]: one.name for one in policies.places(scope)}
    rows = _in_force(sources.batches()) if scope.areas is ALL else {}
    found = [_line(scope, table, records, counties, rows.get(table.id), day) for table in tables]
    return sorted(found, key=lambda line: not line.is_late)


def _line(
    scope: Scope,
    table: Table,
    records: Records,
    counties: dict[str, str],
    rows: int | None,
    day: date,
) -> Line:
    span = Period(day, day)
    standing = {code: records.of(table, code, span, day).standing for code in counties}
    behind = (Standing.STALE, Standing.MISSING)
    return Line(
        table=table,
        batches=tuple(records.deliveries[table.id]),
        rows=rows,
        late=tuple(name for code, name in counties.items() if standing[code] in behind),
        absent=tuple(name for code, name in counties.items() if standing[code] is Standing.ABSENT),
        counties=len(counties),
        may_send=policies.may_send(scope, table),
        may_follow=policies.may_follow(scope, table),
    )


@remembered(1)
def _in_force(_batches: tuple[object, ...]) -> dict[str, int]:
    """How many rows of each table are in force, counted once for the batches there are."""
    warehouse = sources.warehouse()
    return {table.id: warehouse.in_force(table.id) for table in policies.datasets()}
