"""The watches of all topics find what the stories planted, and nothing else in the ledgers."""

from collections.abc import Iterator
from datetime import date

import pytest
from days import DEMO_DAY

from luoshi.demonstration.synthetic.ledgers.loading import load_recipes
from luoshi.demonstration.synthetic.ledgers.story import Found
from luoshi.pack import Pack
from luoshi.pack.checks import parse_check
from luoshi.pack.rules import vocabulary
from luoshi.pack.topics import Watch
from luoshi.topics import Alert, Watcher
from luoshi.topics.inputs import year_until
from luoshi.warehouse.engine import DuckEngine

YEARS = range(2021, DEMO_DAY.year + 1)

REGISTERS = {"residents", "households"}
"""Asked of a person on a ledger where the ledger itself says nothing."""

BY_CHANCE = {"credit-no-service"}
"""Some villages have no service point in the calmest of provinces."""


def watches(policy: Pack) -> dict[str, Watch]:
    return {watch.id: watch for topic in policy.topics.values() for watch in topic.watches}


def of_ledgers(policy: Pack) -> list[Watch]:
    """Those that ask no table departments send."""
    sent = {id_ for id_, table in policy.tables.items() if table.home == "dataset"}
    words = vocabulary(policy)
    return [
        watch
        for watch in watches(policy).values()
        if not sent & {watch.table, *parse_check(watch, words).when.tables} - REGISTERS
    ]


def alerts(policy: Pack, engine: DuckEngine, watch: Watch, year: int) -> tuple[Alert, ...]:
    period = year_until(year, DEMO_DAY)
    assert period
    return Watcher(policy, engine, period, DEMO_DAY).alerts(watch)


def expected(policy: Pack) -> Iterator[tuple[str, Found, str, int]]:
    for story in load_recipes(policy.folder).telling.stories:
        for found in story.findings:
            year = found.year or story.year
            assert year, story.title
            for county in found.counties or story.counties:
                yield story.title, found, county, year


def test_every_story_is_found(policy: Pack, told: DuckEngine) -> None:
    wrong = []
    for title, found, county, year in expected(policy):
        every = alerts(policy, told, watches(policy)[found.watch], year)
        count = sum(one.county == county for one in every)
        if count != (found.count or 1):
            wrong.append((title, count))
    assert wrong == []


def test_every_watch_of_ledgers_has_its_story(policy: Pack) -> None:
    planted = {found.watch for _, found, _, _ in expected(policy)}
    assert {watch.id for watch in of_ledgers(policy)} - planted == BY_CHANCE


@pytest.mark.parametrize("year", YEARS)
def test_without_stories_nothing_is_wrong(policy: Pack, untold: DuckEngine, year: int) -> None:
    found = {watch.id: len(alerts(policy, untold, watch, year)) for watch in of_ledgers(policy)}
    assert {id_ for id_, count in found.items() if count} <= BY_CHANCE


def test_most_rows_are_right(policy: Pack, told: DuckEngine) -> None:
    assert date(2025, 6, 30) == DEMO_DAY
    for watch in of_ledgers(policy):
        assert len(alerts(policy, told, watch, 2024)) < 20, watch.id
