"""All that a card's scores rest on, but for judgements: it alone gives them again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from luoshi.area_queries import Answers, Value, calendar_year, places_of
from luoshi.assessment.figures import NO_ROWS, Ask, gather, tables_of
from luoshi.assessment.sources import Sources
from luoshi.assessment.told import Told
from luoshi.pack import Pack
from luoshi.pack.models import Notice
from luoshi.pack.obligations import EVERYWHERE, Where
from luoshi.pack.scorecards import Scorecard

Place = tuple[str, str, str | None]
"""A county's code or a unit's name, what it is called, and the class it is in."""


@dataclass(frozen=True)
class Figure:
    """What an expression gives of each place, the tables behind it (id and title), and for which
    places these are not told in full, and why."""

    values: Mapping[str, Value]
    tables: tuple[tuple[str, str], ...]
    lacking: Mapping[str, str]


@dataclass(frozen=True)
class Basis:
    """A card, the places scored by it in a year, and the figures."""

    card: Scorecard
    year: int
    places: tuple[Place, ...]
    figures: Mapping[Ask, Figure]

    def value(self, ask: Ask, place: str) -> Value:
        """What an expression gives of a place; None where nothing is known.

        A unit that no row names has no rows: none of anything.
        """
        found = self.figures[ask].values
        return NO_ROWS[ask.kind] if ask.by and place not in found else found.get(place)

    def lacking(self, ask: Ask, place: str) -> str:
        """Which tables behind a figure are not told in full of a place; empty where all are."""
        return self.figures[ask].lacking.get(place, "")

    def evidence(self, asks: Iterable[Ask], place: str) -> tuple[dict[str, object], ...]:
        """The tables behind figures, and by what their rows of the place are found."""
        tables = sorted({table for ask in asks for table in self.figures[ask].tables})
        period = f"{self.year}-01-01/{self.year}-12-31"
        where = {self.card.subject: place, "period": period}
        return tuple({"table": id_, "title": title, "filter": where} for id_, title in tables)


def basis_of(card: Scorecard, year: int, sources: Sources) -> Basis:
    """Ask the records for all that a card needs in a year."""
    pack, day = sources.pack, min(sources.as_of, calendar_year(year).end)
    values = gather(pack, Answers(pack, sources.engine, day), card, year)
    told = Told(pack, card, sources.reporting, year, day)
    places = _places(card, pack, year)
    figures = {ask: _figure(pack, card, ask, found, told, places) for ask, found in values.items()}
    return Basis(card, year, tuple(places), figures)


def _figure(
    pack: Pack,
    card: Scorecard,
    ask: Ask,
    found: Mapping[str, Value],
    told: Told,
    places: Sequence[Place],
) -> Figure:
    tables = tuple((id_, pack.tables[id_].title) for id_ in sorted(tables_of(pack, card, ask)))
    lacking = {code: why for code, *_ in places if (why := told.lacking(ask, code))}
    return Figure(found, tables, lacking)


def units_of(pack: Pack, notice: Notice) -> tuple[str, ...]:
    """The units that lead an obligation of a notice, in the pack's order."""
    leads = {unit for one in pack.only(notice.id).obligations.values() for unit in one.leads}
    return tuple(name for name in pack.units if name in leads)


def _places(card: Scorecard, pack: Pack, year: int) -> list[Place]:
    if card.subject == "unit":
        return [(one, one, None) for one in units_of(pack, pack.notice(card.id))]
    names = places_of(pack).names
    found = {
        code: group.title
        for group in reversed(card.classes)
        for code in _members(group.where, pack, year)
    }
    return [(code, names[code], found[code]) for code in sorted(found)]


def _members(where: Where, pack: Pack, year: int) -> frozenset[str]:
    """The counties of a class as it stands at the end of a year."""
    if isinstance(where, tuple):
        return frozenset(where)
    if where == EVERYWHERE:
        return frozenset(places_of(pack).counties)
    return pack.groups[where].members(calendar_year(year).end)
