"""Names: a child bears the father's surname, given names follow the year of birth."""

import numpy as np
from numpy.typing import NDArray

from luoshi.demonstration.synthetic.columns import Texts
from luoshi.demonstration.synthetic.profile import Givens, NameGroup, Names

TWO_CHARACTERS = 0.72
"""Share of given names of two characters."""


def surnames(group: NameGroup, count: int, rng: np.random.Generator) -> Texts:
    """``count`` surnames by their shares."""
    shares = group.weighted
    return np.array(list(shares))[rng.choice(len(shares), count, p=list(shares.values()))]


def given_names(
    givens: tuple[Givens, ...], years: NDArray[np.int64], rng: np.random.Generator
) -> Texts:
    """A given name for each year of birth."""
    generation = np.searchsorted([one.until for one in givens], years)
    first = _characters([one.first for one in givens], generation, rng)
    second = _characters([one.second for one in givens], generation, rng)
    return np.strings.add(np.where(rng.random(len(years)) < TWO_CHARACTERS, first, ""), second)


def full_names(
    names: Names,
    minority: NDArray[np.bool_],
    surname: Texts,
    female: NDArray[np.bool_],
    years: NDArray[np.int64],
    rng: np.random.Generator,
) -> Texts:
    """Surname and a given name of the person's group, sex and generation."""
    given = np.full(len(years), "", dtype="<U4")
    for of_minority, group in zip((False, True), names.groups, strict=True):
        for of_women, givens in ((False, group.male), (True, group.female)):
            mask = (minority == of_minority) & (female == of_women)
            given[mask] = given_names(givens, years[mask], rng)
    return np.strings.add(surname, given)


def _characters(texts: list[str], generation: NDArray[np.int64], rng: np.random.Generator) -> Texts:
    table = [text.split() for text in texts]
    sizes = np.array([len(row) for row in table])
    wide = np.array([row + [""] * (max(sizes) - len(row)) for row in table])
    chosen = (rng.random(len(generation)) * sizes[generation]).astype(int)
    characters: Texts = wide[generation, chosen]
    return characters
