"""The SQL of words of time.

Calendar parts are compared rather than intervals taken: it is exact on month ends, the same on
every engine, and several times faster.
"""

from collections.abc import Callable

from sqlglot import exp

Sql = exp.Expr


def _part(kind: type[exp.Expr], day: Sql) -> Sql:
    return kind(this=day.copy())


def _scaled(number: Sql, factor: int) -> Sql:
    return exp.Mul(this=number, expression=exp.Literal.number(factor))


def _less_if_earlier(whole: Sql, late: Sql, early: Sql) -> Sql:
    """One less where the last year or month is not full yet."""
    short = exp.Case(
        ifs=[exp.If(this=exp.LT(this=late, expression=early), true=exp.Literal.number(1))],
        default=exp.Literal.number(0),
    )
    return exp.Sub(this=whole, expression=short)


def _month_and_day(day: Sql) -> Sql:
    return exp.Add(this=_scaled(_part(exp.Month, day), 100), expression=_part(exp.Day, day))


def _months(day: Sql) -> Sql:
    return exp.Add(this=_scaled(_part(exp.Year, day), 12), expression=_part(exp.Month, day))


def age(birth: Sql, on: Sql) -> Sql:
    """Whole years, full on the birthday."""
    years = exp.Sub(this=_part(exp.Year, on), expression=_part(exp.Year, birth))
    return _less_if_earlier(years, _month_and_day(on), _month_and_day(birth))


def months_between(start: Sql, end: Sql) -> Sql:
    """Whole months, negative where the end comes first."""
    months = exp.Sub(this=_months(end), expression=exp.paren(_months(start)))
    return _less_if_earlier(months, _part(exp.Day, end), _part(exp.Day, start))


def before(unit: str) -> Callable[..., Sql]:
    """A day so many units earlier; a day missing from its month becomes the month's last."""
    return _moved(exp.Sub, unit)


def after(unit: str) -> Callable[..., Sql]:
    """A day so many units later."""
    return _moved(exp.Add, unit)


def _moved(kind: type[exp.Expr], unit: str) -> Callable[..., Sql]:
    def build(day: Sql, number: Sql) -> Sql:
        interval = exp.Interval(this=exp.Literal.string(number.name), unit=exp.var(unit))
        return exp.cast(kind(this=exp.paren(day), expression=interval), "DATE", copy=False)

    return build
