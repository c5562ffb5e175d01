"""What the records say of a year, asked anew or as they were when a round was frozen."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from luoshi import pack
from luoshi.area_queries import define_subjects
from luoshi.assessment import Assessment, Frozen, Sources, freeze
from luoshi.memory import remembered
from luoshi.obligations import closed_periods
from luoshi.pack.as_of import on_day
from luoshi.site import sources
from luoshi.site.ledgers.services.engine import Stamp, stamp
from luoshi.site.ledgers.services.relation import define_ledgers
from luoshi.site.ledgers.services.reporting import reporting_at
from luoshi.site.notices.services.results import results_as_known
from luoshi.warehouse.engine import open_engine


def assessed(notice: str, year: int) -> Assessment:
    """Score a year by the cards of a notice (id), as of its end, or of today before that.

    Raises:
        NotAssessedError: the notice has no card for the year, or the year has not begun.
    """
    return figures(notice, year).assessed()


def figures(notice: str, year: int, known_at: datetime | None = None) -> Frozen:
    """What the scores of a year rest on, by what was known at a moment (None: now).

    Raises:
        NotAssessedError: as :func:`assessed`.
    """
    return _figures(stamp(), notice, year, known_at)


@remembered(8)
def _figures(now: Stamp, notice: str, year: int, known_at: datetime | None) -> Frozen:
    day = min(date(year, 12, 31), now.today)
    policy = on_day(now.pack, day)
    engine = open_engine(sources.warehouse(), known_at)
    define_ledgers(engine, pack.load(), known_at)
    define_subjects(pack.load(), engine)
    results = results_as_known(max(day, policy.term.first), known_at, now)
    found = Sources(policy, engine, results, reporting_at(now, known_at), day)
    return freeze(notice, year, found, versions(now))


def versions(now: Stamp) -> Mapping[str, Any]:
    """The versions of the records and of the pack that figures rest on."""
    return {
        "batches": list(now.batches),
        "revisions": [list(one) for one in now.revisions],
        "declarations": [list(one) for one in now.declarations],
        "pack": closed_periods.print_of(now.pack),
    }
