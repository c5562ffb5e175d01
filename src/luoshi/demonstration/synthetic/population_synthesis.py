"""Settling people in the province: villages, groups, wealth and ID numbers."""

from collections.abc import Mapping
from datetime import date

import numpy as np

from luoshi.areas import CountyStats, IdAreaCodes
from luoshi.demonstration.synthetic.childcare import Ages, Care
from luoshi.demonstration.synthetic.columns import Bools, Days, Ints
from luoshi.demonstration.synthetic.households import Members, make_members
from luoshi.demonstration.synthetic.ids import make_numbers
from luoshi.demonstration.synthetic.people import Homes, Persons, Population
from luoshi.demonstration.synthetic.places import SETTLED, Places, make_places
from luoshi.demonstration.synthetic.profile import CountyProfile, Province
from luoshi.demonstration.synthetic.random_streams import Streams
from luoshi.demonstration.synthetic.values import Values
from luoshi.pack import Pack

WEALTH_SPREAD = 0.35
"""Standard deviation of the logarithm of household income."""


def synthesise_population(
    pack: Pack,
    province: Province,
    people: int,
    values: Values,
    left_alone: Mapping[Care, int],
    streams: Streams,
) -> Population:
    """``people`` persons in the villages of the pack's counties.

    ``left_alone`` says how many households have each unusual kind of care for children.
    """
    as_of = values.as_of
    places = make_places(pack.areas, CountyStats.load(pack.folder), province, as_of, streams)
    profiles = [province.counties[county.code[:6]] for county in places.counties]
    ages = Ages(
        *(values.number(age) for age in ("compulsory_age_to", "adult_age", "labour_age_to"))
    )
    members = make_members(people, ages, left_alone, streams.of("households"))
    homes = _homes(places, profiles, members.care, streams)
    birth = _birth_days(members, as_of, streams)
    county = places.county[homes.village][members.household]
    area = _area_codes(pack, places, _origins(profiles, places, county, streams), birth, streams)
    numbers = make_numbers(area, birth, members.female)
    persons = Persons(members.household, members.relation, members.female, birth, numbers)
    return Population(as_of, places, homes, persons)


def _homes(places: Places, profiles: list[CountyProfile], care: Ints, streams: Streams) -> Homes:
    rng = streams.of("homes")
    count = len(care)
    village = np.sort(rng.choice(len(places.villages), count, p=places.share))
    first = np.searchsorted(village, village)
    county = places.county[village]

    def happens(chances: list[float]) -> Bools:
        return rng.random(count) < np.array(chances)[county]

    settled = (places.site_people[village] > 0) & (rng.random(count) < SETTLED)
    income = np.array([profile.income for profile in profiles])[county]
    return Homes(
        village=village,
        serial=np.arange(count) - first + 1,
        minority=happens([profile.minority for profile in profiles]),
        relief=happens([profile.relief for profile in profiles]),
        relocated=settled,
        wealth=income * rng.lognormal(-(WEALTH_SPREAD**2) / 2, WEALTH_SPREAD, count),
        care=care,
    )


def _birth_days(members: Members, as_of: date, streams: Streams) -> Days:
    """A day of birth within the year of age; no one is born after the day or too early."""
    days = (members.age * 365.2425 + streams.of("births").random(len(members.age))).astype(int)
    birth: Days = np.datetime64(as_of) - days
    return birth


def _origins(profiles: list[CountyProfile], places: Places, county: Ints, streams: Streams) -> Ints:
    """For each person the county whose area codes the ID number follows."""
    rng = streams.of("origins")
    index = {area.code[:6]: i for i, area in enumerate(places.counties)}
    origin = county.copy()
    for i, profile in enumerate(profiles):
        here = np.flatnonzero((county == i) & (rng.random(len(county)) < profile.migrants))
        if len(here):
            homes = [index[code] for code in profile.origins]
            origin[here] = rng.choice(homes, len(here), p=list(profile.origins.values()))
    return origin


def _area_codes(pack: Pack, places: Places, origin: Ints, birth: Days, streams: Streams) -> Ints:
    """The six digits each ID number begins with, by the county of origin and year of birth."""
    codes = IdAreaCodes.load(pack.folder)
    year = birth.astype("datetime64[Y]").astype(np.int64) + 1970
    place = origin * 10_000 + year
    draw = streams.of("area codes").random(len(place))
    known, which = np.unique(place, return_inverse=True)
    choices = [
        codes.codes_for(places.counties[key // 10_000].code[:6], key % 10_000)
        for key in known.tolist()
    ]
    most = max(map(len, choices))
    table = np.array([[int(row[i % len(row)]) for i in range(most)] for row in choices])
    lengths = np.array([len(row) for row in choices])
    chosen: Ints = table[which, (draw * lengths[which]).astype(int)]
    return chosen
