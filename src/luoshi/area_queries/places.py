"""The places results are for."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from luoshi.frozen import Found, KeyPath
from luoshi.pack import Pack
from luoshi.pack.names import unknown, unknown_among
from luoshi.pack.obligations import EVERYWHERE, REGION, Where


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


def unknown_places(
    key: KeyPath, where: Where, pack: Pack, others: tuple[str, ...] = (EVERYWHERE, REGION)
) -> Iterator[Found]:
    """What is wrong with a place: a group, one of ``others``, or a list of counties."""
    groups = (*others, *pack.groups)
    if not isinstance(where, str):
        yield from unknown_among(key, "县", where, places_of(pack).counties)
    elif where not in groups:
        yield unknown(key, "县组", where, groups)
