"""A whole round of the year before the last, and one of the last year under way: made up."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256

from django.utils.timezone import localdate

from luoshi import pack
from luoshi.pack.models import Notice
from luoshi.pack.scorecard_items import Judged
from luoshi.site.accounts.services import User
from luoshi.site.assessment.actions.following import HandBack, Strike
from luoshi.site.assessment.actions.planning import Advance, PlanRound
from luoshi.site.assessment.actions.results import ConfirmResult, ProposeResult
from luoshi.site.assessment.actions.scoring import AnswerObjection, GiveMark, Object, Report
from luoshi.site.assessment.choices import Consequence, State
from luoshi.site.assessment.models import Round
from luoshi.site.assessment.policies import stands_for
from luoshi.site.assessment.services.rounds import assessment_of, marks_of
from luoshi.site.rights import scope_of

NOTE = "演示用，编出来的"
APART = Decimal("2.5")
"""By how much two scorers of the demonstration differ where they differ too much."""


def play_demo_rounds(lead: User, second: User, scorer: User, county: User) -> int:
    """Play a whole round of the year before the notice's last, and open one of the last.

    ``lead`` plans and proposes, ``second`` answers and agrees, ``scorer`` and ``lead`` score,
    ``county`` reports and objects. Where there is a round, nothing is played. Returns how many
    rounds there are now.
    """
    cards = pack.load().scorecards.values()
    if Round.objects.exists() or not cards:
        return 0
    notice = pack.load().notice(next(iter(cards)).id)
    last = min(notice.expires.year, max(one.last for one in cards))
    before = _planned(lead, notice, last - 1)
    _played(before, (lead, second, scorer), county)
    _planned(lead, notice, last)
    return 2


def _planned(lead: User, notice: Notice, year: int) -> Round:
    first = date(year + 1, 1, 15)
    calendar = {state: first + timedelta(15 * i) for i, state in enumerate(State)}
    return PlanRound(lead, notice.id, year, calendar, Decimal(1), {}).execute()


def _played(found: Round, people: tuple[User, User, User], county: User) -> None:
    lead, second, scorer = people
    own = _own(found, county)
    judged = _judged(found)
    for place, item in judged:
        if place in own:
            text = f"按方案做了，材料已备（{NOTE}）"
            Report(county, found, place, item.id, text).execute()
    Advance(lead, found).execute()
    for place, item in judged:
        _scored(found, place, item, (scorer, lead, second))
    Advance(lead, found).execute()
    for place, item in judged:
        if place in own and not _scored_by(second, found, place, item):
            kept = Object(county, found, place, item.id, f"抽查的村漏看了台账（{NOTE}）").execute()
            AnswerObjection(second, kept, item.points, f"复核属实，改分（{NOTE}）").execute()
            break
    Advance(lead, found).execute()
    day = date(found.year + 1, 3, 18)
    number = f"演示考〔{found.year + 1}〕1号"
    result = ProposeResult(lead, found, number, day).execute()
    ConfirmResult(second, result, result.digest, agreed=True).execute()
    _followed(found, lead)


def _scored_by(user: User, found: Round, place: str, item: Judged) -> bool:
    return any(one.scorer == user.pk for one in marks_of(found, place, item.id))


def _own(found: Round, county: User) -> set[str]:
    scope = scope_of(county)
    return {one.code for one in assessment_of(found).counties if stands_for(scope, one.code)}


def _judged(found: Round) -> list[tuple[str, Judged]]:
    """The items people score, by place."""
    scores = assessment_of(found)
    known = {item.id: item for card in scores.cards for item in card.items}
    return [
        (place.code, item)
        for place in (*scores.counties, *scores.departments)
        for one in place.every
        if isinstance(item := known.get(one.id), Judged)
    ]


def _scored(found: Round, place: str, item: Judged, scorers: Sequence[User]) -> None:
    """Two marks that are near, and for one in eight a third where they are not."""
    drawn = int(sha256(f"{place} {item.id}".encode()).hexdigest(), 16)
    most = item.points
    points = most * (70 + drawn % 30) / 100
    points = points.quantize(Decimal("0.1"))
    far = drawn % 8 == 0 and most > APART
    given = (points, max(Decimal(0), points - APART) if far else points)
    marks = (*given, points) if far else given
    for user, mark in zip(scorers, marks, strict=False):
        reason = f"看了材料和现场（{NOTE}）"
        GiveMark(user, found, place, item.id, mark, reason, "抽查记录").execute()


def _followed(found: Round, lead: User) -> None:
    """The last of each class mend something, the first of these is done."""
    scores = [one for one in assessment_of(found).counties if one.left_out is None]
    by_class: dict[str | None, str] = {}
    for one in sorted(scores, key=lambda each: -each.high):
        by_class[one.group] = one.code
    names = {one.code: one.name for one in scores}
    deadline = localdate() + timedelta(60)
    for i, code in enumerate(by_class.values()):
        kind = Consequence.TALK if i == 0 else Consequence.PROBLEM
        text = f"类内得分最后，支出进度和整改销号偏慢（{NOTE}）"
        unit, measures = f"{names[code]}人民政府", "逐项列出、限期整改"
        kept = HandBack(lead, found, kind, code, text, unit, measures, deadline).execute()
        if i == 0:
            Strike(lead, kept, f"已约谈，整改方案已报（{NOTE}）").execute()
