"""Each block by itself, what a scenario changes, and what is refused and how."""

from decimal import Decimal
from typing import Any

import pytest
from allocation.making import YEAR, block, dated, factor, inputs, need, scheme

from luoshi.allocation import (
    Allocation,
    AllocationError,
    ConflictError,
    Inputs,
    Overrides,
    Waiver,
    allocate,
)

GROUPS = {"few": [0], "many": [1, 2]}
CLASSES = [{"where": "few", "value": "2"}, {"where": "all", "value": "1"}]


def shared(given: Inputs, total: Any = 1000, changed: dict[str, Any] | None = None, **rest: Any):
    overrides = Overrides(total=None if total is None else Decimal(str(total)), **(changed or {}))
    return allocate(scheme(**rest), given, YEAR, overrides)


def amounts(found: Allocation) -> list[Decimal]:
    return [one.amount for one in found.counties]


def test_by_need_alone() -> None:
    assert amounts(shared(need(1, 2, 7))) == [100, 200, 700]


def test_ties_are_rounded_by_code() -> None:
    assert amounts(shared(need(1, 1, 1), total=100)) == [34, 33, 33]


def test_an_odd_part_of_a_step_goes_to_one() -> None:
    assert amounts(shared(need(1, 1, 1), total="100.61")) == [
        Decimal(34), Decimal("33.61"), Decimal(33),
    ]  # fmt: skip


def test_rounding_to_the_fen() -> None:
    found = shared(need(1, 1, 1), total=100, round_to="0.000001")
    assert amounts(found) == [Decimal("33.333334"), Decimal("33.333333"), Decimal("33.333333")]


def test_a_gap_to_a_reference_times_people() -> None:
    made = factor("income", direction="gap", reference=dated("10000"), times="people")
    given = inputs(("income", 0, [8000, 9000, 12000]), ("people", 0, [10, 20, 99]))
    assert amounts(shared(given, factors=[made])) == [500, 500, 0]


def test_the_reverse() -> None:
    made = factor("income", direction="reverse")
    given = inputs(("income", 0, [5000, 10000]))
    assert amounts(shared(given, total=300, factors=[made])) == [200, 100]


def test_per_head() -> None:
    made = factor("money", per="people")
    given = inputs(("money", 0, [100, 100]), ("people", 0, [10, 40]))
    assert amounts(shared(given, factors=[made])) == [800, 200]


def test_a_difficulty_touches_only_what_is_adjusted() -> None:
    parts = [factor("need", "50", adjusted=True), factor("marks", "50")]
    hard = block("hard", measure="hard")
    given = inputs(("need", 0, [1, 1]), ("marks", 0, [1, 1]), ("hard", 0, [3, 1]))
    assert amounts(shared(given, factors=parts, difficulty=hard)) == [625, 375]


def test_a_table_and_classes_stand_in_the_scheme() -> None:
    parts = [
        factor("table", "50", table={"100001": "3", "100002": "1", "100003": "0"}),
        factor(
            "class", "50", classes=[{"where": "few", "value": "2"}, {"where": "all", "value": "1"}]
        ),
    ]
    given = inputs(("need", 0, [0, 0, 0]), groups=GROUPS)
    assert amounts(shared(given, factors=parts)) == [625, 250, 125]


def test_weights_change_with_the_year() -> None:
    old, new = dated("100", since="2000-01-01", to="2022-12-31"), dated("100", since="2023-01-01")
    parts = [factor("need", weights=old), factor("marks", weights=new)]
    given = inputs(("need", 0, [1, 0]), ("marks", 0, [0, 1]))
    made, total = scheme(factors=parts), Overrides(total=Decimal(10))
    assert amounts(allocate(made, given, 2022, total)) == [10, 0]
    assert amounts(allocate(made, given, 2023, total)) == [0, 10]


