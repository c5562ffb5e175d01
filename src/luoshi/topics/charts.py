"""What charts draw of a figure: its bars of the year, and its lines over the years."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from luoshi.pack.topics import SHARE, Figure, FigureGroup
from luoshi.text.numbers import rounded
from luoshi.topics.figures import shown
from luoshi.topics.tables import Of, Table, Tabling


@dataclass(frozen=True)
class ChartLine:
    """A line over the years, in numbers and in words."""

    name: str
    values: tuple[Fraction | None, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Chart:
    """A figure of a group drawn over ``years``, the last of which is the one asked about.

    ``tabling_of`` lays out a year's figures.
    """

    group: FigureGroup
    figure: Figure
    years: Sequence[int]
    tabling_of: Callable[[int], Tabling]

    @property
    def title(self) -> str:
        """What is drawn."""
        return f"{self.group.title}：{self.figure.title}"

    @property
    def unit(self) -> str:
        """The unit of the axis."""
        return self.figure.unit or ""

    @cached_property
    def bars(self) -> dict[str, object] | None:
        """The bars of the year; None where there are not two."""
        rows = [row for row in self._table.rows if row.of is Of.PLACE]
        cells = [(row.title, row.cells[self._at]) for row in rows]
        known = [(name, cell) for name, cell in cells if cell.value is not None]
        if len(known) < 2:
            return None
        return {
            "unit": self.unit,
            "names": [name for name, _ in known],
            "values": [self._drawn(cell.value) for _, cell in known],
            "texts": [shown(cell.value, self.figure) for _, cell in known],
            "off": [cell.short or cell.over for _, cell in known],
        }

    @cached_property
    def lines(self) -> list[ChartLine]:
        """A line for each row of the table, and for the mean of all counties."""
        tables = [self.tabling_of(year).table(self.group) for year in self.years]
        names = dict.fromkeys(name for table in tables for name in _named(table))
        return [self._line(name, tables) for name in names]

    @property
    def trend(self) -> dict[str, object] | None:
        """What the chart of the years draws; None where there are not two with a number."""
        means = [one for one in self.lines if one.name == MEAN]
        series = [one for one in self.lines if one.name != MEAN]
        if not self.lines or sum(any(self._values_of(i)) for i in range(len(self.years))) < 2:
            return None
        return {
            "unit": self.unit,
            "periods": [f"{year}年" for year in self.years],
            "series": [{"name": one.name, "values": self._all(one.values)} for one in series],
            "mean": self._all(means[0].values) if means else [],
            "bounds": [],
        }

    def _values_of(self, i: int) -> Iterable[bool]:
        return (line.values[i] is not None for line in self.lines)

    def _line(self, name: str, tables: Sequence[Table]) -> ChartLine:
        found = [_value(table, name, self._at) for table in tables]
        return ChartLine(name, tuple(found), tuple(shown(value, self.figure) for value in found))

    @cached_property
    def _at(self) -> int:
        """The place of the figure's first column."""
        columns = self._table.columns
        return next(i for i, column in enumerate(columns) if column.figure == self.figure)

    @cached_property
    def _table(self) -> Table:
        return self.tabling_of(self.years[-1]).table(self.group)

    def _all(self, values: Iterable[Fraction | None]) -> list[float | None]:
        return [self._drawn(value) for value in values]

    def _drawn(self, value: Fraction | None) -> float | None:
        if value is None:
            return None
        return float(rounded(value * 100 if self.unit == SHARE else value, 4))


MEAN = "各县平均"


def _named(table: Table) -> list[str]:
    return [row.title for row in table.rows if row.of is Of.PLACE or row.title == MEAN]


def _value(table: Table, name: str, at: int) -> Fraction | None:
    return next((row.cells[at].value for row in table.rows if row.title == name), None)
