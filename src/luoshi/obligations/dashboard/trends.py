"""An obligation over its periods, as a table and as what a chart draws of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from luoshi.areas import Area
from luoshi.obligations import Period, Result, Status
from luoshi.obligations.dashboard.bounds import Bound, bounds
from luoshi.obligations.dashboard.figures import (
    only,
    rounded_mean,
    shown_number,
    told,
    value_of,
)
from luoshi.obligations.dashboard.sight import Sight
from luoshi.pack import Pack


@dataclass(frozen=True)
class Point:
    """A result with its number as people read it."""

    result: Result

    @property
    def value(self) -> str:
        """The number."""
        return value_of(self.result)


@dataclass(frozen=True)
class Series:
    """A place's results by period; None where there is none."""

    place: Area
    points: tuple[Point | None, ...]


@dataclass(frozen=True)
class Trend:
    """The results of an obligation in its periods, of which ``sight`` says what may be shown.

    Results of those it continues stand before its own, which come last.
    """

    results: Sequence[Result]
    sight: Sight
    pack: Pack

    @cached_property
    def periods(self) -> list[Period]:
        """The periods, earliest first."""
        return sorted({result.period for result in self.results})

    @property
    def change(self) -> Period | None:
        """The first period of the later notice; None where one notice tells of all."""
        own = self.results[-1].id if self.results else ""
        later = min((one.period for one in self.results if one.id == own), default=None)
        return later if self.periods and later != self.periods[0] else None

    @cached_property
    def series(self) -> list[Series]:
        """A line for each place that is asked in some period and seen."""
        found = {(result.county, result.period): Point(result) for result in self.results}
        places = sorted({r.county for r in self._asked if self.sight.sees(r.county)})
        return [
            Series(
                self.pack.areas.by_code(place),
                tuple(found.get((place, period)) for period in self.periods),
            )
            for place in places
        ]

    @cached_property
    def means(self) -> list[Decimal | None]:
        """The rounded average of all told, by period; nothing where only one place is asked."""
        if len({result.county for result in self._asked}) < 2:
            return []
        return [self._mean(period) for period in self.periods]

    def _mean(self, period: Period) -> Decimal | None:
        found = told(result for result in self._asked if result.period == period)
        target = only(result.target for result in found)
        return rounded_mean((result.value for result in found), target)

    @property
    def left_out(self) -> list[int]:
        """How many lack data, and so are in no average, by period; nothing where none does."""
        lacking = (one.period for one in self._asked if one.status is Status.NO_DATA)
        counts = Counter(lacking)
        return [counts[period] for period in self.periods] if self.means and counts else []

    @property
    def shown_means(self) -> list[str]:
        """The averages as people read them."""
        return [shown_number(value) for value in self.means]

    @property
    def chart(self) -> dict[str, object] | None:
        """What the chart draws; None where there are not two periods with a number."""
        counted = {one.period for one in told(self._asked) if one.value is not None}
        if len(counted) < 2:
            return None
        return {
            "unit": next((result.unit for result in self._asked if result.unit), ""),
            "periods": [period.title for period in self.periods],
            "series": [
                {"name": one.place.short_name, "values": [_value(p) for p in one.points]}
                for one in self.series
            ],
            "mean": [None if value is None else float(value) for value in self.means],
            "change": self.change and self.change.title,
            "bounds": [bound.document() for bound in self._bounds],
        }

    @property
    def _asked(self) -> list[Result]:
        return [result for result in self.results if result.status is not Status.NOT_APPLICABLE]

    @property
    def _bounds(self) -> list[Bound]:
        """Of each obligation over its own periods, those of one name as one line."""
        values: dict[str, list[Decimal | None]] = {}
        for id_ in dict.fromkeys(one.id for one in self.results):
            asked = [one for one in self._asked if one.id == id_]
            periods = sorted({one.period for one in self.results if one.id == id_})
            for bound in bounds(self.pack.obligations[id_], self.pack, periods, asked):
                line = values.setdefault(bound.name, [None] * len(self.periods))
                for period, value in zip(periods, bound.values, strict=True):
                    line[self.periods.index(period)] = value
        return [Bound(name, tuple(line)) for name, line in values.items()]


def _value(point: Point | None) -> float | None:
    found = told([point.result]) if point else []
    return None if not found or found[0].value is None else float(found[0].value)