def test_a_lump_counts_and_a_supplement_does_not() -> None:
    lumps = [block("points", amount=dated("20"), count="points")]
    extra = [block("extra", where="few", amount=dated("100"))]
    given = inputs(("need", 0, [1, 1, 2]), ("points", 0, [0, 5, 0]), groups=GROUPS)
    assert amounts(shared(given, total=1000, lumps=lumps, supplements=extra)) == [300, 300, 400]


def test_a_supplement_out_of_its_time_is_not_given() -> None:
    extra = [block("extra", amount=dated("100", since="2030-01-01"))]
    assert amounts(shared(need(1, 1), supplements=extra)) == [500, 500]


def test_the_cut_is_of_the_performance_part_and_goes_to_the_others() -> None:
    parts = [factor("need", "90"), factor("marks", "10", performance=True)]
    rule = block("cut", when="behind", rate=dated("0.5"), years_back=1)
    given = inputs(
        ("need", 0, [1, 1, 2]), ("marks", 0, [1, 1, 2]), ("behind", 1, [True, False, False])
    )
    found = shared(given, factors=parts, cut=rule, round_to="0.01")
    assert amounts(found) == [Decimal("237.5"), Decimal("254.17"), Decimal("508.33")]
    assert "考评落后" in next(step.text for step in found.counties[0].steps if step.id == "cut")


def test_where_all_fell_behind_nothing_is_cut() -> None:
    parts = [factor("need", performance=True)]
    rule = block("cut", when="behind", rate=dated("0.5"), years_back=1)
    given = inputs(("need", 0, [1, 1]), ("behind", 1, [True, True]))
    assert amounts(shared(given, factors=parts, cut=rule)) == [500, 500]


def test_a_floor_is_paid_by_the_others_in_proportion() -> None:
    floor = block("floor", kind="amount", where="few", at_least=dated("400"))
    found = shared(need(1, 3, 6, groups=GROUPS), limits=[floor])
    assert amounts(found) == [400, 200, 400]
    assert [step.amount for step in found.counties[1].steps] == [300, -100]
    assert found.constraints[0].moved == 300


def test_a_cap_frees_what_the_others_share() -> None:
    cap = block("cap", kind="amount", where="few", at_most=dated("100"))
    assert amounts(shared(need(4, 2, 4, groups=GROUPS), limits=[cap])) == [100, 300, 600]


def test_the_group_mean_moves_the_least_money() -> None:
    """The gap of the means times a·b/(a+b): here (350 − 300) × 1·2/3."""
    mean = block("mean", kind="mean", where="few", others="many")
    found = shared(need(300, 300, 400, groups=GROUPS), limits=[mean], round_to="0.000001")
    assert abs(found.constraints[0].moved - Decimal(100) / 3) < Decimal("0.00001")
    assert found.constraints[0].held
    assert "增加" in found.counties[0].steps[1].text
    assert "让出" in found.counties[1].steps[1].text


def test_counties_left_out_are_not_compared_with() -> None:
    rest = {"kind": "mean", "where": "few", "others": "many", "leaving_out": "villages"}
    given = inputs(
        ("need", 0, [500, 100, 800]), ("villages", 0, [False, True, False]), groups=GROUPS
    )
    whole = block("whole", **{**rest, "leaving_out": None}, enforced=False)
    found = shared(given, limits=[whole, block("rural", **rest, enforced=False)])
    assert [one.held for one in found.constraints] == [True, False]
    assert "只核对" in found.constraints[1].text


def test_last_year_does_not_limit_who_had_nothing() -> None:
    cap = block("cap", kind="last_year", at_most=dated("1"))
    given = inputs(("need", 0, [1, 1]), ("money", 0, [0, 0]), ("money", 1, [0, 300]))
    assert amounts(shared(given, received="money", limits=[cap])) == [700, 300]


def test_a_part_of_the_total_for_a_group() -> None:
    part = block("part", kind="part", where="few", at_least=dated("0.5"))
    assert amounts(shared(need(1, 1, 2, groups=GROUPS), limits=[part])) == [500, 167, 333]


