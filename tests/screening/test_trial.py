"""A rule kept for its thresholds to be moved answers as the rule asked anew."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from days import DEMO_DAY

from luoshi.demonstration.synthetic.loading import load_warehouse
from luoshi.pack import load
from luoshi.pack.models import ColourConditions, ParameterKind
from luoshi.pack.opening import open_warehouse
from luoshi.pack.rules import parse_rule, vocabulary
from luoshi.screening import RuleLeads, screen
from luoshi.screening.trial import KeptRule, keep_rule, try_rule
from luoshi.warehouse.engine import DuckEngine, open_engine

PACK = load()
DEEP = (
    "members(count(jobs.证件号码) filter (where length(jobs.就业状态) > :labour_age_from) > 0) > 0"
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> DuckEngine:
    """An engine over a clean province of 3,000, in which every rule finds something."""
    warehouse = open_warehouse(PACK, tmp_path_factory.mktemp("province"))
    load_warehouse(warehouse, PACK, 3000, 1, DEMO_DAY)
    return open_engine(warehouse)


@pytest.fixture(scope="module")
def screening(engine: DuckEngine) -> dict[str, RuleLeads]:
    """What screening finds there, by rule."""
    return {one.parsed.rule.id: one for one in screen(PACK, engine, DEMO_DAY).leads}


def thresholds(rule: str) -> dict[str, Decimal]:
    """The numbers a rule asks, with their values."""
    names = parse_rule(PACK.rules[rule], vocabulary(PACK)).parameters & PACK.parameters.keys()
    values = {name: PACK.parameters[name].on(DEMO_DAY) for name in sorted(names)}
    return {
        name: Decimal(value.value)
        for name, value in values.items()
        if value and PACK.parameters[name].kind is ParameterKind.NUMBER
    }


def kept_of(engine: DuckEngine, rule: str) -> KeptRule:
    kept = keep_rule(PACK, engine, rule, DEMO_DAY, frozenset(thresholds(rule)))
    assert kept
    return kept


def found(leads: RuleLeads) -> list[tuple[str, str]]:
    return sorted((row["fact"], row["colour"]) for row in leads.rows.to_pylist())


def told(leads: RuleLeads) -> list[tuple[Any, ...]]:
    return sorted(tuple(row.values()) for row in leads.rows.to_pylist())


@pytest.mark.parametrize("rule", list(PACK.rules))
def test_a_trial_without_changes_finds_what_screening_finds(
    engine: DuckEngine, screening: dict[str, RuleLeads], rule: str
) -> None:
    tried = found(try_rule(PACK, engine, rule, DEMO_DAY, {}))
    assert tried == found(screening[rule])
    assert tried


@pytest.mark.parametrize("rule", list(PACK.rules))
def test_a_kept_rule_answers_as_the_rule_asked_anew(engine: DuckEngine, rule: str) -> None:
    values = thresholds(rule)
    kept = kept_of(engine, rule)
    now = told(kept.leads({}))
    assert now == told(try_rule(PACK, engine, rule, DEMO_DAY, {}))
    assert now
    everything: dict[str, Decimal] = {name: value + 1 for name, value in values.items()}
    nothing = {name: Decimal(int(value) // 2) for name, value in values.items()}
    for changes in (everything, nothing, *({name: values[name] * 3} for name in values)):
        asked_anew = told(try_rule(PACK, engine, rule, DEMO_DAY, changes))
        assert told(kept.leads(changes)) == asked_anew, changes


def test_threads_ask_a_kept_rule_by_turns(engine: DuckEngine) -> None:
    kept = kept_of(engine, "medical-burden")
    moves = [{"medical_ordinary_share": Decimal(n) / 10} for n in range(1, 11)]
    alone = [told(kept.leads(changes)) for changes in moves]
    assert len({len(leads) for leads in alone}) > 1
    with ThreadPoolExecutor(4) as pool:
        assert [told(leads) for leads in pool.map(kept.leads, moves)] == alone


def test_only_what_was_to_be_moved_can_be(engine: DuckEngine) -> None:
    kept = keep_rule(PACK, engine, "medical-burden", DEMO_DAY, frozenset())
    assert kept
    with pytest.raises(ValueError, match="medical_ordinary_share"):
        kept.leads({"medical_ordinary_share": Decimal(1)})


def test_a_rule_whose_parameters_reach_too_deep_is_not_kept(engine: DuckEngine) -> None:
    rule = PACK.rules["labour-lost"]
    deeper = rule.model_copy(update={"when": ColourConditions(red=DEEP)})
    pack = replace(PACK, rules={rule.id: deeper})
    moved = frozenset({"labour_age_from"})
    assert keep_rule(pack, engine, rule.id, DEMO_DAY, moved) is None
