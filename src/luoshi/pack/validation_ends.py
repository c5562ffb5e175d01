"""Proving that nothing taken for granted outlives the notice without saying why."""

from collections.abc import Iterator
from datetime import date

from luoshi.frozen import Found, Frozen, KeyPath
from luoshi.pack.loading import Pack
from luoshi.pack.models import DatedValue, Parameter
from luoshi.pack.names import unknown
from luoshi.pack.problems import Problem


def ends(pack: Pack) -> Iterator[Problem]:
    """What is assumed and neither ends with a notice nor says why it lasts."""
    for thing in (*pack.parameters.values(), *pack.schemes.values()):
        for path, value in dated(thing):
            last = _last_day(pack, value.valid_from)
            if value.assumption and not value.lasting and _outlives(value.valid_to, last):
                yield pack.place(thing).problem(*_told(path, value.valid_to, last))
    yield from _groups(pack)
    yield from _codes(pack)


def entries(pack: Pack) -> Iterator[Problem]:
    """What does not hold of parameters that an office enters."""
    for parameter in pack.parameters.values():
        for found in _entered(parameter, pack):
            yield pack.place(parameter).problem(*found)


def dated(thing: object, path: KeyPath = ()) -> Iterator[tuple[KeyPath, DatedValue]]:
    """Every dated value in a thing of the pack, with the key it stands under."""
    if isinstance(thing, DatedValue):
        yield path, thing
    elif isinstance(thing, Frozen):
        for name in type(thing).model_fields:
            yield from dated(getattr(thing, name), (*path, name))
    elif isinstance(thing, tuple):
        for i, one in enumerate(thing):
            yield from dated(one, (*path, i))


def _last_day(pack: Pack, first: date) -> date:
    """The last day of the notices in force on a day; of the first one before all of them."""
    terms = [one.term for one in pack.notices.values()]
    covering = [one.last for one in terms if one.covers(first)]
    to_come = [one.last for one in terms if one.last >= first]
    return max(covering, default=min(to_come, default=pack.term.last))


def _outlives(ends: date | None, last: date) -> bool:
    return ends is None or ends > last


def _told(path: KeyPath, ends: date | None, last: date) -> Found:
    message = f"暂定的值{f'到 {ends} 为止' if ends else '没有写到哪天为止'}，文件到 {last} 为止"
    return path, message, f"写上 to: {last}，或用 lasting 写明为什么文件到期以后还用它"


def _groups(pack: Pack) -> Iterator[Problem]:
    for group in pack.groups.values():
        if not group.assumption or group.lasting or group.complement_of:
            continue
        last = pack.notice(group.id).expires
        for i, listed in enumerate(group.memberships):
            if _outlives(listed.last_day, last):
                yield pack.place(group).problem(*_told(("members", i), listed.last_day, last))


def _codes(pack: Pack) -> Iterator[Problem]:
    last = pack.term.last
    for codes in pack.codes.values():
        outlives = any(_outlives(item.valid_to, last) for item in codes.items)
        if codes.assumption and not codes.lasting and outlives:
            yield pack.place(codes).problem(*_told(("assumption",), None, last))


def _entered(parameter: Parameter, pack: Pack) -> Iterator[Found]:
    if parameter.entered is None:
        return
    if parameter.entered.by not in pack.units:
        yield unknown(("entered", "by"), "单位", parameter.entered.by, pack.units)
    for i, value in enumerate(parameter.values if parameter.entered.yearly else ()):
        if value.valid_to is None or value.valid_to.year != value.valid_from.year:
            message = f"一年一个数，{value.valid_from} 起的值没有在当年结束"
            yield ("values", i), message, f"写上 to: {value.valid_from.year}-12-31"
