"""What holds of every scheme: sums, need, order, scale, and the reckoning of each county."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

from allocation.making import YEAR, block, dated, factor, inputs, need, scheme
from hypothesis import given
from hypothesis import strategies as st
from tried import tried

from luoshi.allocation import Allocation, ConflictError, Inputs, Overrides, allocate
from luoshi.allocation.errors import NoWholeStepsError
from luoshi.allocation.formula import formula
from luoshi.allocation.setting import Setting
from luoshi.pack.allocation import Scheme

NEEDS = st.lists(st.integers(0, 100_000), min_size=2, max_size=12).filter(any)
INCOMES = st.lists(st.integers(1, 30_000), min_size=2, max_size=8)
TOTALS = st.decimals(1, 10**6, places=2)

LIMITED: dict[str, Any] = {
    "received": "money",
    "factors": [factor("need", "70"), factor("marks", "30", performance=True)],
    "supplements": [block("extra", where="few", amount=dated("3"))],
    "cut": block("cut", when="behind", rate=dated("0.2"), years_back=1),
    "limits": [
        block("floor", kind="last_year", where="few", at_least=dated("0.8")),
        block("cap", kind="last_year", at_most=dated("3")),
        block("mean", kind="mean", where="few", others="many"),
    ],
}
"""A scheme with every sort of block."""


@st.composite
def limited(draw: st.DrawFn) -> tuple[Inputs, Decimal]:
    """Inputs and a total for that scheme."""
    size = draw(st.integers(2, 10))
    some = st.lists(st.integers(1, 5000), min_size=size, max_size=size)
    behind = draw(st.lists(st.booleans(), min_size=size, max_size=size))
    before = draw(some)
    cut = draw(st.integers(1, size - 1))
    given = inputs(
        ("need", 0, draw(some)),
        ("marks", 0, draw(some)),
        ("money", 0, before),
        ("money", 1, before),
        ("behind", 1, behind),
        groups={"few": range(cut), "many": range(cut, size)},
    )
    return given, Decimal(sum(before)) * draw(st.integers(80, 200)) / 100 + 3 * cut


def shared(made: Scheme, given: Inputs, total: Decimal) -> Allocation | None:
    """The allocation; None where the limits do not allow one."""
    try:
        return allocate(made, given, YEAR, Overrides(total=total))
    except (ConflictError, NoWholeStepsError):
        return None


def by_formula(given: Inputs, total: Decimal, made: Scheme | None = None) -> dict[str, Fraction]:
    """What the formula alone gives."""
    return dict(formula(Setting(made or scheme(), given, YEAR, Overrides(total=total))).amounts)


@given(NEEDS, TOTALS)
def test_sums_are_exact(needs: list[int], total: Decimal) -> None:
    found = allocate(scheme(), need(*needs), YEAR, Overrides(total=total))
    assert sum(one.amount for one in found.counties) == total == found.total
    assert sum(by_formula(need(*needs), total).values()) == Fraction(total)


@given(NEEDS, TOTALS)
def test_more_need_never_gets_less(needs: list[int], total: Decimal) -> None:
    found = allocate(scheme(), need(*needs), YEAR, Overrides(total=total))
    ordered = sorted(zip(needs, (one.formula for one in found.counties), strict=True))
    assert [amount for _, amount in ordered] == sorted(amount for _, amount in ordered)


@given(NEEDS, st.integers(1, 50_000), st.data())
def test_who_needs_more_than_before_gets_no_less(
    needs: list[int], more: int, data: st.DataObject
) -> None:
    i = data.draw(st.integers(0, len(needs) - 1))
    raised = [*needs[:i], needs[i] + more, *needs[i + 1 :]]
    before, after = (by_formula(need(*one), Decimal(1000)) for one in (needs, raised))
    code = sorted(before)[i]
    assert after[code] >= before[code]
    assert all(after[other] <= before[other] for other in before if other != code)


@given(
    st.lists(st.integers(1, 30_000), min_size=2, max_size=8), st.sampled_from(["gap", "reverse"])
)
def test_less_income_never_gets_less(incomes: list[int], direction: str) -> None:
    rest = {"reference": dated("30001")} if direction == "gap" else {}
    made = scheme(factors=[factor("need", direction=direction, **rest)])
    found = by_formula(need(*incomes), Decimal(1000), made)
    ordered = sorted(zip(incomes, (found[code] for code in sorted(found)), strict=True))
    amounts = [amount for _, amount in ordered]
    assert amounts == sorted(amounts, reverse=True)


@given(NEEDS, TOTALS, st.integers(2, 9))
def test_the_formula_part_grows_with_the_total(
    needs: list[int], total: Decimal, times: int
) -> None:
    first, larger = (by_formula(need(*needs), one) for one in (total, total * times))
    assert larger == {code: amount * times for code, amount in first.items()}


@tried(30)
@given(limited(), st.randoms(use_true_random=False))
def test_the_order_of_counties_does_not_matter(
    case: tuple[Inputs, Decimal], random: Random
) -> None:
    given, total = case
    mixed = list(given.counties)
    random.shuffle(mixed)
    figures = {
        wanted: dict(random.sample(list(figure.items()), len(figure)))
        for wanted, figure in given.figures.items()
    }
    other = replace(given, counties=tuple(mixed), figures=figures)
    made = scheme(**LIMITED)
    first, second = shared(made, given, total), shared(made, other, total)
    assert (first and first.document()) == (second and second.document())


@tried(25)
@given(limited())
def test_steps_add_up_to_the_amount_and_amounts_to_the_total(case: tuple[Inputs, Decimal]) -> None:
    found = shared(scheme(**LIMITED), *case)
    if found is None:
        return
    for one in found.counties:
        assert sum((step.amount for step in one.steps), Decimal(0)) == one.amount
        assert all(step.text for step in one.steps)
    assert sum(one.amount for one in found.counties) == case[1]


@tried(25)
@given(limited())
def test_every_limit_that_binds_is_held(case: tuple[Inputs, Decimal]) -> None:
    found = shared(scheme(**LIMITED), *case)
    if found:
        assert all(one.held and one.slack >= 0 for one in found.constraints)


@tried(25)
@given(limited())
def test_the_cut_moves_but_does_not_take(case: tuple[Inputs, Decimal]) -> None:
    given, total = case
    made = scheme(**{**LIMITED, "limits": []})
    parts = formula(Setting(made, given, YEAR, Overrides(total=total))).parts
    for part in (part for part in parts if part.block.id == "cut"):
        assert sum(part.amounts.values()) == 0
    assert sum(sum(part.amounts.values()) for part in parts) == Fraction(total)
