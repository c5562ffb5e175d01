"""The composition of households: ages and sexes of those who live together.

All households are made at once. A household has fixed positions (head, spouse, four children,
…); most are empty, and an empty position has no age.
"""

import numpy as np

from luoshi.demonstration.synthetic.columns import Bools, Floats

POSITIONS = (
    ("户主", "户主"),
    ("配偶", "配偶"),
    *[("之子", "之女")] * 4,
    ("之儿媳", "之儿媳"),
    *[("之孙子", "之孙女")] * 2,
    ("之父", "之父"),
    ("之母", "之母"),
    ("之兄弟姐妹", "之兄弟姐妹"),
)
"""Relation of the man and of the woman in each position."""

HEAD, SPOUSE, CHILDREN, SONS_WIFE = 0, 1, (2, 3, 4, 5), 6
GRANDCHILDREN, FATHER, MOTHER, SIBLING = (7, 8), 9, 10, 11

HEAD_AGES = ((24, 30, 40, 50, 60, 70, 80, 92), (0, 0.06, 0.24, 0.50, 0.76, 0.91, 0.98, 1))
"""Ages of heads and the share of heads below each."""

MARRIED = ((24, 30, 55, 65, 75, 90), (0.60, 0.88, 0.93, 0.85, 0.65, 0.25))
STAYS_SON = ((17, 22, 25, 35, 45), (1.0, 0.9, 0.62, 0.36, 0.12))
STAYS_DAUGHTER = ((17, 20, 24, 30), (1.0, 0.8, 0.35, 0.04))
FATHER_LIVES_IN = ((24, 40, 55, 70), (0.36, 0.26, 0.08, 0.0))
MOTHER_LIVES_IN = ((24, 40, 55, 70), (0.40, 0.34, 0.16, 0.02))
BIRTHS = (0.90, 0.72, 0.28, 0.10)
GRANDCHILD_BIRTHS = (0.80, 0.50)


class Composition:
    """``age`` (NaN in empty positions) and ``female``, households by positions."""

    def __init__(self, households: int, rng: np.random.Generator) -> None:
        self.rng = rng
        self.age = np.full((households, len(POSITIONS)), np.nan)
        self.female = np.zeros((households, len(POSITIONS)), dtype=bool)
        self._couple()
        self._children()
        self._sons_family()
        self._parents()

    def _couple(self) -> None:
        head = np.interp(self._draw(), HEAD_AGES[1], HEAD_AGES[0])
        married = self._happens(np.interp(head, *MARRIED))
        woman = self._happens(np.where(married, 0.05, 0.38))
        gap = np.where(woman, 1, -1) * self.rng.normal(2.0, 2.0, len(head))
        self.place(HEAD, head, woman, np.ones(len(head), dtype=bool))
        self.place(SPOUSE, np.maximum(head + gap, 20.5), ~woman, married)

    def _children(self) -> None:
        alone = np.isnan(self.age[:, SPOUSE])
        parent = np.fmin(self.age[:, HEAD], self.age[:, SPOUSE])
        age = parent - 20.5 - self.rng.gamma(2.0, 1.6, len(parent))
        for position, chance in zip(CHILDREN, BIRTHS, strict=True):
            daughter = self._happens(0.48)
            stays = np.where(daughter, np.interp(age, *STAYS_DAUGHTER), np.interp(age, *STAYS_SON))
            here = (age >= 0) & self._happens(np.where(alone, 0.5, 1.0) * chance * stays)
            self.place(position, age, daughter, here)
            age = age - 1.3 - self.rng.gamma(2.0, 1.0, len(age))

    def _sons_family(self) -> None:
        son = np.where(self.female[:, CHILDREN[0]], np.nan, self.age[:, CHILDREN[0]])
        wife = np.maximum(son - self.rng.normal(1.5, 1.5, len(son)), 20.5)
        with np.errstate(invalid="ignore"):
            married = (son > 24) & self._happens(0.62)
        self.place(SONS_WIFE, wife, np.ones(len(son), dtype=bool), married)
        age = self.age[:, SONS_WIFE] - 20.5 - self.rng.gamma(2.0, 1.2, len(son))
        for position, chance in zip(GRANDCHILDREN, GRANDCHILD_BIRTHS, strict=True):
            with np.errstate(invalid="ignore"):
                here = (age >= 0) & self._happens(chance)
            self.place(position, age, self._happens(0.48), here)
            age = age - 1.5 - self.rng.gamma(2.0, 1.0, len(age))

    def _parents(self) -> None:
        head = self.age[:, HEAD]
        for position, lives_in in ((FATHER, FATHER_LIVES_IN), (MOTHER, MOTHER_LIVES_IN)):
            age = head + self.rng.uniform(20.5, 29, len(head))
            here = (age < 96) & self._happens(np.interp(head, *lives_in))
            self.place(position, age, np.full(len(head), position == MOTHER), here)

    def place(self, position: int, age: Floats, female: Bools, here: Bools) -> None:
        """Fill a position in the households where somebody is here."""
        self.age[:, position] = np.where(here, age, np.nan)
        self.female[:, position] = female

    def _draw(self) -> Floats:
        return self.rng.random(len(self.age))

    def _happens(self, chance: float | Floats) -> Bools:
        return self._draw() < chance
