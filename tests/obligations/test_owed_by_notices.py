"""A ledger is owed in the terms of the notices it proves something of, and once."""

from datetime import date

import pytest

from luoshi.area_queries.due_periods import due_periods, owed_terms
from luoshi.area_queries.period import Period
from luoshi.area_queries.reported import Standing
from luoshi.area_queries.reporting import Records
from luoshi.ids import notice_of
from luoshi.pack import Pack, load

FIRST, SECOND = "2021-26", "2026-1"
WHOLE_2026 = Period(date(2026, 2, 3), date(2026, 12, 31))


def read_by(pack: Pack, ledger: str) -> set[str]:
    return {notice_of(one.id) for one in pack.obligations.values() if ledger in one.records}


def owed(pack: Pack) -> list[str]:
    return [one.id for one in pack.tables.values() if one.home == "ledger" and one.due]


def test_a_ledger_is_owed_while_a_notice_that_reads_it_is_in_force() -> None:
    pack = load()
    for ledger in owed(pack):
        asking = read_by(pack, ledger) or set(pack.notices)
        assert owed_terms(pack, ledger) == tuple(
            one.term for one in pack.notices.values() if one.id in asking
        )
        years = {one.start.year for one in due_periods(pack, ledger)}
        assert (2026 in years) == (SECOND in asking), ledger
        assert (2025 in years) == (FIRST in asking), ledger


def test_a_ledger_both_read_is_owed_once() -> None:
    pack = load()
    both = [one for one in owed(pack) if read_by(pack, one) == {FIRST, SECOND}]
    assert {"fund_allocation", "posts", "resettlement", "policies"} <= set(both)
    for ledger in both:
        starts = [one.start for one in due_periods(pack, ledger)]
        assert starts == sorted(set(starts))
    assert [one.title for one in due_periods(pack, "fund_allocation")][-5:] == [
        "2025 年四季度", "2026 年一季度", "2026 年二季度", "2026 年三季度", "2026 年四季度"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("ledger", "standing"),
    [("land_quota", Standing.UNOWED), ("fund_allocation", Standing.MISSING)],
)
def test_nobody_is_late_with_what_no_notice_in_force_asks(ledger: str, standing: Standing) -> None:
    pack = load()
    records = Records(pack, known_on=date(2027, 6, 30))
    county = pack.areas.counties()[0].code[:6]
    found = records.of(pack.tables[ledger], county, WHOLE_2026, date(2026, 12, 31))
    assert found.standing is standing


def test_between_two_notices_the_day_nearest_before_is_taken() -> None:
    pack = load()
    gap = date(2026, 1, 15)
    assert not any(one.term.covers(gap) for one in pack.notices.values())
    assert pack.in_term(gap) == date(2025, 12, 31)
    assert pack.in_term(date(2026, 2, 3)) == date(2026, 2, 3)
    assert pack.current(gap).id == FIRST
    assert pack.current(date(2026, 2, 3)).id == SECOND
