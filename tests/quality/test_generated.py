"""The reference on generated exports: nothing in clean ones, in others what was planted."""

from random import Random

import pytest
from hypothesis import given
from quality.generated import PLANTS, SPARED, Tables, counties, make, planted
from quality.making import AS_OF, COUNTY
from quality.smudges import smudge
from reference.quality import CHECKS, DEFAULTS, run
from tried import tried


def checks_found(tables: Tables) -> set[str]:
    return {check for check, _, _ in run(tables, AS_OF, COUNTY)}


def test_there_are_240_checks_and_every_parameter_is_of_one() -> None:
    assert len(CHECKS) == 240
    assert DEFAULTS.keys() <= CHECKS.keys()


def test_every_check_has_a_fault_it_finds() -> None:
    assert PLANTS.keys() == CHECKS.keys()


def test_nothing_is_found_in_clean_counties() -> None:
    assert run(make(4000, 1, 0), AS_OF, COUNTY) == set()


@pytest.mark.parametrize("check", sorted(CHECKS))
def test_planted_faults_are_found_and_what_is_just_none_is_not(check: str) -> None:
    for plant in PLANTS[check]:
        assert check in checks_found(planted(plant)), plant
    for plant in SPARED[check]:
        assert check not in checks_found(planted(plant)), plant


@pytest.mark.parametrize("check", ["1_01_003", "3_02_004", "5_16_002", "1_03_006", "5_15_008"])
def test_a_finding_stands_at_its_row(check: str) -> None:
    """The household planted in is the second; its second member is the head."""
    row = {"1_01_003": 9, "3_02_004": 9, "5_16_002": 5, "1_03_006": 5, "5_15_008": 5}[check]
    found = run(planted(PLANTS[check][0]), AS_OF, COUNTY)
    assert [place for id_, _, place in found if id_ == check] == [row]


def test_parameters_can_be_given() -> None:
    tables = planted(SPARED["5_16_002"][0])
    found = run(tables, AS_OF, COUNTY, {"5_16_002.下限": 101})
    assert found == {("5_16_002", "working_away", 5)} | run(tables, AS_OF, COUNTY)


@tried(30)
@given(counties())
def test_the_same_written_otherwise_is_found_the_same(tables: Tables) -> None:
    before = run(tables, AS_OF, COUNTY)
    for row in (row for rows in tables.values() for row in rows):
        smudge(row, Random(len(row)), 30)
    assert run(tables, AS_OF, COUNTY) == before
