"""The county exports are of, as their rows write it."""

from collections import Counter
from collections.abc import Iterable

import pyarrow.compute as pc

from luoshi import pack
from luoshi.areas import Area, AreaError, Level
from luoshi.quality.reading import Export


def counties_named(exports: Iterable[Export]) -> Counter[str]:
    """How many rows of exports name each county (by its code of twelve digits)."""
    found: Counter[str] = Counter()
    for name, rows in _names(exports).items():
        county = _meant(name)
        if county is not None:
            found[county.code] += rows
    return found


def written_name(exports: Iterable[Export], county: Area) -> str:
    """How exports write a county's name; the official one where they do not name it."""
    names = (name for name in sorted(_names(exports)) if _meant(name) == county)
    return next(names, county.name)


def _names(exports: Iterable[Export]) -> Counter[str]:
    found: Counter[str] = Counter()
    for export in exports:
        counted = pc.value_counts(export.counties).to_pylist()
        found.update({one["values"]: one["counts"] for one in counted if one["values"]})
    return found


def _meant(name: str) -> Area | None:
    try:
        return pack.load().areas.find(name, level=Level.COUNTY)
    except AreaError:
        return None
