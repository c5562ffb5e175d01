"""What the pages of a round show."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse

from luoshi import pack
from luoshi.assessment import Assessment, PlaceScore
from luoshi.assessment.results import ItemScore, PartScore
from luoshi.assessment.settling import Mark, Stage, stage_of
from luoshi.pack.scorecard_items import SHAPE_TITLES, ItemBase, Judged
from luoshi.pack.scorecards import Scorecard
from luoshi.site.accounts.services import User
from luoshi.site.assessment.choices import State
from luoshi.site.assessment.models import Handback, Objection, Round, SelfReport
from luoshi.site.assessment.policies import may_score
from luoshi.text.numbers import fixed


def span(low: object, high: object) -> str:
    """Points, or the range they may still have."""
    one, other = (fixed(value) for value in (low, high))  # type: ignore[arg-type]
    return one if one == other else f"{one} — {other}"


@dataclass(frozen=True)
class PlaceRow:
    """A place in the table of a round."""

    score: PlaceScore
    round: int

    def __str__(self) -> str:
        return self.score.name

    @property
    def name(self) -> str:
        """What it is called."""
        return self.score.name

    @property
    def url(self) -> str:
        """Its page in the round."""
        return reverse("assessment:place", args=[self.round, self.score.code])

    @property
    def left_out(self) -> str:
        """That it is not assessed, and why."""
        return f"不考核：{self.score.left_out}" if self.score.left_out else ""

    @property
    def points(self) -> str:
        """Its points."""
        return "—" if self.score.left_out else span(self.score.low, self.score.high)

    @property
    def open(self) -> int:
        """How many of its items are open."""
        return sum(item.score.open for item in self.score.every)


@dataclass(frozen=True)
class Link:
    """A table behind a figure, and the page of its rows; none where nobody fills it."""

    title: str
    url: str = ""


@dataclass(frozen=True)
class ItemRow:
    """An item of a place: what it scored, what people said of it, and what the reader may do.

    ``marks`` of others are shown once the reader has scored, or all is settled.
    """

    item: ItemScore
    known: ItemBase | None
    stage: Stage | None
    marks: tuple[Mark, ...]
    scorable: bool
    report: str
    objections: tuple[Objection, ...]

    @property
    def points(self) -> str:
        """Its points."""
        score = self.item.score
        return span(score.low, score.high) if score.due else "无任务"

    @property
    def shape(self) -> str:
        """How it is scored."""
        return SHAPE_TITLES[self.item.shape]

    @property
    def criteria(self) -> str:
        """By what people score it."""
        return self.known.criteria if isinstance(self.known, Judged) else ""

    @property
    def links(self) -> list[Link]:
        """The tables behind it, and where its rows are looked at."""
        return [_link(one) for one in self.item.evidence]


@dataclass(frozen=True)
class PartRows:
    """A part of a card with its items; ``points`` what it has of how many."""

    title: str
    points: str
    items: tuple[ItemRow, ...]


@dataclass(frozen=True)
class Schedule:
    """A state of the round with its last day, and whether it is over or now."""

    state: State
    day: str
    over: bool
    now: bool


def schedule(found: Round, now: State) -> list[Schedule]:
    """The calendar of a round."""
    order = list(State)
    return [
        Schedule(one, found.calendar[one.value], order.index(one) < order.index(now), one is now)
        for one in order
    ]


def place_rows(
    found: Round, scores: Iterable[PlaceScore], cards: Iterable[Scorecard]
) -> list[PlaceRow]:
    """The places class by class as the cards have them, the first ranks first, then by the most
    points they may have."""
    classes = [group.title for card in cards for group in card.classes]

    def order(one: PlaceScore) -> tuple[int, bool, int, Decimal, str]:
        group = classes.index(one.group) if one.group else 0
        return group, one.rank is None, one.rank or 0, -one.high, one.code

    return [PlaceRow(one, found.pk) for one in sorted(scores, key=order)]


def find(found: Assessment, place: str) -> tuple[Scorecard, PlaceScore] | None:
    """A place's card and scores."""
    by_subject = {"county": found.counties, "unit": found.departments}
    for card in found.cards:
        for one in by_subject[card.subject]:
            if one.code == place:
                return card, one
    return None


def item_rows(
    found: Round,
    user: User,
    state: State,
    place: tuple[Scorecard, PlaceScore],
    marks: Sequence[Mark],
) -> list[PartRows]:
    """The items of a place, part by part."""
    card, score = place
    known = {item.id: item for item in card.items}
    reports = {
        one.item: one.text for one in SelfReport.objects.filter(round=found, place=score.code)
    }
    objections = list(
        Objection.objects.filter(round=found, place=score.code).select_related("answer", "by")
    )

    def row(item: ItemScore) -> ItemRow:
        given = tuple(one for one in marks if (one.place, one.item) == (score.code, item.id))
        judged = isinstance(known.get(item.id), Judged)
        stage = stage_of(given, found.allowed) if judged else None
        mine = any(one.scorer == user.pk for one in given)
        seen = given if mine or stage is Stage.SETTLED else ()
        open_ = state is State.SCORING and stage not in (None, Stage.SETTLED) and not mine
        return ItemRow(
            item,
            known.get(item.id),
            stage,
            seen,
            open_ and may_score(user, score.code),
            reports.get(item.id, ""),
            tuple(one for one in objections if one.item == item.id),
        )

    parts = [PartRows(one.title, _of(one), tuple(map(row, one.items))) for one in score.parts]
    more = tuple(map(row, (*score.extras, *score.vetoes)))
    return [*parts, PartRows("百分以外和一票否决", "", more)] if more else parts


def _of(part: PartScore) -> str:
    return f"{part.points} 分，得 {span(part.low, part.high)}"


def _link(evidence: Mapping[str, Any]) -> Link:
    """To a county's or a unit's page for how promises stand, else to the ledger."""
    id_, title, where = evidence["table"], evidence["title"], evidence["filter"]
    policy = pack.load()
    table = policy.tables.get(id_)
    if table is None or table.home == "dataset":
        return Link(title)
    if table.home == "ledger":
        return Link(title, reverse("ledgers:ledger", args=[id_]))
    if "unit" in where:
        return Link(title, reverse("notices:unit", args=[where["unit"]]))
    return Link(title, reverse("notices:county", args=[where["county"]]))


def named(rows: Iterable[Handback | Objection], scores: Assessment) -> list[Any]:
    """Rows about places, each with what it is about as ``named``."""
    places = {one.code: one for one in (*scores.counties, *scores.departments)}
    found = []
    for row in rows:
        one = places.get(row.place)
        items = {item.id: item.title for item in one.every} if one else {}
        what = items.get(getattr(row, "item", ""), "")
        row.named = " ".join(filter(None, (one.name if one else row.place, what)))  # type: ignore[union-attr]
        found.append(row)
    return found
