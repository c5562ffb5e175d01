"""Work that is lost or never found."""

import numpy as np

from luoshi.demonstration.synthetic.columns import Bools, Ints
from luoshi.demonstration.synthetic.planted_risks.county_frames import CountyFrames
from luoshi.demonstration.synthetic.planted_risks.planter import Planter, ProvinceView, SideEffects
from luoshi.demonstration.synthetic.planted_risks.severity_bounds import NEAR


def stop_working(frames: CountyFrames, persons: Ints, state: str) -> None:
    """Let these persons do something that is no job."""
    frames.put(
        "jobs",
        persons,
        就业状态=state,
        **dict.fromkeys(["务工地类别", "务工所在地", "务工企业名称", "所属行业", "公益性岗位"], ""),
        **dict.fromkeys(["务工月收入", "公益性岗位月数"], float("nan")),
    )


def _zero_who(view: ProvinceView, colour: str) -> Bools:
    homes, site_people = view.people.homes, view.people.places.site_people
    large = site_people[homes.village] >= view.values.number("settlement_focus_people")
    size = {"orange": large, "yellow": ~large}.get(colour, homes.relocated)
    fit = view.plain if colour == "red" else ~view.status.active
    return fit & size & homes.relocated & (view.count(view.traits.labour) > 0)


def _zero(frames: CountyFrames, homes: Ints, colour: str) -> SideEffects:
    members = frames.members(homes)
    working = members[frames.context.traits.employed[members]]
    if colour == NEAR:
        _, first = np.unique(frames.homes_of(working), return_index=True)
        working = np.delete(working, first)
    stop_working(frames, working, "务农")
    if colour == "red":
        rich = frames.number("rural_income_last_year")
        frames.enrol(homes, frames.between(rich, rich * 1.2, len(homes)), cleared=False)
    return None


def _jobless_who(view: ProvinceView, colour: str) -> Bools:
    return view.strong & view.traits.labour & view.at_home(~view.people.homes.relocated)


def _jobless(frames: CountyFrames, persons: Ints, colour: str) -> SideEffects:
    yellow, orange, red = (f"job_lost_{name}_months" for name in ("yellow", "orange", "red"))
    count = len(persons)
    since = {
        "red": lambda: frames.beyond(red, count),
        "orange": lambda: frames.beyond(orange, count, red),
        "yellow": lambda: frames.beyond(yellow, count, orange),
        NEAR: lambda: frames.within(yellow, count),
    }
    stop_working(frames, persons, "失业")
    frames.put("jobs", persons, 失业日期=since[colour]())
    return None


PLANTERS = (
    Planter("relocated-no-worker", "home", _zero_who, _zero),
    Planter("job-lost", "person", _jobless_who, _jobless),
)
