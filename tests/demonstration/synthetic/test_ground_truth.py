"""What is planted is what the rules find, by a reading of the rules in plain Python."""

from datetime import date

import pytest
from reference.screening import RULES, leads

from luoshi.demonstration.synthetic import World, gather
from luoshi.demonstration.synthetic.planted_risks import PLANTERS
from luoshi.demonstration.synthetic.profile import load_risks
from luoshi.demonstration.synthetic.risk_plan import CARE_RULE
from luoshi.pack.rules import values_known

DAYS = [date(2025, 6, 30), date(2024, 2, 29), date(2023, 8, 31)]


def planted(truth):
    return set(zip(*(truth[name].to_pylist() for name in ("规则", "户编号", "颜色")), strict=True))


def found(pack, tables, as_of):
    rows = {id_: table.to_pylist() for id_, table in tables.items()}
    return leads(rows, values_known(pack, frozenset(pack.parameters), as_of), as_of)


@pytest.mark.parametrize(("seed", "as_of"), list(enumerate(DAYS)))
def test_the_plain_rules_find_what_was_planted_and_nothing_else(pack, seed, as_of):
    tables, truth = gather(World.make(pack, 3000, seed, as_of))
    assert found(pack, tables, as_of) == planted(truth)


def test_every_rule_of_the_pack_is_planted_and_read(pack):
    planters = {*PLANTERS, CARE_RULE}
    assert planters == set(pack.rules) == set(RULES) == set(load_risks(pack.folder).hits)


def test_colours_planted_are_those_a_rule_can_give(pack):
    for rule, rates in load_risks(pack.folder).hits.items():
        assert set(rates) == {colour.value for colour in pack.rules[rule].when.by_colour}, rule


@pytest.mark.parametrize("people", [1000, 2000])
def test_every_rule_hits_somebody_however_small_the_province(pack, people):
    _, truth = gather(World.make(pack, people, 3, date(2025, 6, 30)))
    assert set(truth["规则"].to_pylist()) == set(pack.rules)
