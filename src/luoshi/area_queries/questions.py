"""From the text of a figure to an expression and SQL."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from luoshi.area_queries.period import Period
from luoshi.expressions import (
    BUILT_IN,
    Expression,
    Kind,
    Vocabulary,
    column,
    compile_query,
    parse,
)
from luoshi.expressions.period import NEEDED
from luoshi.pack import Pack
from luoshi.pack.rules import values_on, vocabulary
from luoshi.warehouse.schema import Table

Names = tuple[tuple[str, str], ...]
"""Shorthands with what each stands for."""

COUNTY = "county"
"""The column of a query that holds the county's code."""


@dataclass(frozen=True)
class Question:
    """What figures are asked for: the days, and the day whose parameters count.

    For each value of the column ``by`` (表.列), and ``of_region`` as one or of each county. ``day``
    is the day as of whose end it is asked, where that is not the day of all questions.
    """

    span: Period
    yardsticks: date
    by: str | None = None
    of_region: bool = False
    day: date | None = None


@lru_cache(maxsize=8)
def words_of(pack: Pack) -> Vocabulary:
    """What the pack's expressions may name."""
    return vocabulary(pack)


@lru_cache(maxsize=4096)
def parsed(
    text: str,
    pack: Pack,
    of_region: bool = False,
    kinds: tuple[Kind, ...] = (Kind.NUMBER,),
    let: Names = (),
) -> Expression:
    """A figure's expression, asked of each county or of the region, that gives one of ``kinds``.

    ``let`` are shorthands of its text.

    Raises:
        ExpressionError: it does not hold, or gives something else than is asked for.
    """
    words = words_of(pack)
    found = parse(text, words, subject_of(of_region, words), dict(let))
    return found.require(*kinds)


def subject_of(of_region: bool, words: Vocabulary) -> str:
    """The table whose rows are asked: each county, or the region as one."""
    subject = words.region if of_region else words.counties
    assert subject
    return subject


def grouping(text: str, words: Vocabulary) -> Expression:
    """The column ``表.列`` that figures are asked by.

    Raises:
        ExpressionError: there is no such table or column.
    """
    table, _, name = text.partition(".")
    return column(words, table, name)


def resting_on(tables: Iterable[str], words: Vocabulary) -> tuple[str, ...]:
    """What figures of places rest on that read some tables: these, and the registers that lead
    rows about persons and households to a place."""
    subjects = words.counties, words.region
    read = [words.table(id_) for id_ in tables if id_ not in subjects]
    return tuple(sorted({one.id for one in read}.union(*(_led_by(one, words) for one in read))))


def _led_by(table: Table, words: Vocabulary) -> Iterator[str]:
    if table.area is None and table.person and not table.household:
        yield words.residents
    if table.area is None and (table.person or table.household):
        yield words.households


def query(question: Question, figures: dict[str, Expression], pack: Pack, day: date) -> str:
    """The SQL that gives each figure under its name, and the county."""
    needed = frozenset().union(*(figure.parameters for figure in figures.values()))
    values = parameters(pack, needed, question.span, question.yardsticks, question.day or day)
    known = tuple(sorted((name, values[name]) for name in needed | frozenset(NEEDED)))
    asked = _Figures(tuple((name, figure.text) for name, figure in figures.items()), figures)
    return _sql(pack, question.of_region, question.by, asked, known)


@dataclass(frozen=True)
class _Figures:
    """Figures by name; the same texts are the same figures."""

    texts: Names
    found: dict[str, Expression] = field(compare=False)


@lru_cache(maxsize=4096)
def _sql(
    pack: Pack,
    of_region: bool,
    by: str | None,
    figures: _Figures,
    known: tuple[tuple[str, object], ...],
) -> str:
    words = words_of(pack)
    subject = subject_of(of_region, words)
    area = words.table(subject).area
    assert area
    outputs = {COUNTY: column(words, subject, area.name)} | figures.found
    grouped = grouping(by, words) if by else None
    return compile_query(subject, outputs, None, words, dict(known), by=grouped)


def parameters(
    pack: Pack, names: frozenset[str], span: Period, yardsticks: date, day: date
) -> dict[str, object]:
    """The parameters asked for as in force on the yardsticks' day, and the built-in ones.

    Raises:
        ValueError: a parameter has no value in force on that day.
    """
    return dict(values_on(pack, names - set(BUILT_IN), yardsticks)) | {
        "as_of": day,
        "period_start": span.start,
        "period_end": span.end,
        "year": span.end.year,
    }
