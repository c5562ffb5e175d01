"""Whose records of a promise are told: what its verdict may rest on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from luoshi.counties.reporting import Reported, Reporting, Standing, of_several, together
from luoshi.obligations.asked import Asked
from luoshi.obligations.asking import When, span
from luoshi.obligations.sheet import Counts
from luoshi.pack.obligations import Outpace


@dataclass(frozen=True)
class Standings:
    """How the tables behind a promise stand, place by place.

    ``records`` count its rows of evidence by county. ``share`` is what part of several counties
    must have reported for a verdict on all of them.
    """

    asked: Asked
    reporting: Reporting
    records: Counts
    share: Decimal

    def of(self, place: str) -> Reported:
        """How they stand for a county; for the region, or where counties are compared, for all."""
        return self._several if self.asked.of_region or self.asked.compares else self.own(place)

    @cached_property
    def counted(self) -> frozenset[str]:
        """The counties that have reported: in full, or something where the rest may still come."""
        return frozenset(county for county in self._all if self._counts(county))

    def knows_census(self, place: str) -> bool:
        """Whether what the promise is about is counted in full for a place."""
        places = self._all if self.asked.of_region else (place,)
        tables = [(table, When.NOW) for table in self.asked.census]
        return all(self._found(one, tables).counts for one in places)

    def own(self, county: str) -> Reported:
        """How they stand for one county."""
        return self._found(county, self.asked.tables)

    def _found(self, county: str, tables: Iterable[tuple[str, When]]) -> Reported:
        promise, period, day = self.asked.promise, self.asked.period, self.asked.judged_on
        return together(
            [
                self.reporting.of(
                    self.asked.pack.tables[table], county, span(promise, when, period, day), day
                )
                for table, when in tables
            ]
        )

    def _counts(self, county: str) -> bool:
        standing = self.own(county).standing
        some = bool(self.records.get(county))
        return standing is Standing.COMPLETE or (standing is Standing.OPEN and some)

    @cached_property
    def _several(self) -> Reported:
        names = self.asked.places.names
        return together(
            [
                of_several({one: self.own(one) for one in side}, self.counted, self.share, names)
                for side in self._sides
            ]
        )

    @property
    def _all(self) -> Sequence[str]:
        return self.asked.places.counties

    @property
    def _sides(self) -> Iterable[Sequence[str]]:
        """The counties that are looked at together, each side by itself."""
        if self.asked.of_region or isinstance(self.asked.promise, Outpace):
            yield self._all
        if not self.asked.of_region:
            yield self.asked.scope.members
        if self.asked.others:
            yield self.asked.others.members
