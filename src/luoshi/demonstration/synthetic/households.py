"""Who lives together: members with relation, sex and age that fit each other."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from luoshi.demonstration.synthetic.childcare import Ages, Care, keep_with_grown_ups, leave_alone
from luoshi.demonstration.synthetic.columns import Bools, Floats, Ints
from luoshi.demonstration.synthetic.household_composition import POSITIONS, Composition

RELATIONS = tuple(dict.fromkeys(relation for position in POSITIONS for relation in position))
"""Relations to the head that occur, the head's own first."""

_RELATION_OF_POSITION = np.array(
    [[RELATIONS.index(of_sex) for of_sex in position] for position in POSITIONS]
)


@dataclass(frozen=True)
class Members:
    """People in the order of their households, each household's head first.

    ``household`` numbers households from 0; ``relation`` is an index into
    :data:`RELATIONS`; ``age`` is in years, with the fraction. ``care`` has one element a
    household.
    """

    household: Ints
    relation: Ints
    female: Bools
    age: Floats
    care: Ints


def make_members(
    people: int, ages: Ages, wanted: Mapping[Care, int], rng: np.random.Generator
) -> Members:
    """Exactly ``people`` persons in households; the last household may be cut short.

    ``wanted`` says how many households have each unusual kind of care; in all others
    children live with a grown-up who is not yet an elder.
    """
    composition = Composition(people // 3 + 100, rng)
    keep_with_grown_ups(composition, ages)
    care = leave_alone(composition, ages, wanted, people)
    household, position = np.nonzero(~np.isnan(composition.age))
    household, position = household[:people], position[:people]
    female = composition.female[household, position]
    relation = _RELATION_OF_POSITION[position, female.astype(int)]
    age = composition.age[household, position]
    return Members(household, relation, female, age, care[: household[-1] + 1])
