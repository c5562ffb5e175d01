"""What is due and late: the periods, and the word that one is complete."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from luoshi.area_queries.due_periods import MONTHS, DuePeriod, periods
from luoshi.area_queries.period import Period
from luoshi.area_queries.reported import Standing
from luoshi.site.ledgers.actions.declarations import Declare
from luoshi.site.ledgers.models import Declaration
from luoshi.site.ledgers.services.dues import LedgerDue, dues_of
from luoshi.site.ledgers.services.engine import stamp
from luoshi.site.ledgers.services.entries import keep_rows
from luoshi.site.ledgers.services.reporting import reporting_at
from luoshi.site.rights import Refused
from luoshi.warehouse.schema import Due

TODAY = date(2022, 4, 10)
"""The notice is of September 2021: three quarters have ended, the last 10 days ago."""
XIJI = "640422000000"
QUARTER = date(2021, 7, 1)
"""The first day of the first quarter that is due."""

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

    def test_rows_alone_never_fill_a_period(self, ledgers, people) -> None:
        """Whether there is more to tell is known to who owes it, not from what is there."""
        work = {"年度": 2021, "县": XIJI, "工程名称": "一号渠", "类别": "水渠"}
        keep_rows(ledgers["works"], [work], at=datetime(2021, 10, 5, 4, tzinfo=UTC))
        assert titles(due_of(people.county(), "works"))[0] == ["2021 年三季度", "2021 年四季度"]


class TestDeclaring:
    def late(self, user) -> list[str]:
        return titles(due_of(user, "works"))[0]

    def test_completes_the_period_for_who_says_so(self, people, ledgers) -> None:
        user = people.county()
        period = Declare(ledgers["works"], user, QUARTER).execute()
        assert period.title == "2021 年三季度"
        assert self.late(user) == ["2021 年四季度"]
        assert due_of(user, "works").done == period
        assert len(self.late(people.county("640522000000"))) == 2

    def test_completes_it_whether_rows_stand_or_not(self, people, ledgers) -> None:
        work = {"年度": 2021, "县": XIJI, "工程名称": "一号渠", "类别": "水渠"}
        keep_rows(ledgers["works"], [work])
        Declare(ledgers["works"], people.county(), QUARTER).execute()
        assert self.late(people.county()) == ["2021 年四季度"]

    def test_is_taken_back_and_both_words_are_kept(self, people, ledgers) -> None:
        user = people.county()
        Declare(ledgers["works"], user, QUARTER).execute()
        Declare(ledgers["works"], user, QUARTER, complete=False).execute()
        assert self.late(user) == ["2021 年三季度", "2021 年四季度"]
        words = Declaration.objects.filter(ledger="works").values_list("complete", flat=True)
        assert list(words) == [True, False]

    def test_of_one_county_is_not_of_all_a_unit_owes(self, people, ledgers) -> None:
        unit = people.unit("水利厅")
        Declare(ledgers["works"], unit, QUARTER, [XIJI[:6]]).execute()
        assert self.late(unit) == ["2021 年三季度", "2021 年四季度"]
        table, quarter = ledgers["works"], Period(QUARTER, date(2021, 9, 30))
        Declare(ledgers["works"], people.county(), QUARTER).execute()
        told = reporting_at(stamp(), None)
        stands = {
            county: told.of(table, county, quarter, TODAY).standing
            for county in (XIJI[:6], "640522")
        }
        assert stands == {XIJI[:6]: Standing.COMPLETE, "640522": Standing.MISSING}

    def test_counts_from_the_moment_it_was_made(self, people, ledgers) -> None:
        before = timezone.now()
        for user in (people.county(), people.unit("水利厅")):
            Declare(ledgers["works"], user, QUARTER).execute()
        quarter = Period(QUARTER, date(2021, 9, 30))
        stands = [
            reporting_at(stamp(), moment).of(ledgers["works"], XIJI[:6], quarter, TODAY).standing
            for moment in (before, None)
        ]
        assert stands == [Standing.MISSING, Standing.COMPLETE]

    def test_not_of_a_period_that_has_not_ended(self, ledgers, people) -> None:
        with pytest.raises(ValidationError, match="还没有结束，现在不能报全"):
            Declare(ledgers["works"], people.county(), date(2099, 1, 1)).execute()

    def test_not_of_a_ledger_that_is_never_due(self, ledgers, people) -> None:
        user = people.unit("乡村振兴局")
        with pytest.raises(ValidationError, match="没有这一期"):
            Declare(ledgers["village_kinds"], user, QUARTER).execute()

    def test_not_of_a_county_of_others(self, ledgers, people) -> None:
        with pytest.raises(ValidationError, match="不在你填报的地区范围内"):
            Declare(ledgers["works"], people.county(), QUARTER, ["640522"]).execute()

    def test_not_by_who_does_not_fill(self, ledgers, people) -> None:
        with pytest.raises(Refused):
            Declare(ledgers["rangers"], people.county(), date(2021, 1, 1)).execute()
