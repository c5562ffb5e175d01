"""Rows as of a day name divisions as they were on that day, whenever the rows were written."""

from collections.abc import Iterable, Mapping, Sequence

from luoshi.warehouse.duck import name, text
from luoshi.warehouse.schema import FieldType, Table

COUNTY_DIGITS = 6


def with_codes(rows: str, table: Table, codes: Mapping[str, str]) -> str:
    """SQL that gives a table's rows, given as SQL, with these codes of divisions put for others."""
    areas = [column.name for column in table.columns if column.type is FieldType.AREA]
    return with_values(rows, areas, codes)


def with_values(rows: str, columns: Sequence[str], values: Mapping[str, str]) -> str:
    """SQL that gives rows, given as SQL, with these values of some columns put for others."""
    if not values or not columns:
        return rows
    pairs = ", ".join(f"({text(old)}, {text(new)})" for old, new in sorted(values.items()))
    led = [f"coalesce(a{i}.after, r.{name(one)}) AS {name(one)}" for i, one in enumerate(columns)]
    joins = (
        f"LEFT JOIN (VALUES {pairs}) a{i}(before, after) ON r.{name(one)} = a{i}.before"
        for i, one in enumerate(columns)
    )
    return f"SELECT r.* REPLACE ({', '.join(led)}) FROM ({rows}) r {' '.join(joins)}"


def covered(counties: Iterable[str], codes: Mapping[str, str]) -> tuple[str, ...]:
    """The counties (six digits) that a delivery for some covers: those merged into them too."""
    given = tuple(counties)
    merged = {
        old[:COUNTY_DIGITS]
        for old, new in codes.items()
        if not old[COUNTY_DIGITS:].strip("0") and new[:COUNTY_DIGITS] in given
    }
    return (*given, *sorted(merged.difference(given)))
