"""Where households live: villages with weights, and the resettlement sites among them."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from luoshi.areas import Area, Areas, CountyStats, Indicator
from luoshi.areas.model import VILLAGE
from luoshi.demonstration.synthetic.profile import CountyProfile, Province
from luoshi.demonstration.synthetic.random_streams import Streams

SETTLED = 0.85
"""Share of relocated households in a village that is a resettlement site."""


@dataclass(frozen=True)
class Places:
    """Villages proper in order of code, with what their households need to know.

    ``townships`` are the township's name for each village; ``county`` is an index into
    ``counties``; ``share`` adds up to one over the province. ``site_people`` is the made-up
    population of the resettlement site in the village, 0 where there is none.
    """

    counties: tuple[Area, ...]
    villages: tuple[Area, ...]
    townships: tuple[str, ...]
    county: NDArray[np.int64]
    share: NDArray[np.float64]
    site_people: NDArray[np.int64]

    @cached_property
    def codes(self) -> NDArray[np.str_]:
        """Twelve-digit codes of the villages."""
        return np.array([village.code for village in self.villages])

    @cached_property
    def site_names(self) -> NDArray[np.str_]:
        """Names of the resettlement sites, empty where there is none."""
        return np.array(
            [
                f"{village.stem}安置区" if people else ""
                for village, people in zip(self.villages, self.site_people, strict=True)
            ]
        )


def make_places(
    areas: Areas, stats: CountyStats, province: Province, as_of: date, streams: Streams
) -> Places:
    """The villages of the counties the province describes, weighted by rural population."""
    counties = areas.counties(as_of)
    villages = tuple(
        village
        for county in counties
        for township in areas.children(county.code, as_of)
        for village in areas.children(township.code, as_of)
        if village.kind == VILLAGE
    )
    index = {county.code[:6]: i for i, county in enumerate(counties)}
    county = np.array([index[village.code[:6]] for village in villages])
    rng = streams.of("places")
    people = np.array([_rural(stats, county.code[:6]) for county in counties], dtype=float)
    size = rng.lognormal(0.0, 0.4, len(villages))
    share = size / np.bincount(county, size)[county] * (people / people.sum())[county]
    profiles = [province.counties[area.code[:6]] for area in counties]
    townships = tuple(areas.by_code(village.code[:9]).label for village in villages)
    return Places(counties, villages, townships, county, share, _sites(profiles, county, rng))


def _rural(stats: CountyStats, county: str) -> int:
    stat = stats.latest(county, Indicator.RURAL)
    return stat.value if stat else 0


def _sites(
    profiles: list[CountyProfile], county: NDArray[np.int64], rng: np.random.Generator
) -> NDArray[np.int64]:
    chance = np.array([profile.relocated for profile in profiles])[county] / SETTLED
    people = np.clip(rng.lognormal(6.9, 0.9, len(county)), 120, 12000).astype(int)
    return np.where(rng.random(len(county)) < chance, people, 0)
