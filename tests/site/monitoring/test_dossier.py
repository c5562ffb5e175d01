"""Facts of a household as sheets, for whom they are open."""

from collections.abc import Callable
from datetime import date

import pytest
from small_province import Province, claim
from small_province import household as household_row

from luoshi.households.dossier import Dossier, dossier
from luoshi.households.facts import MOST_ROWS, FactSheet, departments
from luoshi.screening import Screening
from luoshi.site import sources
from luoshi.site.accounts.models import User
from luoshi.site.monitoring.policies import may_see
from luoshi.site.rights import scope_of
from luoshi.warehouse.schema import Table

Usual = tuple[Province, Screening]


def every(table: Table) -> bool:
    return True


@pytest.fixture
def known(usual: Usual) -> Dossier:
    province, _ = usual
    return dossier(province.engine, province.pack, "H1001", every)


def sheet_of(known: Dossier, table: str, role: str = "county") -> FactSheet:
    scope = scope_of(User(role=role, area="640422000000"))
    title = next(facts.table.title for facts in known.facts if facts.table.id == table)
    found = departments(known, scope, lambda table, batch: date(2025, 6, 1))
    return next(sheet for one in found for sheet in one.sheets if sheet.title == title)


def test_a_sheet_names_the_member_and_leaves_out_empty_columns(known: Dossier) -> None:
    sheet = sheet_of(known, "medical_claims")
    assert sheet.headings[:3] == ("成员", "结算编号", "结算日期")
    assert "总费用（元）" in sheet.headings
    assert "医疗机构" not in sheet.headings
    assert sheet.rows[0][:3] == ("李秀英", "Z2", "2025-06-02")
    assert sheet.day == date(2025, 6, 1)


def test_a_sheet_of_one_row_is_told_as_pairs(known: Dossier) -> None:
    assert ("房屋等级", "D") in sheet_of(known, "houses").only
    assert sheet_of(known, "medical_claims").only == ()


def test_personal_cells_are_hidden_from_who_sees_no_names(known: Dossier) -> None:
    sheet = sheet_of(known, "medical_claims", "assessor")
    assert sheet.rows[0][0] == "李**"
    assert dict(zip(sheet.headings, sheet.rows[0], strict=True))["病种名称"] == "****"


def test_a_long_sheet_shows_its_newest_rows_and_how_many_there_are(own: Province) -> None:
    own.store("medical_claims", *(claim(n, 100) for n in range(1, 29)))
    known = dossier(own.engine, own.pack, "H1001", every)
    sheet = sheet_of(known, "medical_claims")
    assert (len(sheet.rows), sheet.total) == (MOST_ROWS, 28)
    assert sheet.rows[0][2] == "2025-06-28"


def test_tables_are_seen_by_role_or_by_sender(usual: Usual) -> None:
    tables = usual[0].pack.tables

    def seen(role: str, table: str, unit: str = "") -> bool:
        return may_see(scope_of(User(role=role, area="640422100201", unit=unit)), tables[table])

    assert seen("county", "cancer")
    assert not seen("village", "cancer")
    assert seen("assessor", "houses")
    assert not seen("assessor", "medical_claims")
    assert seen("department", "medical_claims", "医保局")
    assert not seen("department", "houses", "医保局")
    assert not seen("admin", "houses")
    assert not seen("", "houses")


def test_the_engine_is_kept_until_a_batch_lands(own: Province, stored: Callable[[], int]) -> None:
    first = sources.engine()
    assert sources.engine() is first
    own.store("households", household_row("H1001"))
    assert sources.engine() is not first
    assert stored() == 1


@pytest.fixture
def stored() -> Callable[[], int]:
    return lambda: len(sources.engine().query('SELECT * FROM "houses" WHERE "户编号" = \'H1001\''))


def test_the_day_a_batch_came(own: Province) -> None:
    first = sources.warehouse().batches("houses")[0].id
    assert sources.received_on("houses", first) is not None
    assert sources.received_on("houses", "999999") is None


def test_a_sheet_came_when_the_households_own_rows_did(own: Province) -> None:
    (first,) = sources.warehouse().batches("medical_claims")
    own.store("medical_claims", claim(9, 5) | {"证件号码": "王建国"})
    known = dossier(own.engine, own.pack, "H1001", every)
    facts = next(facts for facts in known.facts if facts.table.id == "medical_claims")
    assert facts.batch == first.id != sources.warehouse().batches("medical_claims")[-1].id
