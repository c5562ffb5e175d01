"""A rule whose threshold has ended is not asked; the screening says which and who mends it."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from luoshi.pack import Pack, load
from luoshi.pack.entering import EnteredValue
from luoshi.pack.handover import HandedOver, hand_over
from luoshi.pack.lacking import LackingError
from luoshi.pack.models import DatedValue
from luoshi.pack.opening import open_warehouse
from luoshi.pack.rules import parsed_rule
from luoshi.screening import find_needs, screen, unaskable
from luoshi.warehouse.engine import Engine, open_engine

LAST = date(2025, 12, 31)
AFTER = LAST + timedelta(1)


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_engine(open_warehouse(load(), tmp_path))


def lacks(pack: Pack, rule: str, day: date) -> set[str]:
    names = parsed_rule(pack, rule).parameters & pack.parameters.keys()
    return {name for name in names if pack.parameters[name].on(day) is None}


def test_on_the_last_day_every_rule_is_asked(engine: Engine) -> None:
    found = screen(load(), engine, LAST)
    assert found.unasked == ()
    assert len(found.leads) == len(load().rules)


def test_the_day_after_exactly_the_rules_that_lack_something_are_not(engine: Engine) -> None:
    pack = load()
    found = screen(pack, engine, AFTER)
    expected = {id_ for id_ in pack.rules if lacks(pack, id_, AFTER)}
    assert {one.rule.id for one in found.unasked} == expected
    assert {one.parsed.rule.id for one in found.leads} == pack.rules.keys() - expected
    for one in found.unasked:
        assert {lack.parameter.id for lack in one.lacks} == lacks(pack, one.rule.id, AFTER)
        assert "2025-12-31" in one.told
        assert "录入" in one.told


def test_the_summary_tells_every_rule_and_what_is_lacking(engine: Engine) -> None:
    summary = screen(load(), engine, AFTER).summary()
    rules = {rule["id"]: rule for rule in summary["rules"]}  # type: ignore[attr-defined]
    assert rules.keys() == load().rules.keys()
    assert rules["income-below-line"]["leads"] is None
    assert "监测范围" in rules["income-below-line"]["skipped"]
    asked = {"id": "dangerous-house", "leads": 0, "skipped": None, "lacking": []}
    assert rules["dangerous-house"] == asked
    lacking = {one["id"]: one for one in rules["income-below-line"]["lacking"]}
    line = lacking["income_line"]
    assert (line["ended"], line["entered_by"]) == ("2025-12-31", "乡村振兴局")


def test_where_no_rule_can_be_asked_nothing_is_found(engine: Engine) -> None:
    with pytest.raises(LackingError):
        screen(load(), engine, date(2019, 12, 31))


def test_a_need_that_lacks_something_is_not_asked(engine: Engine) -> None:
    pack = load()
    unasked = {one.rule.id for one in unaskable(pack, pack.needs.values(), AFTER)}
    assert "relief-medical" in unasked
    found = {one.parsed.rule.id for one in find_needs(pack, engine, AFTER)}
    assert found == pack.needs.keys() - unasked


def test_what_an_office_enters_lets_the_rule_be_asked_again(engine: Engine) -> None:
    needed = lacks(load(), "income-below-line", AFTER)
    value = DatedValue.model_validate({"from": "2026-01-01", "value": "1", "source": "某号"})
    values = tuple(EnteredValue(name, value) for name in sorted(needed))
    hand_over(HandedOver(values=values))
    found = screen(load(), engine, AFTER)
    assert "income-below-line" in {one.parsed.rule.id for one in found.leads}
