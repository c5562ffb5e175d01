"""A year's assessment: what it rests on is asked of the records, and the scores follow."""

from collections.abc import Mapping
from typing import Any

from luoshi.area_queries import calendar_year
from luoshi.assessment.basis import basis_of
from luoshi.assessment.freezing import Frozen
from luoshi.assessment.results import Assessment
from luoshi.assessment.sources import Sources, hold_verdicts
from luoshi.pack import Pack
from luoshi.pack.scorecards import Scorecard


class NotAssessedError(ValueError):
    """There is nothing to assess; the text says why, in Chinese."""


def assess(notice: str, year: int, sources: Sources) -> Assessment:
    """Score counties and units by the cards of a notice (id) that count in a year.

    Raises:
        NotAssessedError: the notice has no card for the year, or the year has not begun.
    """
    return freeze(notice, year, sources).assessed(sources.settled, sources.left_out)


def freeze(
    notice: str, year: int, sources: Sources, records: Mapping[str, Any] | None = None
) -> Frozen:
    """What the scores of each card of a notice rest on; ``records`` name the versions there are.

    Raises:
        NotAssessedError: as :func:`assess`.
    """
    cards = cards_of(sources.pack, notice, year)
    if sources.as_of < calendar_year(year).start:
        raise NotAssessedError(f"{year} 年还没有开始，没有可以考核的")
    hold_verdicts(sources)
    bases = tuple(basis_of(card, year, sources) for card in cards)
    return Frozen(notice, year, sources.as_of, bases, records or {})


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
