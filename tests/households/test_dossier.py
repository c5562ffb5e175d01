"""Reading what is known of a household from the warehouse."""

from datetime import date
from pathlib import Path

import pytest
from small_province import Province, built

from luoshi.households.dossier import Dossier, dossier
from luoshi.households.register_columns import column_for, household_column, person_column
from luoshi.warehouse.schema import Table


def every(table: Table) -> bool:
    return True


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the usual small province lies."""
    return tmp_path_factory.mktemp("province")


@pytest.fixture
def province(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Province:
    """The usual small province."""
    found, _ = built(folder)
    monkeypatch.setenv("LUOSHI_HOME", str(folder))
    return found


@pytest.fixture
def known(province: Province) -> Dossier:
    return dossier(province.engine, province.pack, "H1001", every)


def test_members_are_those_registered_with_the_head_first(known: Dossier) -> None:
    assert [member.name for member in known.members] == ["马志明", "李秀英", "马小军"]
    assert known.members[0].relation == "户主"
    assert known.members[2].born == date(2015, 2, 1)


def test_facts_are_of_the_household_and_of_each_member(known: Dossier) -> None:
    tables = {facts.table.id: len(facts.rows) for facts in known.facts}
    assert tables == {
        "households": 1,
        "houses": 1,
        "medical_claims": 2,
        "medical_insurance": 3,
        "poverty_households": 1,
        "school_roll": 1,
    }


def test_newest_rows_come_first(known: Dossier) -> None:
    claims = next(facts for facts in known.facts if facts.table.id == "medical_claims")
    assert [row["结算编号"] for row in claims.rows] == ["Z2", "Z1"]


def test_only_wanted_tables_are_read(province: Province) -> None:
    found = dossier(province.engine, province.pack, "H1001", lambda table: table.id == "houses")
    assert [facts.table.id for facts in found.facts] == ["houses"]
    assert len(found.members) == 3


def test_what_kind_of_household_it_is(known: Dossier) -> None:
    assert known.first("monitored_kinds") == "脱贫不稳定户"
    assert known.first("water_qualities") == ""


@pytest.mark.parametrize("number", ["nobody", "H1001' OR '1'='1", ""])
def test_an_unknown_number_finds_nothing(number: str, province: Province) -> None:
    found = dossier(province.engine, province.pack, number, every)
    assert (found.members, found.facts) == ((), ())


def test_a_register_without_a_needed_column_is_told(province: Province) -> None:
    tables = province.pack.tables
    with pytest.raises(LookupError, match=r"住房安全.*element: person.relation"):
        column_for(tables["houses"], "person.relation")
    with pytest.raises(LookupError, match=r"住房安全.*type: person"):
        person_column(tables["houses"])
    with pytest.raises(LookupError, match=r"医保结算.*type: household"):
        household_column(tables["medical_claims"])
