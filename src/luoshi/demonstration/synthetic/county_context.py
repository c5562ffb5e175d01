"""What departments' tables are made from: one county's people and how they live."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from luoshi.areas import Area
from luoshi.demonstration.synthetic.columns import Bools, Days, Floats, Ints, Texts
from luoshi.demonstration.synthetic.household_status import HouseholdStatus
from luoshi.demonstration.synthetic.households import RELATIONS
from luoshi.demonstration.synthetic.names import full_names, surnames
from luoshi.demonstration.synthetic.people import Population
from luoshi.demonstration.synthetic.profile import LocalWords, Names
from luoshi.demonstration.synthetic.random_streams import Streams
from luoshi.demonstration.synthetic.traits import Traits
from luoshi.demonstration.synthetic.values import Values

OWN_NAME = [RELATIONS.index(relation) for relation in ("配偶", "之儿媳", "之母")]
"""Women who married in keep their own surname."""

PREFIXES = [
    str(prefix) for prefix in (130, 135, 138, 139, 150, 152, 157, 159, 177, 181, 187, 189, 195)
]


@dataclass(frozen=True)
class CountyContext:
    """The people of one county, their traits and households' status."""

    people: Population
    traits: Traits
    status: HouseholdStatus
    values: Values
    vocabulary: Names
    words: LocalWords
    streams: Streams

    @cached_property
    def county(self) -> Area:
        """The county."""
        places = self.people.places
        return places.counties[int(places.county[self.people.homes.village[0]])]

    @property
    def county_code(self) -> str:
        """Six digits of the county."""
        return self.county.code[:6]

    @property
    def home(self) -> Ints:
        """For each person, the index of the household."""
        return self.people.persons.household

    def rng(self, *names: str) -> np.random.Generator:
        """The stream of this name for this county."""
        return self.streams.of(self.county_code, *names)

    def ago(self, nearest: float, furthest: float, rng: np.random.Generator, count: int) -> Days:
        """Days from ``nearest`` to ``furthest`` (inclusive) days before the province's day."""
        days: Days = self.people.today - rng.integers(int(nearest), int(furthest) + 1, count)
        return days

    def months(self, parameter: str) -> int:
        """Days in which a parameter's number of months has surely passed."""
        return int(self.values.number(parameter) * 31) + 2

    @cached_property
    def townships(self) -> Texts:
        """For each household, the name of its township."""
        return np.array(self.people.places.townships)[self.people.homes.village]

    @cached_property
    def names(self) -> Texts:
        """Full names of the persons."""
        rng = self.rng("names")
        persons = self.people.persons
        minority = self.people.homes.minority
        family = self._surnames(minority, rng)
        own = self._surnames(minority[self.home], rng)
        keeps = persons.female & np.isin(persons.relation, OWN_NAME)
        surname = np.where(keeps, own, family[self.home])
        years = persons.birth.astype("datetime64[Y]").astype(np.int64) + 1970
        return full_names(self.vocabulary, minority[self.home], surname, persons.female, years, rng)

    def _surnames(self, minority: Bools, rng: np.random.Generator) -> Texts:
        of_majority, of_minority = (
            surnames(group, len(minority), rng) for group in self.vocabulary.groups
        )
        return np.where(minority, of_minority, of_majority)

    @cached_property
    def ethnic_groups(self) -> Texts:
        """For each person, the name of the ethnic group."""
        majority, minority = (group.name for group in self.vocabulary.groups)
        return np.where(self.people.homes.minority[self.home], minority, majority)

    @cached_property
    def phones(self) -> Texts:
        """A mobile number for each person; nobody's but by chance."""
        rng = self.rng("phones")
        count = len(self.people.persons)
        last = np.char.mod("%08d", rng.integers(0, 10**8, count))
        return np.strings.add(np.array(PREFIXES)[rng.integers(0, len(PREFIXES), count)], last)


def pick(shares: Mapping[str, float], count: int, rng: np.random.Generator) -> Texts:
    """``count`` of the texts by their shares, which need not add up to one."""
    total = np.cumsum(list(shares.values()))
    return np.array(list(shares))[np.searchsorted(total / total[-1], rng.random(count), "right")]


def where(condition: Bools, values: NDArray[Any]) -> NDArray[Any]:
    """The texts, numbers or days where the condition holds, nothing elsewhere."""
    nothing: Any = {"U": "", "M": np.datetime64("NaT")}.get(values.dtype.kind, np.nan)
    return np.asarray(np.where(condition, values, nothing))


def yes(condition: Bools) -> Texts:
    """是 where the condition holds, 否 elsewhere."""
    return np.where(condition, "是", "否")


def yuan(amounts: Floats) -> Floats:
    """Amounts to the cent."""
    return np.round(amounts, 2)
