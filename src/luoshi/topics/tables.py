"""Figures side by side: a row a county with totals and means, or a row a value of a column."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from luoshi.area_queries.places import places_of
from luoshi.area_queries.questions import grouping, words_of
from luoshi.pack import Pack
from luoshi.pack.topics import Figure, FigureGroup
from luoshi.topics.inputs import LEAST, MOST
from luoshi.topics.measuring import Measured, members


class Of(StrEnum):
    """Of what a row or column tells."""

    PLACE = "place"
    TOTAL = "total"
    MEAN = "mean"
    REGION = "region"


@dataclass(frozen=True)
class Column:
    """A column: which figure, of what; ``title`` says it where it is not the figure alone."""

    figure: Figure
    of: Of
    title: str


@dataclass(frozen=True)
class FigureCell:
    """A number, and the bounds it is held against where there are such.

    ``against`` is the growth of the region as one that it is compared with, without a penalty.
    """

    value: Fraction | None
    least: Fraction | None = None
    most: Fraction | None = None
    against: Fraction | None = None

    @property
    def faster(self) -> bool | None:
        """Whether it is more than what it is compared with; None where that cannot be said."""
        if self.value is None or self.against is None:
            return None
        return self.value > self.against

    @property
    def short(self) -> bool:
        """Whether it is less than it should be."""
        return self.value is not None and self.least is not None and self.value < self.least

    @property
    def over(self) -> bool:
        """Whether it is more than it should be."""
        return self.value is not None and self.most is not None and self.value > self.most


@dataclass(frozen=True)
class FigureRow:
    """A row: a county (``place``, six digits), several together, or a value of a column."""

    title: str
    of: Of
    cells: tuple[FigureCell, ...]
    place: str = ""


@dataclass(frozen=True)
class Table:
    """A group of figures as a table."""

    group: FigureGroup
    columns: tuple[Column, ...]
    rows: tuple[FigureRow, ...]


@dataclass(frozen=True)
class Tabling:
    """Lays out what was measured for the places that may be shown one by one.

    ``shown`` are those places (six digits); None for all. Totals and means are of all places
    of a group whoever looks, so that a county knows where it stands.
    """

    measured: Measured
    pack: Pack
    shown: frozenset[str] | None = None

    def table(self, group: FigureGroup) -> Table:
        """A group as a table; with ``by``, of the places shown."""
        if group.by is None:
            columns = tuple(Column(one, Of.PLACE, one.title) for one in group.figures)
            return Table(group, columns, tuple(self._county_rows(group)))
        columns = tuple(self._across(group) if group.across else self._beside(group))
        return Table(group, columns, tuple(self._value_rows(group, columns)))

    def members(self, group: FigureGroup) -> tuple[str, ...]:
        """All places of a group."""
        return members(group, self.pack, self.measured.period, self.measured.day)

    def seen(self, group: FigureGroup) -> tuple[str, ...]:
        """The places of a group that may be shown."""
        every = self.members(group)
        return every if self.shown is None else tuple(one for one in every if one in self.shown)

    def _county_rows(self, group: FigureGroup) -> Iterator[FigureRow]:
        every = self.members(group)
        for place in self.seen(group):
            cells = tuple(self._held(figure, place) for figure in group.figures)
            yield FigureRow(places_of(self.pack).names[place], Of.PLACE, cells, place)
        if len(every) > 1:
            yield from self._several(group, "各县", every)
            for id_ in group.together:
                inside = self.pack.groups[id_].members(self.measured.period.end)
                named = tuple(place for place in every if place in inside)
                yield from self._several(group, self.pack.groups[id_].title, named)

    def _several(
        self, group: FigureGroup, title: str, places: Sequence[str]
    ) -> Iterator[FigureRow]:
        find = {Of.TOTAL: self.measured.value, Of.MEAN: self.measured.mean}
        for of, words in ((Of.TOTAL, "合计"), (Of.MEAN, "平均")):
            if len(places) > 1:
                cells = tuple(FigureCell(find[of](figure, places)) for figure in group.figures)
                yield FigureRow(f"{title}{words}", of, cells)

    def _held(self, figure: Figure, place: str) -> FigureCell:
        bounds = (self.measured.bound(figure, place, name) for name in (LEAST, MOST))
        return FigureCell(self.measured.value(figure, (place,)), *bounds)

    def _beside(self, group: FigureGroup) -> Iterator[Column]:
        for figure in group.figures:
            if group.readings and figure.of == "growth":
                yield Column(figure, Of.TOTAL, f"{figure.title}（余额合计）")
                yield Column(figure, Of.MEAN, f"{figure.title}（各县平均）")
                yield Column(figure, Of.REGION, f"{figure.title}（{self.pack.words.whole}）")
            else:
                yield Column(figure, Of.TOTAL, figure.title)

    def _across(self, group: FigureGroup) -> Iterator[Column]:
        (figure,) = group.figures
        for place in self.seen(group):
            name = self.pack.areas.by_code(place).short_name
            yield Column(figure, Of.PLACE, name)
        yield Column(figure, Of.TOTAL, "合计")

    def _value_rows(self, group: FigureGroup, columns: Sequence[Column]) -> Iterator[FigureRow]:
        places = self.seen(group)
        for by in self._in_order(group, places):
            found = self._across_cells if group.across else self._beside_cells
            yield FigureRow(by, Of.PLACE, tuple(found(group, columns, by, places)))

    def _across_cells(
        self, group: FigureGroup, columns: Sequence[Column], by: str, places: Sequence[str]
    ) -> Iterator[FigureCell]:
        for place in places:
            yield FigureCell(self.measured.value(columns[0].figure, (place,), by))
        yield FigureCell(self.measured.value(columns[0].figure, places, by))

    def _beside_cells(
        self, group: FigureGroup, columns: Sequence[Column], by: str, places: Sequence[str]
    ) -> Iterator[FigureCell]:
        # The readings are of all places whoever looks: one county has no average.
        every = self.members(group) if group.readings else places
        find = {Of.TOTAL: self.measured.value, Of.MEAN: self.measured.mean}
        for column in columns:
            whole = self._whole(column, by)
            if column.of is Of.REGION:
                yield FigureCell(whole)
            else:
                yield FigureCell(find[column.of](column.figure, every, by), against=whole)

    def _whole(self, column: Column, by: str) -> Fraction | None:
        """What a growth is compared with: that of the region as one."""
        if column.figure.of != "growth":
            return None
        return self.measured.value(column.figure, (places_of(self.pack).region,), by)

    def _in_order(self, group: FigureGroup, places: Sequence[str]) -> list[str]:
        """The values found, in the order of their code list, else of their text."""
        found = self.measured.values_by(group, places)
        codes = self.pack.codes.get(grouping(group.by or "", words_of(self.pack)).type.codes or "")
        order = {item.name: i for i, item in enumerate(codes.items)} if codes else {}
        return sorted(found, key=lambda value: (order.get(value, len(order)), value))
