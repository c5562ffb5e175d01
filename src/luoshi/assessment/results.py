"""What an assessment gives, and the JSON others read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from luoshi.area_queries import Value
from luoshi.assessment.scores import NONE, Score
from luoshi.pack.scorecards import Scorecard

Json = dict[str, object]


@dataclass(frozen=True)
class ItemScore:
    """An item of a place, what it scored, and the tables it rests on."""

    id: str
    title: str
    shape: str
    points: Decimal
    score: Score
    evidence: tuple[Json, ...] = ()

    def document(self) -> Json:
        """As JSON; no score while it is open, and none where nothing was due."""
        return {
            "id": self.id,
            "title": self.title,
            "points": number(self.points),
            "score": number(self.score.sure),
            "low": number(self.score.low),
            "high": number(self.score.high),
            "due": self.score.due,
            "shape": self.shape,
            "value": plain(self.score.value),
            "reason": self.score.reason,
            "evidence": list(self.evidence),
        }


@dataclass(frozen=True)
class PartScore:
    """A part of a place's card; ``low`` and ``high`` count what was due as the whole."""

    id: str
    title: str
    points: Decimal
    low: Decimal
    high: Decimal
    items: tuple[ItemScore, ...]

    @property
    def due(self) -> bool:
        """Whether anything of it was."""
        return any(item.score.due for item in self.items)

    def document(self) -> Json:
        """As JSON."""
        return {
            "id": self.id,
            "title": self.title,
            "points": number(self.points),
            "score": number(self.low if self.due and self.low == self.high else None),
            "low": number(self.low),
            "high": number(self.high),
            "items": [item.document() for item in self.items],
        }


@dataclass(frozen=True)
class PlaceScore:
    """A county or unit: its parts, extras and vetoes, and the points between which it lies.

    ``grade`` and ``rank`` are None while something open could change them. One ``left_out`` has
    no points, and why it is says so.
    """

    code: str
    name: str
    group: str | None
    parts: tuple[PartScore, ...] = ()
    extras: tuple[ItemScore, ...] = ()
    vetoes: tuple[ItemScore, ...] = ()
    low: Decimal = NONE
    high: Decimal = NONE
    grade: str | None = None
    rank: int | None = None
    left_out: str | None = None

    @property
    def score(self) -> Decimal | None:
        """Its points, where they are known."""
        return self.low if self.low == self.high and self.left_out is None else None

    @property
    def every(self) -> Iterator[ItemScore]:
        """All its items, extras and vetoes."""
        for part in self.parts:
            yield from part.items
        yield from (*self.extras, *self.vetoes)

    def document(self) -> Json:
        """As JSON."""
        return {
            "code": self.code,
            "name": self.name,
            "class": self.group,
            "score": number(self.score),
            "low": number(self.low),
            "high": number(self.high),
            "grade": self.grade,
            "rank": self.rank,
            "left_out": self.left_out,
            "parts": [part.document() for part in self.parts],
            "extras": [item.document() for item in self.extras],
            "deductions": [_lost(item) for item in self.every if _loses(item)],
            "open": [_open(item) for item in self.every if item.score.open],
        }


@dataclass(frozen=True)
class Assessment:
    """A year's scores of a notice by its cards, as of a day."""

    notice: str
    year: int
    as_of: date
    cards: tuple[Scorecard, ...]
    counties: tuple[PlaceScore, ...] = ()
    departments: tuple[PlaceScore, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)


def document(found: Assessment) -> Json:
    """What ``luoshi assess --json`` prints: the same for the same records, byte for byte."""
    return {
        "notice": found.notice,
        "year": found.year,
        "as_of": found.as_of.isoformat(),
        "cards": [_card(card) for card in found.cards],
        "counties": [one.document() for one in found.counties],
        "departments": [one.document() for one in found.departments],
    }


def number(value: Decimal | None) -> int | float | None:
    """A number as JSON has it."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def plain(value: Value) -> int | float | bool | str | None:
    """A figure as JSON has it."""
    return number(value) if isinstance(value, Decimal) else value


def _card(card: Scorecard) -> Json:
    return {
        "id": card.id,
        "title": card.title,
        "subject": card.subject,
        "assumption": card.assumption,
        "source": card.source,
    }


def _loses(item: ItemScore) -> bool:
    score = item.score
    if item.shape == "bonus":
        return False
    most = NONE if item.shape in ("malus", "veto") else item.points
    return score.sure is not None and score.sure < most


def _lost(item: ItemScore) -> Json:
    """What was lost, in the item's own points; a veto strikes a part or caps the grade."""
    score = item.score.sure or NONE
    lost = -score if item.shape == "malus" else item.points - score
    told = None if item.shape == "veto" else number(lost)
    return {"id": item.id, "title": item.title, "lost": told, "reason": item.score.reason}


def _open(item: ItemScore) -> Json:
    score = item.score
    ends = {"low": number(score.low), "high": number(score.high)}
    return {"id": item.id, "title": item.title, **ends, "reason": score.reason}
