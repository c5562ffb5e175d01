"""One obligation, opened: its counties one by one, those compared with, the average, the years."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import takewhile

from luoshi.area_queries.places import places_of
from luoshi.areas import Area
from luoshi.obligations import Period, Result, Status
from luoshi.obligations.dashboard.board import ObligationRow, Year
from luoshi.obligations.dashboard.figures import (
    only,
    shown,
    shown_mean,
    target_of,
    targets_of,
    told,
    value_of,
)
from luoshi.obligations.dashboard.ordering import ordered
from luoshi.obligations.dashboard.status_counts import Tally
from luoshi.obligations.kinds.coverage import NAMED
from luoshi.obligations.kinds.floor import COUNTY
from luoshi.obligations.scope import Scope, deciding_day
from luoshi.obligations.verdict import Each
from luoshi.obligations.words import BESIDE
from luoshi.pack import Pack
from luoshi.pack.obligations import Floor, Obligation, Tilt


@dataclass(frozen=True)
class Source:
    """Rows of a table behind a result; ``url`` is empty where the user has no list of them.

    ``violations`` name the rows that should not be.
    """

    title: str
    rows: int
    url: str
    violations: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlaceLine:
    """A place with its result and the records behind it; ``told`` was said of all together."""

    place: Area
    result: Result
    sources: Sequence[Source]
    told: str = ""

    @property
    def reason(self) -> str:
        """The reason, without the sentences told of all places together."""
        return self.result.reason.removeprefix(self.told)

    @property
    def years(self) -> list[Year]:
        """The periods of its term, each with how it stood."""
        return [Year(period, Tally.of([status])) for period, status in self.result.term]

    @property
    def unnamed(self) -> bool:
        """Whether more is lacking than the reason names."""
        return len(self.result.lacking) > NAMED

    @property
    def value(self) -> str:
        """Its number."""
        return value_of(self.result)

    @property
    def target(self) -> str:
        """What it is held against."""
        return target_of(self.result)


ORDERS: dict[str, Callable[[PlaceLine], object]] = {
    "place": lambda line: line.place.code,
    "status": lambda line: line.result.status.severity,
    "value": lambda line: line.result.value,
    "target": lambda line: line.result.target,
}


@dataclass(frozen=True)
class Average:
    """What is told of many counties where each is not: how many stand where, and the mean.

    ``known`` are those the mean is of.
    """

    tally: Tally
    value: str
    target: str
    known: int


@dataclass(frozen=True)
class Detail:
    """An obligation's row seen closely on a day; ``sources_of`` leads a result to its records."""

    row: ObligationRow
    pack: Pack
    day: date
    sources_of: Callable[[Result], Sequence[Source]]

    @property
    def obligation(self) -> Obligation:
        """The obligation."""
        return self.row.obligation

    @cached_property
    def period(self) -> Period | None:
        """The period asked about; None where no figures are seen."""
        return self.row.results[0].period if self.row.results else None

    @cached_property
    def lines(self) -> list[PlaceLine]:
        """Those it is made to, as far as they are seen."""
        return self._lines(self.row.asked, self.shared_reason)

    @cached_property
    def shared_reason(self) -> str:
        """The sentences that begin the reason of every line; empty where there is one line."""
        reasons = [result.reason for result in self.row.asked if self.row.sight.everywhere]
        if len(reasons) < 2:
            return ""
        together = zip(*(reason.split("。")[:-1] for reason in reasons), strict=False)
        shared = takewhile(lambda sentences: len(set(sentences)) == 1, together)
        return "".join(f"{sentences[0]}。" for sentences in shared)

    @property
    def each(self) -> tuple[Each, ...]:
        """What is asked thing by thing of all together: the funds, the institutions."""
        return self.row.asked[0].each if self.row.asked else ()

    @property
    def each_titles(self) -> tuple[str, str, str]:
        """What those are called, and what their two figures are."""
        if isinstance(self.obligation, Floor) and self.others:
            by = self.obligation.per.title if self.obligation.per else COUNTY
            return "项目", f"{self.scope.title}{by}", f"{self.others.title}{by}"
        return "机构", f"{self.scope.title}增速", "本机构全部增速"

    def ordered(self, sort: str) -> list[PlaceLine]:
        """The lines by ``place``, ``status`` (severity), ``value`` or ``target``."""
        return ordered(self.lines, sort, ORDERS)

    @cached_property
    def compared(self) -> list[PlaceLine]:
        """Those they are compared with, as far as they are seen."""
        if not self.others:
            return []
        members = frozenset(self.others.members)
        seen = (one for one in self._seen(self._out) if one.county in members)
        return [self._line(one, f"{self._name(one)}{self.why_compared}；{BESIDE}") for one in seen]

    @cached_property
    def why_compared(self) -> str:
        """Why those compared are not in scope, without their names: what is so of most."""
        names = places_of(self.pack).names
        others = self.others.members if self.others else ()
        whys = Counter(self.scope.reason(code).removeprefix(names[code]) for code in others)
        return max(whys, key=whys.__getitem__, default="")

    @cached_property
    def outside(self) -> list[PlaceLine]:
        """The others it is not made to, with the reason, as far as they are seen."""
        compared = {line.place.code for line in self.compared}
        return [line for line in self._lines(self._out) if line.place.code not in compared]

    @cached_property
    def average(self) -> Average | None:
        """The average of all it is made to, for who does not see each."""
        asked = self.row.asked
        if self.row.sight.everywhere or self.row.of_region or not asked:
            return None
        values = [result.value for result in told(asked)]
        known = sum(value is not None for value in values)
        target = only(result.target for result in asked)
        held = targets_of(asked) if target is not None else shown(None)
        return Average(self.row.tally, shown_mean(values, target), held, known)

    @cached_property
    def scope(self) -> Scope:
        """Whom it is made to."""
        return self._scope(self.obligation.where)

    @cached_property
    def others(self) -> Scope | None:
        """Whom they are compared with."""
        obligation = self.obligation
        return self._scope(obligation.others) if isinstance(obligation, Tilt | Floor) else None

    @property
    def records(self) -> list[str]:
        """Titles of the tables that prove it."""
        return [self.pack.tables[table].title for table in self.obligation.records]

    @property
    def _out(self) -> Iterable[Result]:
        return (one for one in self.row.results if one.status is Status.NOT_APPLICABLE)

    def _scope(self, where: str | tuple[str, ...]) -> Scope:
        day = deciding_day(self.period, self.day) if self.period else self.day
        return Scope(where, self.pack, day)

    def _lines(self, results: Iterable[Result], told: str = "") -> list[PlaceLine]:
        return [self._line(result, told) for result in self._seen(results)]

    def _seen(self, results: Iterable[Result]) -> Iterable[Result]:
        return (result for result in results if self.row.sight.sees(result.county))

    def _name(self, result: Result) -> str:
        return places_of(self.pack).names[result.county]

    def _line(self, result: Result, told: str) -> PlaceLine:
        place = self.pack.areas.by_code(result.county)
        return PlaceLine(place, result, self.sources_of(result), told)
