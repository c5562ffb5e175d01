"""How far a special campaign has come, where, and what was answered."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Substr

from luoshi import pack
from luoshi.site.casework.choices import CaseworkEvent
from luoshi.site.casework.models import Campaign
from luoshi.site.json_text import told_in
from luoshi.site.processes.choices import EventKind
from luoshi.site.processes.models import Case, Event
from luoshi.site.processes.policies import seen_cases
from luoshi.site.rights import Scope
from luoshi.warehouse.schema import FieldType

LOOKED, TRUE = "looked", "true"


def cases_of(campaign: Campaign, scope: Scope) -> QuerySet[Any]:
    """The campaign's cases the user may see, each with whether somebody has looked, and found.

    Adds ``looked``: somebody did something since the campaign began that takes having looked;
    and ``true``: what was feared was found to be so.
    """
    moves = pack.load().processes[campaign.process].moves
    unseen = [move.id for move in moves if move.unseen]
    events = Event.objects.filter(case=OuterRef("pk"), on__gte=campaign.start, by__isnull=False)
    kinds = [*EventKind.values, *CaseworkEvent.values]
    looked = Exists(events.exclude(move__in=[*kinds, *unseen]))
    cases = seen_cases(scope).filter(enrolment__campaign=campaign)
    return cases.annotate(looked=looked, true=Q(confirmed_on__gte=campaign.start))


@dataclass(frozen=True)
class Progress:
    """How far a campaign has come in one place: households, those looked at, those true.

    ``stages`` are the households by where they stand now (a stage's id).
    """

    place: str
    wanted: int
    looked: int
    true: int
    stages: dict[str, int]

    @property
    def waiting(self) -> int:
        """How many nobody has looked at yet."""
        return self.wanted - self.looked


def progress(cases: QuerySet[Any], digits: int) -> list[Progress]:
    """How far the cases of a campaign have come, by the first digits of the village's code."""
    place = Substr("village", 1, digits) if digits else Value("")
    rows = cases.order_by().values("stage", "looked", "true", place=place)
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    stages: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows.annotate(number=Count("pk")):
        stages[row["place"]][row["stage"]] += row["number"]
        for what in (LOOKED, TRUE):
            found[row["place"]][what] += row["number"] if row[what] else 0
    return [
        Progress(one, stages[one].total(), found[one][LOOKED], found[one][TRUE], dict(stages[one]))
        for one in sorted(stages)
    ]


@dataclass(frozen=True)
class CampaignLine:
    """A campaign in a list: how far it has come, and whether it is over with some not looked at."""

    campaign: Campaign
    progress: Progress
    late: bool


def campaign_lines(found: Iterable[Campaign], scope: Scope, today: date) -> Iterator[CampaignLine]:
    """Campaigns with how far the cases of each have come that the user may see."""
    for one in found:
        (total,) = progress(cases_of(one, scope), 0)
        yield CampaignLine(one, total, one.due_on < today and total.waiting > 0)


@dataclass(frozen=True)
class Answers:
    """How a question of a campaign's form was answered."""

    question: str
    yes: int
    no: int


def answers(process: str, cases: QuerySet[Case]) -> list[Answers]:
    """How each yes-or-no question of a process was answered, in the order of its fields."""
    fields = pack.load().processes[process].fields
    asked = [one.name for one in fields if one.type is FieldType.YES_NO]
    facts = {f"q{place}": told_in("facts", name) for place, name in enumerate(asked)}
    counts = {
        f"{mark}{place}": Count("pk", filter=Q(**{f"q{place}": text}))
        for place, _ in enumerate(asked)
        for mark, text in (("y", "是"), ("n", "否"))
    }
    told = cases.order_by().alias(**facts).aggregate(**counts)
    return [Answers(name, told[f"y{place}"], told[f"n{place}"]) for place, name in enumerate(asked)]
