"""What a figure must exceed before the limit set for it is known."""

from dataclasses import replace

import pytest
from expressions.world import VALUES, VOCABULARY

from luoshi.expressions import parse
from luoshi.expressions.limits import exceeding
from luoshi.expressions.tree import Call, Node

FIGURE = "sum(claims.个人自付)"
BY_KIND = "case when 户类型 = '脱贫户' then 0.5 else 1 end"


def node(text: str) -> Node:
    return parse(text, VOCABULARY, "households").node


def least_of(*conditions: str) -> Node | None:
    return exceeding([node(one) for one in conditions], VALUES)


def untyped(found: Node | None) -> Node | None:
    """The node as if all its calls gave a condition: what units they give does not count here."""
    if not isinstance(found, Call):
        return found
    arguments = tuple(one for one in map(untyped, found.arguments) if one is not None)
    return replace(found, type=node("户类型 is null").type, arguments=arguments)


@pytest.mark.parametrize(
    ("limit", "least"),
    [
        (BY_KIND, "least(0.5, 1)"),
        (f":监测范围 * {BY_KIND} * 2", ":监测范围 * least(0.5, 1) * 2"),
        ("case when 人均纯收入 > 0 then 3 when 户类型 is null then :月数 end", "least(3, :月数)"),
        (f"case when 户类型 is null then 7 else 2 * {BY_KIND} end", "least(7, 2 * least(0.5, 1))"),
    ],
)
@pytest.mark.parametrize("sign", [">", ">="])
def test_a_limit_that_depends_on_the_row_has_a_least(sign: str, limit: str, least: str) -> None:
    found = least_of(f"户类型 is not null and {FIGURE} {sign} {limit}")
    assert untyped(found) == untyped(node(f"{FIGURE} {sign} {least}"))


def test_conditions_are_met_where_the_least_of_one_is_exceeded() -> None:
    found = least_of(f"{FIGURE} > 20", f"{FIGURE} > {BY_KIND}")
    assert untyped(found) == untyped(node(f"{FIGURE} > 20 or {FIGURE} > least(0.5, 1)"))


@pytest.mark.parametrize(
    "limit",
    [
        "人均纯收入",
        "case when 户类型 = '脱贫户' then 人均纯收入 else 1 end",
        "case when 户类型 = '脱贫户' then -1 else 1 end",
        f"-1 * {BY_KIND}",
        f"{BY_KIND} - 1",
    ],
)
def test_a_limit_that_may_be_anything_says_nothing(limit: str) -> None:
    assert least_of(f"{FIGURE} > {limit}") is None


def test_nothing_is_said_that_the_conditions_do_not_ask_by_themselves() -> None:
    assert least_of(f"{FIGURE} > 20", f"{FIGURE} > :月数") is None
    assert least_of(f"{FIGURE} > {BY_KIND}", "户类型 is null") is None
    assert least_of(f"not {FIGURE} > {BY_KIND}") is None
    assert least_of() is None
