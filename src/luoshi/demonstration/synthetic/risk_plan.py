"""Who is hit by what: chosen over the whole province before any table is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from luoshi.demonstration.synthetic.childcare import Care
from luoshi.demonstration.synthetic.columns import Bools, Floats, Ints
from luoshi.demonstration.synthetic.planted_risks import PLANTERS
from luoshi.demonstration.synthetic.planted_risks.planter import Planter, ProvinceView
from luoshi.demonstration.synthetic.planted_risks.severity_bounds import NEAR
from luoshi.demonstration.synthetic.profile import Risks
from luoshi.demonstration.synthetic.random_streams import Streams

CARE_RULE = "elders-and-children"
"""The one rule about who lives together: its households are made, not planted."""

CARE_COLOURS = {Care.ELDERS_ONLY: "orange", Care.NOBODY: "red", Care.YOUNG_GRANDMOTHER: NEAR}

MEMBERS = 16
"""More than any household has members: so many lots surely hold one of another home."""

MIXED = 0.15
"""Share of hits that befall a household hit before, where the planter allows it."""


@dataclass(frozen=True)
class Planting:
    """One rule and colour for some persons or households (province-wide indexes)."""

    planter: Planter
    colour: str
    subjects: Ints


def wanted(risks: Risks, rule: str, households: int) -> dict[str, int]:
    """How many households each colour of a rule hits, near misses at the end.

    Every rule hits somebody, however small the province is.
    """
    rates = risks.hits[rule]
    counts: dict[str, int] = {
        colour: round(rate * households / 10_000) for colour, rate in rates.items()
    }
    most = max(rates, key=lambda colour: rates[colour])
    counts[most] = max(counts[most], 1)
    return {**counts, NEAR: max(1, round(risks.near * sum(counts.values())))}


def unusual_care(risks: Risks, households: int) -> Mapping[Care, int]:
    """How many households leave children without a grown-up who is not an elder.

    None where the place does not look for them.
    """
    if CARE_RULE not in risks.hits:
        return dict.fromkeys(CARE_COLOURS, 0)
    counts = wanted(risks, CARE_RULE, households)
    return {care: counts[colour] for care, colour in CARE_COLOURS.items()}


class RiskPlan:
    """Chooses households, each for one rule, unless planters allow more."""

    def __init__(self, view: ProvinceView, risks: Risks, weight: Floats, streams: Streams) -> None:
        self.view = view
        self.risks = risks
        self.weight = weight
        self.streams = streams
        quiet = (view.people.homes.care == 0) & (view.count(view.traits.dead) == 0)
        self.free: Bools = quiet & ~view.status.cleared
        self.hit = np.zeros_like(self.free)

    def plantings(self) -> Iterator[Planting]:
        """All plantings, in the order of the planters."""
        for planter in (one for one in PLANTERS.values() if one.rule in self.risks.hits):
            counts = wanted(self.risks, planter.rule, len(self.free))
            used = np.zeros_like(self.free)
            for colour, count in counts.items():
                subjects = self._choose(planter, colour, count, used)
                used[self._homes(planter, subjects)] = True
                yield Planting(planter, colour, np.sort(subjects))
            self.free &= ~used
            if planter.leaves_fit:
                self.hit |= used

    def _choose(self, planter: Planter, colour: str, count: int, used: Bools) -> Ints:
        rng = self.streams.of("plan", planter.rule, colour)
        fit = planter.who(self.view, colour)
        again = round(count * MIXED) if planter.mixes else 0
        mixed = self._draw(planter, fit, self.hit & ~used, again, rng)
        used = used.copy()
        used[self._homes(planter, mixed)] = True
        alone = self._draw(planter, fit, self.free & ~used, count - len(mixed), rng)
        return np.concatenate([mixed, alone])

    def _draw(
        self, planter: Planter, fit: Bools, homes: Bools, count: int, rng: np.random.Generator
    ) -> Ints:
        """Up to ``count`` subjects in different households, riskier counties more often."""
        household = self.view.people.persons.household
        at = homes if planter.about == "home" else homes[household]
        able = np.flatnonzero(fit & at)
        home = self._homes(planter, able)
        lot = rng.exponential(size=len(able)) / self.weight[home]
        return able[_first_of_each(lot, home, count)]

    def _homes(self, planter: Planter, subjects: Ints) -> Ints:
        if planter.about == "home":
            return subjects
        return self.view.people.persons.household[subjects]


def _first_of_each(lot: Floats, home: Ints, count: int) -> Ints:
    """Places of the ``count`` lowest lots in different homes, lowest first."""
    few = min(len(lot), MEMBERS * count + MEMBERS)
    lowest = np.argpartition(lot, few - 1)[:few] if few < len(lot) else np.arange(len(lot))
    order = lowest[np.argsort(lot[lowest], kind="stable")]
    _, first = np.unique(home[order], return_index=True)
    return order[np.sort(first)[:count]]
