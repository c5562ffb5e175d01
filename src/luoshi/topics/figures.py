"""Figures in words: cells, tables and the strip of numbers on top."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from luoshi.area_queries.questions import grouping, words_of
from luoshi.pack import Pack
from luoshi.pack.topics import SHARE, Figure, FigureGroup, Topic
from luoshi.text.numbers import NOTHING, number, percent
from luoshi.topics.tables import Column, FigureCell, FigureRow, Of, Table, Tabling
from luoshi.warehouse.schema import CodeList


def shown(value: Fraction | None, figure: Figure, against: Fraction | None = None) -> str:
    """A number as people read it, told apart from what it is held against; a dash for none."""
    if value is None:
        return NOTHING
    return percent(value, against) if figure.unit == SHARE else number(value, against)


@dataclass(frozen=True)
class ShownCell:
    """A cell: its text, in words where it lies outside its bounds, and whether it grew faster."""

    text: str
    off: str = ""
    faster: bool | None = None

    @property
    def blank(self) -> bool:
        """Whether nothing is known."""
        return self.text == NOTHING


@dataclass(frozen=True)
class ShownColumn:
    """A column's heading; ``figure`` leads to its chart."""

    title: str
    unit: str
    figure: Figure


@dataclass(frozen=True)
class ShownRow:
    """A row in words; ``own`` is the county asked for, ``together`` a total or mean."""

    title: str
    place: str
    own: bool
    together: bool
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True)
class ShownTable:
    """A group in words.

    ``about`` is the one figure all columns are of. ``codes`` is the list the rows are from,
    ``absent`` those without one.
    """

    group: FigureGroup
    heading: str
    about: str
    columns: tuple[ShownColumn, ...]
    rows: tuple[ShownRow, ...]
    codes: CodeList | None = None
    absent: tuple[str, ...] = ()


@dataclass(frozen=True)
class Headline:
    """A number of the strip: what it is of, and how many counties are outside its bounds."""

    figure: Figure
    value: str
    off: int


def shown_table(tabling: Tabling, group: FigureGroup, own: str = "") -> ShownTable:
    """A group in words; ``own`` is the county asked for (six digits), if any."""
    table = tabling.table(group)
    codes = _codes(tabling.pack, group)
    there = {row.title for row in table.rows}
    absent = (item.name for item in codes.items if item.name not in there) if codes else ()
    return ShownTable(
        group,
        _heading(group),
        _about(group),
        tuple(_column(column, group) for column in table.columns),
        tuple(_rows(table, own)),
        codes,
        tuple(absent),
    )


def headlines(tabling: Tabling, topic: Topic, groups: Iterable[FigureGroup]) -> list[Headline]:
    """The strip of a topic's figures in these groups, each of all places shown together."""
    seen = {one.id: group for group in groups for one in group.figures}
    return [
        _headline(tabling, seen[id_], topic.figures[id_]) for id_ in topic.headline if id_ in seen
    ]


def _headline(tabling: Tabling, group: FigureGroup, figure: Figure) -> Headline:
    places = tabling.seen(group)
    value = tabling.measured.value(figure, places) if places else None
    held = (row.cells for row in tabling.table(group).rows if row.of is Of.PLACE)
    at = group.figures.index(figure)
    off = sum(cells[at].short or cells[at].over for cells in held) if group.by is None else 0
    return Headline(figure, shown(value, figure), off)


def _rows(table: Table, own: str) -> Iterator[ShownRow]:
    for row in table.rows:
        cells = tuple(_cells(row, table.columns))
        together = row.of in (Of.TOTAL, Of.MEAN)
        yield ShownRow(row.title, row.place, bool(own) and row.place == own, together, cells)


def _cells(row: FigureRow, columns: Sequence[Column]) -> Iterator[ShownCell]:
    for cell, column in zip(row.cells, columns, strict=True):
        text = shown(cell.value, column.figure, _limit(cell))
        yield ShownCell(text, off(cell, column.figure), cell.faster)


def off(cell: FigureCell, figure: Figure) -> str:
    """In words where a cell lies outside its bounds; nothing where it does not."""
    if cell.short:
        return f"低于 {shown(cell.least, figure, cell.value)}"
    return f"高于 {shown(cell.most, figure, cell.value)}" if cell.over else ""


def _limit(cell: FigureCell) -> Fraction | None:
    """The bound a cell lies outside of; None where it lies inside."""
    return cell.least if cell.short else cell.most if cell.over else None


def _column(column: Column, group: FigureGroup) -> ShownColumn:
    unit = column.figure.unit or ""
    told = unit != SHARE and not group.across
    return ShownColumn(column.title, unit if told else "", column.figure)


def _heading(group: FigureGroup) -> str:
    return group.by.partition(".")[2] if group.by else "县（市、区）"


def _about(group: FigureGroup) -> str:
    if not group.across:
        return ""
    (figure,) = group.figures
    return f"{figure.title}（{figure.unit}）" if figure.unit else figure.title


def _codes(pack: Pack, group: FigureGroup) -> CodeList | None:
    if group.by is None:
        return None
    column = grouping(group.by, words_of(pack))
    return pack.codes.get(column.type.codes or "")
