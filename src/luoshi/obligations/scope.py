"""Whom an obligation is made to on a day."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from luoshi.area_queries.period import Period
from luoshi.area_queries.places import places_of
from luoshi.pack import Pack
from luoshi.pack.obligations import EVERYWHERE, REGION, Where


@dataclass(frozen=True)
class Scope:
    """The places ``where`` names in a pack, on the day that decides."""

    where: Where
    pack: Pack
    day: date

    @cached_property
    def members(self) -> tuple[str, ...]:
        """Six-digit codes, in order; the region's own where it is asked as one."""
        places = places_of(self.pack)
        if self.where == REGION:
            return (places.region,)
        if self.where == EVERYWHERE:
            return places.counties
        if isinstance(self.where, str):
            return tuple(sorted(self.pack.groups[self.where].members(self.day)))
        return tuple(sorted(self.where))

    @cached_property
    def title(self) -> str:
        """What the places are called together."""
        names = places_of(self.pack).names
        if self.where == REGION:
            return names[places_of(self.pack).region]
        if self.where == EVERYWHERE:
            return "各县（市、区）"
        if isinstance(self.where, str):
            return self.pack.groups[self.where].title
        return "、".join(names[code] for code in self.where)

    def reason(self, county: str) -> str:
        """Why a county is in or out."""
        area = self.pack.areas.by_code(county)
        if isinstance(self.where, str) and self.where in self.pack.groups:
            return self.pack.groups[self.where].reason(area, self.day)
        return f"{area.name}不在范围：只对{self.title}提出"


def deciding_day(period: Period, day: date) -> date:
    """The day whose county groups count: the last that has passed, the first of one to come."""
    return period.until(day).end if period.begun(day) else period.start
