"""The inputs of a scheme, asked of a pack's counties."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from luoshi.allocation.input_figures import wanted
from luoshi.allocation.inputs import Code, County, Figure, Inputs, Members, Wanted
from luoshi.allocation.lapsing import lapses, remaining
from luoshi.area_queries import Answers, Question, Value, calendar_year, places_of
from luoshi.area_queries.questions import parsed
from luoshi.area_queries.reported import Reporting, of_several
from luoshi.areas import Group
from luoshi.pack import Pack
from luoshi.pack.allocation import Scheme
from luoshi.warehouse.engine import Engine


def gather(
    pack: Pack,
    engine: Engine,
    scheme: Scheme,
    year: int,
    reporting: Reporting | None = None,
    as_of: date | None = None,
) -> Inputs:
    """What the records say of every county for a scheme in a year, as of a day of it.

    Without ``as_of``, or with a later one, the day is the year's last. In ``engine`` every table
    of the pack is a relation (see `luoshi.area_queries.subjects`). Parameters and groups count as
    of the year's last day; nothing is asked for the parts of the scheme that have lapsed by then.
    ``reporting`` tells whose rows are told in full.

    Raises:
        LackingError: what the received amounts are asked by has no value on that day.
    """
    day = date(year, 12, 31)
    groups = {id_: _members(group, day) for id_, group in pack.groups.items()}
    known = Inputs(counties(pack), groups, {}, lapses(pack, scheme, year))
    answers = Answers(pack, engine, min(as_of or day, day))
    asked = wanted(remaining(scheme, known))
    figures = _figures(answers, asked, year)
    untold = tuple(_untold(pack, asked, year, reporting, answers.day)) if reporting else ()
    return replace(known, figures=figures, untold=untold)


def _untold(
    pack: Pack, asked: Iterable[Wanted], year: int, reporting: Reporting, day: date
) -> Iterator[str]:
    """Which tables behind the figures are not told in full, and of which counties."""
    names = places_of(pack).names
    read = {
        (table, figure.years_back)
        for figure in asked
        for table in parsed(figure.text, pack, kinds=(figure.kind,)).gathered
    }
    for table, back in sorted(read):
        span = calendar_year(year - back).until(day)
        found = {
            code: reporting.of(pack.tables[table], code, span, day)
            for code in places_of(pack).counties
        }
        told = [code for code, one in found.items() if one.counts]
        several = of_several(found, told, Decimal(1), names)
        yield from filter(None, (several.why, several.note))


def _figures(answers: Answers, asked: Iterable[Wanted], year: int) -> Mapping[Wanted, Figure]:
    questions = {figure: _question(figure, year) for figure in asked}
    for figure, question in questions.items():
        answers.want(question, figure.text, (figure.kind,))
    answers.fetch()
    return {
        figure: _by_county(answers.found(question, figure.text))
        for figure, question in questions.items()
    }


def counties(pack: Pack) -> tuple[County, ...]:
    """Every county of a pack."""
    places = places_of(pack)
    return tuple(County(code, places.names[code]) for code in places.counties)


def _members(group: Group, day: date) -> Members:
    return Members(group.title, group.members(day))


def _question(figure: Wanted, year: int) -> Question:
    """Parameters count as of the year that is shared out, whatever year is asked about."""
    return Question(calendar_year(year - figure.years_back), date(year, 12, 31))


def _by_county(found: Mapping[tuple[Code, str | None], Value]) -> Figure:
    return {code: _number(value) for (code, _), value in found.items()}


def _number(value: Value) -> Decimal | bool | None:
    return value if isinstance(value, bool | Decimal) else None
