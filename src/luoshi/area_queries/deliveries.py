"""What has come of a table: when it came last, how far it reaches, of whom it is late."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from luoshi.area_queries.period import Period
from luoshi.area_queries.reported import Reported, Standing
from luoshi.area_queries.reporting import Records
from luoshi.months import months_between
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


def worst_first(lines: Iterable[TableLine]) -> list[TableLine]:
    """Lines by how much is missing: late ones first, those that never came before the others."""
    return sorted(lines, key=lambda one: (not one.is_late, not one.never_came, -one.months))


def batches_of(counties: Collection[str] | None, batches: Iterable[Manifest]) -> list[Manifest]:
    """The batches that cover any of the counties (six digits; None: all).

    One of which no county is known may cover all.
    """
    return [
        one
        for one in batches
        if counties is None or not one.counties or {*one.counties} & {*counties}
    ]


def refused_of(counties: Collection[str] | None, batches: Sequence[Manifest]) -> int | None:
    """How many rows were refused of the last batch; None where it is not of the counties alone."""
    if not batches:
        return None
    last = batches[-1]
    own = counties is None or (bool(last.counties) and {*last.counties} <= {*counties})
    return last.refused if own else None


@dataclass(frozen=True)
class Arrivals:
    """How a table stands on a day in each of some counties (six digits, with their names)."""

    table: Table
    counties: Mapping[str, str]
    told: Mapping[str, Reported]
    day: date

    @classmethod
    def of(
        cls, table: Table, counties: Mapping[str, str], records: Records, day: date
    ) -> "Arrivals":
        """As the records tell."""
        told = {code: records.of(table, code, Period(day, day), day) for code in counties}
        return cls(table, counties, told, day)

    @property
    def reaches(self) -> dict[str, date]:
        """The day the data reach to, of each county that has sent any."""
        return {code: one.data_to for code, one in self.told.items() if one.data_to}

    def standing(self, *standings: Standing) -> list[str]:
        """The counties that stand in one of these ways."""
        return [code for code in self.counties if self.told[code].standing in standings]

    @property
    def late(self) -> list[str]:
        """Those whose data are missing or out of date."""
        return self.standing(Standing.STALE, Standing.MISSING)

    @property
    def months(self) -> int:
        """For how many months the oldest of the data that are late have been so."""
        reaches = self.reaches
        ages = (months_between(reaches[one], self.day) for one in self.late if one in reaches)
        return max(ages, default=0)

    def names(self, codes: Iterable[str]) -> tuple[str, ...]:
        """The names of counties."""
        return tuple(self.counties[code] for code in codes)
