"""What a change touches in sentences that can be read out in a meeting."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby

from luoshi.changes.outcome import MoneyChange, Outcome, StatusChange
from luoshi.changes.things import kind_title
from luoshi.obligations import Status
from luoshi.text.dates import chinese_date
from luoshi.text.numbers import written

NAMED = 5
"""How many are named before the rest is counted."""

NOT_THERE = "没有这一项"


def sentences(outcome: Outcome) -> tuple[str, ...]:
    """The change in short: texts, obligations, leads, money, what rests on it, what is unknown."""
    return tuple(_sentences(outcome))


def _sentences(outcome: Outcome) -> Iterator[str]:
    yield _texts(outcome)
    if outcome.as_of is None:
        yield "没有记录可问，只比了文字。"
        return
    if not outcome.changes_answers:
        yield f"按{chinese_date(outcome.as_of)}的记录，承诺的状态、线索、户数和分配数都不变。"
    yield from _statuses(outcome)
    yield from _leads(outcome)
    for _, changes in groupby(outcome.money, key=lambda one: (one.scheme, one.year)):
        yield _money(list(changes))
    yield from (f"{one.title} {one.count:,} {one.unit}：{one.why}。" for one in outcome.resting)
    for one in outcome.unanswered:
        yield f"“{one.title}”没有算成：{why(one.old, one.new)}。"


def why(old: str | None, new: str | None) -> str:
    """Why something could not be asked before the change, after it, or in either case."""
    if old == new:
        return str(old)
    told = (("改前", old), ("改后", new))
    return "；".join(f"{when}{reason}" if reason else f"{when}算得出" for when, reason in told)


def label(status: Status | None) -> str:
    """A status in words."""
    return status.label if status else NOT_THERE


def _texts(outcome: Outcome) -> str:
    if not outcome.differences:
        return "文字没有不同。"
    kinds = Counter(kind_title(one.kind) for one in outcome.differences)
    parts = "、".join(f"{kind} {number} 处" for kind, number in kinds.items())
    return f"文字有 {kinds.total()} 处不同：{parts}。"


def _statuses(outcome: Outcome) -> Iterator[str]:
    changes = outcome.statuses
    if changes:
        obligations = {one.obligation for one in changes}
        places = {one.place for one in changes}
        yield f"{len(obligations)} 项承诺在 {len(places)} 个地方的状态不同。"
    for _, some in groupby(sorted(changes, key=_turn), key=_turn):
        yield _turned(list(some))
    if outcome.refigured:
        yield f"另有 {outcome.refigured:,} 个结果状态不变，数字不同。"


def _turn(change: StatusChange) -> tuple[str, str, str, str]:
    return change.obligation, change.period, label(change.old), label(change.new)


def _turned(changes: list[StatusChange]) -> str:
    one = changes[0]
    places = _named(change.name for change in changes)
    return (
        f"“{one.title}”{_years(one.period)}：{places}由“{label(one.old)}”变为“{label(one.new)}”。"
    )


def _years(period: str) -> str:
    first, _, last = period.partition("/")
    return f"（{first[:4]} 年）" if first[:4] == last[:4] else f"（{first[:4]}—{last[:4]} 年）"


def _leads(outcome: Outcome) -> Iterator[str]:
    for one in outcome.rules:
        leads, homes = one.leads, one.households
        heavier = f"，颜色变重 {one.heavier:,} 条" if one.heavier else ""
        lighter = f"，颜色变轻 {one.lighter:,} 条" if one.lighter else ""
        yield (
            f"“{one.title}”由 {leads.old:,} 条变为 {leads.new:,} 条：增加 {leads.gained:,} 条、"
            f"减少 {leads.lost:,} 条{heavier}{lighter}；"
            f"新增 {homes.gained:,} 户、不再有 {homes.lost:,} 户。"
        )
    homes_ = outcome.households
    if len(outcome.rules) > 1 and homes_:
        yield f"这些规则合起来，新增 {homes_.gained:,} 户，不再有 {homes_.lost:,} 户。"


def _money(changes: list[MoneyChange]) -> str:
    before = [one.old for one in changes if one.old is not None]
    after = [one.new for one in changes if one.new is not None]
    if not before:
        return _one_sided(changes[0], "改后", after)
    return _moved(changes) if after else _one_sided(changes[0], "改前", before)


def _one_sided(one: MoneyChange, when: str, amounts: list[Decimal]) -> str:
    """A scheme that gives amounts before the change alone, or after it."""
    whole = f"{written(sum(amounts, Decimal(0)), 2)} {one.unit}"
    return f"“{one.title}”{one.year} 年只有{when}算得出：分给 {len(amounts)} 个县共 {whole}。"


def _moved(changes: list[MoneyChange]) -> str:
    one = changes[0]
    more = sorted((c for c in changes if c.moved > 0), key=lambda c: -c.moved)
    less = sorted((c for c in changes if c.moved < 0), key=lambda c: c.moved)
    moved = written(max(sum(c.moved for c in more), -sum(c.moved for c in less)), 2)
    told = [f"“{one.title}”{one.year} 年有 {len(changes)} 个县不同，移动 {moved} {one.unit}"]
    for title, some in (("增加", more), ("减少", less)):
        if some:
            amount = f"{written(abs(some[0].moved), 2)} {one.unit}"
            told.append(f"{title} {len(some)} 个县，最多的是{some[0].name}（{amount}）")
    return "；".join(told) + "。"


def _named(names: Iterable[str]) -> str:
    every = list(dict.fromkeys(names))
    shown = "、".join(every[:NAMED])
    return f"{shown}等 {len(every)} 个" if len(every) > NAMED else shown
