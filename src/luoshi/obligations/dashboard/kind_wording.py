"""The kinds of obligation as people are told of them: name, question, what is held to what.

``docs/reference/obligations.md`` gives the exact formulas.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from luoshi.obligations.verdict import manner
from luoshi.pack.obligations import (
    Activity,
    Coverage,
    Floor,
    Mechanism,
    Milestone,
    Obligation,
    Outpace,
    Prohibition,
    Quota,
    Range,
    Stable,
    Tilt,
)

Named = tuple[str, str]
"""What an expression stands for, and the expression."""


@dataclass(frozen=True)
class Telling:
    """How a kind is told: ``rule`` uses the names of ``terms``."""

    title: str
    question: str
    rule: Callable[[Any], str]
    terms: Callable[[Any], Iterator[Named]]


def _tilt(obligation: Tilt) -> Iterator[Named]:
    yield "得到的数", obligation.measure
    for per in obligation.per:
        if per.measure:
            yield f"{per.title}的除数", per.measure


def _compared(obligation: Floor) -> Iterator[Named]:
    yield "得到的数", obligation.measure
    if obligation.per and obligation.per.measure:
        yield f"{obligation.per.title}的除数", obligation.per.measure


def _floor_rule(obligation: Floor) -> str:
    by = obligation.per.title if obligation.per else "县均"
    if obligation.by is None:
        return f"两边分别合计得到的数，{by}不低于比较一方"
    return f"按“{obligation.by.partition('.')[2]}”逐项比较，每项的{by}都不低于比较一方"


def _bounded(obligation: Quota | Range) -> Iterator[Named]:
    yield "实际数", obligation.measure
    yield "下限", obligation.at_least
    if isinstance(obligation, Range):
        yield "上限", obligation.at_most


def _outpace(obligation: Outpace) -> Iterator[Named]:
    yield "部分", obligation.part
    yield "全部", obligation.whole


def _coverage(obligation: Coverage) -> Iterator[Named]:
    yield "已覆盖数", obligation.part
    yield "应覆盖数", obligation.whole
    yield "目标", obligation.target


def _milestone(obligation: Milestone) -> Iterator[Named]:
    yield "已完成数", obligation.done
    yield "应完成数", obligation.target


def _stable(obligation: Stable) -> Iterator[Named]:
    yield "实际数", obligation.measure


def _prohibition(obligation: Prohibition) -> Iterator[Named]:
    if obligation.when:
        yield "违反", obligation.when


def _mechanism(obligation: Mechanism) -> Iterator[Named]:
    return ((part.title, part.holds) for part in obligation.parts)


def _activity(obligation: Activity) -> Iterator[Named]:
    yield "证据", obligation.evidence
    if obligation.measure:
        yield "一并显示的数", obligation.measure


def _tilt_rule(obligation: Tilt) -> str:
    ways = "、".join(per.title for per in obligation.per)
    return f"两边分别合计得到的数，按{ways}平均，重点一方每一种平均都高于比较一方"


def _stable_rule(obligation: Stable) -> str:
    if obligation.base_year:
        return f"实际数不少于 {obligation.base_year} 年"
    return "实际数不少于期初" if obligation.every == "term" else "实际数不少于上一年"


def _milestone_rule(obligation: Milestone) -> str:
    due = obligation.due
    return f"到 {due.year} 年 {due.month} 月 {due.day} 日止，已完成数不少于应完成数"


def _prohibition_rule(obligation: Prohibition) -> str:
    where = "不在名单内的县没有记录" if obligation.outside else "没有一条违反的记录"
    return "名单外的县没有违反的记录" if obligation.outside and obligation.when else where


TELLINGS: dict[str, Telling] = {
    "tilt": Telling("倾斜", "重点县得到的是否更多？", _tilt_rule, _tilt),
    "floor": Telling(
        "不低于平均",
        "平均数是否都不低于其他县？",
        _floor_rule,
        _compared,
    ),
    "quota": Telling("定额", "是否够规定的数？", lambda _: "实际数不少于下限", _bounded),
    "range": Telling(
        "区间", "数量是否在上下限之间？", lambda _: "实际数在下限和上限之间（含两头）", _bounded
    ),
    "outpace": Telling(
        "增速",
        "这一部分是否比全部增长得快？",
        lambda obligation: (
            f"按“{obligation.by.partition('.')[2]}”逐家比较，部分比上年的增速都高于全部"
        ),
        _outpace,
    ),
    "coverage": Telling(
        "覆盖", "应覆盖的是否都覆盖到了？", lambda _: "已覆盖数 ÷ 应覆盖数，不低于目标", _coverage
    ),
    "milestone": Telling("节点", "是否按期完成？", _milestone_rule, _milestone),
    "stable": Telling("稳定", "是否没有减少？", _stable_rule, _stable),
    "prohibition": Telling("禁止", "有没有违反的？", _prohibition_rule, _prohibition),
    "mechanism": Telling("机制", "机制是否在运转？", lambda _: "下面每一项在本期都有", _mechanism),
    "activity": Telling(
        "工作", "本期是否做了、有没有有日期的记录？", lambda _: "本期有证据（大于 0）", _activity
    ),
}
"""Every kind by the name obligations give it."""


def telling(obligation: Obligation) -> Telling:
    """How an obligation's kind is told."""
    return TELLINGS[obligation.kind]


STRENGTHS = {"duty": "应当做到", "principle": "原则上做到", "effort": "努力做到"}
"""How strongly the notice puts it, in words."""


def strength_of(obligation: Obligation) -> str:
    """How strongly the notice puts it, with its own word where that is known."""
    return f"{STRENGTHS[obligation.strength]}{manner(obligation) if obligation.wording else ''}"
