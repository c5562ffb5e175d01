"""The states of all promises at a moment, worked out once for the records there are."""

from datetime import date, datetime

from luoshi import pack
from luoshi.obligations import Result, define_subjects, evaluate, trend
from luoshi.site.ledgers.engine import Stamp, engine_at, stamp
from luoshi.site.memory import remembered
from luoshi.site.policy.moment import Moment
from luoshi.warehouse.engine import Engine

Results = tuple[Result, ...]


def results_at(moment: Moment) -> Results:
    """Every promise's state for every county at a moment."""
    return _results(stamp(), moment.day, moment.known_at)


def trend_at(promise: str, moment: Moment) -> Results:
    """A promise's state in each period begun by a moment, earliest first."""
    return _trend(stamp(), promise, moment.day, moment.known_at)


def county_engine(known_at: datetime | None = None) -> Engine:
    """An engine over the records there are, or were known at a moment, and over the counties."""
    engine: Engine = _engine(stamp(), known_at)
    return engine


@remembered(64)
def _results(stamp: Stamp, day: date, known_at: datetime | None) -> Results:
    return tuple(evaluate(pack.load(), engine_with_subjects(stamp, known_at), day))


@remembered(256)
def _trend(stamp: Stamp, promise: str, day: date, known_at: datetime | None) -> Results:
    return tuple(trend(pack.load(), engine_with_subjects(stamp, known_at), promise, day))


@remembered(4)
def engine_with_subjects(stamp: Stamp, known_at: datetime | None) -> Engine:
    """An engine over the records of a stamp, with the counties and the region to ask."""
    policy = pack.load()
    engine = engine_at(stamp, known_at)
    define_subjects(policy, engine)
    return engine
