"""How each household stands: lifted or not, monitored, relieved, and what it earns."""

from dataclasses import dataclass

import numpy as np

from luoshi.demonstration.synthetic.columns import Bools, Columns, Floats, Ints
from luoshi.demonstration.synthetic.people import Population
from luoshi.demonstration.synthetic.random_streams import Streams
from luoshi.demonstration.synthetic.traits import Traits
from luoshi.demonstration.synthetic.values import Values

KINDS = ("普通农户", "脱贫户", "脱贫不享受政策户")
MONITORED = ("", "脱贫不稳定户", "边缘易致贫户", "突发严重困难户")
RELIEF = ("", "农村低保", "农村特困", "最低生活保障边缘家庭", "刚性支出困难家庭")
MINIMUM_LIVING, DESTITUTE, MARGINAL, RIGID = range(1, 5)

SAFE = 1.06
"""How far incomes stay above the lines that raise a lead."""


@dataclass(frozen=True)
class HouseholdStatus(Columns):
    """One element a household.

    ``kind``, ``monitored`` and ``relief`` index ``KINDS``, ``MONITORED`` and ``RELIEF``;
    ``cleared``: monitored before, the risk is gone. ``income`` and ``last_income`` are net
    yuan a head and year.
    """

    kind: Ints
    monitored: Ints
    cleared: Bools
    relief: Ints
    income: Floats
    last_income: Floats
    without_labour: Bools

    @property
    def registered(self) -> Bools:
        """Who has a file with the rural revitalisation office."""
        return (self.kind > 0) | (self.monitored > 0)

    @property
    def active(self) -> Bools:
        """Who is monitored now."""
        return (self.monitored > 0) & ~self.cleared

    @property
    def watched(self) -> Bools:
        """Whom the rules hold to the stricter lines: lifted, or monitored now."""
        return (self.kind > 0) | self.active


def make_household_status(
    people: Population, traits: Traits, values: Values, mean_income: float, streams: Streams
) -> HouseholdStatus:
    """The status of all households; nobody's income raises a lead."""
    homes = people.homes
    rng = streams.of("standing")
    draw = rng.random((3, len(homes)))
    kind = np.where(homes.relief, np.where(draw[0] < 0.06, 2, 1), 0)
    monitored = _monitored(kind, draw[1])
    cleared = (monitored > 0) & (draw[2] < 0.6)
    relief = _relief(people, traits, rng)
    earned = mean_income * homes.wealth * np.where(homes.relief, 0.92, 1.0)
    floor = _floor(values, (monitored > 0) & ~cleared, relief)
    income: Floats = np.maximum(earned, floor).round(2)
    return HouseholdStatus(
        kind=kind,
        monitored=monitored,
        cleared=cleared,
        relief=relief,
        income=income,
        last_income=(income / rng.uniform(0.94, 1.15, len(homes))).round(2),
        without_labour=people.members(traits.labour) == 0,
    )


def _monitored(kind: Ints, draw: Floats) -> Ints:
    lifted = np.select([draw < 0.07, draw < 0.08], [1, 3], 0)
    ordinary = np.select([draw < 0.010, draw < 0.012], [2, 3], 0)
    return np.where(kind > 0, lifted, ordinary)


def _relief(people: Population, traits: Traits, rng: np.random.Generator) -> Ints:
    """The class of relief the whole household gets; the destitute are elders alone."""
    labour = people.members(traits.labour)
    elder = (people.sizes == 1) & (labour == 0)
    chance = np.where(people.homes.relief, 0.20, 0.035) * np.where(labour == 0, 1.8, 1.0)
    draw = rng.random(len(chance))
    poor = np.select(
        [draw < chance, draw < chance + 0.006, draw < chance + 0.008],
        [MINIMUM_LIVING, MARGINAL, RIGID],
        0,
    )
    return np.where(elder & (rng.random(len(chance)) < 0.2), DESTITUTE, poor)


def _floor(values: Values, active: Bools, relief: Ints) -> Floats:
    """The least income that raises no lead."""
    line = values.number("income_line")
    unaided = values.number("relief_line") * values.number("low_income_times")
    watched = np.where(active, 0.6 * line, SAFE * line)
    return np.where(relief > 0, watched, SAFE * max(line, unaided))
