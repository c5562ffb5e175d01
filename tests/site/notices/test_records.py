"""From the ledgers' records to the lights: really evaluated, once, and anew when records change."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from luoshi.obligations import Result, Status
from luoshi.pack import Pack
from luoshi.site.ledgers.models import Declaration
from luoshi.site.ledgers.services.entries import keep_rows
from luoshi.site.ledgers.services.schemas import ledger
from luoshi.site.notices.services import results as records
from luoshi.site.notices.services.results import Moment
from luoshi.site.notices.views import pages

pytestmark = [pytest.mark.db, pytest.mark.django_db]

QUOTA, XIJI, YANCHI = "2021-26/land-quota", "640422", "640323"
MOMENT = Moment(date(2023, 12, 31))


def keep(county: str, area: int, at: datetime) -> None:
    """Add a county's land quota of 2023, written at a time."""
    row = {
        "年度": 2023,
        "县": f"{county}000000",
        "安排文号": f"甲〔2023〕{at.month}号",
        "安排日期": date(2023, 3, 1),
        "安排方式": "年度安排",
        "安排面积": Decimal(area),
    }
    keep_rows(ledger("land_quota"), [row], at=at)


def declare(year: int, at: datetime) -> None:
    """The unit that owes all counties' quotas says that a year is complete."""
    Declaration(ledger="land_quota", holder="自然资源厅", start=date(year, 1, 1), at=at).save()


def quota(results: tuple[Result, ...], county: str = XIJI) -> Result:
    return next(one for one in results if one.id == QUOTA and one.county == county)


@pytest.mark.slow
def test_a_record_changes_the_light_from_when_it_was_known(policy: Pack) -> None:
    keep(YANCHI, 700, datetime(2024, 1, 10, tzinfo=UTC))
    declare(2022, datetime(2023, 1, 10, tzinfo=UTC))
    before = records.results_at(MOMENT)
    assert quota(before).status is Status.NO_DATA
    assert quota(before, YANCHI).status is Status.MET
    keep(XIJI, 480, datetime(2024, 1, 20, tzinfo=UTC))
    open_ = records.results_at(Moment(MOMENT.day, date(2024, 1, 30)))
    assert (quota(open_).status, quota(open_).value) == (Status.ON_TRACK, Decimal(480))
    assert quota(records.results_at(MOMENT)).status is Status.NO_DATA
    declare(2023, datetime(2024, 2, 11, tzinfo=UTC))
    after = records.results_at(MOMENT)
    assert (quota(after).status, quota(after).value) == (Status.BREACHED, Decimal(480))
    then = records.results_at(Moment(MOMENT.day, date(2024, 1, 15)))
    assert quota(then).status is Status.NO_DATA
    assert quota(then, YANCHI) == replace(quota(before, YANCHI), reason=quota(then, YANCHI).reason)
    assert quota(records.results_at(Moment(MOMENT.day, date(2024, 2, 29)))) == quota(after)
    assert {one.id for one in after} == set(policy.obligations)


def test_a_trend_has_each_year_begun() -> None:
    keep(XIJI, 480, datetime(2024, 2, 10, tzinfo=UTC))
    declare(2022, datetime(2023, 1, 10, tzinfo=UTC))
    declare(2023, datetime(2024, 2, 11, tzinfo=UTC))
    found = [one for one in records.trend_at(QUOTA, MOMENT) if one.county == XIJI]
    assert [one.period.title for one in found] == ["2021年", "2022年", "2023年"]
    assert [one.status for one in found[1:]] == [Status.BREACHED, Status.BREACHED]


def test_what_is_worked_out_is_remembered(
    client_of,
    django_assert_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Within the term: after it the page asks besides whether its account is closed.
    monkeypatch.setattr(pages, "localdate", lambda: MOMENT.day)
    assert records.results_at(MOMENT) is records.results_at(MOMENT)
    client: Client = client_of("province")
    client.get("/notices/2021-26/?day=2023-12-31")
    # The session, the account, how far each ledger has come, and what is declared of it.
    with django_assert_num_queries(4):
        assert client.get("/notices/2021-26/?day=2023-12-31").status_code == 200
