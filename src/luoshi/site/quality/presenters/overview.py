"""How a county stands: counts by group or check and by place, severity, and what was not asked."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.db.models.functions import Substr

from luoshi import pack
from luoshi.areas import Area
from luoshi.quality.comparison import ACTIVE, State
from luoshi.quality.matrix import Matrix, MatrixCounts, matrix_places
from luoshi.quality.matrix import matrix as counted_matrix
from luoshi.site.area_picker import LEVELS, below, prefix
from luoshi.site.quality.choices import SeverityRank
from luoshi.site.quality.models import Finding, Run
from luoshi.site.quality.policies import seen_findings
from luoshi.site.quality.services.catalogue import Catalogue, group_title
from luoshi.site.rights import Scope


def active_in(scope: Scope, area: Area | None) -> QuerySet[Finding]:
    """The findings a user sees in a division (None: everywhere) that are still to be done."""
    rows = seen_findings(scope).filter(state__in=ACTIVE)
    return rows.filter(area__startswith=prefix(area)) if area else rows


def matrix(scope: Scope, area: Area | None, group: str, catalogue: Catalogue) -> Matrix:
    """Counts by place below ``area``, of all groups or of one group's checks."""
    digits = below(area).digits
    rows = active_in(scope, area)
    by = "rule" if group else "group"
    rows = rows.filter(group=group) if group else rows
    counted = (
        rows.annotate(place=Substr("area", 1, digits))
        .order_by()
        .values_list(by, "place", "weight", "county")
        .annotate(found=Count("pk"))
    )
    counts = MatrixCounts()
    for key, place, weight, county, number in counted:
        title = catalogue.title(county, key) if group else group_title(key)
        counts.add(key, title, place, weight, number)
    places = matrix_places(pack.load().areas, area, counts.places, query_of)
    return counted_matrix(counts, places, bool(group))


@dataclass(frozen=True)
class Tally:
    """What is still to be done, by severity and state."""

    weights: dict[SeverityRank, int]
    states: dict[State, int]
    households: int

    @property
    def total(self) -> int:
        """Everything."""
        return sum(self.weights.values())


def tally(scope: Scope, area: Area | None) -> Tally:
    """Counts of a division."""
    rows = active_in(scope, area).order_by()
    weights = dict(rows.values_list("weight").annotate(Count("pk")))
    every = seen_findings(scope)
    every = every.filter(area__startswith=prefix(area)) if area else every
    states = dict(every.order_by().values_list("state").annotate(Count("pk")))
    households = rows.exclude(household="").values("household").distinct().count()
    return Tally(
        {weight: weights.get(weight.value, 0) for weight in SeverityRank},
        {state: states.get(state.value, 0) for state in State},
        households,
    )


@dataclass(frozen=True)
class Skipped:
    """Checks that could not be asked, with the reason they share."""

    reason: str
    checks: tuple[str, ...]


def skipped(run: Run, catalogue: Catalogue) -> list[Skipped]:
    """What a run did not ask, by reason, the most first."""
    found: dict[str, list[str]] = {}
    for rule, said in run.asked.items():
        if said["skipped"]:
            title = catalogue.title(run.county, rule)
            found.setdefault(said["skipped"], []).append(f"{rule} {title}")
    lines = [Skipped(reason, tuple(checks)) for reason, checks in found.items()]
    return sorted(lines, key=lambda one: -len(one.checks))


def query_of(area: Area | None) -> str:
    """What asks a list for a division: the codes from its county down."""
    if area is None:
        return ""
    line = (*pack.load().areas.ancestors(area.code), area)
    return urlencode({one.level.value: one.code for one in line if one.level in LEVELS})
