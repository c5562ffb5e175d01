"""Every guard at its edges: what it lets pass, and what it says of what it does not."""

from dataclasses import replace
from datetime import date

import pytest
from guard_cases import ASKED, TABLE, TODAY, Tried

from luoshi.casework import (
    WORKING_DAY,
    CaseFile,
    Rules,
    due_on,
    hindrances,
    hindrances_of,
    never,
)
from luoshi.casework.projects.labour import labour
from luoshi.pack import Pack, load
from luoshi.pack.guards import Ask

RULES = Rules(load())
EVERY = [
    (process.id, guard)
    for process in load().processes.values()
    for guard in dict.fromkeys(guard for move in process.moves for guard in move.guards)
]


def ids(one: Tried) -> str:
    return f"{one.process}.{one.guard}"


@pytest.mark.parametrize("tried", TABLE, ids=ids)
def test_what_stands_in_the_way(tried: Tried) -> None:
    found = hindrances(tried.file, [tried.guard], RULES)
    assert found == [] if tried.said is None else tried.said in found[0]


@pytest.mark.parametrize("guard", sorted({guard for _, guard in EVERY}, key=str))
def test_every_guard_is_seen_to_refuse_and_to_let_pass(guard: str) -> None:
    outcomes = {
        (one.process, bool(hindrances(one.file, [guard], RULES)))
        for one in TABLE
        if one.guard == guard
    }
    asking = {process for process, name in EVERY if name == guard}
    tried = {process for process, _ in outcomes}
    assert tried == asking or (guard == "not_in_future" and len(tried) > 1)
    assert outcomes == {(process, refused) for process in tried for refused in (True, False)}


def test_every_condition_of_every_guard_is_seen_to_refuse() -> None:
    """A sentence that no case of the table hears could be dropped unseen."""
    policy = load()
    guards = [*policy.guards.values(), *(g for p in policy.processes.values() for g in p.guards)]
    for guard in guards:
        tried = [one.file for one in TABLE if one.guard == guard.id and one.said]
        said = [hindrances(one, [guard.id], RULES)[0] for one in tried]
        for ask in guard.asks:
            begun, rest = ask.say.partition("{")[0], ask.say.rpartition("}")[2]
            assert any(one.startswith(begun) and one.endswith(rest) for one in said), ask.say


def test_each_move_asks_its_guards() -> None:
    """What a move must ask is known here too: left out in the pack, it is missed."""
    asked: dict[str, set[str]] = {}
    for process in load().processes.values():
        for move in process.moves:
            for guard in move.guards:
                asked.setdefault(str(guard), set()).add(f"{process.id}.{move.id}")
    assert asked == ASKED


def test_many_cases_hear_what_each_would_alone() -> None:
    guards = tuple(dict.fromkeys(one.guard for one in TABLE if one.process == "monitoring"))
    files = [one.file for one in TABLE if one.process == "monitoring"]
    alone = [hindrances(one, guards, RULES) for one in files]
    assert hindrances_of(files, guards, RULES) == alone


def clocked(pack: Pack, unit: str, days: str) -> Pack:
    clock = pack.parameters["case_notice_days"]
    value = clock.values[0].model_copy(update={"value": days})
    changed = clock.model_copy(update={"unit": unit, "values": (value,)})
    return replace(pack, parameters={**pack.parameters, clock.id: changed})


@pytest.mark.parametrize(
    "start", [date(2025, 6, day) for day in (26, 27, 28, 29, 30)] + [date(2025, 9, 27)]
)
@pytest.mark.parametrize("days", ["0", "1", "5"])
def test_a_notice_in_working_days_ends_on_one(start: date, days: str) -> None:
    """Begun on a weekend, before one, and before holidays with a weekend worked for them."""
    rules, end = Rules(clocked(load(), WORKING_DAY, days)), due_on(start, int(days), WORKING_DAY)
    facts = {"公示起始日期": start.isoformat()}
    tried = next(one for one in TABLE if one.guard == "notice_elapsed" and one.more)
    for day, refused in ((end, False), (date.fromordinal(end.toordinal() - 1), True)):
        file = replace(tried.file, today=day, facts=facts)
        found = hindrances(file, ["notice_elapsed"], rules)
        assert bool(found) is refused
        assert not refused or f"到{end}才满期" in found[0]


