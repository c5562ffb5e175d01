"""The rows of the period asked about, in tables that date their rows."""

from collections.abc import Callable, Mapping
from datetime import date

from sqlglot import exp

from luoshi.expressions.errors import ExpressionError
from luoshi.expressions.tree import Parameter
from luoshi.expressions.values import literal, value_of
from luoshi.expressions.vocabulary import BUILT_IN, PERIOD_END, PERIOD_START, Type
from luoshi.warehouse.schema import Column, FieldType, Table

NEEDED = frozenset({PERIOD_START, PERIOD_END})
"""The parameters that bound the period."""


def dated_by(table: Table) -> str | None:
    """The column that dates the table's rows; none where they are states.

    Raises:
        ExpressionError: the column holds no time.
    """
    if table.period is None:
        return None
    column = table.by_name.get(table.period)
    if column is None or column.type not in _FIRST:
        raise ExpressionError(f"“{table.title}”的 period 要是年度、月份或日期列：{table.period}")
    return table.period


def within(cell: exp.Expr, column: Column, values: Mapping[str, object]) -> exp.Expr:
    """Whether a year, month or day lies in the period; a month counts whole."""
    start, end = (_day(name, values) for name in (PERIOD_START, PERIOD_END))
    first = _FIRST[column.type]
    low, high = literal(first(start)), literal(first(end))
    return exp.Between(this=cell, low=low, high=high)


def _day(name: str, values: Mapping[str, object]) -> date:
    day = value_of(Parameter(Type(BUILT_IN[name]), name), values)
    assert isinstance(day, date)
    return day


_FIRST: dict[FieldType, Callable[[date], date | int]] = {
    FieldType.YEAR: lambda day: day.year,
    FieldType.MONTH: lambda day: day.replace(day=1),
    FieldType.DATE: lambda day: day,
}
"""How a column of each type writes a day."""
