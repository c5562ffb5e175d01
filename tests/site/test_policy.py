"""Terms, numbers and lists of the notice page."""

from datetime import date

import pytest

from luoshi import pack
from luoshi.obligations.dashboard.county_lists import county_rows, group_cards
from luoshi.obligations.dashboard.term import Term
from luoshi.text.numbers import grouped
from luoshi.text.numerals import chinese, clause_label

FIRST, LAST = date(2021, 9, 3), date(2025, 12, 31)


@pytest.mark.parametrize(
    ("day", "passed", "state"),
    [
        (date(2021, 9, 1), 0, "还有 2 天开始执行"),
        (FIRST, 1, "执行期限还剩 1580 天"),
        (LAST, 1581, "执行期限的最后一天"),
        (date(2026, 1, 10), 1581, "执行期限已过 10 天"),
    ],
)
def test_a_term_counts_its_days(day: date, passed: int, state: str) -> None:
    term = Term(FIRST, LAST, day)
    assert (term.days, term.passed, term.state) == (1581, passed, state)


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "一"), (9, "九"), (10, "十"), (12, "十二"), (20, "二十"), (99, "九十九")],
)
def test_numbers_in_chinese(number: int, text: str) -> None:
    assert chinese(number) == text


def test_a_count_is_grouped() -> None:
    assert [grouped(count) for count in (0, 999, 11_070)] == ["0", "999", "11,070"]


def test_a_clauses_number() -> None:
    assert clause_label("2.12") == "二（十二）"
    assert clause_label("3") == "三"


@pytest.mark.parametrize(("day", "pilots"), [(date(2022, 6, 1), 8), (date(2024, 6, 1), 5)])
def test_the_pilot_changes_with_the_year(day: date, pilots: int) -> None:
    policy = pack.load()
    pilot = policy.groups["2021-26/integration_pilot"]
    rows = county_rows(policy, day)
    assert len(rows) == 22
    assert sum(pilot in row.groups for row in rows) == pilots
    card = next(card for card in group_cards(policy, day) if card.group == pilot)
    assert [len(listing.counties) for listing in card.listings] == [8, 5]
    assert [listing.in_force for listing in card.listings] == [pilots == 8, pilots == 5]


def test_every_standing_has_its_reason() -> None:
    for row in county_rows(pack.load(), date(2024, 6, 1)):
        assert all(row.county.name in standing.reason for standing in row.standings)
