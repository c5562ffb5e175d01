"""The obligations with what was found of each: the rows of the dashboard."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from luoshi.areas import Area
from luoshi.obligations import Period, Result
from luoshi.obligations.dashboard.figures import (
    target_of,
    targets_of,
    unit_of,
    value_of,
    values_of,
)
from luoshi.obligations.dashboard.sight import Sight
from luoshi.obligations.dashboard.status_counts import Tally
from luoshi.obligations.status import Status, worst
from luoshi.pack import Pack
from luoshi.pack.obligations import REGION, Obligation


def focus(pack: Pack) -> tuple[Area, ...]:
    """The counties the notice names in some list, by code: the columns of the dashboard."""
    listed = (group for group in pack.groups.values() if group.complement_of is None)
    codes = frozenset[str]().union(*(group.ever() for group in listed))
    return tuple(area for area in pack.areas.counties() if area.code[:6] in codes)


def columns(pack: Pack, sight: Sight, counties: frozenset[str] | None = None) -> tuple[Area, ...]:
    """The counties side by side: those given, or the notice's; none where not all are seen."""
    if not sight.everywhere:
        return ()
    if counties is None:
        return focus(pack)
    return tuple(area for area in pack.areas.counties() if area.code[:6] in counties)


@dataclass(frozen=True)
class CountyCell:
    """A county's result in a row; None where there is none to see."""

    county: Area
    result: Result | None

    @cached_property
    def words(self) -> str:
        """What a pointer or a screen reader is told."""
        if self.result is None:
            return self.county.name
        value, target = self.result.value, self.result.target
        said = f"{self.county.name}：{self.result.status.label}"
        if value is None:
            return said
        held = "" if target is None else f"，目标 {target_of(self.result)}"
        return f"{said}，{value_of(self.result)} {self.result.unit or ''}{held}".strip()


@dataclass(frozen=True)
class Year:
    """A period of an obligation's term, and how many stand in each state."""

    period: Period
    tally: Tally

    @cached_property
    def light(self) -> Status:
        """The most severe state."""
        return worst([status for status, _ in self.tally.present])

    @cached_property
    def words(self) -> str:
        """What a pointer or a screen reader is told: 2023年 未达成 3 个县、达成 6 个县."""
        counts = "、".join(f"{status.label} {count}" for status, count in self.tally.present)
        return f"{self.period.title} {counts}"


@dataclass(frozen=True)
class View:
    """Whose eyes, on what: ``counties`` limits what is looked at (six-digit codes; None is
    all), ``columns`` are those that stand side by side."""

    sight: Sight
    counties: frozenset[str] | None = None
    columns: tuple[Area, ...] = ()


