"""The states of all obligations at a moment, worked out once for the records there are."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.timezone import get_default_timezone

from luoshi import pack
from luoshi.area_queries import places_of
from luoshi.memory import remembered
from luoshi.obligations import Result, Term, evaluate, judge, trend, with_terms
from luoshi.obligations import closed_periods as closed
from luoshi.obligations.inquiry import ObligationInquiry
from luoshi.pack.as_of import on_day
from luoshi.site.ledgers.services.engine import Stamp, engine_with_subjects, stamp
from luoshi.site.ledgers.services.reporting import known_day, reporting_at

Results = tuple[Result, ...]


@dataclass(frozen=True)
class Moment:
    """The end of ``day``, by what was known at the end of ``known``; None is all that is known."""

    day: date
    known: date | None = None

    @property
    def known_at(self) -> datetime | None:
        """The last moment whose records count, in the site's time."""
        if self.known is None:
            return None
        return datetime.combine(self.known, time.max, get_default_timezone())


def results_at(moment: Moment, now: Stamp | None = None) -> Results:
    """Every obligation's state for every county at a moment, by the records there are ``now``."""
    return _results(now or stamp(), moment.day, moment.known_at)


def results_as_known(day: date, known_at: datetime | None, now: Stamp) -> Results:
    """The same as of a day, by what was known at any moment (None: now)."""
    return _results(now, day, known_at)


def data_to(
    moment: Moment, counties: Collection[str] | None, now: Stamp | None = None
) -> date | None:
    """The day up to which the departments' data tell of some counties (None: all) at a moment."""
    asked = places_of(on_day(pack.load(), moment.day)).counties if counties is None else counties
    return _data_to(now or stamp(), moment.day, moment.known_at, frozenset(asked))


def trend_at(obligation: str, moment: Moment) -> Results:
    """An obligation's state in each period begun by a moment, earliest first."""
    return _trend(stamp(), obligation, moment.day, moment.known_at)


@remembered(64)
def _results(stamp: Stamp, day: date, known_at: datetime | None) -> Results:
    engine, reporting = engine_with_subjects(stamp, known_at), reporting_at(stamp, known_at)
    found = evaluate(on_day(pack.load(), day), engine, day, reporting)
    return tuple(with_terms(found, terms_at(stamp, day, known_at)))


@remembered(256)
def _trend(stamp: Stamp, obligation: str, day: date, known_at: datetime | None) -> Results:
    engine, reporting = engine_with_subjects(stamp, known_at), reporting_at(stamp, known_at)
    return tuple(trend(on_day(pack.load(), day), engine, obligation, day, reporting))


@remembered(16)
def terms_at(stamp: Stamp, day: date, known_at: datetime | None) -> Mapping[tuple[str, str], Term]:
    """The statuses of all periods before the current one, by obligation and place."""

    def judged(asked: Sequence[ObligationInquiry]) -> Iterable[Result]:
        engine, reporting = engine_with_subjects(stamp, known_at), reporting_at(stamp, known_at)
        return judge(on_day(pack.load(), day), engine, day, asked, reporting)

    moment = closed.Moment(day, known_at, known_day(stamp, known_at))
    return closed.earlier_terms(on_day(pack.load(), day), moment, stamp, judged)


@remembered(64)
def _data_to(
    stamp: Stamp, day: date, known_at: datetime | None, counties: frozenset[str]
) -> date | None:
    return reporting_at(stamp, known_at).data_to(day, counties)
