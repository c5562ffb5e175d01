"""A scheme in the year it is asked for, with the counties' figures and a scenario's changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from luoshi.allocation.errors import AllocationError
from luoshi.allocation.inputs import Amounts, Code, County, Inputs, Wanted
from luoshi.allocation.overrides import AS_IT_IS, Overrides
from luoshi.expressions import Kind
from luoshi.pack.allocation import Block, Class, Dated, Level, Scheme, Valued
from luoshi.pack.models import DatedValue
from luoshi.pack.obligations import EVERYWHERE, Where
from luoshi.text.lists import listed


@dataclass(frozen=True)
class Setting:
    """Everything the blocks read. Groups, weights and levels count as of the year's last day."""

    scheme: Scheme
    inputs: Inputs
    year: int
    overrides: Overrides = AS_IT_IS

    @cached_property
    def day(self) -> date:
        """The day whose values are in force."""
        return date(self.year, 12, 31)

    @cached_property
    def counties(self) -> tuple[County, ...]:
        """Those that take part, by code."""
        taking_part = self._places(self.scheme.where)
        found = tuple(one for one in sorted(self.inputs.counties) if one.code in taking_part)
        if not found:
            raise AllocationError(f"{self.year} 年没有县参加“{self.scheme.title}”的分配")
        return found

    @cached_property
    def names(self) -> dict[Code, str]:
        """The names of those that take part, by code, in order."""
        return {one.code: one.name for one in self.counties}

    @property
    def places(self) -> int:
        """How many decimals the smallest amount has."""
        return -int(self.scheme.smallest.normalize().as_tuple().exponent)

    def members(self, where: Where) -> tuple[Code, ...]:
        """Those of a group, or of codes, that take part."""
        places = self._places(where)
        return tuple(code for code in self.names if code in places)

    def title(self, where: Where) -> str:
        """What the places are called together."""
        if where == EVERYWHERE:
            return "各县（市、区）"
        if isinstance(where, str):
            return self.inputs.groups[where].title
        return "、".join(self.names[code] for code in where if code in self.names)

    def figure(self, text: str, years_back: int = 0, title: str | None = None) -> Amounts:
        """A figure of those that take part; ``title`` is what it is called, should it be missing.

        Raises:
            AllocationError: it is not known of some county.
        """
        asked = Wanted(text, years_back)
        if asked not in self._read:
            self._read[asked] = self._numbers(asked, title or text)
        return self._read[asked]

    def holds(self, text: str, years_back: int = 0) -> frozenset[Code]:
        """Those a condition is true of."""
        found = self.inputs.figures[Wanted(text, years_back, Kind.BOOLEAN)]
        return frozenset(code for code in self.names if found.get(code) is True)

    def values(self, block: Valued) -> Amounts:
        """A block's number of each county, wherever it comes from.

        Raises:
            AllocationError: it is not known of some county.
        """
        if block.measure is not None:
            return self.figure(block.measure, block.years_back, block.title)
        if block.classes is not None:
            return self.graded(block.classes)
        return self._listed(block, block.table or {})

    def graded(self, classes: tuple[Class, ...]) -> Amounts:
        """The value of the first class each county is in; 0 in none."""
        found = dict.fromkeys(self.names, Fraction(0))
        for one in reversed(classes):
            found |= dict.fromkeys(self.members(one.where), Fraction(one.value))
        return found

    def level(self, block: Block, key: str) -> Amounts | None:
        """A block's level in each county; None where none is set or in force."""
        changed = self.overrides.levels.get(f"{block.id}.{key}")
        if changed is not None:
            return dict.fromkeys(self.names, Fraction(changed))
        level: Level | None = getattr(block, key)
        if isinstance(level, str):
            return self.figure(level, title=block.title)
        value = self.dated(level or ())
        return None if value is None else dict.fromkeys(self.names, value)

    def dated(self, values: tuple[()] | Dated) -> Fraction | None:
        """The number in force."""
        found = in_force(values, self.day)
        return None if found is None else Fraction(found.value)

    def _places(self, where: Where) -> frozenset[Code]:
        if where == EVERYWHERE:
            return frozenset(one.code for one in self.inputs.counties)
        if isinstance(where, str):
            return self.inputs.groups[where].codes
        return frozenset(where)

    @cached_property
    def _read(self) -> dict[Wanted, Amounts]:
        """The figures read so far, as exact numbers."""
        return {}

    def _numbers(self, asked: Wanted, title: str) -> Amounts:
        found = self.inputs.figures[asked]
        missing = tuple(self.names[code] for code in self.names if found.get(code) is None)
        if missing:
            told = f"没有 {self.year - asked.years_back} 年的“{title}”"
            raise AllocationError(f"{listed(missing)}{told}，请补上数据")
        return {code: Fraction(found[code] or 0) for code in self.names}

    def _listed(self, block: Block, table: Mapping[Code, Decimal]) -> Amounts:
        missing = tuple(name for code, name in self.names.items() if code not in table)
        if missing:
            raise AllocationError(f"“{block.title}”的表里没有{listed(missing)}，请补上")
        return {code: Fraction(table[code]) for code in self.names}


def in_force(values: tuple[()] | Dated, day: date) -> DatedValue | None:
    """The value in force on a day; None when none is."""
    return next((value for value in values if value.covers(day)), None)
