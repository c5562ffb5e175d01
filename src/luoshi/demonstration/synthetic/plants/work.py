"""Work that is lost or never found."""

import numpy as np

from luoshi.demonstration.synthetic.columns import Bools, Ints
from luoshi.demonstration.synthetic.plants.land import Land
from luoshi.demonstration.synthetic.plants.planter import Look, Planter, Sides
from luoshi.demonstration.synthetic.plants.rungs import NEAR


def stop_working(land: Land, persons: Ints, state: str) -> None:
    """Let these persons do something that is no job."""
    land.put(
        "jobs",
        persons,
        就业状态=state,
        **dict.fromkeys(["务工地类别", "务工所在地", "务工企业名称", "所属行业", "公益性岗位"], ""),
        **dict.fromkeys(["务工月收入", "公益性岗位月数"], float("nan")),
    )


def _zero_who(look: Look, colour: str) -> Bools:
    homes, site_people = look.people.homes, look.people.places.site_people
    large = site_people[homes.village] >= look.values.number("settlement_focus_people")
    size = {"orange": large, "yellow": ~large}.get(colour, homes.relocated)
    fit = look.plain if colour == "red" else ~look.standing.active
    return fit & size & homes.relocated & (look.count(look.traits.labour) > 0)


def _zero(land: Land, homes: Ints, colour: str) -> Sides:
    members = land.members(homes)
    working = members[land.scene.traits.employed[members]]
    if colour == NEAR:
        _, first = np.unique(land.homes_of(working), return_index=True)
        working = np.delete(working, first)
    stop_working(land, working, "务农")
    if colour == "red":
        rich = land.number("rural_income_last_year")
        land.enrol(homes, land.between(rich, rich * 1.2, len(homes)), cleared=False)
    return None


def _jobless_who(look: Look, colour: str) -> Bools:
    return look.strong & look.traits.labour & look.at_home(~look.people.homes.relocated)


def _jobless(land: Land, persons: Ints, colour: str) -> Sides:
    yellow, orange, red = (f"job_lost_{name}_months" for name in ("yellow", "orange", "red"))
    count = len(persons)
    since = {
        "red": lambda: land.beyond(red, count),
        "orange": lambda: land.beyond(orange, count, red),
        "yellow": lambda: land.beyond(yellow, count, orange),
        NEAR: lambda: land.within(yellow, count),
    }
    stop_working(land, persons, "失业")
    land.put("jobs", persons, 失业日期=since[colour]())
    return None


PLANTERS = (
    Planter("relocated-no-worker", "home", _zero_who, _zero),
    Planter("job-lost", "person", _jobless_who, _jobless),
)
