"""What the figures of a topic ask."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from luoshi.area_queries.period import Period, calendar_year
from luoshi.area_queries.questions import Question, parsed, resting_on, words_of
from luoshi.obligations.inputs import Ask, When, rows_of
from luoshi.pack import Pack
from luoshi.pack.obligations import REGION
from luoshi.pack.terms import Term, spanned
from luoshi.pack.topics import Figure, FigureGroup, Topic

OVER, UNDER, LEAST, MOST = "over", "under", "least", "most"


def followed(topics: Iterable[Topic], pack: Pack) -> Term:
    """The term of the notices that some topics follow."""
    ids = {id_ for topic in topics for id_ in topic.notices}
    return spanned(notice.term for notice in pack.notices.values() if notice.id in ids)


@dataclass(frozen=True)
class GroupQuestion:
    """A group of a topic, asked for the part of a year that has passed on its last day."""

    topic: Topic
    group: FigureGroup
    period: Period
    pack: Pack

    @property
    def of_region(self) -> bool:
        """Whether it is asked of the region as one only."""
        return self.group.where == REGION

    @property
    def regions(self) -> tuple[bool, ...]:
        """Of whom figures are asked: of each county (False), of the region as one (True)."""
        if self.of_region:
            return (True,)
        return (False, True) if self.group.readings else (False,)

    def asks(self, figure: Figure) -> Mapping[str, Ask]:
        """The figure's parts and bounds, by name."""
        return dict(self._asks(figure))

    def _asks(self, figure: Figure) -> Iterator[tuple[str, Ask]]:
        before = When.BEFORE if figure.of == "before" else When.NOW
        yield OVER, self._ask(figure.measure, before)
        if figure.per:
            yield UNDER, self._ask(figure.per, before)
        if figure.of == "growth":
            yield UNDER, self._ask(figure.measure, When.BEFORE)
        for name, text in ((LEAST, figure.at_least), (MOST, figure.at_most)):
            if text and self.group.by is None:
                yield name, self._ask(text, When.NOW)

    def counts(self, figure: Figure) -> Iterator[Ask]:
        """How many rows there are in the tables its parts gather: without any, nothing is known.

        Of a value of a column nothing is asked: where it has no row, it is not there.
        """
        if self.group.by is None:
            for table, when in self.tables(figure):
                yield rows_of(table, words_of(self.pack), when)

    def tables(self, figure: Figure) -> Iterator[tuple[str, When]]:
        """The tables its parts rest on, each with the time they are of."""
        for name, ask in self.asks(figure).items():
            if name in (OVER, UNDER):
                found = parsed(ask.text, self.pack, self.of_region, ask.kinds, ask.let)
                tables = resting_on(found.tables, words_of(self.pack))
                yield from ((table, ask.when) for table in tables)

    def question(self, ask: Ask, of_region: bool) -> Question:
        """For which days an ask is asked, of whom, and by what."""
        return Question(self.span(ask.when), self.period.end, self.group.by, of_region)

    def span(self, when: When) -> Period:
        """The year so far, or the whole year before."""
        before = calendar_year(self.period.start.year - 1)
        return before if when is When.BEFORE else self.period

    def _ask(self, text: str, when: When) -> Ask:
        return Ask(text, when, let=tuple(self.topic.let.items()))


def year_until(year: int, day: date) -> Period | None:
    """The part of a year that has passed at the end of a day; None where it has not begun."""
    period = calendar_year(year)
    return period.until(day) if period.begun(day) else None
