"""The states of all obligations at a moment, worked out once for the records there are."""

from collections.abc import Collection
from datetime import date, datetime

from luoshi import pack
from luoshi.area_queries import places_of
from luoshi.obligations import Result, evaluate, trend, with_terms
from luoshi.site.ledgers.services.engine import Stamp, engine_with_subjects, stamp
from luoshi.site.ledgers.services.reporting import reporting_at
from luoshi.site.memory import remembered
from luoshi.site.notices.forms import Moment
from luoshi.site.notices.services.closed_periods import terms_at

Results = tuple[Result, ...]


def results_at(moment: Moment, now: Stamp | None = None) -> Results:
    """Every obligation's state for every county at a moment, by the records there are ``now``."""
    return _results(now or stamp(), moment.day, moment.known_at)


def data_to(
    moment: Moment, counties: Collection[str] | None, now: Stamp | None = None
) -> date | None:
    """The day up to which the departments' data tell of some counties (None: all) at a moment."""
    asked = places_of(pack.load()).counties if counties is None else counties
    return _data_to(now or stamp(), moment.day, moment.known_at, frozenset(asked))


def trend_at(obligation: str, moment: Moment) -> Results:
    """An obligation's state in each period begun by a moment, earliest first."""
    return _trend(stamp(), obligation, moment.day, moment.known_at)


@remembered(64)
def _results(stamp: Stamp, day: date, known_at: datetime | None) -> Results:
    engine, reporting = engine_with_subjects(stamp, known_at), reporting_at(stamp, known_at)
    found = evaluate(pack.load(), engine, day, reporting)
    return tuple(with_terms(found, terms_at(stamp, day, known_at)))


@remembered(256)
def _trend(stamp: Stamp, obligation: str, day: date, known_at: datetime | None) -> Results:
    engine, reporting = engine_with_subjects(stamp, known_at), reporting_at(stamp, known_at)
    return tuple(trend(pack.load(), engine, obligation, day, reporting))


@remembered(64)
def _data_to(
    stamp: Stamp, day: date, known_at: datetime | None, counties: frozenset[str]
) -> date | None:
    return reporting_at(stamp, known_at).data_to(day, counties)
