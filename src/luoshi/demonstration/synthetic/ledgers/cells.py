"""Filling the cells of a column: one function for each kind of cell."""

from bisect import bisect_left
from datetime import date, timedelta
from decimal import Decimal
from functools import singledispatch
from math import floor
from string import Formatter

from luoshi.demonstration.synthetic.ledgers import recipe as r
from luoshi.demonstration.synthetic.ledgers.fictitious_people import MAKERS
from luoshi.demonstration.synthetic.ledgers.filling import Filling, Values
from luoshi.demonstration.synthetic.ledgers.planned_rows import PlannedRow, amount
from luoshi.warehouse.schema import Column

SMALL = 1e-9
"""Keeps 0.05 × 100 from being less than 5."""

GOLDEN = 0.618034
"""Steps of the golden section never come back to where they were."""


def fill(cell: r.AnyCell | None, rows: Filling, column: Column) -> Values:
    """The values of a column before they are typed; what is known of it where no cell is given."""
    if cell is None:
        return rows.known(column)
    found = values(cell, rows, column)
    if not isinstance(cell, r.RecipeCell):
        return found
    return [value if fit else None for value, fit in zip(found, rows.fits(cell), strict=True)]


@singledispatch
def values(cell: object, rows: Filling, column: Column) -> Values:
    """The values of a cell: a constant, or text with names in it."""
    if isinstance(cell, str) and "{" in cell:
        return values(r.Text(text=cell), rows, column)
    return [cell] * len(rows.planned_rows)


@values.register
def _(cell: r.Text, rows: Filling, column: Column) -> Values:
    names = [name for _, name, _, _ in Formatter().parse(cell.text) if name]
    columns = zip(*map(rows.above, names), strict=True)
    known = (dict(zip(names, row, strict=True)) for row in columns)
    return [None if None in one.values() else cell.text.format_map(one) for one in known]


@values.register
def _(cell: r.Pick, rows: Filling, column: Column) -> Values:
    chosen = rows.rng(column).integers(0, len(cell.pick), len(rows.planned_rows))
    return [cell.pick[i] for i in chosen.tolist()]


@values.register
def _(cell: r.Turn, rows: Filling, column: Column) -> Values:
    number = rows.years if cell.by == "year" else _running
    return [cell.turn[number(planned) % len(cell.turn)] for planned in rows.planned_rows]


@values.register
def _(cell: r.Number, rows: Filling, column: Column) -> Values:
    spread, jitter = rows.spreads(column, cell.spread), rows.jitters(column, cell.jitter)
    factors = zip(rows.planned_rows, spread, jitter, strict=True)
    found = (_number(cell, rows, planned) * s * j for planned, s, j in factors)
    step = cell.step
    return [round(number / step) * step if step else number for number in found]


def _number(cell: r.Number, rows: Filling, planned: PlannedRow) -> float:
    found = amount(cell.number, planned.known)
    found *= rows.planner.ground.size(planned.place, cell.per, planned.year)
    found *= rows.planner.factor(cell.times, planned.place, planned.year, planned.known)
    for where, rate in cell.growth.items():
        if rows.planner.concerns(where, planned.place, planned.year):
            found *= (1 + rate) ** rows.years(planned)
    return found * rows.so_far(planned) if cell.flow else found


@values.register
def _(cell: r.Share, rows: Filling, column: Column) -> Values:
    jitter = rows.jitters(column, cell.jitter)
    return [
        None if whole is None else float(whole) * _share(cell, rows, planned) * min(j, 1)
        for planned, whole, j in zip(rows.planned_rows, rows.above(cell.of), jitter, strict=True)
    ]


def _share(cell: r.Share, rows: Filling, planned: PlannedRow) -> float:
    return rows.yearly(cell.share, planned) * (rows.so_far(planned) if cell.flow else 1)


@values.register
def _(cell: r.Total, rows: Filling, column: Column) -> Values:
    sums: dict[tuple[object, ...], Decimal] = {}
    for row in rows.planner.rows_of(cell.of):
        part = row[cell.total]
        if isinstance(part, int | Decimal):
            key = tuple(row[name] for name in cell.same)
            sums[key] = sums.get(key, Decimal(0)) + part
    keys = zip(*map(rows.above, cell.same), strict=True)
    return [
        float(sums[key]) * amount(cell.share, planned.known) if key in sums else None
        for planned, key in zip(rows.planned_rows, keys, strict=True)
    ]


@values.register
def _(cell: r.Day, rows: Filling, column: Column) -> Values:
    starts = rows.above(cell.after) if cell.after else [_day(cell, s) for s in rows.planned_rows]
    first = rows.rng(column).random()
    days = (int(amount(cell.days, planned.known)) for planned in rows.planned_rows)
    return [
        None if day is None else day + timedelta(after + _evenly(first, i, cell.spread))
        for i, (day, after) in enumerate(zip(starts, days, strict=True))
    ]


@values.register
def _(cell: r.Having, rows: Filling, column: Column) -> Values:
    places = rows.ranks
    without = [
        floor((1 - rows.yearly(cell.having, planned)) * places[planned.place.code][1] + SMALL)
        for planned in rows.planned_rows
    ]
    ranks = (places[planned.place.code][0] for planned in rows.planned_rows)
    return ["是" if rank >= no else "否" for rank, no in zip(ranks, without, strict=True)]


@values.register
def _(cell: r.Rank, rows: Filling, column: Column) -> Values:
    scores = [
        (planned.year, -sum(filter(None, row)))
        for planned, *row in zip(rows.planned_rows, *map(rows.above, cell.rank), strict=True)
    ]
    return [1 + sum(y == year and s < score for y, s in scores) for year, score in scores]


@values.register
def _(cell: r.Band, rows: Filling, column: Column) -> Values:
    return [
        None if value is None else cell.values[bisect_left(cell.upto, value)]
        for value in rows.above(cell.of)
    ]


@values.register
def _(cell: r.Made, rows: Filling, column: Column) -> Values:
    return [*MAKERS[cell.made](rows.planned_rows, rows.names, rows.rng(column), rows.taken)]


@values.register
def _(cell: r.Look, rows: Filling, column: Column) -> Values:
    area = rows.planner.area_of(cell.look)
    known = {row[area]: row[column.name] for row in rows.planner.rows_of(cell.look)}
    places = rows.filled[rows.table.area.name] if rows.table.area else []
    return [known.get(place) for place in places]


def _running(planned: PlannedRow) -> int:
    number = planned.known["序号"]
    assert isinstance(number, int)
    return number - 1


def _day(cell: r.Day, planned: PlannedRow) -> date:
    day = planned.known.get(cell.day or "", cell.day)
    return date.fromisoformat(f"{planned.year + cell.lag}-{day}")


def _evenly(first: float, i: int, spread: int) -> int:
    """From 0 to ``spread``: any stretch of rows has about the same."""
    return int((first + i * GOLDEN) % 1 * (spread + 1))
