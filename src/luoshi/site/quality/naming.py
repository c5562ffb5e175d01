"""The county of a run, as its files and as people call it."""

from collections.abc import Iterable

import pyarrow.compute as pc

from luoshi import pack
from luoshi.areas import Area, AreaError, Level
from luoshi.quality import Export
from luoshi.site.quality import keeping
from luoshi.site.quality.models import Run


def county_of(run: Run) -> Area:
    """The county of a run."""
    return pack.load().areas.by_code(run.county)


def county_name(run: Run) -> str:
    """The name of a run's county as its kept exports write it."""
    return written_name(keeping.exports_of(run), county_of(run))


def named_counties(exports: Iterable[Export]) -> list[str]:
    """The names of counties that exports have."""
    found = {name for one in exports for name in pc.unique(one.counties).to_pylist() if name}
    return sorted(found)


def written_name(exports: Iterable[Export], county: Area) -> str:
    """How exports write a county's name; the official one where they do not name it."""
    areas = pack.load().areas
    for name in named_counties(exports):
        try:
            if areas.find(name, level=Level.COUNTY) == county:
                return name
        except AreaError:
            continue
    return county.name
