"""The laws of time: what is later than the day asked changes nothing that is said of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest
from obligations.altering import altered_after
from obligations.generated import Maker, World, kept
from reference.obligations.records import Records

from luoshi.allocation.gathering import gather
from luoshi.obligations import earlier, evaluate, judge, trend
from luoshi.pack import load
from luoshi.screening import screen
from luoshi.topics import Watcher, measure
from luoshi.topics.inputs import year_until

DAYS = (date(2023, 12, 30), date(2024, 5, 15), date(2025, 12, 31))


@pytest.fixture(scope="module")
def world() -> World:
    return World(load())


@pytest.mark.slow
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_what_is_later_changes_no_answer(world: World, day: date, tmp_path: Path) -> None:
    maker = Maker(world, Random(str(day)), DAYS)
    records = replace(maker.records(), known_on=day)
    other = altered_after(records, maker, day, Random(day.toordinal()))
    assert _written(other) != _written(records)
    told = dict(_told(records, day, tmp_path / "one"))
    again = dict(_told(other, day, tmp_path / "other"))
    assert told.keys() == again.keys()
    assert [key for key in told if told[key] != again[key]] == []


def _written(records: Records) -> str:
    return f"{records.ledgers}{records.deliveries}"


def _told(records: Records, day: date, home: Path) -> Iterator[tuple[object, object]]:
    """Everything that is said of a day."""
    pack = records.pack
    engine, reporting = kept(records, home)
    results = [
        *evaluate(pack, engine, day, reporting),
        *judge(pack, engine, day, earlier(pack, day), reporting),
        *trend(pack, engine, "2021-26/relief-children", day, reporting),
    ]
    for result in results:
        yield (result.id, result.county, result.period), result
    for rule in screen(pack, engine, day, reporting=reporting).leads:
        yield rule.parsed.rule.id, sorted(map(repr, rule))
    period = year_until(day.year, day)
    assert period
    for topic in pack.topics.values():
        yield topic.id, measure(pack, engine, topic, period, day, reporting)
        watching = Watcher(pack, engine, period, day)
        for watch in topic.watches:
            yield watch.id, [repr(one) for one in watching.alerts(watch)]
    for scheme in pack.schemes.values():
        yield scheme.id, gather(pack, engine, scheme, day.year, reporting, day)
