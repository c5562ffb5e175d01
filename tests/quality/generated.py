"""Whole counties of generated exports: clean, or with dirt that every check looks for.

``make`` gives as many people as asked for from a seed, ``counties`` those for hypothesis.
"""

from collections.abc import Iterable, Sequence
from random import Random

from hypothesis import strategies as st

from .homes import (
    KINDS,
    Home,
    Row,
    clean_home,
    clean_village,
    rural_household,
    standard_home,
)
from .planted import families, people, places, watching, work
from .plants import NEIGHBOUR, PLANTED, PLANTS, SPARED, Plant
from .smudges import smudge, spoil

Tables = dict[str, list[Row]]


def counties(people: int = 300) -> st.SearchStrategy[Tables]:
    """Counties of at most so many people, from clean to dirty all over."""
    seeds, dirt = st.integers(0, 2**32 - 1), st.sampled_from([0, 0.2, 1])
    return st.builds(make, st.integers(0, people), seeds, dirt)


def make(people: int, seed: int, dirt: float) -> Tables:
    """The exports with about so many people; ``dirt`` is the share of households hit."""
    chance = Random(seed)
    homes, villages, made = [], {}, 0
    while made < people:
        home = clean_home(len(homes), chance.choice(KINDS), chance)
        village = villages.setdefault(home.first["村"], clean_village(home.first))
        homes.append(home)
        if chance.random() < dirt:
            _dirty(home, village, chance)
        made += len(home.roles)
    tables = tables_of(homes, villages.values())
    if dirt:
        _mix_up(tables, chance, int(people * dirt / 10))
        rows = [row for rows in tables.values() for row in rows]
        for _ in range(int(people * dirt)):
            smudge(chance.choice(rows), chance, 5)
    return tables


def planted(plant: Plant) -> Tables:
    """One household with a fault, and a clean one beside it."""
    homes = [standard_home(NEIGHBOUR, "lifted"), standard_home(PLANTED, plant.kind)]
    villages = [clean_village(home.first) for home in homes]
    plant.into(homes[-1], villages[-1])
    return tables_of(homes, villages)


def all_planted() -> Tables:
    """A household for every fault and for all that is just none, and the neighbour."""
    homes = [standard_home(NEIGHBOUR, "lifted")]
    villages = [clean_village(homes[0].first)]
    for place, plant in enumerate(ALL_PLANTS, start=1):
        homes.append(standard_home(place * 40, plant.kind))
        villages.append(clean_village(homes[-1].first))
        plant.into(homes[-1], villages[-1])
    return tables_of(homes, villages)


def tables_of(homes: Sequence[Home], villages: Iterable[Row]) -> Tables:
    """Every row under the headings its table has in every other row."""
    tables = {
        "monitored": [row for home in homes for row in home.members],
        "rural_households": [rural_household(home.first) for home in homes if home.members],
        "working_away": [row for home in homes for row in home.jobs],
        "plans_away": [row for home in homes for row in home.plans],
        "project_library": [row for home in homes for row in home.projects],
        "export_villages": list(villages),
    }
    return {id_: _levelled(rows) for id_, rows in tables.items()}


def _levelled(rows: list[Row]) -> list[Row]:
    blank = dict.fromkeys((heading for row in rows for heading in row), "")
    return [blank | row for row in rows]


FAULTS = (families, people, places, watching, work)
"""Importing them notes the faults."""

ALL_PLANTS = [plant for plants in (PLANTS, SPARED) for one in plants.values() for plant in one]


def _dirty(home: Home, village: Row, chance: Random) -> None:
    """Faults checks look for, a cell of all the household, cells anywhere."""
    for _ in range(chance.randint(0, 2)):
        chance.choice(ALL_PLANTS).into(home, village)
    if home.members and chance.random() < 0.5:
        before = dict(home.first)
        spoil(home.first, chance, 1)
        changed = {name: cell for name, cell in home.first.items() if cell != before[name]}
        for row in home.members:
            row |= changed
    rows = [*home.members, *home.jobs, *home.plans, *home.projects, village]
    for _ in range(chance.randint(0, 3)):
        spoil(chance.choice(rows), chance, chance.randint(1, 4))


def _mix_up(tables: Tables, chance: Random, times: int) -> None:
    """Rows twice, gone, in another household, in none."""
    for _ in range(times):
        rows = tables[chance.choice(["monitored", "monitored", "working_away", "plans_away"])]
        if not rows:
            continue
        place, other = chance.randrange(len(rows)), chance.choice(rows)
        way = chance.choice(["again", "gone", "moved", "nowhere"])
        if way == "again":
            rows.append(dict(rows[place]))
        elif way == "gone":
            del rows[place]
        else:
            rows[place]["户编号"] = other["户编号"] if way == "moved" else ""
