"""Every place of a card scored from what it rests on, put in order and graded."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from luoshi.assessment.basis import Basis, Place
from luoshi.assessment.figures import Ask
from luoshi.assessment.place import Scoring, together
from luoshi.assessment.ranking import Range, ranked
from luoshi.assessment.results import PlaceScore
from luoshi.assessment.scores import Score
from luoshi.assessment.shapes import NOTHING_DUE, number_of
from luoshi.assessment.sources import Judgement
from luoshi.assessment.standing import grade_of, with_ranks
from luoshi.expressions import Kind
from luoshi.pack.scorecard_items import Rank


def scores_of(
    basis: Basis, settled: Iterable[Judgement], left_out: Mapping[str, str]
) -> tuple[PlaceScore, ...]:
    """The scores of a card's places; of judgements on one item of a place the last counts."""
    judged = {(one.item, one.place): one for one in settled}
    counted = [place for place in basis.places if place[0] not in left_out]
    ranks = dict(_ranks(basis, counted))
    found = [
        PlaceScore(*place, left_out=left_out[place[0]])
        if place[0] in left_out
        else _scored(place, Scoring(place[0], basis, judged, ranks))
        for place in basis.places
    ]
    return tuple(with_ranks(found))


def _scored(place: Place, scoring: Scoring) -> PlaceScore:
    code, name, group = place
    card = scoring.basis.card
    parts = [scoring.part(part) for part in card.parts_of(code)]
    extras = [scoring.outside(extra) for extra in card.extras]
    vetoes = [scoring.veto(veto) for veto in card.vetoes]
    struck = [(veto.zeroes, one.score) for veto, one in zip(card.vetoes, vetoes, strict=True)]
    low, high = together(parts, extras, struck)
    if not any(part.due for part in parts):
        return PlaceScore(code, name, group, tuple(parts), left_out=NOTHING_DUE)
    grade = grade_of(card, low, high, {one.id: one.score for one in vetoes})
    return PlaceScore(
        code, name, group, tuple(parts), tuple(extras), tuple(vetoes), low, high, grade
    )


def _ranks(basis: Basis, places: Sequence[Place]) -> Iterator[tuple[str, Mapping[str, Score]]]:
    """The points of the items that go by places, class by class."""
    for item in basis.card.items:
        if isinstance(item, Rank):
            groups: dict[str | None, dict[str, Range | None]] = {}
            for code, _, group in places:
                groups.setdefault(group, {})[code] = _range(item, basis, code)
            every = (ranked(item, values) for values in groups.values())
            yield item.id, {code: score for one in every for code, score in one.items()}


def _range(item: Rank, basis: Basis, place: str) -> Range | None:
    """Between what a figure lies; None where nothing is known of it."""
    asks = [Ask(text, Kind.NUMBER, item.by) for text in (item.value, item.unknown) if text]
    numbers = [number_of(basis.value(ask, place)) for ask in asks]
    known = [one for one in numbers if one is not None]
    if any(basis.lacking(ask, place) for ask in asks) or len(known) < len(asks):
        return None
    least, most = sorted((known[0], sum(known, Fraction(0))))
    return least, most
