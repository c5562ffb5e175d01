"""One obligation, asked of one period as of one day: what it needs to know, and what it finds."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, partial

from luoshi.area_queries.answers import Answers, Found
from luoshi.area_queries.due_periods import told_by
from luoshi.area_queries.period import Period
from luoshi.area_queries.places import Places, places_of
from luoshi.area_queries.questions import Question, parsed, resting_on, words_of
from luoshi.expressions import Expression
from luoshi.obligations import lacking
from luoshi.obligations.inputs import Ask, When, rows_of, span
from luoshi.obligations.kinds import asks_of, counting
from luoshi.obligations.scope import Scope, deciding_day
from luoshi.obligations.sheet import Counts, ObligationSheet, Violation, added
from luoshi.obligations.violations import condition, violations
from luoshi.pack import Pack
from luoshi.pack.obligations import (
    REGION,
    Floor,
    Milestone,
    ObligationBase,
    Outpace,
    Prohibition,
    Tilt,
)


@dataclass(frozen=True)
class ObligationInquiry:
    """An obligation of a pack, the period it is asked of, and the day."""

    obligation: ObligationBase
    period: Period
    day: date
    pack: Pack

    @cached_property
    def scope(self) -> Scope:
        """Whom it is made to."""
        return Scope(self.obligation.where, self.pack, deciding_day(self.period, self.day))

    @cached_property
    def others(self) -> Scope | None:
        """Whom they are compared with."""
        if not isinstance(self.obligation, Tilt | Floor):
            return None
        return Scope(self.obligation.others, self.pack, self.scope.day)

    @property
    def of_region(self) -> bool:
        """Whether it is asked of the region as one."""
        return self.obligation.where == REGION

    @property
    def begun(self) -> bool:
        """Whether there is anything to ask yet."""
        return self.period.begun(self.day)

    @property
    def places(self) -> Places:
        """All places of the pack."""
        return places_of(self.pack)

    @cached_property
    def judged_on(self) -> date:
        """The day as of whose end it is judged: once all may have been told, what comes later is
        of later periods."""
        if isinstance(self.obligation, Milestone):
            return min(self.day, self.period.end)
        return min(self.day, told_by(self.pack, self.period.end))

    def is_settled(self, known_on: date) -> bool:
        """Whether asking on a later day, or knowing later, would find the same."""
        settled = told_by(self.pack, self.period.end) < min(self.day, known_on)
        return settled and not isinstance(self.obligation, Milestone)

    @property
    def judged(self) -> tuple[str, ...]:
        """Every place there is a result for: the region, or all counties in scope or not."""
        return self.scope.members if self.of_region else self.places.counties

    @property
    def now(self) -> Period:
        """The days its rows of evidence are from."""
        return span(self.obligation, When.NOW, self.period, self.day)

    @cached_property
    def asks(self) -> Mapping[str, Ask]:
        """The figures its kind needs."""
        return asks_of(self.obligation)

    @cached_property
    def proof(self) -> tuple[str, ...]:
        """The tables without a row of which there is no data."""
        if isinstance(self.obligation, Prohibition):
            return (self.obligation.table,)
        proving = [ask for ask in self.asks.values() if ask.proves]
        return self._gathered(proving) or self.obligation.records

    @cached_property
    def census(self) -> tuple[tuple[str, When], ...]:
        """The tables that must be reported before it is known that nothing is due."""
        name = counting(self.obligation)
        return tuple(self._resting([self.asks[name]] if name else []))

    @cached_property
    def limits(self) -> tuple[tuple[str, When], ...]:
        """The tables that what it is held against rests on."""
        return tuple(self._resting(ask for ask in self.asks.values() if ask.limits))

    @cached_property
    def tables(self) -> tuple[tuple[str, When], ...]:
        """The tables its figures rest on, each with the time they are of."""
        if isinstance(self.obligation, Prohibition):
            words = words_of(self.pack)
            when = condition(self.obligation, words)
            read = {self.obligation.table, *(when.tables if when else ())}
            return tuple((table, When.NOW) for table in resting_on(read, words))
        asks = [ask for ask in self.asks.values() if ask.when is not When.LATER]
        found = tuple(dict.fromkeys(self._resting(asks)))
        return found or tuple((table, When.NOW) for table in self.obligation.records)

    @property
    def compares(self) -> bool:
        """Whether counties are looked at together."""
        return isinstance(self.obligation, Tilt | Floor | Outpace)

    def _resting(self, asks: Iterable[Ask]) -> Iterator[tuple[str, When]]:
        for ask in asks:
            for table in resting_on(self._parsed(ask).tables, words_of(self.pack)):
                yield table, ask.when

    def _gathered(self, asks: Sequence[Ask]) -> tuple[str, ...]:
        return tuple(sorted(frozenset().union(*(self._parsed(ask).gathered for ask in asks))))

    def _parsed(self, ask: Ask) -> Expression:
        return parsed(ask.text, self.pack, ask.of_region or self.of_region, ask.kinds)

    @cached_property
    def counted(self) -> Mapping[tuple[str, When], Ask]:
        """How many rows of evidence there are, of each table and time."""
        before = any(ask.when is When.BEFORE for ask in self.asks.values())
        times = (When.NOW, When.BEFORE) if before else (When.NOW,)
        tables = dict.fromkeys((*self.obligation.records, *self.proof))
        words = words_of(self.pack)
        return {(table, when): rows_of(table, words, when) for table in tables for when in times}

    def want(self, answers: Answers) -> None:
        """Have everything worked out that it needs."""
        for ask in (*self.asks.values(), *self.counted.values()):
            answers.want(self._question(ask), ask.text, ask.kinds)

    def sheet(self, answers: Answers) -> ObligationSheet:
        """What was found, as the kind reads it; of the first place."""
        return ObligationSheet(
            own=self.judged[0],
            region=self.places.region,
            names=self.places.names,
            members=self.scope.members,
            others=self.others.members if self.others else (),
            members_title=self.scope.title,
            others_title=self.others.title if self.others else "",
            figures=self._figures(self.asks, answers),
            records=added(self._rows(table, When.NOW, answers) for table in self.proof),
            earlier=added(self._rows(table, When.BEFORE, answers) for table in self.proof),
            tables={
                table: self._rows(table, When.NOW, answers) for table in self.obligation.records
            },
            violations=self._violations(answers),
            lacking=partial(self._lacking, cache(partial(self._units, answers))),
        )

    def counts_none(self, sheet: ObligationSheet) -> bool:
        """Whether the place judged has nothing the obligation is about, as far as is told."""
        name = counting(self.obligation)
        return name is not None and not sheet.number(name)

    def _figures(self, asks: Mapping[str, Ask], answers: Answers) -> Mapping[str, Found]:
        return {name: answers.found(self._question(ask), ask.text) for name, ask in asks.items()}

    def _lacking(self, units: Callable[[], Mapping[str, Found]], county: str) -> tuple[str, ...]:
        counted = lacking.units_of(self.obligation, self.pack)
        return lacking.lacking(counted, self.pack, units(), county) if counted else ()

    def _units(self, answers: Answers) -> Mapping[str, Found]:
        """What is known unit by unit, asked only once some place falls short."""
        asks = lacking.asks(self.obligation, self.pack)
        asked = Answers(answers.pack, answers.engine, answers.day)
        for ask in asks.values():
            asked.want(self._question(ask), ask.text, ask.kinds)
        asked.fetch()
        return self._figures(asks, asked)

    def _rows(self, table: str, when: When, answers: Answers) -> Counts:
        ask = self.counted.get((table, when))
        found = answers.found(self._question(ask), ask.text) if ask else {}
        return {county: int(rows or 0) for (county, _), rows in found.items()}

    def _violations(self, answers: Answers) -> list[Violation]:
        if not isinstance(self.obligation, Prohibition):
            return []
        question = Question(self.now, self.now.end, day=self.judged_on)
        return violations(self.obligation, answers, question)

    def _question(self, ask: Ask) -> Question:
        days = span(self.obligation, ask.when, self.period, self.day)
        of_region = ask.of_region or self.of_region
        day = self.day if ask.when is When.LATER else self.judged_on
        return Question(days, self.period.until(self.day).end, ask.by, of_region, day)
