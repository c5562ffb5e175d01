"""The obligations are found to be what the stories say, and all others are kept."""

import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from days import DEMO_DAY

from luoshi.demonstration.synthetic.ledgers.loading import load_recipes
from luoshi.demonstration.synthetic.ledgers.making import Maker
from luoshi.demonstration.synthetic.ledgers.story import Expected, Story
from luoshi.demonstration.synthetic.ledgers.wording import touched
from luoshi.obligations import Result, Status
from luoshi.pack import Pack

YEAR_ENDS = [date(year, 12, 31) for year in range(2021, DEMO_DAY.year)]
GOOD = (Status.MET, Status.ON_TRACK)
Evaluate = Callable[[date], list[Result]]

CAME_LATE = {
    "2021-26/guard-hospital-2023": {"640422"},
    "2021-26/guard-hospital-2025": {"640424"},
}
"""Hospitals whose dates stand among the words, not in a story's edits."""

FEW_SITES = ("2021-26/guard-resettlement", "2021-26/guard-resettlement-jobs")
"""Asked of all counties, though some have no large settlement."""


AWAITED = ("2021-26/monitor-reward",)
"""Open on the last day of their year: results are announced in the next."""


def asked_on(expected: Expected, story: Story) -> date:
    """The last day of the year asked about, or the day of the demonstration."""
    return min(date(expected.year or story.year or DEMO_DAY.year, 12, 31), DEMO_DAY)


def expectations(policy: Pack) -> Iterator[tuple[Story, Expected, str]]:
    for story in load_recipes(policy.folder).telling.stories:
        for expected in story.expect:
            counties = story.counties if expected.counties is None else expected.counties
            assert counties, story.title
            for county in counties:
                yield story, expected, county


@pytest.mark.slow
def test_every_story_comes_out_as_told(policy: Pack, statuses: Evaluate) -> None:
    wrong = []
    for story, expected, county in expectations(policy):
        [found] = [
            result
            for result in statuses(asked_on(expected, story))
            if (result.id, result.county) == (expected.obligation, county)
        ]
        told = all(words in found.reason for words in expected.reason)
        if found.status.value != expected.status or not told:
            wrong.append((story.title, found.status.value, found.reason))
    assert wrong == []


def test_every_edit_changes_something(policy: Pack, calm: Maker) -> None:
    for ledger, edits in load_recipes(policy.folder).edits.items():
        rows, table = calm.records(ledger), policy.tables[ledger]
        for story, edit in edits:
            assert edit.add or touched(rows, table, story, edit), story.title


def test_every_status_occurs(statuses: Evaluate) -> None:
    found = {result.status for day in (*YEAR_ENDS, DEMO_DAY) for result in statuses(day)}
    assert found == set(Status)


def test_most_obligations_are_kept(policy: Pack, statuses: Evaluate) -> None:
    judged = [result.status in GOOD for result in of_ledgers(statuses(DEMO_DAY), policy)]
    assert 0.9 < sum(judged) / len(judged) < 1


@pytest.mark.parametrize("day", [date(2022, 12, 31), DEMO_DAY])
def test_without_stories_nothing_fails(policy: Pack, calm_statuses: Evaluate, day: date) -> None:
    trouble = [
        (result.id, result.county, result.reason)
        for result in of_ledgers(calm_statuses(day), policy)
        if result.status not in (*GOOD, Status.NOTHING_DUE)
        and (day == DEMO_DAY or result.period.end <= day)
        and result.county not in CAME_LATE.get(result.id, ())
        and not (result.id in AWAITED and result.status is Status.AT_RISK)
        and not (result.id in FEW_SITES and result.status is Status.NOTHING_DUE)
    ]
    assert trouble == []


def of_ledgers(results: list[Result], policy: Pack) -> Iterator[Result]:
    """Those due and in scope that ask no table departments send."""
    sent = "|".join(id_ for id_, table in policy.tables.items() if table.home == "dataset")
    ledgers = {
        id_
        for id_, obligation in policy.obligations.items()
        if not re.search(rf"\b({sent})\b", str(obligation.model_dump(exclude={"records"})))
        and not set(sent.split("|")) & set(obligation.records)
    }
    for result in results:
        due = result.status not in (Status.NOT_APPLICABLE, Status.NOT_DUE)
        if result.id in ledgers and due:
            yield result
