"""The exports of several months: faults come, and some are mended."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from luoshi.demonstration.synthetic.county_context import CountyContext
from luoshi.demonstration.synthetic.exports.faults import FAULTS, Planted, choose
from luoshi.demonstration.synthetic.exports.row import Rows
from luoshi.demonstration.synthetic.exports.sheets import sheets
from luoshi.demonstration.synthetic.exports.writing import write_export
from luoshi.demonstration.synthetic.world import World
from luoshi.pack import Pack

MENDED = 0.35
"""The share of what is wrong in a month that is mended in the next."""

LATER = 0.5
"""The share of all faults that comes after the first month, spread over the others."""


@dataclass(frozen=True)
class Month:
    """The exports of one month."""

    as_of: date
    files: tuple[Path, ...]


def write_months(
    out: Path, pack: Pack, county: str, people: int, seed: int, days: Sequence[date]
) -> list[Month]:
    """Write the exports of a county (code of six digits) as of each of ``days``, in order.

    The county is that of the made-up province of ``people`` persons and ``seed``, seen on the
    last of the days; the same arguments give the same files.
    """
    context = context_of(World.make(pack, people, seed, days[-1]), county)
    clean, found = sheets(context), []
    for day, wrong in zip(days, _plan(context, clean, len(days)), strict=True):
        folder = out / day.isoformat()
        folder.mkdir(parents=True, exist_ok=True)
        rows = _spoilt(clean, wrong)
        files = (write_export(folder, pack.exports[id_], of_it, day) for id_, of_it in rows.items())
        found.append(Month(day, tuple(files)))
    return found


def context_of(world: World, county: str) -> CountyContext:
    """The people of a county of the province.

    Raises:
        ValueError: nobody lives there.
    """
    codes = [area.code[:6] for area in world.people.places.counties]
    if county not in codes or codes.index(county) not in world.people.county_of_home:
        raise ValueError(f"合成的省里 {county} 没有人")
    return world.context(codes.index(county))


def _plan(context: CountyContext, clean: Rows, months: int) -> list[list[Planted]]:
    """What is wrong in each month."""
    rng = context.rng("exports")
    every = [one for fault in FAULTS for one in choose(fault, clean[fault.table], rng)]
    since = np.where(rng.random(len(every)) < LATER, rng.integers(0, months, len(every)), 0)
    lasts = rng.geometric(MENDED, len(every))
    return [
        [
            one
            for one, start, long in zip(every, since, lasts, strict=True)
            if start <= m < start + long
        ]
        for m in range(months)
    ]


def _spoilt(clean: Rows, wrong: Sequence[Planted]) -> Rows:
    """The rows with what is wrong in them; the clean ones stay clean."""
    rows, copies = deepcopy((clean, wrong))
    for planted in copies:
        planted.put()
    return rows
