"""A year's assessment by the records there are."""

from datetime import date

from luoshi import pack
from luoshi.area_queries import define_subjects
from luoshi.assessment import Assessment, Judgement, Sources, assess
from luoshi.pack.as_of import on_day
from luoshi.site import sources
from luoshi.site.ledgers.services.engine import stamp
from luoshi.site.ledgers.services.relation import define_ledgers
from luoshi.site.ledgers.services.reporting import reporting_at
from luoshi.site.notices.services.results import Moment, results_at
from luoshi.warehouse.engine import open_engine


def assessed(
    notice: str,
    year: int,
    settled: tuple[Judgement, ...] = (),
    left_out: dict[str, str] | None = None,
) -> Assessment:
    """Score a year by the cards of a notice (id), as of its end, or of today before that.

    Raises:
        NotAssessedError: the notice has no card for the year, or the year has not begun.
    """
    now = stamp()
    day = min(date(year, 12, 31), now.today)
    policy = on_day(now.pack, day)
    engine = open_engine(sources.warehouse())
    define_ledgers(engine, pack.load(), None)
    define_subjects(pack.load(), engine)
    results = results_at(Moment(max(day, policy.term.first)), now)
    reporting = reporting_at(now, None)
    found = Sources(policy, engine, results, reporting, day, settled, left_out or {})
    return assess(notice, year, found)
