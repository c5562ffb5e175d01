"""What is due and late: the periods, when one is filled, and saying there is nothing."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from luoshi.site.ledgers.filing import FileNothing

from luoshi.counties.due_periods import MONTHS, DuePeriod, periods
from luoshi.site.ledgers.dues import LedgerDue, dues_of
from luoshi.site.ledgers.services import keep_rows
from luoshi.site.rights import Refused
from luoshi.warehouse.schema import Due

TODAY = date(2022, 4, 10)
"""The notice is of September 2021: three quarters have ended, the last 10 days ago."""
XIJI = "640422000000"

days = st.dates(date(2020, 1, 1), date(2026, 12, 31))


def due_of(user, ledger: str, today: date = TODAY) -> LedgerDue:
    return next(due for due in dues_of(user, today) if due.table.id == ledger)


def titles(due: LedgerDue) -> tuple[list[str], list[str]]:
    return [period.title for period in due.late], [period.title for period in due.now]


class TestPeriods:
    @given(every=st.sampled_from(list(MONTHS)), since=days, until=days)
    def test_each_day_lies_in_one(self, every: str, since: date, until: date) -> None:
        found = list(periods(Due(every=every, days=15), since, until))
        if since > until:
            return
        assert found[0].start <= since <= found[0].end
        assert found[-1].start <= until <= found[-1].end
        for earlier, later in pairwise(found):
            assert later.start == earlier.end + timedelta(days=1)

    @pytest.mark.parametrize(
        ("every", "title", "deadline"),
        [
            ("year", "2024 年", date(2025, 1, 15)),
            ("half", "2024 年下半年", date(2025, 1, 15)),
            ("quarter", "2024 年三季度", date(2024, 10, 15)),
            ("month", "2024 年 8 月", date(2024, 9, 15)),
        ],
    )
    def test_title_and_deadline(self, every: str, title: str, deadline: date) -> None:
        day = date(2024, 8, 9)
        (period,) = periods(Due(every=every, days=15), day, day)
        assert (period.title, period.deadline) == (title, deadline)

    def test_the_last_day_is_still_in_time(self) -> None:
        period = DuePeriod("month", date(2024, 8, 1), date(2024, 8, 31), date(2024, 9, 5))
        assert not period.has_ended(date(2024, 8, 31))
        assert period.has_ended(date(2024, 9, 1))


class TestOwed:
    def test_only_by_who_fills(self, people) -> None:
        assert [due.table.id for due in dues_of(people.county(), TODAY)] == ["meetings", "works"]
        assert [due.table.id for due in dues_of(people.unit("林草局"), TODAY)] == ["rangers"]
        assert dues_of(people.make("assessor"), TODAY) == []

    def test_late_after_the_deadline_and_due_before(self, people) -> None:
        due = due_of(people.county(), "works")
        assert titles(due) == (["2021 年三季度", "2021 年四季度"], ["2022 年一季度"])
        assert due.running is not None
        assert due.running.title == "2022 年二季度"

    def test_nothing_after_the_notice_ends(self, people) -> None:
        due = due_of(people.unit("林草局"), "rangers", date(2028, 1, 1))
        assert [period.start.year for period in due.late] == [2021, 2022, 2023, 2024, 2025]

    def at(self, ledgers, day: date, ledger: str = "works", **cells) -> None:
        work = {"年度": day.year, "县": XIJI, "工程名称": f"{day}", "类别": "水渠"}
        usual = {"works": work, "meetings": {"地点": XIJI, "主持人": "马文秀"}}
        at = datetime(day.year, day.month, day.day, 4, tzinfo=UTC)
        keep_rows(ledgers[ledger], [{**usual.get(ledger, {}), **cells}], at=at)

    def test_running_totals_are_brought_up_to_date_each_period(self, ledgers, people) -> None:
        self.at(ledgers, date(2021, 10, 5))
        assert titles(due_of(people.county(), "works")) == ([], ["2022 年一季度"])

    def test_totals_of_an_earlier_quarter_do_not_fill_a_later_one(self, ledgers, people) -> None:
        self.at(ledgers, date(2021, 9, 20))
        late, _ = titles(due_of(people.county(), "works"))
        assert late == ["2021 年四季度"]

    def test_another_countys_records_do_not_count(self, ledgers, people) -> None:
        self.at(ledgers, date(2021, 10, 5), 县="640522000000")
        assert len(due_of(people.county(), "works").late) == 2

    def test_rows_with_a_day_stand_for_their_period(self, ledgers, people) -> None:
        self.at(ledgers, date(2022, 3, 1), "meetings", 日期=date(2021, 7, 1))
        assert titles(due_of(people.county(), "meetings")) == ([], [])

    def test_a_year_may_be_filled_early(self, ledgers, people) -> None:
        self.at(ledgers, date(2021, 11, 1), "rangers", 年度=2021, 县=XIJI, 人数=3)
        assert due_of(people.unit("林草局"), "rangers").open == ()


class TestNothingToTell:
    def test_fills_the_period_for_who_says_so(self, people) -> None:
        user = people.county()
        period = due_of(user, "works").late[0]
        table = due_of(user, "works").table
        FileNothing(table, user, period.start).execute()
        late, _ = titles(due_of(user, "works"))
        assert late == ["2021 年四季度"]
        assert len(due_of(people.county("640522000000"), "works").late) == 2

    def test_not_for_a_period_that_has_not_ended(self, ledgers, people) -> None:
        with pytest.raises(ValidationError, match="不用零报告"):
            FileNothing(ledgers["works"], people.county(), date(2099, 1, 1)).execute()

    def test_not_for_a_ledger_that_is_never_due(self, ledgers, people) -> None:
        user = people.unit("乡村振兴局")
        with pytest.raises(ValidationError, match="不用零报告"):
            FileNothing(ledgers["village_kinds"], user, date(2021, 7, 1)).execute()

    def test_not_by_who_does_not_fill(self, ledgers, people) -> None:
        with pytest.raises(Refused):
            FileNothing(ledgers["rangers"], people.county(), date(2021, 1, 1)).execute()
