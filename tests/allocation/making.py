"""Schemes, inputs and problems made up for the tests."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from luoshi.allocation import County, Inputs, Members, Wanted
from luoshi.allocation.solver import ConstraintRow, Demand, Problem
from luoshi.pack.allocation import Scheme

YEAR = 2023
SOURCE = "编的"

COMMON: dict[str, Any] = {
    "id": "made-up",
    "title": "编出来的资金",
    "unit": "万元",
    "smallest": "0.000001",
    "round_to": "1",
    "source": SOURCE,
}


def dated(value: str, since: str = "2021-01-01", **rest: Any) -> list[dict[str, Any]]:
    """One dated value."""
    return [{"from": since, "value": value, "source": SOURCE, **rest}]


def block(id_: str, **rest: Any) -> dict[str, Any]:
    """A part of a scheme."""
    return {"id": id_, "title": f"项{id_}", "source": SOURCE, **rest}


def factor(id_: str, weight: str = "100", **rest: Any) -> dict[str, Any]:
    """A factor by a figure of its own name."""
    origin = {} if {"table", "classes"} & rest.keys() else {"measure": id_}
    return block(id_, **{**origin, "weights": dated(weight), **rest})


def scheme(**rest: Any) -> Scheme:
    """A scheme; with nothing said, shared by need alone."""
    given = {} if rest.get("entitlement") else {"factors": [factor("need")]}
    return Scheme.model_validate({**COMMON, **given, **rest})


Column = Mapping[str, Any] | Sequence[Any]


def inputs(
    *figures: tuple[str, int, Sequence[Any]], groups: Mapping[str, Sequence[int]] | None = None
) -> Inputs:
    """Counties 100001, 100002 …: figures by text and years back; groups by the places in them."""
    size = len(figures[0][2])
    codes = [f"{100001 + i}" for i in range(size)]
    return Inputs(
        tuple(County(code, f"第{i + 1}县") for i, code in enumerate(codes)),
        {
            id_: Members(id_, frozenset(codes[i] for i in places))
            for id_, places in (groups or {}).items()
        },
        {
            Wanted(text, back): dict(zip(codes, map(_cell, column), strict=True))
            for text, back, column in figures
        },
    )


def _cell(value: Any) -> Decimal | bool | None:
    return value if value is None or isinstance(value, bool) else Decimal(str(value))


def need(*amounts: Any, **rest: Any) -> Inputs:
    """Inputs of the plain scheme."""
    return inputs(("need", 0, amounts), **rest)


@st.composite
def problems(draw: st.DrawFn, most: int = 10, demands: int = 6) -> Problem:
    """Some counties' formula, a total, and limits of every shape, met together or not."""
    count = draw(st.integers(2, most))
    codes = [f"{100001 + i}" for i in range(count)]
    needs = draw(st.lists(st.integers(0, 1000), min_size=count, max_size=count).filter(any))
    total = Fraction(draw(st.integers(count, 500_000)), draw(st.sampled_from([1, 1, 1, 10, 100])))
    formula = {code: total * one / sum(needs) for code, one in zip(codes, needs, strict=True)}
    shapes = draw(st.lists(st.sampled_from(list(SHAPES)), max_size=demands))
    made = [draw(SHAPES[shape](f"d{i}", formula, total)) for i, shape in enumerate(shapes)]
    return Problem(formula, total, Fraction(1), tuple((one,) for one in made))


def _some(formula: Mapping[str, Fraction]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(sorted(formula)), min_size=1, unique=True)


def _percent(least: int, most: int) -> st.SearchStrategy[Fraction]:
    return st.integers(least, most).map(lambda one: Fraction(one, 100))


@st.composite
def _floors(draw: st.DrawFn, id_: str, formula: Mapping[str, Fraction], total: Fraction) -> Demand:
    codes, share = draw(_some(formula)), draw(_percent(0, 130))
    return Demand(id_, low={code: formula[code] * share for code in codes})


@st.composite
def _equal_floors(
    draw: st.DrawFn, id_: str, formula: Mapping[str, Fraction], total: Fraction
) -> Demand:
    amount = total / len(formula) * draw(_percent(0, 110))
    return Demand(id_, low=dict.fromkeys(draw(_some(formula)), amount))


@st.composite
def _caps(draw: st.DrawFn, id_: str, formula: Mapping[str, Fraction], total: Fraction) -> Demand:
    codes, share = draw(_some(formula)), draw(_percent(60, 150))
    return Demand(id_, high={code: formula[code] * share + 2 for code in codes})


@st.composite
def _part(draw: st.DrawFn, id_: str, formula: Mapping[str, Fraction], total: Fraction) -> Demand:
    codes, sign = draw(_some(formula)), draw(st.sampled_from([1, -1]))
    least = sign * total * draw(_percent(5, 95))
    return Demand(id_, rows=(ConstraintRow(((Fraction(sign), tuple(codes)),), least),))


@st.composite
def _mean(draw: st.DrawFn, id_: str, formula: Mapping[str, Fraction], total: Fraction) -> Demand:
    ours = tuple(draw(_some(formula)))
    theirs = tuple(code for code in sorted(formula) if code not in ours) or ours
    heads = {code: draw(st.sampled_from([1, 7, 120_345])) for code in sorted(formula)}
    ratio = draw(_percent(50, 140))
    mine = Fraction(1, sum(heads[one] for one in ours))
    others = -ratio / sum(heads[one] for one in theirs)
    return Demand(id_, rows=(ConstraintRow(((mine, ours), (others, theirs))),))


SHAPES = {"floors": _floors, "equal": _equal_floors, "caps": _caps, "part": _part, "mean": _mean}
