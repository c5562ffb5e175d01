"""Figures and alerts of a topic, worked out once for the records there are."""

from collections.abc import Mapping
from datetime import date

from luoshi import pack
from luoshi.memory import remembered
from luoshi.obligations import Period
from luoshi.pack.as_of import on_day
from luoshi.site.ledgers.services.engine import Stamp, engine_with_subjects
from luoshi.site.ledgers.services.reporting import reporting_at
from luoshi.topics import Alert, Measured, Watcher, measure

Alerts = Mapping[str, tuple[Alert, ...]]
"""What each watch found, by its id."""


@remembered(64)
def measured_at(stamp: Stamp, topic: str, period: Period, day: date) -> Measured:
    """A topic's figures for a year or the part that has passed, as of a day."""
    policy = on_day(pack.load(), day)
    engine = engine_with_subjects(stamp, None)
    return measure(policy, engine, policy.topics[topic], period, day, reporting_at(stamp, None))


@remembered(64)
def found_at(stamp: Stamp, topic: str, period: Period, day: date) -> Alerts:
    """What a topic's watches find in a year or the part that has passed, as of a day."""
    policy = on_day(pack.load(), day)
    watcher = Watcher(policy, engine_with_subjects(stamp, None), period, day)
    return {watch.id: watcher.alerts(watch) for watch in policy.topics[topic].watches}
