"""From a list of divisions and the changes since: how long each stands, and what it became."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from luoshi.areas.change_checks import day_faults
from luoshi.areas.change_day import ChangeDay
from luoshi.areas.changes import AreaChange, ChangeFault, ChangeKind
from luoshi.areas.model import Area, AreaError, FormerName, Level, level_of, parent_of
from luoshi.areas.naming import kind_of


class RefusedChangesError(AreaError):
    """Changes that cannot be; ``faults`` says which and why."""

    def __init__(self, faults: Sequence[ChangeFault]) -> None:
        super().__init__("；".join(f"第 {one.place + 1} 条：{one.text}" for one in faults))
        self.faults = tuple(faults)


def evolved(areas: Iterable[Area], changes: Sequence[AreaChange]) -> tuple[Area, ...]:
    """The divisions after all changes, ended ones included; changes come in any order.

    Raises:
        RefusedChangesError: some cannot be; their places are those in ``changes``.
        AreaError: a code stands twice in the list.
    """
    found = _by_code(areas)
    ordered = sorted(enumerate(changes), key=lambda one: one[1].day)
    for on, group in groupby(ordered, key=lambda one: one[1].day):
        day = ChangeDay(found, on, list(group))
        faults = day_faults(day)
        if faults:
            raise RefusedChangesError(faults)
        found |= {area.code: area for area in _changed(day)}
    return tuple(found.values())


def _by_code(areas: Iterable[Area]) -> dict[str, Area]:
    found: dict[str, Area] = {}
    for area in areas:
        if area.code in found:
            raise AreaError(f"区划代码 {area.code} 重复（{area.name}）")
        found[area.code] = area
    return found


def _changed(day: ChangeDay) -> Iterator[Area]:
    """The divisions that the day changes, as they are from then on."""
    for _, change in day.changes:
        if change.new and day.begins(change.new):
            yield _begun(day, change, change.new)
        elif change.old and change.kind is ChangeKind.RENAME and change.stays:
            yield _renamed(day, day.areas[change.old], change.new_name)
    for old, news in day.became.items():
        if day.ends(old):
            end = {"valid_to": day.eve, "successors": tuple(dict.fromkeys(news))}
            yield day.areas[old].model_copy(update=end)


def _begun(day: ChangeDay, change: AreaChange, code: str) -> Area:
    level = level_of(code)
    return Area(
        code=code,
        name=change.new_name,
        level=level,
        kind=_kind(change.new_name, level, day.areas.get(change.old or "")),
        parent=parent_of(code),
        valid_from=day.day,
    )


def _renamed(day: ChangeDay, area: Area, name: str) -> Area:
    former = (*area.former_names, FormerName(name=area.name, last_day=day.eve))
    values = area.model_dump(exclude={"short_name"})
    kind = _kind(name, area.level, area)
    return Area.model_validate({**values, "name": name, "kind": kind, "former_names": former})


def _kind(name: str, level: Level, old: Area | None) -> str:
    """The old division's kind, as its name may not tell it, unless the new name tells another."""
    told = kind_of(name, level)
    return old.kind if old and told in ("", kind_of(old.name, level)) else told