@dataclass(frozen=True)
class ObligationRow:
    """An obligation and its results, of which the view says what may be shown one by one."""

    obligation: Obligation
    results: tuple[Result, ...]
    view: View

    @property
    def sight(self) -> Sight:
        """Whose eyes."""
        return self.view.sight

    @property
    def of_region(self) -> bool:
        """Whether it is asked of the region as one."""
        return self.obligation.where == REGION

    @cached_property
    def asked(self) -> tuple[Result, ...]:
        """The results of those it is made to, among the counties looked at."""
        return tuple(
            result
            for result in self.results
            if result.status is not Status.NOT_APPLICABLE and self._looked_at(result.county)
        )

    def _looked_at(self, place: str) -> bool:
        looked_at = self.view.counties
        return self.of_region or looked_at is None or place in looked_at

    @cached_property
    def own(self) -> Result | None:
        """What a user of one county is shown in full: its result, or the region's."""
        if self.sight.everywhere or self.sight.blind:
            return None
        return next((result for result in self.results if self.sight.sees(result.county)), None)

    @cached_property
    def seen(self) -> tuple[Result, ...]:
        """The results behind the row's own figures: one's own, or all it is made to."""
        if self.sight.everywhere:
            return self.asked
        return (self.own,) if self.own else ()

    @cached_property
    def light(self) -> Status | None:
        """One's own state, or the most severe of all; None for who sees no figures."""
        if self.sight.blind:
            return None
        return worst([result.status for result in self.seen])

    @cached_property
    def term_light(self) -> Status | None:
        """The most severe state of the whole term, of one's own or of all."""
        if self.sight.blind:
            return None
        return worst([result.term_status for result in self.seen])

    @property
    def lit(self) -> int:
        """How many of those seen stand as the light says."""
        return sum(result.status is self.light for result in self.seen)

    @property
    def term_lit(self) -> int:
        """How many of those seen stand as the light of the whole term says."""
        return sum(result.term_status is self.term_light for result in self.seen)

    @property
    def is_yearly(self) -> bool:
        """Whether it is asked anew each year, so that the term has a light of its own."""
        return self.obligation.every == "year" and self.obligation.kind != "milestone"

    @cached_property
    def years(self) -> list[Year]:
        """The periods of the term, each with how those seen stand."""
        found: dict[Period, list[Status]] = {}
        for result in self.seen:
            for period, status in result.term:
                found.setdefault(period, []).append(status)
        return [Year(period, Tally.of(found[period])) for period in sorted(found)]

    @cached_property
    def tally(self) -> Tally:
        """How many of those it is made to stand in each state."""
        return Tally.of(result.status for result in self.asked)

    @property
    def value(self) -> str:
        """The number, or from the least to the greatest."""
        return values_of(self.seen)

    @property
    def target(self) -> str:
        """What it is held against."""
        return targets_of(self.seen)

    @property
    def unit(self) -> str:
        """The unit of both."""
        return unit_of(self.results)

    @property
    def cells(self) -> list[CountyCell]:
        """The results under each column."""
        found = {result.county: result for result in self.results}
        return [CountyCell(county, found.get(county.code[:6])) for county in self.view.columns]

    @property
    def beyond(self) -> Tally:
        """How many of those it is made to beyond the columns stand in each state."""
        columns = {county.code[:6] for county in self.view.columns}
        return Tally.of(result.status for result in self.asked if result.county not in columns)


@dataclass(frozen=True)
class Board:
    """The rows in the pack's order."""

    rows: tuple[ObligationRow, ...]

    @cached_property
    def tally(self) -> Tally:
        """How many obligations are in each state."""
        return Tally.of(row.light for row in self.rows if row.light)

    @cached_property
    def term_tally(self) -> Tally:
        """How many obligations are in each state over the whole term."""
        return Tally.of(row.term_light for row in self.rows if row.term_light)

    @property
    def to_counties(self) -> "Board":
        """The rows of obligations made to counties."""
        return Board(tuple(row for row in self.rows if not row.of_region))

    @property
    def to_region(self) -> "Board":
        """The rows of obligations made to the region as one."""
        return Board(tuple(row for row in self.rows if row.of_region))

    def of(self, status: Status | None) -> "Board":
        """The rows in a state; all where none is given."""
        if status is None:
            return self
        return Board(tuple(row for row in self.rows if row.light is status))

    def led_by(self, unit: str) -> "Board":
        """The rows of obligations a unit leads; all where none is given."""
        return Board(tuple(row for row in self.rows if not unit or unit in row.obligation.leads))

    def of_clause(self, clause: str) -> "Board":
        """The rows of a clause; all where none is given."""
        return Board(
            tuple(row for row in self.rows if not clause or row.obligation.clause == clause)
        )


def board(pack: Pack, results: Iterable[Result], view: View) -> Board:
    """All obligations of a pack, or those made to counties looked at or to the region."""
    by_obligation: dict[str, list[Result]] = {}
    for result in results:
        by_obligation.setdefault(result.id, []).append(result)
    rows = (
        ObligationRow(obligation, tuple(by_obligation.get(obligation.id, ())), view)
        for obligation in pack.obligations.values()
    )
    return Board(tuple(row for row in rows if view.counties is None or row.asked))
