"""The answers to what one obligation asks, for one county or the region."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar, cast

from luoshi.area_queries.answers import Found

T = TypeVar("T")

Counts = Mapping[str, int]
"""Rows by county."""


@dataclass(frozen=True)
class Violation:
    """A row that should not be: its county, its name for a sentence ("" for none), its key."""

    county: str
    label: str = ""
    key: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ObligationSheet:
    """Everything known to judge one obligation of the county ``own`` (a six-digit code).

    ``names`` are the counties' names; ``members`` and ``others`` the favoured counties and
    those they are compared with. ``records`` count the rows that prove it by county,
    ``earlier`` those of the period before, ``tables`` the rows of every table that the obligation
    names as evidence. ``reporting`` are the counties whose records are told; members and others
    are those of them. ``shared`` keeps what is the same whichever county is judged. ``lacking``
    names a county's units that are not covered, where they have names to tell.
    """

    own: str
    region: str
    names: Mapping[str, str]
    members: Sequence[str]
    others: Sequence[str]
    members_title: str
    others_title: str
    figures: Mapping[str, Found]
    records: Counts
    earlier: Counts
    tables: Mapping[str, Counts]
    violations: Sequence[Violation] = ()
    lacking: Callable[[str], tuple[str, ...]] = lambda county: ()
    reporting: frozenset[str] = frozenset()
    shared: dict[str, Any] = field(default_factory=dict, compare=False)

    @property
    def own_violations(self) -> tuple[Violation, ...]:
        """The violations of the county judged; all of them, of the region."""
        return tuple(one for one in self.violations if self.own in (one.county, self.region))

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What ``make`` gives, made once for all counties."""
        if name not in self.shared:
            self.shared[name] = make()
        return cast("T", self.shared[name])

    def number(self, name: str, county: str | None = None, by: str | None = None) -> Decimal | None:
        """A figure of a county, by default the one judged; None where it is not known."""
        value = self.figures[name].get((county or self.own, by))
        if isinstance(value, bool):
            return Decimal(value)
        return value if isinstance(value, Decimal) else None

    def holds(self, name: str) -> bool:
        """A condition asked of the county judged."""
        return self.figures[name].get((self.own, None)) is True

    def values(self, name: str, counties: Sequence[str]) -> tuple[str, ...]:
        """The values of the column ``name`` was asked by, among these counties, in order."""
        return tuple(sorted(set(self._values(name, counties))))

    def _values(self, name: str, counties: Sequence[str]) -> Iterator[str]:
        within = set(counties)
        for county, by in self.figures[name]:
            if by is not None and county in within:
                yield by


def added(counts: Iterable[Counts]) -> Counts:
    """Rows of several tables, by county."""
    total: dict[str, int] = {}
    for rows in counts:
        for county, number in rows.items():
            total[county] = total.get(county, 0) + number
    return total
