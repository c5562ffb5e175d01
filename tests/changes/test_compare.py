"""What a change touches on the records of a small province."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest
from changes.conftest import Edit, Edited, SmallProvince
from days import DEMO_DAY

from luoshi.changes import Outcome, Reach, Resting, compare, compare_texts, everything, reach
from luoshi.pack import Pack
from luoshi.pack.entering import EnteredValue, with_entered
from luoshi.pack.models import DatedValue
from luoshi.screening import screen

LAND = ("parameters", "land_quota_mu", 'value: "600"', 'value: "450"')
RED = ("parameters", "medical_red_times", 'value: "2"', 'value: "1"')
TOLERANCE = ("parameters", "status_tolerance", 'value: "0.2"', 'value: "0.6"')
KEY = ("groups", "2021-26/key", '"640424", "640425", "640522"', '"640424", "640425"')
RULE = ("rules", "water-cut", ":water_cut_yellow_days", "1")
RULE_TITLE = ("rules", "uninsured", "title: 没有参加基本医保", "title: 没参保")
OBLIGATION = ("obligations", "2021-26/fiscal-tilt", "others: others", "others: all")
SCHEME = ("schemes", "2021-26/transition-central", 'value: "10"', 'value: "0"')
FAVOUR = (
    "schemes",
    "2021-26/transition-central",
    'national_key, value: "3"',
    'national_key, value: "5"',
)
YEAR = 2025

EDITS = {
    "参数": [LAND, RED],
    "县组和规则": [KEY, RULE],
    "承诺、办法和名称": [OBLIGATION, SCHEME, RULE_TITLE],
}


def changed(records: SmallProvince, old: Pack, new: Pack, asked: Reach | None = None) -> Outcome:
    return compare(old, new, records, DEMO_DAY, (YEAR,), asked=asked)


def test_a_parameter_of_all_obligations_has_all_of_them_asked(usual: Pack, edited: Edited) -> None:
    other = edited(TOLERANCE)
    found = reach(usual, other, compare_texts(usual, other).differences)
    assert not found.everything
    assert found.of("obligations") == usual.obligations.keys()
    assert not found.of("rules")


def answers(outcome: Outcome) -> Outcome:
    """What came out otherwise, without what was asked and what could not be."""
    told = {"asked": {}, "touched": (), "unanswered": (), "households": None}
    return outcome.model_copy(update=told)


@pytest.mark.slow
@pytest.mark.parametrize("edits", EDITS.values(), ids=EDITS)
def test_what_was_not_asked_would_not_have_differed(
    records: SmallProvince, usual: Pack, edited: Edited, edits: list[Edit]
) -> None:
    other = edited(*edits)
    narrow = changed(records, usual, other)
    whole = changed(records, usual, other, everything(usual, other))
    assert answers(narrow) == answers(whole)
    assert sum(narrow.asked.values()) < sum(whole.asked.values())


@pytest.mark.parametrize("edits", EDITS.values(), ids=EDITS)
def test_the_other_way_round_is_the_mirror(
    records: SmallProvince, usual: Pack, edited: Edited, edits: list[Edit]
) -> None:
    other = edited(*edits)
    there, back = changed(records, usual, other), changed(records, other, usual)
    assert untitled(there.mirrored()) == untitled(back)


def untitled(outcome: Outcome) -> Outcome:
    """Titles are those of the new side: a change of one has no mirror."""

    def bare(things: Iterable[object]) -> tuple[object, ...]:
        return tuple(one.model_copy(update={"title": ""}) for one in things)  # type: ignore[attr-defined]

    keys = ("differences", "statuses", "leads", "money", "unanswered", "touched")
    return outcome.model_copy(update={key: bare(getattr(outcome, key)) for key in keys})


def test_nothing_comes_of_no_change(records: SmallProvince, usual: Pack, edited: Edited) -> None:
    assert changed(records, usual, edited()).is_empty
    whole = changed(records, usual, edited(), everything(usual, usual))
    assert whole.is_empty
    assert whole.asked["obligations"] == len(usual.obligations)


def test_a_lower_target_is_met_where_the_old_one_was_not(
    records: SmallProvince, usual: Pack, edited: Edited
) -> None:
    found = changed(records, usual, edited(LAND))
    assert found.asked == {"obligations": 1, "schemes": 1}
    assert ("topics", "land") in {(one.kind, one.id) for one in found.touched}
    breached = [one for one in found.statuses if one.old and one.old.value == "breached"]
    assert breached
    assert all(one.new and one.new.value == "met" for one in breached)
    assert all("600" in one.old_reason and "450" in one.new_reason for one in breached)


def test_leads_and_households_are_those_of_two_screenings(
    records: SmallProvince, usual: Pack, edited: Edited
) -> None:
    other = edited(RED, RULE)
    found = changed(records, usual, other)
    sides = []
    for pack in (usual, other):
        leads = screen(pack, records.asked, DEMO_DAY).leads
        sides.append({one.parsed.rule.id: one.rows.to_pylist() for one in leads})
    for rule in ("medical-burden", "water-cut"):
        told = {one.place: one for one in found.leads if one.rule == rule}
        facts = [{row["fact"]: row for row in side[rule]} for side in sides]
        homes = [{row["household"] for row in side[rule]} for side in sides]
        whole = told[""]
        assert whole.leads.gained == len(facts[1].keys() - facts[0].keys())
        assert whole.leads.lost == len(facts[0].keys() - facts[1].keys())
        assert whole.households.gained == len(homes[1] - homes[0])
        both = facts[0].keys() & facts[1].keys()
        heavier = [fact for fact in both if facts[1][fact]["colour"] > facts[0][fact]["colour"]]
        assert whole.heavier == len(heavier)
        counties = [one for place, one in told.items() if place]
        assert sum(one.leads.gained for one in counties) == whole.leads.gained
    assert any(one.heavier or one.leads.gained for one in found.leads)


def test_moved_money_adds_up_to_nothing(
    records: SmallProvince, usual: Pack, edited: Edited
) -> None:
    found = changed(records, edited(SCHEME), edited(SCHEME, FAVOUR))
    assert {(one.scheme, one.year) for one in found.money} == {("2021-26/transition-central", YEAR)}
    assert sum(one.moved for one in found.money) == Decimal(0)
    gaining = {one.place for one in found.money if one.moved > 0}
    favoured = usual.groups["2021-26/national_key"].members(date(YEAR, 12, 31))
    assert gaining
    assert gaining <= favoured


def test_what_could_not_be_shared_out_before_is_told(
    records: SmallProvince, usual: Pack, edited: Edited
) -> None:
    found = changed(records, usual, edited(SCHEME))
    (told,) = found.unanswered
    assert "无从分配" in str(told.old)
    assert told.new is None
    assert all(one.old is None and one.new is not None for one in found.money)


def test_an_entered_value_gives_what_the_preview_showed(
    records: SmallProvince, usual: Pack
) -> None:
    dated = DatedValue(**{"from": date(2025, 1, 1)}, value="450", source="一份文件")
    entries = (EnteredValue("land_quota_mu", dated),)
    new = replace(usual, parameters=with_entered(usual.parameters, entries))
    found = changed(records, usual, new)
    assert found.statuses
    assert {one.period[:4] for one in found.statuses} == {"2025"}, "the years before are judged"
    again = changed(records, new, replace(new))
    assert again.is_empty


def test_what_lacks_a_value_is_told_and_the_rest_is_asked(
    records: SmallProvince, usual: Pack, edited: Edited
) -> None:
    ended = 'from: 2021-01-01, to: 2024-12-31, value: "2"'
    other = edited(
        ("parameters", "medical_red_times", 'from: 2021-01-01, to: 2025-12-31, value: "2"', ended)
    )
    found = changed(records, usual, other)
    (told,) = found.unanswered
    assert (told.id, told.old) == ("medical-burden", None)
    assert "没有生效的值" in str(told.new)
    (whole,) = found.rules
    assert whole.leads.new == 0
    assert whole.leads.lost == whole.leads.old > 0


def test_what_rests_on_it_hears_which_leads_would_be_gone(
    records: SmallProvince, usual: Pack, edited: Edited
) -> None:
    heard: list[tuple[Reach, pa.Table]] = []

    def rest(touched: Reach, lost: pa.Table) -> list[Resting]:
        heard.append((touched, lost))
        return [Resting(title="事项", count=lost.num_rows, unit="件", why="线索不再有")]

    other = edited(("rules", "water-cut", ":water_cut_yellow_days", "4000"))
    found = compare(usual, other, records, DEMO_DAY, (YEAR,), rest)
    ((touched, lost),) = heard
    assert touched.of("rules") == {"water-cut"}
    assert set(lost["rule"].to_pylist()) == {"water-cut"}
    assert found.resting[0].count == found.rules[0].leads.lost == lost.num_rows


def test_without_records_the_texts_alone_are_compared(usual: Pack, edited: Edited) -> None:
    found = compare_texts(usual, edited(RED))
    assert found.as_of is None
    assert [one.id for one in found.differences] == ["medical_red_times"]
    assert not found.changes_answers


def test_a_change_of_unknown_bearing_touches_everything(usual: Pack, edited: Edited) -> None:
    title = usual.tables["land_quota"].title
    other = edited(("tables", "land_quota", f"title: {title}", "title: 别的名称"))
    found = reach(usual, other, compare_texts(usual, other).differences)
    assert found.everything
    assert found.of("obligations") == usual.obligations.keys()
