"""A family's rows while their cells are filled, column by column."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import repeat
from typing import Any

import numpy as np

from luoshi.demonstration.synthetic.ledgers.planned_rows import PlannedRow, RowPlanner, amount
from luoshi.demonstration.synthetic.ledgers.recipe import Amount, RecipeCell
from luoshi.demonstration.synthetic.profile import Names
from luoshi.text.person_number import parse
from luoshi.warehouse.schema import Column, Table

Values = list[Any]
"""One value a row; ``None`` where there is nothing."""


@dataclass(frozen=True)
class Filling:
    """The rows of one family (the number ``family`` of its ledger), and the columns filled.

    ``taken`` are the ID numbers somebody has.
    """

    table: Table
    family: int
    planned_rows: Sequence[PlannedRow]
    planner: RowPlanner
    names: Names
    filled: dict[str, Values]
    taken: set[str]

    def known(self, column: Column) -> Values:
        """What the places, years and items say of a column, or the ID number."""
        if column.derive and self.table.person:
            numbers = map(parse, self.filled[self.table.person.name], repeat(date.max))
            return [getattr(number, column.derive) for number in numbers]
        if column == self.table.area:
            return [planned.place.code for planned in self.planned_rows]
        return [planned.known.get(column.name) for planned in self.planned_rows]

    def above(self, name: str) -> Values:
        """The cells of a column filled before, or what is known of each row by that name."""
        return self.filled.get(name) or [planned.known.get(name) for planned in self.planned_rows]

    def fits(self, cell: RecipeCell) -> Iterator[bool]:
        """Whether each row is to have a value."""
        this_year = self.planner.ground.as_of.year
        needed: Values = self.above(cell.needs) if cell.needs else [True] * len(self.planned_rows)
        for planned, value in zip(self.planned_rows, needed, strict=True):
            yield value is not None and not (cell.closed and planned.year >= this_year)

    def yearly(self, share: Amount | tuple[float, ...], planned: PlannedRow) -> float:
        """A share, of several that of the row's year."""
        if not isinstance(share, tuple):
            return amount(share, planned.known)
        return share[min(max(self.years(planned), 0), len(share) - 1)]

    def years(self, planned: PlannedRow) -> int:
        """How many years after the notice's first a row is."""
        return planned.year - self.planner.term[0]

    def so_far(self, planned: PlannedRow) -> float:
        """How much of the row's year has passed."""
        day = self.planner.ground.as_of
        return 1.0 if planned.year < day.year else (day - date(day.year, 1, 1)).days / 365

    def spreads(self, column: Column, spread: float) -> Values:
        """A factor for each row, the same every year."""
        if not spread:
            return [1.0] * len(self.planned_rows)
        lasting = [planned.lasting for planned in self.planned_rows]
        distinct = dict.fromkeys(lasting)
        drawn = self.rng(column, "spread").uniform(1 - spread, 1 + spread, len(distinct))
        factor = dict(zip(distinct, drawn.tolist(), strict=True))
        return [factor[one] for one in lasting]

    def jitters(self, column: Column, jitter: float) -> Values:
        """A factor for each row."""
        drawn = self.rng(column, "jitter").uniform(1 - jitter, 1 + jitter, len(self.planned_rows))
        return [*drawn.tolist()]

    @cached_property
    def ranks(self) -> dict[str, tuple[int, int]]:
        """For each place its rank by chance among its county's, and how many those are."""
        fellows: dict[str, dict[str, None]] = {}
        for planned in self.planned_rows:
            fellows.setdefault(planned.place.county, {})[planned.place.code] = None
        rng = self.planner.ground.streams.of("ledgers", self.table.id, self.family, "ranks")
        return {
            code: (rank, len(codes))
            for codes in fellows.values()
            for code, rank in zip(codes, rng.permutation(len(codes)).tolist(), strict=True)
        }

    def rng(self, column: Column, *more: str) -> np.random.Generator:
        """The column's own stream."""
        streams = self.planner.ground.streams
        return streams.of("ledgers", self.table.id, self.family, column.name, *more)
