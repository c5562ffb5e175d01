"""A division from run to run: opened, mended, and what stood unsolved after it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum

from luoshi.areas import Area
from luoshi.site.area_picker import prefix
from luoshi.site.quality.choices import EventKind
from luoshi.site.quality.models import FindingEvent, Run
from luoshi.site.quality.policies import seen_findings
from luoshi.site.rights import Scope

SHOWN = 12
"""Runs shown."""

OPENING = (EventKind.OPENED, EventKind.BACK, EventKind.LAPSED)


@dataclass(frozen=True)
class Point:
    """One run: what it opened and found mended, and what was unsolved after it."""

    run: Run
    opened: int
    mended: int
    left: int

    @property
    def standing(self) -> int:
        """What was there before it and is there still."""
        return max(self.left - self.opened, 0)

    @property
    def day(self) -> date:
        """The day the exports are of."""
        return self.run.as_of


def trend(scope: Scope, county: str, area: Area) -> list[Point]:
    """The last runs of a county as a division of it had them, earliest first."""
    runs = list(Run.objects.filter(county=county, state="done").order_by("as_of", "id"))
    findings = seen_findings(scope).filter(area__startswith=prefix(area))
    events = FindingEvent.objects.filter(run__in=runs, finding__in=findings.values("pk")).order_by()
    changes = dict(events.values_list("run").annotate(Sum("change")))
    happened: Counter[tuple[int, str]] = Counter(
        {(run, kind): n for run, kind, n in events.values_list("run", "kind").annotate(Count("pk"))}
    )
    points, active = [], 0
    for run in runs:
        active += changes.get(run.pk, 0)
        opened = sum(happened[run.pk, kind] for kind in OPENING)
        mended = happened[run.pk, EventKind.MENDED]
        points.append(Point(run, opened, mended, active))
    return points[-SHOWN:]


def chart(points: list[Point]) -> dict[str, object] | None:
    """What the chart draws; None where there are not two runs."""
    if len(points) < 2:
        return None
    return {
        "runs": [point.day.isoformat() for point in points],
        "opened": [point.opened for point in points],
        "left": [point.left for point in points],
        "mended": [point.mended for point in points],
    }
