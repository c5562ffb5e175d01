"""What a division is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from luoshi.areas.naming import label_of, short_name_of, stem_of
from luoshi.frozen import Frozen

PLACEHOLDER = "占位"
"""Kind of the entries that stand for no place (虚拟社区, 虚拟生活区)."""

VILLAGE = "行政村"
"""Kind of the villages proper, with a village committee."""

DivisionCode = Annotated[str, Field(pattern=r"^\d{12}$")]
"""Twelve-digit code of a division, those above the village filled with zeros."""

CountyCode = Annotated[str, Field(pattern=r"^\d{6}$")]
"""Six-digit county code (GB/T 2260)."""


@dataclass(frozen=True)
class Flaw:
    """A mistake in a table of divisions: file, line (from 1), column, what, and how to mend it."""

    file: Path
    line: int
    column: str
    message: str
    hint: str

    def __str__(self) -> str:
        column = f" {self.column}" if self.column else ""
        return f"{self.file.name} 第 {self.line} 行{column}：{self.message}。{self.hint}"


CODE_LENGTHS = (6, 9, 12)
"""Digits of a county, township and village code; shorter ones are filled with zeros."""


def is_code(text: str) -> bool:
    """Whether the text has the form of a division code of 6, 9 or 12 digits."""
    return text.isascii() and text.isdigit() and len(text) in CODE_LENGTHS


class AreaError(ValueError):
    """A division, code or name that cannot be used; the text is Chinese and tells how to mend.

    ``flaws`` are the places in the file, where it was found in one.
    """

    def __init__(self, text: str, flaws: Sequence[Flaw] = ()) -> None:
        self.flaws = tuple(flaws)
        super().__init__(text)


class Level(StrEnum):
    """Depth of a division, from the region down to the village."""

    REGION = "region"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"

    @property
    def depth(self) -> int:
        """0 for the region to 4 for a village."""
        return list(Level).index(self)

    @property
    def label(self) -> str:
        """The level as users call it, e.g. 乡级."""
        return ("省级", "地级", "县级", "乡级", "村级")[self.depth]

    @property
    def digits(self) -> int:
        """How many digits of a code tell a division of the level from the others."""
        return (2, 4, 6, 9, 12)[self.depth]

    @property
    def above(self) -> "Level":
        """The level divisions of this one lie in; the region's is its own."""
        return list(Level)[max(self.depth - 1, 0)]

    @property
    def part(self) -> slice:
        """Where in a code the digits stand that tell it from others in the same division above."""
        return slice((0, 2, 4, 6, 9)[self.depth], self.digits)


KINDS = {
    Level.REGION: ("省", "自治区", "直辖市"),
    Level.CITY: ("地级市", "地区", "自治州", "盟"),
    Level.COUNTY: ("县", "县级市", "市辖区", "自治县", "旗", "自治旗", "林区", "特区"),
    Level.TOWNSHIP: ("镇", "乡", "街道", "民族乡", "苏木", "民族苏木", "区公所", "其他"),
    Level.VILLAGE: (VILLAGE, "居委会", "类似村", "类似居委会", PLACEHOLDER),
}
"""The kinds of divisions there are at each level; entries that are no unit of government are 其他
or 类似 ones."""


def level_of(code: str) -> Level:
    """The level of a twelve-digit code: how far it is not filled with zeros."""
    return next(level for level in Level if not code[level.digits :].strip("0"))


def parent_of(code: str) -> str:
    """The code of the division that a twelve-digit code says it lies in."""
    return code[: level_of(code).above.digits].ljust(Level.VILLAGE.digits, "0")


class Listed(Frozen):
    """A division as the statistical code list names it."""

    code: DivisionCode
    name: Annotated[str, Field(min_length=1)]
    short_name: str = ""
    level: Level
    kind: str
    parent: DivisionCode | None = None

    @model_validator(mode="before")
    @classmethod
    def _derive_short_name(cls, values: dict[str, object]) -> dict[str, object]:
        if values.get("short_name"):
            return values
        name, level = str(values.get("name", "")), str(values.get("level", ""))
        return values | {"short_name": short_name_of(name, level)}


class FormerName(Frozen):
    """A name a division had up to a day (inclusive) while its code stayed."""

    name: str
    last_day: date


class Area(Listed):
    """A division, and how long it stands, which follows from the changes alone.

    An empty ``valid_from`` means since before the list, an empty ``valid_to`` still in
    force; both days are inclusive. ``successors`` are the codes of what it became after
    ``valid_to``: none where it was abolished, several where it was split. ``former_names``
    stand in order of time.
    """

    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[DivisionCode, ...] = ()
    former_names: tuple[FormerName, ...] = ()

    @cached_property
    def label(self) -> str:
        """The name written in paths: official, but 团结村 for 团结村委会."""
        return label_of(self.name, self.level)

    def label_on(self, on: date | None) -> str:
        """The name written in paths as it was on the day; None asks for the newest."""
        was = next((one for one in self.former_names if on and on <= one.last_day), None)
        return label_of(was.name, self.level) if was else self.label

    @cached_property
    def stem(self) -> str:
        """The name without what tells its level or kind: 团结 for 团结村委会."""
        return stem_of(self.name, self.level)

    @property
    def county_code(self) -> str | None:
        """Six-digit code of the county it is or lies in; None above the county."""
        return self.code[: Level.COUNTY.digits] if self.level.depth >= Level.COUNTY.depth else None

    @property
    def is_placeholder(self) -> bool:
        """Whether it stands for no place; pickers hide these."""
        return self.kind == PLACEHOLDER

    @property
    def is_village(self) -> bool:
        """Whether it is a village proper; farms called 村 are not, until the list says so."""
        return self.kind == VILLAGE

    def in_force(self, on: date | None) -> bool:
        """Whether it exists on the day; None asks for the latest state known."""
        if on is None:
            return self.valid_to is None
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )
