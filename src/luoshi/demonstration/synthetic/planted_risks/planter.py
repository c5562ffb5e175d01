"""What a planter is, and what it looks at when it looks for households."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from luoshi.demonstration.synthetic.columns import Bools, Ints, Texts
from luoshi.demonstration.synthetic.household_status import HouseholdStatus
from luoshi.demonstration.synthetic.people import Population
from luoshi.demonstration.synthetic.planted_risks.county_frames import CountyFrames
from luoshi.demonstration.synthetic.traits import ORDINARY, SKILLED, Traits
from luoshi.demonstration.synthetic.values import Values

SideEffects = dict[str, Texts] | None
"""Other rules that call for the same households: a colour each, empty where they do not."""


def all_of(*masks: Bools) -> Bools:
    """Where every mask holds."""
    everywhere: Bools = np.logical_and.reduce(masks)
    return everywhere


@dataclass(frozen=True)
class ProvinceView:
    """The whole province as a planter sees it."""

    people: Population
    traits: Traits
    status: HouseholdStatus
    values: Values

    def at_home(self, homes: Bools) -> Bools:
        """For each person, whether the mask holds for the household."""
        of_persons: Bools = homes[self.people.persons.household]
        return of_persons

    def count(self, persons: Bools) -> Ints:
        """For each household, how many members the mask holds for."""
        return self.people.members(persons)

    def aged(self, low: float, high: float) -> Bools:
        """Who is at least ``low`` and less than ``high`` years old."""
        return all_of(self.people.age >= low, self.people.age < high)

    def anyone(self) -> Bools:
        """All households."""
        return self.people.sizes > 0

    @cached_property
    def strong(self) -> Bools:
        """Who has full ability to work."""
        return all_of(self.traits.skill >= ORDINARY, self.traits.skill <= SKILLED)

    @cached_property
    def children(self) -> Ints:
        """For each household, how many children of compulsory age or younger it has."""
        return self.count(self.people.age < self.values.number("compulsory_age_to"))

    @cached_property
    def plain(self) -> Bools:
        """Households without a file and without relief."""
        return all_of(~self.status.registered, self.status.relief == 0)


@dataclass(frozen=True)
class Planter:
    """How to make a rule call.

    ``who`` gives the persons or households (by ``about``) fit for a colour; ``plant`` makes
    it so. ``mixes``: it disturbs no other rule, so it may befall a household already hit.
    ``leaves_fit``: a household it hit may be hit again.
    """

    rule: str
    about: Literal["person", "home"]
    who: Callable[[ProvinceView, str], Bools]
    plant: Callable[[CountyFrames, Ints, str], SideEffects]
    mixes: bool = False
    leaves_fit: bool = True
