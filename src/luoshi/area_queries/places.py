"""The places results are for."""

from dataclasses import dataclass
from functools import lru_cache

from luoshi.pack import Pack


@dataclass(frozen=True)
class Places:
    """The region's six-digit code, and the counties' in order; the names of all."""

    region: str
    counties: tuple[str, ...]
    names: dict[str, str]


@lru_cache(maxsize=8)
def places_of(pack: Pack) -> Places:
    """The places of a pack, as its divisions stand now."""
    region = pack.areas.region
    counties = pack.areas.counties()
    return Places(
        region.code[:6],
        tuple(county.code[:6] for county in counties),
        {area.code[:6]: area.name for area in (region, *counties)},
    )
