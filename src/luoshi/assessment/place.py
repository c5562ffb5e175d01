"""The card of one place: its items scored, its parts, extras and vetoes put together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from luoshi.assessment.basis import Basis
from luoshi.assessment.figures import expressions
from luoshi.assessment.results import ItemScore, PartScore
from luoshi.assessment.scores import NONE, Score, points, sure, unknown
from luoshi.assessment.shapes import NO_FIGURE, Read, number_of, scored
from luoshi.assessment.sources import Judgement
from luoshi.pack.scorecard_items import Extra, Item, Judged, Rank, Veto
from luoshi.pack.scorecards import WHOLE, Part
from luoshi.text.numbers import exact, written

NOT_JUDGED = "还没有评分"

Vetoed = Sequence[tuple[str | None, Score]]
"""Whether facts that veto are there, each with what it zeroes."""


@dataclass(frozen=True)
class Scoring:
    """One place scored by its card: what that rests on, and what is settled.

    ``ranks`` are the items that are told by the places of a class.
    """

    place: str
    basis: Basis
    settled: Mapping[tuple[str, str], Judgement]
    ranks: Mapping[str, Mapping[str, Score]]

    def part(self, part: Part) -> PartScore:
        """A part, where what was not due is left out and the rest counts as the whole."""
        items = tuple(self._item(item) for item in part.items)
        due = [one for one in items if one.score.due]
        counted = sum((one.points for one in due), NONE)
        ends = (sum((getattr(one.score, end) for one in due), NONE) for end in ("low", "high"))
        low, high = (_scaled(end, part.points, counted) for end in ends)
        return PartScore(part.id, part.title, part.points, low, high, items)

    def outside(self, extra: Extra) -> ItemScore:
        """Points up or down outside the hundred."""
        score = self._lacking(extra, extra.cap) or self._tiers(extra)
        if extra.shape == "malus":
            score = Score(-score.high, -score.low, score.reason, score.value)
        return self._told(extra, extra.shape, extra.cap, score)

    def veto(self, veto: Veto) -> ItemScore:
        """Whether a fact that vetoes is there: -1 where it is, 0 where not."""
        lacking, holds = self._lacking(veto, Decimal(1)), self._read(veto)(veto.when)
        if lacking or not isinstance(holds, bool):
            score = Score(Decimal(-1), NONE, lacking.reason if lacking else "不知道有没有")
        else:
            score = sure(Fraction(-1 if holds else 0), "有" if holds else "没有", holds)
        return self._told(veto, "veto", NONE, score)

    def _item(self, item: Item) -> ItemScore:
        return self._told(item, item.shape, item.points, self._score(item))

    def _score(self, item: Item) -> Score:
        if isinstance(item, Judged):
            return self._judged(item)
        if isinstance(item, Rank):
            return self.ranks[item.id][self.place]
        return self._lacking(item, item.points) or scored(item, self._read(item))

    def _judged(self, item: Judged) -> Score:
        found = self.settled.get((item.id, self.place))
        if found is None:
            return unknown(item.points, NOT_JUDGED)
        if not 0 <= found.points <= item.points:
            raise ValueError(
                f"{self.place} 的“{item.title}”评了 {found.points} 分，不在 0 到 {item.points} 之间"
            )
        return sure(found.points, found.reason, found.points)

    def _tiers(self, extra: Extra) -> Score:
        read = self._read(extra)
        counts = [(tier, number_of(read(tier.count))) for tier in extra.tiers]
        if any(count is None for _, count in counts):
            return unknown(extra.cap, NO_FIGURE)
        whole = sum((exact(tier.points) * (count or 0) for tier, count in counts), Fraction(0))
        said = "、".join(f"{tier.title} {written(count or 0)}" for tier, count in counts)
        capped = min(whole, exact(extra.cap))
        return sure(capped, said + ("，到了上限" if whole > capped else ""))

    def _lacking(self, thing: Item | Extra | Veto, most: Decimal) -> Score | None:
        """Open, where a table behind a figure is not told in full; None where all are."""
        said = self.lacking(thing)
        return unknown(most, said) if said else None

    def lacking(self, thing: Item | Extra | Veto) -> str:
        """What is not told of the tables behind a thing's figures; empty where all is."""
        why = (self.basis.lacking(ask, self.place) for _, ask in expressions(thing))
        return "；".join(dict.fromkeys(filter(None, why)))

    def _read(self, thing: Item | Extra | Veto) -> Read:
        found = {ask.text: self.basis.value(ask, self.place) for _, ask in expressions(thing)}
        return found.__getitem__

    def _told(
        self, thing: Item | Extra | Veto, shape: str, most: Decimal, score: Score
    ) -> ItemScore:
        evidence = self.basis.evidence([ask for _, ask in expressions(thing)], self.place)
        return ItemScore(thing.id, thing.title, shape, most, score, evidence)


def _scaled(got: Decimal, whole: Decimal, counted: Decimal) -> Decimal:
    return points(exact(got) * exact(whole) / exact(counted)) if counted else NONE


def together(
    parts: Sequence[PartScore], extras: Iterable[ItemScore], vetoes: Vetoed
) -> tuple[Decimal, Decimal]:
    """The least and the most points of a place: its parts that were due as the whole, what is
    vetoed as nothing, then what stands outside the hundred; never less than none.

    ``vetoes`` stand with what they zero: a part, or ``all``.
    """
    up = [one.score for one in extras]
    least = _whole(parts, "low", vetoes) + sum((one.low for one in up), NONE)
    most = _whole(parts, "high", vetoes) + sum((one.high for one in up), NONE)
    return max(NONE, least), max(NONE, most)


def _whole(parts: Sequence[PartScore], end: str, vetoes: Vetoed) -> Decimal:
    """The points of all parts at one end, those that count as the whole.

    A vetoed part is nothing, and counts whether or not it was due; at the least also one that
    may be vetoed.
    """
    struck = {part.id for part in parts if _struck(part, end, vetoes)}
    counted = [part for part in parts if part.due or part.id in struck]
    got = sum((getattr(part, end) for part in counted if part.id not in struck), NONE)
    every, due = (sum((part.points for part in some), NONE) for some in (parts, counted))
    return _scaled(got, every, due)


def _struck(part: PartScore, end: str, vetoes: Vetoed) -> bool:
    return any(getattr(score, end) < 0 for zeroes, score in vetoes if zeroes in (part.id, WHOLE))
