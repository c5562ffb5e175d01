"""A run asked again on its kept exports, for workbooks and lists: what one user may have."""

from collections.abc import Iterable

from django.conf import settings

from luoshi import pack
from luoshi.areas import Area
from luoshi.pack.checks import Check
from luoshi.quality import Export, Report, run_checks
from luoshi.quality.counties import written_name
from luoshi.quality.exemptions import Exemption as GrantedExemption
from luoshi.quality.exemptions import unless_exempt
from luoshi.quality.inputs import chosen
from luoshi.quality.places import Places, inside
from luoshi.site.quality.choices import ExemptionState
from luoshi.site.quality.models import Exemption, Run
from luoshi.site.quality.services import store
from luoshi.site.rights import Scope
from luoshi.site.sources import vault


def checks_in(run: Run) -> list[Check]:
    """The checks a run asked: the pack's, and the own ones as they were then."""
    return [*chosen(pack.load(), ()), *(Check.model_validate(one) for one in run.own)]


def asked_again(run: Run, checks: Iterable[Check], limit: float | None = None) -> Report:
    """What checks find on the kept exports of a run, exempt or not.

    Raises:
        QualityError: it took longer than ``limit`` seconds (those of the settings where none are
            said), or more memory than checks may.
    """
    exports = store.exports_of(run)
    name = written_name(exports, county_of(run))
    return bounded(exports, run, name, checks, limit)


def bounded(
    exports: Iterable[Export],
    run: Run,
    county: str,
    checks: Iterable[Check],
    limit: float | None = None,
) -> Report:
    """What checks find on exports, within the time and memory of the settings.

    Raises:
        QualityError: as of :func:`luoshi.quality.run_checks`.
    """
    return run_checks(
        pack.load(),
        exports,
        run.as_of,
        county,
        checks=checks,
        limit=limit or settings.CHECK_SECONDS,
        memory=settings.CHECK_MEMORY,
    )


def report_for(run: Run, scope: Scope) -> Report:
    """What a run found in a user's areas, without what has been explained."""
    report = within(asked_again(run, checks_in(run)), run, scope)
    return unless_exempt(report, granted(run.county), secret=vault().finding_key)


def granted(county: str) -> list[GrantedExemption]:
    """The exemptions of a county in force, as the engine takes them."""
    rows = Exemption.objects.filter(state=ExemptionState.GRANTED, finding__county=county)
    return [
        GrantedExemption(
            rule=one.finding.rule,
            reason=one.reason,
            by="",
            until=one.until,
            key=one.finding.key,
            facts=one.facts,
        )
        for one in rows.select_related("finding")
    ]


def within(report: Report, run: Run, scope: Scope) -> Report:
    """The report with what lies in a user's areas only."""
    return inside(report, Places(pack.load().areas, county_of(run)), scope.allows)


def county_of(run: Run) -> Area:
    """The county of a run."""
    return pack.load().areas.by_code(run.county)