def test_the_records_give_the_total_and_the_year_before() -> None:
    given = inputs(("need", 0, [1, 3]), ("money", 0, [400, 400]), ("money", 1, [100, 200]))
    found = shared(given, total=None, received="money")
    assert (found.total, amounts(found)) == (800, [200, 600])
    assert [one.last_year for one in found.counties] == [100, 200]


def test_a_scenario_changes_weights_levels_and_limits() -> None:
    floor = block("floor", kind="amount", where="few", at_least=dated("400"))
    parts = [factor("need", "50"), factor("marks", "50")]
    given = inputs(("need", 0, [1, 1, 2]), ("marks", 0, [0, 1, 1]), groups=GROUPS)
    made = {"factors": parts, "limits": [floor]}
    assert amounts(shared(given, **made)) == [400, 257, 343]
    weights = {"weights": {"marks": Decimal(0)}}
    assert amounts(shared(given, changed=weights, **made)) == [400, 200, 400]
    levels = weights | {"levels": {"floor.at_least": Decimal(700)}}
    assert amounts(shared(given, changed=levels, **made)) == [700, 100, 200]
    off = weights | {"enforced": {"floor": False}}
    assert amounts(shared(given, changed=off, **made)) == [250, 250, 500]


def test_a_guarded_floor_is_lifted_in_an_officers_name_only() -> None:
    floor = block("floor", kind="amount", where="few", at_least=dated("400"), guarded=True)
    given = need(1, 1, 2, groups=GROUPS)
    with pytest.raises(AllocationError, match="由谁批准"):
        shared(given, changed={"enforced": {"floor": False}}, limits=[floor])
    waiver = {"floor": Waiver("王处长", "因考评减少")}
    found = shared(given, changed={"waivers": waiver}, limits=[floor])
    assert amounts(found) == [250, 250, 500]
    assert "经王处长批准不执行：因考评减少" in found.constraints[0].text


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"weights": {"nothing": Decimal(1)}}, "没有“nothing”"),
        ({"levels": {"floor.most": Decimal(1)}}, "没有“floor.most”"),
        ({"enforced": {"need": False}}, "没有“need”"),
        ({"waivers": {"floor": Waiver(" ", "因考评减少")}}, "由谁批准"),
        ({"weights": {"need": Decimal(-1)}}, "不能小于 0"),
    ],
)
def test_a_scenario_changes_only_what_there_is(changed: dict[str, Any], said: str) -> None:
    floor = block("floor", kind="amount", at_least=dated("400"), guarded=True)
    with pytest.raises(AllocationError, match=said):
        shared(need(1, 1), changed=changed, limits=[floor])


def test_what_conflicts_is_named_and_no_more() -> None:
    limits = [
        block("floor", kind="amount", at_least=dated("400")),
        block("mean", kind="mean", where="few", others="many"),
        block("part", kind="part", where="many", at_least=dated("0.1")),
    ]
    with pytest.raises(ConflictError) as caught:
        shared(need(1, 1, 2, groups=GROUPS), limits=limits)
    assert caught.value.ids == ("total", "floor")
    assert "总额 1,000 万元" in str(caught.value)
    assert "3 个县下限合计 1,200" in str(caught.value)
    assert "去掉其中任何一条" in str(caught.value)


def test_a_conflict_tells_the_levels_the_scenario_set() -> None:
    limits = [
        block("floor", kind="amount", at_least=dated("100")),
        block("mean", kind="mean", where="few", others="many", ratio=dated("1.1")),
    ]
    changed = {"levels": {"floor.at_least": Decimal(300), "mean.ratio": Decimal(50)}}
    with pytest.raises(ConflictError) as caught:
        shared(need(1, 1, 2, groups=GROUPS), limits=limits, changed=changed)
    assert "每县不少于 300 万元，本方案改过，3 个县下限合计 900 万元" in str(caught.value)
    assert "不低于 50 倍，本方案改过" in str(caught.value)


