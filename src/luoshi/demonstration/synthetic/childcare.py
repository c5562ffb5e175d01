"""Who looks after the children: nearly always a grown-up who is not yet an elder."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from luoshi.demonstration.synthetic.columns import Ints
from luoshi.demonstration.synthetic.household_composition import (
    GRANDCHILDREN,
    HEAD,
    SIBLING,
    SPOUSE,
    Composition,
)

MARGIN = 0.1
"""Years kept from the ages of the rules, since a day of birth falls anywhere in its year."""

USED = 0.95
"""Households are left alone among the first of them: the last ones may not be needed."""


class Care(IntEnum):
    """Who looks after the children of a household."""

    USUAL = 0
    YOUNG_GRANDMOTHER = 1
    ELDERS_ONLY = 2
    NOBODY = 3


@dataclass(frozen=True)
class Ages:
    """Ages by which the rules tell a child, an adult and an elder."""

    child: float
    adult: float
    elder: float


def keep_with_grown_ups(composition: Composition, ages: Ages) -> None:
    """Empty the positions of children in households without anyone between adult and elder."""
    with np.errstate(invalid="ignore"):
        child = composition.age < ages.child + MARGIN
        grown = (composition.age > ages.adult + MARGIN) & (composition.age < ages.elder - MARGIN)
    alone = ~np.any(grown, axis=1)
    composition.age[np.logical_and(child, alone[:, None])] = np.nan


def leave_alone(
    composition: Composition, ages: Ages, wanted: Mapping[Care, int], people: int
) -> Ints:
    """Turn as many households as wanted into each kind of care; give the kind of all."""
    sizes = (~np.isnan(composition.age)).sum(axis=1)
    used = int(np.searchsorted(sizes.cumsum(), people) * USED)
    chosen = composition.rng.permutation(used)[: sum(wanted.values())]
    care = np.zeros(len(composition.age), dtype=np.int64)
    care[chosen] = np.repeat(list(wanted), list(wanted.values()))
    _elders_only(composition, np.flatnonzero(care == Care.ELDERS_ONLY), ages.elder + 1.5)
    _elders_only(composition, np.flatnonzero(care == Care.YOUNG_GRANDMOTHER), ages.elder - 3)
    _nobody(composition, np.flatnonzero(care == Care.NOBODY), ages)
    return care


def _elders_only(composition: Composition, homes: Ints, wife: float) -> None:
    """An old couple, the wife about ``wife`` years old, with a grandchild."""
    composition.age[homes] = np.nan
    composition.age[homes, HEAD] = wife + composition.rng.uniform(4, 9, len(homes))
    composition.age[homes, SPOUSE] = wife + composition.rng.uniform(0, 2, len(homes))
    composition.age[homes, GRANDCHILDREN[0]] = composition.rng.uniform(4, 14, len(homes))
    composition.female[homes, HEAD], composition.female[homes, SPOUSE] = False, True


def _nobody(composition: Composition, homes: Ints, ages: Ages) -> None:
    """An elder child as head, with a younger one."""
    composition.age[homes] = np.nan
    between = ages.child + 0.3, ages.adult - 0.4
    composition.age[homes, HEAD] = composition.rng.uniform(*between, len(homes))
    composition.age[homes, SIBLING] = composition.rng.uniform(7, 14, len(homes))
