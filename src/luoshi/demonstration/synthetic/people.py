"""The people of the province: households in villages, persons with ID numbers."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from luoshi.demonstration.synthetic.columns import Bools, Columns, Days, Floats, Ints, Texts
from luoshi.demonstration.synthetic.households import RELATIONS
from luoshi.demonstration.synthetic.ids import Numbers, as_text
from luoshi.demonstration.synthetic.places import Places

HEAD = RELATIONS.index("户主")


@dataclass(frozen=True)
class Homes(Columns):
    """Households in order of village.

    ``village`` is an index into the places' villages, ``serial`` a number within the
    village; ``minority``: of the second group of names; ``relief``: lifted out of poverty;
    ``wealth``: income relative to the mean; ``care`` is a
    :class:`~luoshi.demonstration.synthetic.childcare.Care`.
    """

    village: Ints
    serial: Ints
    minority: Bools
    relief: Bools
    relocated: Bools
    wealth: Floats
    care: Ints


@dataclass(frozen=True)
class Persons(Columns):
    """Members in order of household, each household's head first.

    ``household`` is the index of the household; ``relation`` an index into ``RELATIONS``.
    """

    household: Ints
    relation: Ints
    female: Bools
    birth: Days
    numbers: Numbers


@dataclass(frozen=True)
class Population:
    """Households and persons of the province or of one county of it, seen on a day.

    ``first_home`` and ``first_person`` say where a county's rows begin in the province's.
    """

    as_of: date
    places: Places
    homes: Homes
    persons: Persons
    first_home: int = 0
    first_person: int = 0

    @property
    def today(self) -> np.datetime64:
        """The day the province is seen on."""
        return np.datetime64(self.as_of)

    @cached_property
    def heads(self) -> Ints:
        """For each household, the index of its head among the persons."""
        return np.flatnonzero(self.persons.relation == HEAD)

    @cached_property
    def sizes(self) -> Ints:
        """How many members each household has."""
        return np.bincount(self.persons.household, minlength=len(self.homes))

    @cached_property
    def age(self) -> Ints:
        """Each person's age in full years."""
        return age_on(self.persons.birth, self.today)

    @cached_property
    def age_in_days(self) -> Ints:
        """Each person's age in days."""
        return (self.today - self.persons.birth).astype(np.int64)

    @cached_property
    def county_of_home(self) -> Ints:
        """For each household, the index of its county."""
        return self.places.county[self.homes.village]

    @cached_property
    def ids(self) -> Texts:
        """ID numbers of the persons."""
        return as_text(self.persons.numbers)

    @cached_property
    def home_ids(self) -> Texts:
        """Household numbers: village code and four digits."""
        serial = np.char.mod("%04d", self.homes.serial)
        return np.strings.add(self.places.codes[self.homes.village], serial)

    def members(self, persons: Bools) -> Ints:
        """For each household, how many of its members the mask holds for."""
        households = self.persons.household[persons]
        return np.bincount(households, minlength=len(self.homes))

    def county(self, index: int) -> "Population":
        """The households and persons of one county."""
        start, stop = np.searchsorted(self.county_of_home, [index, index + 1]).tolist()
        first, last = np.searchsorted(self.persons.household, [start, stop]).tolist()
        persons = self.persons.cut(slice(first, last))
        persons.household[:] -= start
        return Population(
            self.as_of, self.places, self.homes.cut(slice(start, stop)), persons, start, first
        )


def age_on(birth: Days, day: np.datetime64) -> Ints:
    """Full years from each birth day to ``day``."""
    months = (day.astype("datetime64[M]") - birth.astype("datetime64[M]")).astype(np.int64)
    ages: Ints = (months - (_day_of_month(birth) > _day_of_month(day))) // 12
    return ages


def _day_of_month(day: Days | np.datetime64) -> Ints:
    within: Ints = (day - day.astype("datetime64[M]")).astype(np.int64)
    return within
