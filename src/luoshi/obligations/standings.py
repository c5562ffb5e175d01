"""Whose records of an obligation are told: what its verdict may rest on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from luoshi.area_queries.reported import Reported, Reporting, Standing, of_several, together
from luoshi.obligations.inputs import When, span
from luoshi.obligations.inquiry import ObligationInquiry
from luoshi.obligations.sheet import Counts
from luoshi.pack.obligations import Outpace


@dataclass(frozen=True)
class Standings:
    """How the tables behind an obligation stand, place by place.

    ``records`` count its rows of evidence by county, ``earlier`` those of the time before.
    ``share`` is what part of several counties must have reported for a verdict on all of them.
    """

    asked: ObligationInquiry
    reporting: Reporting
    records: Counts
    earlier: Counts
    share: Decimal

    def of(self, place: str) -> Reported:
        """How they stand for a county; for the region, or where counties are compared, for all."""
        return self._several if self.asked.of_region or self.asked.compares else self.own(place)

    @cached_property
    def counted(self) -> frozenset[str]:
        """The counties that have reported: in full, or something where nobody says that it is all,
        or not yet."""
        return frozenset(county for county in self._all if self._counts(county))

    def knows_census(self, place: str) -> bool:
        """Whether what the obligation is about is counted in full for a place."""
        return self._full(place, self.asked.census)

    def knows_limits(self, place: str) -> bool:
        """Whether what the obligation is held against is told in full for a place."""
        return self._full(place, self.asked.limits)

    def _full(self, place: str, tables: Iterable[tuple[str, When]]) -> bool:
        places = self._all if self.asked.of_region else (place,)
        return all(self._found(one, tables).counts for one in places)

    def own(self, county: str) -> Reported:
        """How they stand for one county."""
        return self._found(county, self.asked.tables)

    def _found(self, county: str, tables: Iterable[tuple[str, When]]) -> Reported:
        return together([self._table(county, table, when) for table, when in tables])

    def _table(self, county: str, id_: str, when: When) -> Reported:
        """How a table stands; how far the time before is told is no matter of now."""
        obligation, period, day = self.asked.obligation, self.asked.period, self.asked.day
        of = span(obligation, when, period, day)
        found = self.reporting.of(self.asked.pack.tables[id_], county, of, day)
        return replace(found, data_to=None) if when is When.BEFORE else found

    def _counts(self, county: str) -> bool:
        standing = self.own(county).standing
        some = standing <= Standing.OPEN and self._has_rows(county)
        return standing is Standing.COMPLETE or some

    def _has_rows(self, county: str) -> bool:
        """Whether there is something to count; of the region, whatever there is."""
        before = any(when is When.BEFORE for _, when in self.asked.tables)
        some = bool(self.records.get(county)) and (not before or bool(self.earlier.get(county)))
        return self.asked.of_region or some

    @cached_property
    def _several(self) -> Reported:
        names, left = self.asked.places.names, "只计已填的" if self.asked.of_region else "没有计入"
        sides = ({one: self.own(one) for one in side} for side in self._sides)
        return together([of_several(one, self.counted, self.share, names, left) for one in sides])

    @property
    def _all(self) -> Sequence[str]:
        return self.asked.places.counties

    @property
    def _sides(self) -> Iterable[Sequence[str]]:
        """The counties that are looked at together, each side by itself."""
        if self.asked.of_region or isinstance(self.asked.obligation, Outpace):
            yield self._all
        if not self.asked.of_region:
            yield self.asked.scope.members
        if self.asked.others:
            yield self.asked.others.members
