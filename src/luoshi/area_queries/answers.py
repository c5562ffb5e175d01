"""The figures that are wanted, worked out in few queries for each stretch of time."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

from luoshi.area_queries.questions import COUNTY, Names, Question, parsed, query
from luoshi.area_queries.together import together
from luoshi.expressions import BY, Expression, Kind
from luoshi.pack import Pack
from luoshi.warehouse.engine import Engine

Value = Decimal | bool | str | None
"""What an expression gives; numbers are exact."""

Found = Mapping[tuple[str, str | None], Value]
"""What was found for one figure, by county and by the value of the column asked ``by``."""

AT_ONCE = 2
"""Queries under way at a time: most of a small one is planning, which one thread does."""


class Answers:
    """Collects the figures that are wanted, then asks for them together.

    ``day`` is the day asked about: what came later does not count. A figure is known by its
    question and expression.
    """

    def __init__(self, pack: Pack, engine: Engine, day: date) -> None:
        self.pack = pack
        self.engine = engine
        self.day = day
        self._wanted: dict[Question, dict[str, Expression]] = {}
        self._found: dict[tuple[Question, str], Found] = {}
        self._engines: dict[tuple[date, date], Engine] = {}

    def want(
        self,
        question: Question,
        text: str,
        kinds: tuple[Kind, ...] = (Kind.NUMBER,),
        let: Names = (),
    ) -> None:
        """Have a figure worked out, by the text of its expression."""
        figure = parsed(text, self.pack, question.of_region, kinds, let)
        self._wanted.setdefault(question, {})[figure.text] = figure

    def engine_for(self, question: Question) -> Engine:
        """The records as of the question's day, and of states those of its span's end."""
        day = question.day or self.day
        until = min(question.span.end, day)
        if (day, until) not in self._engines:
            self._engines[day, until] = self._as_of(day).states_on(until)
        return self._engines[day, until]

    def _as_of(self, day: date) -> Engine:
        if (day, day) not in self._engines:
            self._engines[day, day] = self.engine.on(day)
        return self._engines[day, day]

    def fetch(self) -> None:
        """Ask for all that is wanted."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            asked = [
                (question, figures, pool.submit(self.engine_for(question).query, sql))
                for question, figures, sql in self.queries()
            ]
            for question, figures, answer in asked:
                self._keep(question, figures, answer.result().to_pydict())

    def _keep(
        self, question: Question, figures: dict[str, Expression], rows: dict[str, list[object]]
    ) -> None:
        by = map(_text, rows[BY]) if question.by else [None] * len(rows[COUNTY])
        keys = list(zip((str(code)[:6] for code in rows[COUNTY]), by, strict=True))
        for name, figure in figures.items():
            values = map(_value, rows[name])
            self._found[question, figure.text] = dict(zip(keys, values, strict=True))

    def queries(self) -> Iterator[tuple[Question, dict[str, Expression], str]]:
        """Every query for what is wanted: its question, its figures by column, its SQL."""
        for question, wanted in self._wanted.items():
            for group in together(wanted.values()):
                figures = {f"f{i}": figure for i, figure in enumerate(group)}
                yield question, figures, query(question, figures, self.pack, self.day)

    def found(self, question: Question, text: str) -> Found:
        """What was found for a figure."""
        return self._found[question, text]


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _value(found: object) -> Value:
    if isinstance(found, (int, float)) and not isinstance(found, bool):
        return Decimal(str(found))
    return found  # type: ignore[return-value]
