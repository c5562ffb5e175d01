"""The states of all promises at a moment, worked out once for the records there are."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from luoshi import pack
from luoshi.home import home
from luoshi.obligations import Result, define_subjects, evaluate, trend
from luoshi.site import sources
from luoshi.site.ledgers.models import Ledger
from luoshi.site.ledgers.relation import define_ledgers
from luoshi.site.policy.memory import remembered
from luoshi.site.policy.moment import Moment
from luoshi.warehouse.engine import Engine, open_engine


@dataclass(frozen=True)
class Stamp:
    """Which records there are: batches of the warehouse, last revisions of the ledgers."""

    folder: Path
    batches: tuple[Path, ...]
    revisions: tuple[tuple[str, int], ...]


Results = tuple[Result, ...]


def results_at(moment: Moment) -> Results:
    """Every promise's state for every county at a moment."""
    return _results(_stamp(), moment.day, moment.known_at)


def trend_at(promise: str, moment: Moment) -> Results:
    """A promise's state in each period begun by a moment, earliest first."""
    return _trend(_stamp(), promise, moment.day, moment.known_at)


def _stamp() -> Stamp:
    heads = Ledger.objects.order_by("pk").values_list("pk", "revision")
    return Stamp(home(), sources.batches(), tuple(heads))


@remembered(64)
def _results(stamp: Stamp, day: date, known_at: datetime | None) -> Results:
    return tuple(evaluate(pack.load(), _engine(stamp, known_at), day))


@remembered(256)
def _trend(stamp: Stamp, promise: str, day: date, known_at: datetime | None) -> Results:
    return tuple(trend(pack.load(), _engine(stamp, known_at), promise, day))


@remembered(4)
def _engine(stamp: Stamp, known_at: datetime | None) -> Engine:
    policy = pack.load()
    engine = open_engine(sources.warehouse(), known_at)
    define_ledgers(engine, policy, known_at)
    define_subjects(policy, engine)
    return engine