def test_a_condition_may_be_written_out_in_a_move() -> None:
    ask = Ask(unless="参加人数 >= 3", say="只来了{参加人数}人")
    case = CaseFile("monitoring", "", TODAY, {"参加人数": "2"})
    assert hindrances(case, [ask], RULES) == ["只来了2人"]
    assert hindrances(replace(case, facts={"参加人数": "3"}), [ask], RULES) == []
    assert hindrances(replace(case, facts={}), [ask], RULES) == ["没法核对：没有填“参加人数”"]
    odd = replace(case, facts={"参加人数": "三"})
    assert hindrances(odd, [ask], RULES) == ["没法核对：“参加人数”说不准"]


def test_a_condition_may_ask_the_household_and_its_members() -> None:
    ask = Ask(
        unless="any_member(age(出生日期, :as_of) < 16) or households.是否易地搬迁 = '是'",
        say="家里 {members(true)} 人，没有孩子",
    )
    day = f"{TODAY.year - 16}-{TODAY.month:02}-{TODAY.day:02}"
    rows = {"residents": [{"出生日期": "1960-01-01"}, {"出生日期": day}]}
    case = CaseFile("monitoring", "", TODAY, {}, rows=rows)
    assert hindrances(case, [ask], RULES) == ["没法核对：“农村住户”、“户籍人口”里没有要核对的内容"]
    home = {**rows, "households": [{"是否易地搬迁": "否"}]}
    assert hindrances(replace(case, rows=home), [ask], RULES) == ["家里 2 人，没有孩子"]
    child = {"residents": [{"出生日期": f"{TODAY.year - 15}-01-01"}]}
    assert hindrances(replace(case, rows=child), [ask], RULES) == []


@pytest.mark.parametrize(
    ("facts", "hidden"), [({"有劳动力": "否"}, True), ({"有劳动力": "是"}, False), ({}, False)]
)
def test_a_move_no_form_can_mend_is_not_shown(facts: dict[str, str], hidden: bool) -> None:
    case = CaseFile("monitoring", "", TODAY, facts)
    guards = RULES.process("monitoring").move["propose-exit"].guards
    assert never(case, guards, RULES) is hidden


def test_a_parameter_that_is_not_in_force_is_told() -> None:
    case = CaseFile("monitoring", "", date(2020, 1, 1), {"致贫返贫风险": "因病"})
    assert hindrances(case, ["risks_named", "income_sheet"], RULES) == [
        "没法核对：“每户风险最多个数”在 2020-01-01 没有生效的值，由省级按文件录入",
        "还没有填家庭收入表",
    ]


@pytest.mark.parametrize(
    ("year", "came", "floor", "enough"),
    [
        ("2021", "", "0.15", True),
        ("2022", "2022-06-30", "0.15", True),
        ("2022", "2022-07-01", "0.3", False),
        ("2022", "", "0.3", False),
        ("2023", "2022-05-01", "0.3", False),
        ("2024", "2024-03-01", "0.3", False),
    ],
)
def test_the_floor_of_labour_pay_is_that_of_the_day_the_money_came(
    year: str, came: str, floor: str, enough: bool
) -> None:
    row = {"年度": year, "以工代赈资金": "100.00", "劳务报酬": "20.00"}
    found = labour(row, came, RULES)
    assert (str(found.floor), found.enough) == (floor, enough)


def test_pay_without_money_is_told_as_such() -> None:
    found = labour({"年度": "2024", "以工代赈资金": "0.00", "劳务报酬": "0.00"}, "", RULES)
    assert found.share is None
    assert "没有资金" in found.words