def test_a_conflict_that_rounding_makes_shows_the_rounded_sum() -> None:
    floor = block("floor", kind="amount", at_least=dated("333.3"))
    with pytest.raises(ConflictError) as caught:
        shared(need(1, 1, 2), limits=[floor])
    said = "3 个县下限合计 999.9 万元，各县取整到 1 万元后 1,002 万元"
    assert f"总额 1,000 万元；“项floor”（每县不少于 333.3 万元，{said}）" in str(caught.value)


def test_a_limit_that_conflicts_with_itself_is_named_alone() -> None:
    both = block("both", kind="amount", at_least=dated("5"), at_most=dated("4"))
    with pytest.raises(ConflictError, match="单是") as caught:
        shared(need(1, 1), limits=[both])
    assert caught.value.ids == ("both",)


def test_lumps_beyond_the_total_are_refused() -> None:
    lumps = [block("lump", amount=dated("600"))]
    with pytest.raises(ConflictError, match="超过总额") as caught:
        shared(need(1, 1), lumps=lumps)
    assert caught.value.ids == ("total", "lump")


def test_an_entitlement_has_no_total_and_its_cap_lowers_it() -> None:
    lumps = [block("lump", amount=dated("30"), count="villages")]
    cap = block("cap", kind="amount", at_most=dated("100"))
    given = inputs(("villages", 0, [2, 10]))
    found = shared(given, total=None, entitlement=True, lumps=lumps, limits=[cap])
    assert (found.total, amounts(found)) == (160, [60, 100])
    assert found.constraints[0].moved == 0


@pytest.mark.parametrize(
    ("given", "total", "rest", "said"),
    [
        (need(1, None), 100, {}, "第2县没有 2023 年的“项need”"),
        (need(0, 0), 100, {}, "各县（市、区）都是 0"),
        (need(-1, 2), 100, {}, "小于 0"),
        (need(1, 1), None, {}, "没有可分的总额"),
        (need(1, 1), -5, {}, "没有可分的总额"),
        (need(1, 1), "0.00000001", {}, "分得太细"),
        (need(0, 1), 100, {"factors": [factor("need", direction="reverse")]}, "除数是 0"),
        (need(1, 1), 100, {"where": ["999999"]}, "没有县参加"),
        (
            need(1, 1),
            100,
            {"factors": [factor("need", weights=dated("100", since="2030-01-01"))]},
            "没有生效的因素权重",
        ),
    ],
)
def test_what_cannot_be_shared_out_says_why(
    given: Inputs, total: Any, rest: dict[str, Any], said: str
) -> None:
    with pytest.raises(AllocationError, match=said):
        shared(given, total=total, **rest)


def test_too_many_alternatives_are_refused() -> None:
    one, other = (block(f"{name}", kind="amount", at_least=dated("1")) for name in ("one", "other"))
    limits = [
        block(
            f"either-{i}",
            kind="either",
            any_of=[{**one, "id": f"one-{i}"}, {**other, "id": f"other-{i}"}],
        )
        for i in range(7)
    ]
    with pytest.raises(AllocationError, match="组合超过 64 种"):
        shared(need(1, 1), limits=limits)


def test_assumptions_are_told_with_the_result() -> None:
    parts = [factor("need", weights=dated("100", assumption=True), assumption=True)]
    found = shared(need(1, 1), factors=parts, assumption=True)
    assert len(found.assumptions) == 3
    assert found.assumptions[0] == "办法：编出来的资金"


def test_the_document_is_as_the_command_prints_it() -> None:
    floor = block("floor", kind="amount", where="few", at_least=dated("400"))
    document = shared(need(1, 1, 2, groups=GROUPS), limits=[floor]).document()
    assert {"fund", "year", "total", "unit", "counties", "constraints"} <= document.keys()
    (county, *_), (limit,) = document["counties"], document["constraints"]
    assert county["amount"] == 400
    assert sum(step["amount"] for step in county["steps"]) == 400
    assert (limit["id"], limit["held"], limit["slack"], limit["moved"]) == ("floor", True, 0, 150)
