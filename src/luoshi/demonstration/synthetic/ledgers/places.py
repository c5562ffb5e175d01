"""Where records are from: the places of a pack by county, and how large each county is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from luoshi.areas import Area, CountyStats, Indicator, Level
from luoshi.demonstration.synthetic.ledgers.recipe import Over
from luoshi.demonstration.synthetic.ledgers.watched import Watched
from luoshi.demonstration.synthetic.places import make_places
from luoshi.demonstration.synthetic.profile import load_province, load_setting
from luoshi.demonstration.synthetic.random_streams import Streams
from luoshi.pack import Pack

ABOVE = {"region": Level.REGION, "cities": Level.CITY}
"""Words for places above the counties."""

PEOPLE = 10_000
"""How many people count as one in amounts."""


@dataclass(frozen=True)
class Place:
    """A division, and what templates may say of it."""

    code: str
    known: Mapping[str, object]

    @property
    def county(self) -> str:
        """Six digits of the county; the region's or city's own above it."""
        return self.code[:6]


@dataclass(frozen=True)
class Ground:
    """A pack's divisions as of a day; ``usual`` are the counties where no others are named."""

    pack: Pack
    as_of: date
    streams: Streams
    watched: Watched
    usual: str

    @cached_property
    def until(self) -> date:
        """The last day the demonstration tells of."""
        return load_setting(self.pack.folder).until

    @cached_property
    def counties(self) -> tuple[Area, ...]:
        """The counties in force."""
        return self.pack.areas.counties(self.as_of)

    def members(self, where: str | Sequence[str], year: int) -> frozenset[str]:
        """Six-digit codes of the counties meant, a group as at the end of the year.

        Before the notice, those the notice begins with.
        """
        if not isinstance(where, str):
            return frozenset(where)
        if where == "all":
            return frozenset(area.code[:6] for area in self.counties)
        first = self.pack.notice(where).issued.year
        return self.pack.groups[where].members(date(max(year, first), 12, 31))

    def places(self, over: Over, year: int) -> Iterator[Place]:
        """The places of a family of rows in a year, by code."""
        where = over.where or self.usual
        if isinstance(where, str) and where in ABOVE:
            yield from map(self._place, self.pack.areas.at_level(ABOVE[where]))
            return
        members = self.members(where, year)
        for county in (area for area in self.counties if area.code[:6] in members):
            yield from _some(self._within(county, over.level), over, year)

    def at(self, code: str) -> Place:
        """The place of a division's code."""
        return self._place(self.pack.areas.by_code(code))

    def size(self, place: Place, per: str | None, year: int) -> float:
        """How much of ``per`` the place's county has; 1 above the county."""
        if per is None or place.county not in self._people:
            return 1.0
        if per == "watched":
            return float(self.watched.count(place.county, min(date(year, 12, 31), self.as_of)))
        if per == "people":
            return self._people[place.county] / PEOPLE
        county = self.pack.areas.by_code(place.county)
        return float(len(self._within(county, "village" if per == "villages" else "township")))

    @cached_property
    def _people(self) -> dict[str, int]:
        stats = CountyStats.load(self.pack.folder)
        found = {
            area.code[:6]: stats.latest(area.code[:6], Indicator.RURAL) for area in self.counties
        }
        return {county: stat.value if stat else 0 for county, stat in found.items()}

    def _within(self, county: Area, level: str) -> Sequence[Place]:
        return self._by_level[level][county.code[:6]]

    @cached_property
    def _by_level(self) -> dict[str, Mapping[str, Sequence[Place]]]:
        return {
            "county": {area.code[:6]: (self._place(area),) for area in self.counties},
            "township": {area.code[:6]: tuple(self._townships(area)) for area in self.counties},
            "village": {area.code[:6]: tuple(self._villages(area)) for area in self.counties},
            "site": self._sites(),
        }

    def _townships(self, county: Area) -> Iterator[Place]:
        return map(self._place, self.pack.areas.children(county.code, self.as_of))

    def _villages(self, county: Area) -> Iterator[Place]:
        for township in self.pack.areas.children(county.code, self.as_of):
            for village in self.pack.areas.children(township.code, self.as_of):
                if village.is_village:
                    yield self._place(village)

    def _sites(self) -> Mapping[str, Sequence[Place]]:
        """The resettlement sites the made-up province has, each in its village."""
        stats, province = CountyStats.load(self.pack.folder), load_province(self.pack.folder)
        made = make_places(self.pack.areas, stats, province, self.as_of, self.streams)
        found: dict[str, list[Place]] = {area.code[:6]: [] for area in self.counties}
        for village, name, people in zip(
            made.villages, made.site_names.tolist(), made.site_people.tolist(), strict=True
        ):
            if people:
                site = {"安置区名称": name, "安置区人口数": people}
                found[village.code[:6]].append(self._place(village, site))
        return _told_apart(found)

    def _place(self, area: Area, more: Mapping[str, object] | None = None) -> Place:
        county = self.pack.areas.county_of(area.code)
        known = {
            "县码": area.code[:6],
            "县名": county.name if county else area.name,
            "地名": area.label,
            "简称": area.short_name,
        }
        return Place(area.code, {**known, **(more or {})})


def _some(places: Sequence[Place], over: Over, year: int) -> Sequence[Place]:
    """As many as wanted, evenly from the whole list, in the order of codes."""
    wanted = len(places) if over.share is None else round(over.share * len(places))
    wanted = min(over.take if over.take is not None else wanted, len(places))
    if not wanted:
        return ()
    first = over.skip + (year * wanted if over.turn else 0)
    apart = 1 if over.turn else len(places) // wanted
    chosen = {(first + i * apart) % len(places) for i in range(wanted)}
    return [places[i] for i in sorted(chosen)]


def _told_apart(sites: Mapping[str, Sequence[Place]]) -> Mapping[str, Sequence[Place]]:
    """Sites whose names are one of a kind, for the name is the key: of two the first stays."""
    seen: set[object] = set()
    kept: dict[str, list[Place]] = {}
    for county, places in sites.items():
        kept[county] = []
        for place in places:
            name = place.known["安置区名称"]
            if name not in seen:
                seen.add(name)
                kept[county].append(place)
    return kept
