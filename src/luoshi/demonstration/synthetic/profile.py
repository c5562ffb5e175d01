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

    ``minority`` households are of the second group of ``names.yaml``. ``migrants`` came from
    the counties of ``origins`` (county code to share) and keep the area code of their old home
    in their ID numbers. ``risk`` weighs how often households slip.
    """

    minority: float
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


class Workplace(Frozen):
    """A kind of place people work at: its code, how many work there, where it lies.

    ``share`` is relative to the others'; ``address`` may name the home ``{county}``.
    """

    code: str
    share: float
    address: str


class Away(Frozen):
    """Where those work who are away, as the national system's exports tell it."""

    address: str
    county: str
    employer: str


class LocalWords(Frozen):
    """What departments' tables name: hospitals, universities, employers, crops and livestock.

    ``workplaces`` stand from near to far. ``hospitals`` are weighed against each other.
    """

    chief_hospital: str
    hospitals: dict[str, float]
    university: str
    far_university: str
    workplaces: tuple[Workplace, ...] = Field(min_length=2)
    employers: tuple[str, ...]
    away: Away
    livestock: tuple[str, str]
    crops: tuple[str, str]


class Province(Frozen):
    """``province.yaml``: every value is made up for demonstration."""

    source: str
    assumption: bool
    mean_income: float
    words: LocalWords
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
    """``names.yaml``: characters chosen for demonstration, from no real register.

    The majority group stands first. ``minority_at_posts`` is the other group's share (0 to 1)
    of those who hold posts.
    """

    source: str
    assumption: bool
    minority_at_posts: float
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
    """The names of a pack."""
    return Names.model_validate(_read(pack_folder / "demonstration" / "names.yaml"))


def _read(path: Path) -> object:
    return yaml.safe_load(path.read_text(encoding="utf-8"))
