"""Groups of counties after counties have changed: a list goes on for what its members became."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from luoshi.areas.groups import Group, Membership
from luoshi.areas.model import Level
from luoshi.areas.registry import Areas


def led_on(groups: Mapping[str, Group], areas: Areas) -> dict[str, Group]:
    """The groups, each list cut at the days on which counties changed.

    A county that came of members alone is one. Of one that came of members and others no list
    says what it is: it is left out and the reason says so, until an office decides.
    """
    days = sorted({one.day for one in areas.changes if one.old and _is_county(areas, one.old)})
    if not days:
        return dict(groups)
    return {id_: _led_on(group, areas, days) for id_, group in groups.items()}


def _led_on(group: Group, areas: Areas, days: list[date]) -> Group:
    lists = (part for one in group.memberships for part in _parts(one, areas, days))
    return group.model_copy(update={"memberships": tuple(lists)})


def _parts(listed: Membership, areas: Areas, days: list[date]) -> Iterator[Membership]:
    inside = [day for day in days if listed.first_day < day and listed.covers(day)]
    lasts = [*(day - timedelta(1) for day in inside), listed.last_day]
    for first, last in zip([listed.first_day, *inside], lasts, strict=True):
        yield _on(listed, areas, first, last)


def _on(listed: Membership, areas: Areas, first: date, last: date | None) -> Membership:
    """The list as it reads from a day on."""
    counties, open_ = set[str](), dict[str, str]()
    for county in areas.counties(first):
        code = county.code[: Level.COUNTY.digits]
        # A list that began before a county took in another one means the smaller one.
        meant = first == listed.first_day or county.valid_from is not None
        named = meant and (code in listed.counties or code in listed.left_out)
        parts = [county.code] if named else areas.parts(county.code)
        members = [part for part in parts if part[: Level.COUNTY.digits] in listed.counties]
        if len(members) == len(parts):
            counties.add(code)
        elif members:
            inside = "、".join(areas.by_code(part).name for part in members)
            open_[code] = f"由几个县合并而来，其中只有{inside}在名单内，须由发文部门定"
    gone = {code: why for code, why in listed.left_out.items() if code not in counties}
    update = {"first_day": first, "last_day": last, "counties": frozenset(counties)}
    return listed.model_copy(update={**update, "left_out": {**gone, **open_}})


def _is_county(areas: Areas, code: str) -> bool:
    return areas.by_code(code).level is Level.COUNTY
