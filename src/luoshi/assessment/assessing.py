"""A year's assessment: each place's card scored, put in order and graded."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from luoshi.area_queries import Answers, calendar_year, places_of
from luoshi.assessment.evidence import Told
from luoshi.assessment.figures import Ask, Figures, gather
from luoshi.assessment.place import Scoring, together
from luoshi.assessment.ranking import Range, ranked
from luoshi.assessment.results import Assessment, PlaceScore
from luoshi.assessment.scores import Score
from luoshi.assessment.shapes import number_of
from luoshi.assessment.sources import Sources, hold_verdicts
from luoshi.assessment.standing import grade_of, with_ranks
from luoshi.expressions import Kind
from luoshi.pack import Pack
from luoshi.pack.models import Notice
from luoshi.pack.obligations import EVERYWHERE, Where
from luoshi.pack.scorecard_items import Rank
from luoshi.pack.scorecards import Scorecard

Place = tuple[str, str, str | None]
"""A county's code or a unit's name, what it is called, and the class it is in."""


class NotAssessedError(ValueError):
    """There is nothing to assess; the text says why, in Chinese."""


def assess(notice: str, year: int, sources: Sources) -> Assessment:
    """Score counties and units by the cards of a notice (id) that count in a year.

    Raises:
        NotAssessedError: the notice has no card for the year, or the year has not begun.
    """
    pack = sources.pack
    cards = cards_of(pack, notice, year)
    if sources.as_of < calendar_year(year).start:
        raise NotAssessedError(f"{year} 年还没有开始，没有可以考核的")
    hold_verdicts(sources)
    found = {card.id: _by_card(card, year, sources) for card in cards}
    of = {subject: [one for card in cards if card.subject == subject for one in found[card.id]]
          for subject in ("county", "unit")}  # fmt: skip
    return Assessment(notice, year, sources.as_of, cards, tuple(of["county"]), tuple(of["unit"]))


def cards_of(pack: Pack, notice: str, year: int) -> tuple[Scorecard, ...]:
    """The cards of a notice (id) for a year.

    Raises:
        NotAssessedError: there is none.
    """
    every = pack.only(notice).scorecards.values()
    found = tuple(one for one in every if one.first <= year <= one.last)
    if not found:
        years = "、".join(f"{one.title} {one.first}—{one.last} 年" for one in every)
        told = f"有的是：{years}" if years else f"写在 notices/{notice}/scorecards/"
        raise NotAssessedError(f"{pack.notices[notice].number}没有 {year} 年的考核表；{told}")
    return found


def units_of(pack: Pack, notice: Notice) -> tuple[str, ...]:
    """The units that lead an obligation of a notice, in the pack's order."""
    leads = {unit for one in pack.only(notice.id).obligations.values() for unit in one.leads}
    return tuple(name for name in pack.units if name in leads)


def _by_card(card: Scorecard, year: int, sources: Sources) -> list[PlaceScore]:
    pack = sources.pack
    span = calendar_year(year)
    day = min(sources.as_of, span.end)
    figures = gather(pack, Answers(pack, sources.engine, day), card, year)
    told = Told(pack, card, sources.reporting, year, day)
    settled = {(one.item, one.place): one for one in sources.settled}
    places = _places(card, pack, year)
    counted = [one for one in places if one[0] not in sources.left_out]
    ranks = dict(_ranks(card, figures, told, counted))
    scores = [
        _left_out(place, sources.left_out[place[0]])
        if place[0] in sources.left_out
        else _scored(card, place, Scoring(place[0], figures, told, settled, ranks))
        for place in places
    ]
    return with_ranks(scores)


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


def _scored(card: Scorecard, place: Place, scoring: Scoring) -> PlaceScore:
    code, name, group = place
    parts = [scoring.part(part) for part in card.parts_of(code)]
    extras = [scoring.outside(extra) for extra in card.extras]
    vetoes = [scoring.veto(veto) for veto in card.vetoes]
    struck = [(veto.zeroes, one.score) for veto, one in zip(card.vetoes, vetoes, strict=True)]
    low, high = together(parts, extras, struck)
    grade = grade_of(card, low, high, {one.id: one.score for one in vetoes})
    return PlaceScore(
        code, name, group, tuple(parts), tuple(extras), tuple(vetoes), low, high, grade
    )


def _left_out(place: Place, why: str) -> PlaceScore:
    return PlaceScore(*place, left_out=why)


def _ranks(
    card: Scorecard, figures: Figures, told: Told, places: Sequence[Place]
) -> Iterator[tuple[str, Mapping[str, Score]]]:
    """The points of the items that go by places, class by class."""
    for item in card.items:
        if isinstance(item, Rank):
            groups: dict[str | None, dict[str, Range | None]] = {}
            for code, _, group in places:
                found = _range(item, figures, told, code)
                groups.setdefault(group, {})[code] = found
            every = (ranked(item, values) for values in groups.values())
            yield item.id, {code: score for one in every for code, score in one.items()}


def _range(item: Rank, figures: Figures, told: Told, place: str) -> Range | None:
    """Between what a figure lies; None where nothing is known of it."""
    asks = [Ask(text, Kind.NUMBER, item.by) for text in (item.value, item.unknown) if text]
    numbers = [number_of(figures.of(ask, place)) for ask in asks]
    if any(told.lacking(ask, place) for ask in asks) or any(one is None for one in numbers):
        return None
    known: list[Fraction] = [one for one in numbers if one is not None]
    ends = sorted((known[0], sum(known, Fraction(0))))
    return ends[0], ends[1]
