"""Groups of counties whose members change with the day."""

from collections.abc import Iterable, Iterator, Set
from datetime import date
from itertools import pairwise
from typing import Annotated, Self

from pydantic import ConfigDict, Field, field_serializer, model_validator

from luoshi.areas.model import Area, AreaError, CountyCode
from luoshi.frozen import FieldError, Found, Frozen, Reason, require
from luoshi.ids import Scoped, qualifying


class Membership(Frozen):
    """The members from one day to another, both inclusive; no last day means until changed.

    ``basis`` tells why these counties are members, ``left_out`` why certain others are not.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    first_day: date = Field(alias="from")
    last_day: date | None = Field(default=None, alias="to")
    counties: Annotated[frozenset[CountyCode], Field(min_length=1)]
    basis: Annotated[str, Field(min_length=1)]
    left_out: dict[CountyCode, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.last_day and self.last_day < self.first_day:
            raise FieldError((("to",), "截止日期早于开始日期", "改正其中一个日期"))
        both = sorted(self.counties & self.left_out.keys())
        require(
            *(
                (("left_out", code), f"{code} 既在名单内，又写在 left_out 里", "删去一处")
                for code in both
            )
        )
        return self

    def covers(self, on: date) -> bool:
        """Whether the list is in force on the day."""
        return self.first_day <= on and (self.last_day is None or on <= self.last_day)

    @field_serializer("counties")
    def _in_order(self, counties: frozenset[str]) -> list[str]:
        """The same document in every process: a set has no order of its own."""
        return sorted(counties)

    @property
    def period(self) -> str:
        """The time in Chinese: whole years as 2021—2023 年, else by days."""
        first, last = self.first_day, self.last_day
        if last is None:
            return f"{_chinese(first)}起"
        if (first.month, first.day, last.month, last.day) != (1, 1, 12, 31):
            return f"{_chinese(first)}至 {_chinese(last)}"
        return f"{first.year} 年" if first.year == last.year else f"{first.year}—{last.year} 年"


class Group(Frozen):
    """A named set of counties: a dated list, or all that are not in another group.

    The second kind knows its members only after ``resolve_groups``. Lists that begin or end outside
    the term of the notice say why (``outside_term``).
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    id: Annotated[str, Field(pattern=r"^(?:[0-9a-z][0-9a-z-]*/)?[a-z][a-z0-9_]*$"), qualifying]
    title: Annotated[str, Field(min_length=1)]
    memberships: tuple[Membership, ...] = Field(default=(), alias="members")
    complement_of: Scoped | None = None
    source: Annotated[str, Field(min_length=1)]
    assumption: bool = False
    lasting: str | None = None
    outside_term: Reason | None = None
    note: str = ""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if bool(self.memberships) == bool(self.complement_of):
            raise FieldError(((), "members 与 complement_of 须写且只写一个", "留下一个"))
        for i, (earlier, later) in enumerate(pairwise(self.memberships), 1):
            if earlier.last_day is None or later.first_day <= earlier.last_day:
                message = f"名单时间须先后排列、互不重叠：{later.first_day}"
                raise FieldError((("members", i, "from"), message, "给前一份名单写上更早的 to"))
        return self

    def membership(self, on: date) -> Membership | None:
        """Give the list in force on the day, if any."""
        if not self.memberships:
            raise AreaError(f"县组 {self.id} 尚未按 {self.complement_of} 展开，须先 resolve_groups")
        return next((m for m in self.memberships if m.covers(on)), None)

    def outdated(self, on: date) -> str | None:
        """Why no list is in force on the day, in Chinese; None where one is."""
        if self.membership(on):
            return None
        ended = [m.last_day for m in self.memberships if m.last_day and m.last_day < on]
        if ended:
            return f"“{self.title}”的名单到 {max(ended)} 为止"
        return f"“{self.title}”的名单从 {self.memberships[0].first_day} 起"

    def members(self, on: date) -> frozenset[str]:
        """Give the six-digit codes of the members on the day; empty when no list is in force."""
        found = self.membership(on)
        return found.counties if found else frozenset()

    def ever(self) -> frozenset[str]:
        """Give the six-digit codes of all that are members on some day."""
        return frozenset[str]().union(*(listed.counties for listed in self.memberships))

    def reason(self, county: Area, on: date) -> str:
        """Tell in Chinese why the county is in or out on the day."""
        found = self.membership(on)
        if found is None:
            return f"{_chinese(on)}没有生效的{self.title}名单"
        if county.county_code in found.counties:
            return f"{county.name}属于{self.title}（{found.period}）：{found.basis}"
        why = found.left_out.get(county.county_code or "", f"不在名单内（{found.basis}）")
        return f"{county.name}{why}，{found.period}不在{self.title}范围"


def wrong_groups(
    groups: Iterable[Group], counties: Iterable[Area]
) -> Iterator[tuple[Group, Found]]:
    """Each mistake in groups' names and counties, with its group."""
    names = {area.code[:6] for area in counties}
    earlier: set[str] = set()
    for group in groups:
        if group.complement_of and group.complement_of not in earlier:
            message = f"complement_of 指向 {group.complement_of}，前面没有这个县组"
            yield group, (("complement_of",), message, "写前面有的县组，或把它挪到前面")
        for i, listed in enumerate(group.memberships):
            yield from ((group, found) for found in _unknown(i, listed, names))
        earlier.add(group.id)


def _unknown(i: int, listed: Membership, names: set[str]) -> Iterator[Found]:
    for key, codes in (("counties", listed.counties), ("left_out", listed.left_out.keys())):
        for code in sorted(codes - names):
            message = f"县代码 {code} 不在区划表中"
            yield ("members", i, key), message, "写 areas.csv 里的六位县代码"


def resolve_groups(
    groups: Iterable[Group], counties: Iterable[Area], later: Iterable[Area] = ()
) -> dict[str, Group]:
    """Give the groups by id, complements written out over the counties.

    Lists may name counties that came ``later``, too. Raises AreaError for a repeated id, an
    unknown county, or an unknown base group.
    """
    names = {area.code[:6]: area.name for area in counties}
    known = names.keys() | {area.code[:6] for area in later}
    resolved: dict[str, Group] = {}
    for group in groups:
        if group.id in resolved:
            raise AreaError(f"县组 {group.id} 重复")
        resolved[group.id] = _complement(group, resolved, names) if group.complement_of else group
        _check_counties(resolved[group.id], known)
    return resolved


def _complement(group: Group, earlier: dict[str, Group], names: dict[str, str]) -> Group:
    base = earlier.get(group.complement_of or "")
    if base is None:
        raise AreaError(
            f"县组 {group.id} 的 complement_of 指向 {group.complement_of}，它须写在前面"
        )
    memberships = tuple(_others(listed, base, names) for listed in base.memberships)
    return group.model_copy(update={"memberships": memberships})


def _others(listed: Membership, base: Group, names: dict[str, str]) -> Membership:
    return listed.model_copy(
        update={
            "counties": frozenset(names) - listed.counties,
            "basis": f"不属于{base.title}",
            "left_out": dict.fromkeys(sorted(listed.counties), f"属于{base.title}"),
        }
    )


def _check_counties(group: Group, known: Set[str]) -> None:
    for listed in group.memberships:
        unknown = sorted((listed.counties | listed.left_out.keys()) - known)
        if unknown:
            raise AreaError(f"县组 {group.id} 里的县代码 {unknown[0]} 不在区划表中")


def _chinese(day: date) -> str:
    return f"{day.year} 年 {day.month} 月 {day.day} 日"
