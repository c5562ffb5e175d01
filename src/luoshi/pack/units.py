"""Whether a number is told in the unit it is counted in."""

from functools import lru_cache

from luoshi.expressions import Expression, Kind
from luoshi.pack.loading import Pack
from luoshi.warehouse.schema import FieldType

ROWS = "条"
"""The unit of what counts rows: the rows are things, which have names of their own."""


def strange_unit(told: str | None, asked: Expression, pack: Pack) -> str | None:
    """The unit an expression gives where it is not the one ``told``; None where it may be.

    One that stands for a parameter alone has the parameter's unit. Products and quotients have
    none that is known.
    """
    unit = _unit(asked, pack)
    if told is None or unit is None or asked.type.kind is not Kind.NUMBER:
        return None
    fits = told not in amounts(pack) if unit == ROWS else told.startswith(unit)
    return None if fits else unit


def _unit(asked: Expression, pack: Pack) -> str | None:
    parameter = pack.parameters.get(asked.text.strip().removeprefix(":"))
    return parameter.unit if parameter else asked.type.unit


@lru_cache(maxsize=8)
def amounts(pack: Pack) -> frozenset[str]:
    """The units of what is measured and never counted: money, areas, lengths."""
    columns = (column for table in pack.tables.values() for column in table.columns)
    return frozenset(one.unit for one in columns if one.unit and one.type is FieldType.DECIMAL)


def unit_differs(told: str | None, unit: str) -> tuple[str, str]:
    """Message and hint for a unit that is not the one a number is counted in."""
    return f"写的单位是“{told}”，算出来的数是“{unit}”", "改正 unit，或改正表达式"


__all__ = ["amounts", "strange_unit", "unit_differs"]
