"""The whole province: people, how they live, and what befalls them; given county by county."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

from luoshi.demonstration.synthetic.arrow import to_arrow
from luoshi.demonstration.synthetic.columns import Ints
from luoshi.demonstration.synthetic.county_context import CountyContext
from luoshi.demonstration.synthetic.department_tables import DEPARTMENT_TABLES
from luoshi.demonstration.synthetic.frames import Frame
from luoshi.demonstration.synthetic.ground_truth import GroundTruth
from luoshi.demonstration.synthetic.household_status import HouseholdStatus, make_household_status
from luoshi.demonstration.synthetic.people import Population
from luoshi.demonstration.synthetic.planted_risks.county_frames import CountyFrames
from luoshi.demonstration.synthetic.planted_risks.planter import ProvinceView
from luoshi.demonstration.synthetic.planted_risks.severity_bounds import NEAR
from luoshi.demonstration.synthetic.population_synthesis import synthesise_population
from luoshi.demonstration.synthetic.profile import (
    LocalWords,
    Names,
    load_names,
    load_province,
    load_risks,
)
from luoshi.demonstration.synthetic.random_streams import Streams
from luoshi.demonstration.synthetic.risk_plan import (
    CARE_COLOURS,
    CARE_RULE,
    Planting,
    RiskPlan,
    unusual_care,
)
from luoshi.demonstration.synthetic.traits import Traits, make_traits
from luoshi.demonstration.synthetic.values import Values
from luoshi.pack import Pack

HOUSEHOLD_SIZE = 3.42
"""About how many people a household has."""


@dataclass(frozen=True)
class World:
    """A province ready to be written down."""

    pack: Pack
    people: Population
    traits: Traits
    status: HouseholdStatus
    values: Values
    vocabulary: Names
    words: LocalWords
    streams: Streams
    plantings: tuple[Planting, ...]

    @classmethod
    def make(cls, pack: Pack, people: int, seed: int, as_of: date) -> "World":
        """``people`` persons seen on ``as_of``; the same seed makes the same province."""
        streams, values = Streams(seed), Values(pack, as_of)
        province, risks = load_province(pack.folder), load_risks(pack.folder)
        care = unusual_care(risks, int(people / HOUSEHOLD_SIZE))
        population = synthesise_population(pack, province, people, values, care, streams)
        traits = make_traits(population, values, streams)
        status = make_household_status(population, traits, values, province.mean_income, streams)
        view = ProvinceView(population, traits, status, values)
        risk = [province.counties[county.code[:6]].risk for county in population.places.counties]
        weight = np.array(risk)[population.county_of_home]
        plan = RiskPlan(view, risks, weight, streams)
        return cls(
            pack=pack,
            people=population,
            traits=traits,
            status=status,
            values=values,
            vocabulary=load_names(pack.folder),
            words=province.words,
            streams=streams,
            plantings=tuple(plan.plantings()),
        )

    def context(self, index: int) -> CountyContext:
        """The people of the county of this index, before any table is written."""
        people = self.people.county(index)
        persons = slice(people.first_person, people.first_person + len(people.persons))
        homes = slice(people.first_home, people.first_home + len(people.homes))
        return CountyContext(
            people=people,
            traits=self.traits.cut(persons),
            status=self.status.cut(homes),
            values=self.values,
            vocabulary=self.vocabulary,
            words=self.words,
            streams=self.streams,
        )

    def counties(self) -> Iterator["County"]:
        """The counties anybody lives in, by code."""
        for index in np.unique(self.people.county_of_home).tolist():
            yield County.of(self, index)


@dataclass(frozen=True)
class County:
    """One county's frames, with the risks planted, and the truth about them."""

    context: CountyContext
    frames: Mapping[str, Frame]
    truth: GroundTruth

    @classmethod
    def of(cls, world: World, index: int) -> "County":
        """The county of this index, tables written and risks planted."""
        context = world.context(index)
        written = {id_: one for id_, one in DEPARTMENT_TABLES.items() if id_ in world.pack.tables}
        frames = {id_: write(context) for id_, write in written.items()}
        county = cls(context, frames, GroundTruth(context, world.pack.rules.keys()))
        county._left_alone()
        for planting in world.plantings:
            county._plant(planting)
        return county

    def tables(self, pack: Pack, keys: Ints | None = None) -> Iterator[tuple[str, pa.Table]]:
        """Each department's rows as the warehouse stores them.

        Persons are ID numbers as text, or the ``keys`` of the county's persons where given.
        """
        for id_, frame in self.frames.items():
            yield id_, to_arrow(frame, pack.tables[id_], self.context, keys)

    def _left_alone(self) -> None:
        for care, colour in CARE_COLOURS.items():
            if colour != NEAR:
                homes = np.flatnonzero(self.context.people.homes.care == care)
                self.truth.note(CARE_RULE, homes, np.full(len(homes), colour))

    def _plant(self, planting: Planting) -> None:
        planter, people = planting.planter, self.context.people
        about_person = planter.about == "person"
        first = people.first_person if about_person else people.first_home
        count = len(people.persons if about_person else people.homes)
        start, stop = np.searchsorted(planting.subjects, [first, first + count])
        subjects = planting.subjects[start:stop] - first
        if not len(subjects):
            return
        rng = self.context.rng(planter.rule, planting.colour)
        frames = CountyFrames(self.context, self.frames, rng)
        sides = planter.plant(frames, subjects, planting.colour) or {}
        homes = people.persons.household[subjects] if about_person else subjects
        persons = subjects if about_person else None
        if planting.colour != NEAR:
            self.truth.note(planter.rule, homes, np.full(len(homes), planting.colour), persons)
        for rule, colours in sides.items():
            self.truth.note(rule, homes, colours, persons)


def gather(world: World) -> tuple[dict[str, pa.Table], pa.Table]:
    """All counties' rows of each table, typed, and all that was planted."""
    parts: dict[str, list[pa.Table]] = {}
    truths = []
    for county in world.counties():
        for id_, rows in county.tables(world.pack):
            parts.setdefault(id_, []).append(rows)
        truths.append(county.truth.rows)
    truth = pa.concat_tables(truths).sort_by([("规则", "ascending"), ("户编号", "ascending")])
    return {id_: pa.concat_tables(tables) for id_, tables in parts.items()}, truth
