"""How the made-up province looks: the models of a pack's ``demonstration/`` folder."""

from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal

import yaml
from pydantic import Field

from luoshi.frozen import Frozen


class CountyProfile(Frozen):
    """Shares of households (0 to 1) and income relative to the province.

    ``migrants`` came from the counties of ``origins`` (county code to share) and keep the
    area code of their old home in their ID numbers. ``risk`` weighs how often households slip.
    """

    hui: float
    relief: float
    relocated: float
    income: float
    risk: float
    migrants: float = 0.0
    origins: dict[str, float] = Field(default_factory=dict, alias="from")


class Setting(Frozen):
    """``demonstration.yaml``: the day the departments' data reach to, the last day ledgers tell
    of, and the county group in which the county account is placed."""

    day: date
    until: date
    accounts_in: str | None = None


class Province(Frozen):
    """``province.yaml``: every value is made up for demonstration."""

    source: str
    assumption: bool
    mean_income: float
    counties: dict[str, CountyProfile]


class Risks(Frozen):
    """``risks.yaml``: how many of 10,000 households are hit, by rule and colour.

    ``near`` is how many near misses are planted for each hit. All values are made up.
    """

    source: str
    assumption: bool
    near: float
    hits: dict[str, dict[Literal["red", "orange", "yellow"], float]]


class Givens(Frozen):
    """Characters of given names of those born up to the year ``until``."""

    until: int
    first: str
    second: str


class NameGroup(Frozen):
    """Names of one ethnic group: ``surnames`` is text of pairs of surname and weight."""

    name: str
    surnames: str
    male: tuple[Givens, ...]
    female: tuple[Givens, ...]

    @cached_property
    def weighted(self) -> dict[str, float]:
        """Surnames with their shares, which add up to one."""
        words = self.surnames.split()
        weights = dict(zip(words[::2], map(float, words[1::2]), strict=True))
        total = sum(weights.values())
        return {surname: weight / total for surname, weight in weights.items()}


class Names(Frozen):
    """``names.yaml``: characters chosen for demonstration, from no real register."""

    source: str
    assumption: bool
    groups: tuple[NameGroup, NameGroup]


def load_setting(pack_folder: Path) -> Setting:
    """The days and places of a pack's demonstration."""
    return Setting.model_validate(_read(pack_folder / "demonstration" / "demonstration.yaml"))


def load_province(pack_folder: Path) -> Province:
    """The province of a pack."""
    return Province.model_validate(_read(pack_folder / "demonstration" / "province.yaml"))


def load_risks(pack_folder: Path) -> Risks:
    """The risks planted in a pack's province."""
    return Risks.model_validate(_read(pack_folder / "demonstration" / "risks.yaml"))


def load_names(pack_folder: Path) -> Names:
    """The names of a pack: the majority group first, the Hui second."""
    return Names.model_validate(_read(pack_folder / "demonstration" / "names.yaml"))


def _read(path: Path) -> object:
    return yaml.safe_load(path.read_text(encoding="utf-8"))
