"""Where a round is, what is settled in it, and what follows."""

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any

from luoshi.assessment import Assessment, Frozen, document, thawed
from luoshi.assessment.settling import Answer, Mark, judgements
from luoshi.pack.scorecard_items import Judged
from luoshi.site.assessment.choices import State
from luoshi.site.assessment.models import (
    Adoption,
    FrozenBasis,
    ObjectionAnswer,
    Round,
    ScorerMark,
)
from luoshi.site.assessment.services.records import figures


class BrokenSealError(ValueError):
    """What is kept is not what was sealed; the text is Chinese."""


@dataclass(frozen=True)
class Difference:
    """An item of a place that would score otherwise by the records there are now."""

    place: str
    item: str
    was: str
    now: str

    def document(self) -> dict[str, str]:
        """As JSON."""
        return {"place": self.place, "item": self.item, "was": self.was, "now": self.now}


def state_of(found: Round) -> State:
    """Where a round is."""
    *_, last = found.steps.order_by("pk").values_list("state", flat=True)
    return State(last)


def seal(text: str) -> tuple[bytes, str]:
    """A text compressed, and its digest."""
    written = text.encode()
    return zlib.compress(written, 9), sha256(written).hexdigest()


@lru_cache(maxsize=8)
def unsealed(content: bytes, digest: str) -> str:
    """A sealed text.

    Raises:
        BrokenSealError: it is not what was sealed.
    """
    text = zlib.decompress(content)
    if sha256(text).hexdigest() != digest:
        raise BrokenSealError("封存的内容和校验值对不上，不能用；请找系统管理员查备份。")
    return text.decode()


def frozen_of(found: Round) -> Frozen | None:
    """The frozen figures of a round; None before they are frozen.

    Raises:
        BrokenSealError: they are not what was sealed.
    """
    kept = FrozenBasis.objects.filter(round=found).first()
    return _thawed(bytes(kept.content), kept.digest) if kept else None


@lru_cache(maxsize=8)
def _thawed(content: bytes, digest: str) -> Frozen:
    return thawed(unsealed(content, digest))


def marks_of(found: Round, place: str | None = None, item: str | None = None) -> list[Mark]:
    """All marks, or those on an item of a place, in the order they were given."""
    rows = ScorerMark.objects.filter(round=found).order_by("pk")
    rows = rows.filter(place=place, item=item) if place else rows
    return [
        Mark(one.item, one.place, one.by_id or 0, one.points, one.reason, one.evidence)
        for one in rows
    ]


def answers_of(found: Round) -> list[Answer]:
    """The answers that gave other points."""
    rows = ObjectionAnswer.objects.filter(objection__round=found, points__isnull=False)
    return [
        Answer(one.objection.item, one.objection.place, one.points, one.reason)
        for one in rows.select_related("objection").order_by("pk")
        if one.points is not None
    ]


def basis_of(found: Round) -> Frozen:
    """What the scores rest on: the frozen figures, or, before these are frozen, the records."""
    return frozen_of(found) or figures(found.notice, found.year)


def assessment_of(found: Round) -> Assessment:
    """The scores of a round by what is settled now."""
    settled = judgements(marks_of(found), answers_of(found), found.allowed)
    return basis_of(found).assessed(settled, found.left_out)


def unsettled(found: Round) -> int:
    """How many judged items of places are not settled."""
    scores = assessment_of(found)
    judged = {one.id for card in scores.cards for one in card.items if isinstance(one, Judged)}
    places = (*scores.counties, *scores.departments)
    return sum(item.score.open for place in places for item in place.every if item.id in judged)


def text_of(found: Assessment) -> str:
    """The document as text: the same for the same scores."""
    return json.dumps(document(found), ensure_ascii=False, separators=(",", ":"))


def published(found: Round) -> dict[str, Any] | None:
    """The document that was published; None before that.

    Raises:
        BrokenSealError: it is not what was sealed.
    """
    kept = Adoption.objects.filter(round=found, verdict__agreed=True).first()
    if kept is None:
        return None
    said: dict[str, Any] = json.loads(unsealed(bytes(kept.content), kept.digest))
    return said


def waiting(found: Round) -> Adoption | None:
    """The result that waits for a second person."""
    return Adoption.objects.filter(round=found, verdict=None).first()


def differences(found: Round) -> tuple[str, list[Difference]]:
    """The digest of the figures as they would be now, and what would score otherwise by them.

    Judgements are the same on both sides.
    """
    basis = frozen_of(found)
    assert basis
    now = figures(found.notice, found.year)
    settled = judgements(marks_of(found), answers_of(found), found.allowed)
    before, after = (one.assessed(settled, found.left_out) for one in (basis, now))
    return seal(now.text())[1], list(_differences(before, after))


def _differences(before: Assessment, after: Assessment) -> Iterator[Difference]:
    was, now = _scores(before), _scores(after)
    for place, item in sorted(was.keys() | now.keys()):
        one, other = was.get((place, item), "—"), now.get((place, item), "—")
        if one != other:
            yield Difference(place, item, one, other)


def _scores(found: Assessment) -> dict[tuple[str, str], str]:
    return {
        (place.name, item.title): _said(item.score.low, item.score.high)
        for place in (*found.counties, *found.departments)
        for item in place.every
    }


def _said(low: object, high: object) -> str:
    return str(low) if low == high else f"{low}—{high}"
