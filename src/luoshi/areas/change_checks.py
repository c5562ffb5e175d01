"""What cannot be among the changes of a day, and how to mend it."""

from collections.abc import Iterator

from luoshi.areas.change_day import ChangeDay
from luoshi.areas.changes import AreaChange, ChangeFault, ChangeKind
from luoshi.areas.model import Area, level_of, parent_of
from luoshi.areas.naming import label_of

SHOWN = 5
"""How many divisions a message lists."""

Wrong = tuple[str, str, str]
"""The field of a change that is wrong, what is wrong, and how to mend it."""

_ABSORBING = (ChangeKind.MERGE, ChangeKind.SPLIT)
"""Kinds by which a division that stands may get what another one was."""

_SINGLE = (ChangeKind.RENAME, ChangeKind.MOVE)
"""Kinds by which one division becomes one other."""


def day_faults(day: ChangeDay) -> list[ChangeFault]:
    """What cannot be, in the order of the list; of each change the first thing found."""
    found = []
    for place, change in day.changes:
        wrong = next(_wrong(day, change), None)
        if wrong:
            field, message, hint = wrong
            value = str(getattr(change, field) or "")
            found.append(ChangeFault(place, field, value, message, hint))
    return found or list(_repeated(day))


def _wrong(day: ChangeDay, change: AreaChange) -> Iterator[Wrong]:
    if change.old:
        yield from _old(day, change, change.old)
    yield from _number(day, change)
    if change.new:
        yield from _level(day, change, change.new)
        known = day.areas.get(change.new)
        yield from _known(day, change, known) if known else _fresh(day, change, change.new)
    if change.old and day.ends(change.old):
        yield from _left(day, change.old)


def _old(day: ChangeDay, change: AreaChange, old: str) -> Iterator[Wrong]:
    area = day.areas.get(old)
    if area is None:
        yield "old", "没有这个区划代码", "核对代码；新设的区划，类型填设立"
    elif not day.stands(old):
        yield "old", f"{area.label}{_why(day, area)}", "填变更前一天在用的代码"
    elif change.old_name and label_of(change.old_name, area.level) != area.label_on(day.eve):
        yield "old_name", f"代码 {old} 是{area.label_on(day.eve)}", "核对代码和名称"


def _number(day: ChangeDay, change: AreaChange) -> Iterator[Wrong]:
    """A kind, and the number of divisions on either side of it."""
    kinds = day.kinds(change.old) if change.old else set()
    if len(kinds) > 1:
        yield "kind", f"同一个区划同一天又{'、又'.join(sorted(kinds))}", "一天只写一种变更"
    elif change.kind is ChangeKind.SPLIT:
        yield from _split(day, change)
    elif change.old and len(set(day.became[change.old])) > 1:
        yield "new", "一个区划写了几个现代码", "分成几个的，类型填拆分"
    else:
        yield from _merged(day, change)


def _split(day: ChangeDay, change: AreaChange) -> Iterator[Wrong]:
    if len(set(day.became[change.old or ""])) < 2:
        yield "kind", "拆分只有一个现区划", "每个现区划写一行；只有一个的填更名或划转"
    elif len(set(day.came_of[change.new or ""])) > 1 and day.begins(change.new or ""):
        yield "new", "几个区划的一部分合成同一个新区划", "先设立它，再写拆分并入它的"


def _merged(day: ChangeDay, change: AreaChange) -> Iterator[Wrong]:
    new = change.new or ""
    olds = set(day.came_of[new])
    absorbs = new in day.areas and olds != {new}
    if change.kind is ChangeKind.MERGE and len(olds) < 2 and not absorbs:
        yield "kind", "合并只有一个原区划", "每个原区划写一行；只有一个的填更名或划转"
    elif change.kind in _SINGLE and len(olds) > 1 and not day.renames(new):
        yield "kind", "几个区划变成同一个", "类型填合并"


def _level(day: ChangeDay, change: AreaChange, new: str) -> Iterator[Wrong]:
    level = day.areas[change.old].level if change.old else level_of(new)
    if level_of(new) is not level:
        yield "new", f"不是{level.label}的代码", "核对代码的位数"


def _known(day: ChangeDay, change: AreaChange, known: Area) -> Iterator[Wrong]:
    """A division that was there before may take in others or get another name."""
    if not day.stands(known.code):
        yield "new", f"{known.label}{_why(day, known)}，这个代码用过了", "填新的代码"
    elif day.ends(known.code):
        yield "new", f"{known.label}同一天也不再用这个代码", "填最后在用的代码"
    elif change.kind is ChangeKind.RENAME and change.stays:
        if not change.new_name or label_of(change.new_name, known.level) == known.label:
            yield "new_name", "与原来的名称一样", "填新名称；代码变了的，填新代码"
    elif change.kind not in _ABSORBING:
        yield "new", f"{known.label}在用这个代码", "并入它的，类型填合并；否则填新的代码"
    elif not day.names(known.code) <= {known.label} and not day.renames(known.code):
        yield "new_name", f"代码 {known.code} 是{known.label}", "改名的另写一行更名"


def _fresh(day: ChangeDay, change: AreaChange, new: str) -> Iterator[Wrong]:
    """A division that begins lies in one that stands, and has a name nobody has there."""
    parent, label = parent_of(new), label_of(change.new_name, level_of(new))
    if parent == new or not day.will_stand(parent):
        yield "new", f"上级区划 {parent} 这一天没有", "代码的前几位要是所在县、乡镇的代码"
    elif not change.new_name:
        yield "new_name", "新代码没有名称", "填现名称"
    elif len(day.names(new)) > 1:
        yield "new_name", "同一个现代码写了不同的名称", "写成一样的"
    elif label in {one.label for one in day.beside(new) if not day.renames(one.code)}:
        yield "new_name", "同一个上级里已有这个名称", "核对名称；并入它的，填它的代码"


def _left(day: ChangeDay, code: str) -> Iterator[Wrong]:
    """What lies in a division that ends must become something on the same day."""
    left = day.left_in(code)
    if left:
        named = "、".join(f"{one.label}（{one.code}）" for one in left[:SHOWN])
        more = f"等 {len(left)} 个" if len(left) > SHOWN else ""
        hint = "在同一天逐个写明，代码随上级变的填划转"
        yield "old", f"下面的{named}{more}没有写变成什么", hint


def _repeated(day: ChangeDay) -> Iterator[ChangeFault]:
    seen: set[tuple[str | None, str | None]] = set()
    for place, change in day.changes:
        pair = change.old, change.new
        if pair in seen:
            field = "old" if change.old else "new"
            told = "这项变更前面已有一行", "删去重复的一行"
            yield ChangeFault(place, field, str(change.old or change.new), *told)
        seen.add(pair)


def _why(day: ChangeDay, area: Area) -> str:
    if area.valid_to and area.valid_to < day.eve:
        return f"已于 {area.valid_to} 后变更"
    return f"自 {area.valid_from} 起才有"
