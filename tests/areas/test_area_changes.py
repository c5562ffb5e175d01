"""What became what: changes that cannot be, and laws of those that can."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.areas import (
    Area,
    AreaChange,
    AreaError,
    Areas,
    Group,
    Level,
    RefusedChangesError,
    led_on,
    parse_changes,
    resolve_groups,
)
from luoshi.areas.change_file import read_changes

DAY = date(2026, 7, 1)
REGION, CITY = "990000000000", "990100000000"
COUNTY, OTHER = "990121000000", "990122000000"
EAST, WEST, FAR = "990121100000", "990121101000", "990122100000"
E1, E2, W1, F1 = "990121100201", "990121100202", "990121101201", "990122100201"
LISTED = (
    (REGION, "某自治区", "region"),
    (CITY, "甲市", "city"),
    (COUNTY, "乙县", "county"),
    (OTHER, "丙县", "county"),
    (EAST, "东镇", "township"),
    (WEST, "西乡", "township"),
    (FAR, "远镇", "township"),
    (E1, "一村委会", "village"),
    (E2, "二村委会", "village"),
    (W1, "三村委会", "village"),
    (F1, "四村委会", "village"),
)
DIGITS = {"city": 2, "county": 4, "township": 6, "village": 9}


def listed() -> list[Area]:
    return [
        Area(
            code=code,
            name=name,
            level=Level(level),
            kind="行政村" if level == "village" else level,
            parent=code[: DIGITS[level]].ljust(12, "0") if level in DIGITS else None,
        )
        for code, name, level in LISTED
    ]


def row(kind: str, old: str = "", new: str = "", name: str = "", **said: str) -> dict[str, str]:
    cells = {"变更日期": str(DAY), "变更类型": kind, "原代码": old, "现代码": new}
    return {**cells, "现名称": name, "批准文号": "某政函〔2026〕5号", **said}


def changed(*rows: dict[str, str]) -> Areas:
    changes, faults = parse_changes(rows)
    assert not faults
    return Areas(listed(), changes)


MERGED = (
    row("合并", WEST, EAST),
    row("划转", W1, "990121100203", "三村委会"),
)
MOVED = (
    row("划转", WEST, "990122101000", "西乡"),
    row("划转", W1, "990122101201", "三村委会"),
)
SPLIT = (
    row("拆分", EAST, "990121102000", "东南镇"),
    row("拆分", EAST, "990121103000", "东北镇"),
    row("划转", E1, "990121102201", "一村委会"),
    row("划转", E2, "990121103201", "二村委会"),
)


@pytest.mark.parametrize(
    ("rows", "place", "told"),
    [
        ([row("更名", "990121100299", "990121100299", "新村委会")], 0, "没有这个区划代码"),
        ([row("更名", E1, E1, "一村")], 0, "与原来的名称一样"),
        ([row("更名", E1, E1, "新村委会", 原名称="二村委会")], 0, "“原名称”列“二村委会”：代码"),
        ([row("划转", E1, "990121109201", "一村委会")], 0, "上级区划 990121109000 这一天没有"),
        ([row("划转", E1, "990121101202")], 0, "“现名称”列（空）：新代码没有名称"),
        ([row("划转", E1, WEST, "一村委会")], 0, "不是村级的代码"),
        ([row("划转", E1, W1, "三村委会")], 0, "三村在用这个代码"),
        ([row("划转", E1, "990121101202", "三村委会")], 0, "同一个上级里已有这个名称"),
        ([row("合并", E1, "990121100209", "新村委会")], 0, "合并只有一个原区划"),
        ([row("拆分", E1, "990121100209", "新村委会")], 0, "拆分只有一个现区划"),
        ([row("合并", WEST, EAST)], 0, "下面的三村（990121101201）没有写变成什么"),
        ([row("合并", E1, E2), row("合并", E2, E1)], 0, "二村同一天也不再用这个代码"),
        ([row("合并", E1, E2), row("合并", E1, E2)], 1, "前面已有一行"),
        ([row("撤销", E1), row("划转", E1, "990121101202", "一村委会")], 0, "同一天又"),
        ([row("更名", E1, "990121100209", "新村委会")] * 2, 1, "前面已有一行"),
        ([row("撤销", E1), row("撤销", E1, 变更日期="2026-08-01")], 1, "已于 2026-06-30 后变更"),
        (
            [row("撤销", E1), row("设立", "", E1, "一村委会", 变更日期="2026-08-01")],
            1,
            "这个代码用过了",
        ),
        (
            [
                row("合并", E1, "990121100209", "新村委会"),
                row("合并", E2, "990121100209", "大村委会"),
            ],
            0,
            "同一个现代码写了不同的名称",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_its_row(
    rows: Sequence[dict[str, str]], place: int, told: str
) -> None:
    with pytest.raises(RefusedChangesError) as refused:
        changed(*rows)
    first = refused.value.faults[0]
    assert first.place == place
    assert told in first.text


def test_cells_that_are_no_change_are_refused_with_their_column() -> None:
    _, faults = parse_changes(
        [row("并入", E1, E2), row("合并", "99", E2, 变更日期="七月"), row("设立", E1, "")]
    )
    assert [(one.place, one.column, one.value) for one in faults] == [
        (0, "变更类型", "并入"),
        (1, "变更日期", "七月"),
        (1, "原代码", "99"),
        (2, "原代码", E1),
        (2, "现代码", ""),
    ]


def test_a_township_merged_leads_its_villages_on() -> None:
    areas, eve = changed(*MERGED), DAY - timedelta(1)
    assert areas.find("乙县/西乡/三村").code == "990121100203"
    assert areas.find_path("乙县", "西乡", "三村", on=eve).code == W1
    assert areas.on_day("990121100203", eve).code == W1
    assert areas.path(areas.on_day(W1, DAY).code) == "甲市/乙县/东镇/三村"
    assert areas.recoded() == {WEST: EAST, W1: "990121100203"}
    assert areas.recoded(eve) == {"990121100203": W1}
    assert areas.same(W1) == "990121100203"
    assert areas.same(WEST) == WEST, "who takes in another one is not the same"


def test_a_township_moved_to_another_county_is_found_by_its_old_path() -> None:
    areas = changed(*MOVED)
    assert areas.path(areas.find("乙县西乡三村").code) == "甲市/丙县/西乡/三村"
    assert areas.find_path("乙县", "西乡", "三村").county_code == OTHER[:6]
    assert areas.same(WEST) == "990122101000"
    assert [one.code for one in areas.children(COUNTY)] == [EAST]
    assert [one.code for one in areas.children(COUNTY, DAY - timedelta(1))] == [EAST, WEST]


def test_a_split_says_so_and_the_village_tells_which() -> None:
    areas = changed(*SPLIT)
    told = "“东镇”已于 2026-06-30 后拆分为东南镇（990121102000）、东北镇（990121103000），请写明"
    for ask in (lambda: areas.find("乙县/东镇"), lambda: areas.on_day(EAST, DAY)):
        with pytest.raises(AreaError) as refused:
            ask()
        assert told.removeprefix("“东镇”") in str(refused.value)
    assert areas.find_path("乙县", "东镇", "一村").code == "990121102201"
    assert areas.find("乙县/东镇/二村").code == "990121103201"
    assert EAST not in areas.recoded()


def test_a_merger_asked_back_says_what_there_was() -> None:
    areas = changed(
        row("合并", E1, "990121100209", "合村委会"), row("合并", E2, "990121100209", "合村委会")
    )
    with pytest.raises(AreaError, match="由一村（990121100201）、二村（990121100202）合并而成"):
        areas.on_day("990121100209", DAY - timedelta(1))


def test_a_new_name_keeps_the_code_and_the_old_name_leads_to_it() -> None:
    areas, eve = changed(row("更名", EAST, EAST, "东山镇")), DAY - timedelta(1)
    assert areas.find("乙县/东镇") == areas.find("乙县/东山镇") == areas.by_code(EAST)
    assert areas.path(E1) == "甲市/乙县/东山镇/一村"
    assert areas.path(E1, eve) == "甲市/乙县/东镇/一村"
    assert areas.recoded() == {}


def test_a_merged_county_takes_over_what_lies_in_it() -> None:
    areas = changed(*COUNTIES_MERGED)
    assert [one.code for one in areas.counties()] == [COUNTY]
    assert areas.county_of(areas.recoded()[F1]) == areas.by_code(COUNTY)
    assert len(areas.counties(DAY - timedelta(1))) == 2


# Random trees: changes are drawn one day after the other among those that can be.


@dataclass
class Drawn:
    """A list of divisions and the changes drawn so far."""

    changes: list[AreaChange] = field(default_factory=list)
    numbers: int = 300

    def fresh(self, parent: str) -> str:
        self.numbers += 1
        return f"{parent[:9]}{self.numbers}"


def _draw_day(draw: st.DrawFn, drawn: Drawn, day: date) -> None:
    areas = Areas(listed(), drawn.changes)
    towns = areas.at_level(Level.TOWNSHIP)
    villages = draw(st.permutations(areas.at_level(Level.VILLAGE)))
    one, others = villages[0], villages[1:]
    kind = draw(st.sampled_from(["更名", "划转", "拆分", "撤销", "设立", "合并", "并入"]))
    new = drawn.fresh(draw(st.sampled_from(towns)).code)
    name = f"第{new[-3:]}村委会"
    pairs = {
        "更名": [(one.code, one.code, f"改{new[-3:]}村委会")],
        "划转": [(one.code, new, name)],
        "拆分": [(one.code, new, name), (one.code, one.code, "")],
        "撤销": [(one.code, None, "")],
        "设立": [(None, new, name)],
        "合并": [(each.code, new, name) for each in villages[:2]],
        "并入": [(one.code, each.code, "") for each in others[:1]],
    }[kind]
    if draw(st.booleans()) and kind == "拆分":
        pairs[1] = (one.code, (other := drawn.fresh(one.code)), f"第{other[-3:]}村委会")
    if len(villages) < 3 and kind not in ("设立", "拆分", "更名", "划转"):
        return
    drawn.changes += [
        AreaChange(
            day=day,
            kind="合并" if kind == "并入" else kind,  # type: ignore[arg-type]
            old=old,
            new=to,
            new_name=called,
            document="某政函〔2026〕5号",
        )
        for old, to, called in pairs
    ]


@st.composite
def histories(draw: st.DrawFn) -> list[AreaChange]:
    drawn = Drawn()
    for number in range(draw(st.integers(0, 6))):
        _draw_day(draw, drawn, DAY + timedelta(30 * number))
    return drawn.changes


days = st.integers(-40, 220).map(lambda number: DAY + timedelta(number))


def _answer(areas: Areas, code: str, day: date) -> Area | str:
    try:
        return areas.on_day(code, day)
    except AreaError as error:
        return str(error)


@given(histories(), days)
def test_every_village_is_one_in_force_on_any_day_or_told(
    changes: list[AreaChange], day: date
) -> None:
    areas = Areas(listed(), changes)
    for each in (one for one in areas.all() if one.level is Level.VILLAGE):
        found = _answer(areas, each.code, day)
        if isinstance(found, Area):
            assert found.in_force(day)
            assert areas.recoded(day).get(each.code, each.code) == found.code
        else:
            assert "请" in found or "不能用于" in found
            assert each.code not in areas.recoded(day)


@given(histories(), days)
def test_later_changes_change_no_answer(changes: list[AreaChange], day: date) -> None:
    every, until = Areas(listed(), changes), Areas(listed(), [c for c in changes if c.day <= day])
    for level in (Level.TOWNSHIP, Level.VILLAGE):
        assert [a.code for a in every.at_level(level, day)] == [
            a.code for a in until.at_level(level, day)
        ]
    for each in until.all():
        found, known = every.current(each.code, day), until.current(each.code, day)
        assert (found and found.code) == (known and known.code)
        assert every.path(each.code, day) == until.path(each.code, day)
        assert every.recoded(day).get(each.code) == until.recoded(day).get(each.code)


@given(histories(), days, days)
def test_ways_compose(changes: list[AreaChange], first: date, second: date) -> None:
    """By way of a day between, a division becomes the same; nothing is in force twice."""
    areas = Areas(listed(), changes)
    first, second = sorted((first, second))
    for each in areas.all():
        between, after = areas.current(each.code, first), areas.current(each.code, second)
        if each.in_force(DAY - timedelta(40)) and between:
            assert areas.current(between.code, second) == after
    for day in (first, second):
        names = [(a.parent, a.label_on(day)) for a in areas.all() if a.in_force(day)]
        assert len(names) == len(set(names))


@given(histories())
def test_the_order_of_rows_does_not_matter(changes: list[AreaChange]) -> None:
    backwards = Areas(listed(), changes[::-1])
    there = {a.code: (a.valid_from, a.valid_to, set(a.successors)) for a in backwards.all()}
    assert there == {
        a.code: (a.valid_from, a.valid_to, set(a.successors))
        for a in Areas(listed(), changes).all()
    }


@given(histories())
def test_what_ends_is_followed_to_its_end(changes: list[AreaChange]) -> None:
    areas = Areas(listed(), changes)
    for each in areas.all():
        for code in each.successors:
            assert areas.by_code(code).valid_from is None or each.valid_to
            later = areas.by_code(code).valid_to
            assert later is None or (each.valid_to and later > each.valid_to)


COUNTIES_MERGED = (
    row("合并", OTHER, COUNTY),
    row("划转", FAR, "990121110000", "远镇"),
    row("划转", F1, "990121110201", "四村委会"),
)


def group(*counties: str) -> Group:
    members = [{"from": "2021-01-01", "counties": list(counties), "basis": "原名单"}]
    return Group.model_validate(
        {"id": "key", "title": "重点县", "members": members, "source": "甲"}
    )


def test_a_list_goes_on_for_a_county_all_of_which_were_members() -> None:
    areas = changed(*COUNTIES_MERGED)
    every = group(COUNTY[:6], OTHER[:6])
    (led,) = led_on({"key": every}, areas).values()
    assert led.members(DAY - timedelta(1)) == {COUNTY[:6], OTHER[:6]}
    assert led.members(DAY) == {COUNTY[:6]}


def test_a_county_part_of_which_was_a_member_is_for_an_office_to_decide() -> None:
    areas = changed(*COUNTIES_MERGED)
    (led,) = led_on({"key": group(OTHER[:6])}, areas).values()
    assert led.members(DAY - timedelta(1)) == {OTHER[:6]}
    assert led.members(DAY) == set()
    assert "其中只有丙县在名单内，须由发文部门定" in led.reason(areas.by_code(COUNTY), DAY)


def test_others_fill_in_what_is_in_no_list() -> None:
    areas = changed(*COUNTIES_MERGED)
    rest = Group.model_validate(
        {"id": "rest", "title": "其余", "complement_of": "key", "source": "甲"}
    )
    listed_groups = resolve_groups([group(OTHER[:6]), rest], areas.unchanged.counties())
    assert led_on(listed_groups, areas)["rest"].members(DAY - timedelta(1)) == {COUNTY[:6]}
    assert led_on(listed_groups, areas)["rest"].members(DAY) == set()


def test_changes_of_a_pack_are_read_from_its_file(tmp_path: Path) -> None:
    head = "变更日期,变更类型,原代码,原名称,现代码,现名称,批准文号\n"
    file = tmp_path / "area_changes.csv"
    file.write_text(head + f"2024-07-01,更名,{E1},一村,{E1},新一村委会,某函\n", encoding="utf-8")
    assert [one.new_name for one in read_changes(file)] == ["新一村委会"]
    file.write_text(head + f"2999-07-01,更名,{E1},一村,{E1},新一村委会,某函\n", encoding="utf-8")
    with pytest.raises(AreaError, match=r"第 2 行“变更日期”列“2999-07-01”：还没到变更日期"):
        read_changes(file)
    file.write_text(head.replace(",批准文号", ""), encoding="utf-8")
    with pytest.raises(AreaError, match="第 1 行：缺“批准文号”列"):
        read_changes(file)
    assert read_changes(tmp_path / "none.csv") == ()
