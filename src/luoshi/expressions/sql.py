"""What each word is in SQL, as functions on syntax trees.

Arithmetic never fails on odd data: numbers are widened before they are added, and products
and quotients that are out of range become unknown.
"""

from collections.abc import Callable
from functools import reduce

from sqlglot import exp

from luoshi.expressions import days, records, workdays
from luoshi.expressions.lengths import LONGEST_CELL

Sql = exp.Expr

_WIDE = "DECIMAL(38, 6)"
_RESULT = "DECIMAL(30, 6)"  # leaves room to add up a hundred million products in _WIDE

_ATOMS = (exp.Column, exp.Literal, exp.Boolean, exp.Paren, exp.Cast, exp.Coalesce, exp.Case)


def atom(sql: Sql) -> Sql:
    """In brackets, unless it binds tightly anyway."""
    return sql if isinstance(sql, _ATOMS) else exp.paren(sql, copy=False)


def any_of(conditions: list[Sql]) -> Sql:
    """True where one of the conditions is; never true for none."""
    return exp.or_(*conditions, copy=False) if conditions else exp.false()


def certain(condition: Sql) -> Sql:
    """A condition that is false where it is unknown."""
    return exp.Coalesce(this=condition, expressions=[exp.false()])


def known(value: Sql) -> Sql:
    """Whether there is a value."""
    return exp.Not(this=exp.Is(this=value.copy(), expression=exp.null()))


def where(select: exp.Select, *conditions: Sql | None) -> exp.Select:
    """The SELECT with the rows for which all conditions hold; ``None`` asks nothing."""
    for condition in conditions:
        if condition is not None:
            select = select.where(condition, copy=False)
    return select


def zero_if_none(number: Sql) -> Sql:
    """0 where there is nothing."""
    return exp.Coalesce(this=number, expressions=[exp.Literal.number(0)])


def of_short(value: Sql, most: int, *texts: Sql) -> Sql:
    """A value that is unknown where one of the texts has more characters than ``most``."""
    if not texts:
        return value
    long: list[Sql] = [
        exp.GT(this=exp.Length(this=text), expression=exp.Literal.number(most)) for text in texts
    ]
    return exp.Case(ifs=[exp.If(this=exp.Not(this=exp.paren(certain(any_of(long)))), true=value)])


def _binary(kind: type[exp.Expr]) -> Callable[..., Sql]:
    return lambda left, right: kind(this=atom(left), expression=atom(right))


def _call(kind: type[exp.Expr], *parts: str) -> Callable[..., Sql]:
    def build(*arguments: Sql) -> Sql:
        return kind(**dict(zip(parts, arguments, strict=False)))

    return build


def _variadic(kind: type[exp.Expr], **options: object) -> Callable[..., Sql]:
    return lambda first, *rest: kind(this=first, expressions=list(rest), **options)


def _wide(number: Sql) -> Sql:
    return exp.cast(number, _WIDE, copy=False)


def _double(number: Sql) -> Sql:
    return exp.cast(number, "DOUBLE", copy=False)


def rounded(number: Sql) -> Sql:
    """A floating number as a decimal of six places; unknown where it is too large."""
    return exp.TryCast(this=number, to=exp.DataType.build(_RESULT))


def _sum(*numbers: Sql) -> Sql:
    return reduce(lambda left, right: exp.Add(this=left, expression=right), map(_wide, numbers))


def _product(*numbers: Sql) -> Sql:
    doubles = map(_double, numbers)
    return rounded(reduce(lambda left, right: exp.Mul(this=left, expression=right), doubles))


def _quotient(left: Sql, right: Sql) -> Sql:
    divisor = exp.Nullif(this=_double(right), expression=exp.Literal.number(0))
    return rounded(exp.Div(this=_double(left), expression=divisor, typed=False, safe=False))


def _case(*arguments: Sql) -> Sql:
    paired = len(arguments) // 2 * 2
    whens = zip(arguments[:paired:2], arguments[1:paired:2], strict=True)
    ifs = [exp.If(this=condition, true=value) for condition, value in whens]
    return exp.Case(ifs=ifs, default=arguments[paired] if paired < len(arguments) else None)


def _concat(*texts: Sql) -> Sql:
    parts: list[Sql] = [
        exp.Coalesce(this=text, expressions=[exp.Literal.string("")]) for text in texts
    ]
    return reduce(lambda left, right: exp.DPipe(this=left, expression=right, safe=True), parts)


def _logical(kind: type[exp.Expr]) -> Callable[..., Sql]:
    return lambda *conditions: reduce(
        lambda left, right: kind(this=left, expression=right), map(atom, conditions)
    )


WORDS_SQL: dict[str, Callable[..., Sql]] = {
    "=": _binary(exp.EQ),
    "<>": _binary(exp.NEQ),
    "<": _binary(exp.LT),
    "<=": _binary(exp.LTE),
    ">": _binary(exp.GT),
    ">=": _binary(exp.GTE),
    "between": lambda this, low, high: exp.Between(this=atom(this), low=atom(low), high=atom(high)),
    "in": lambda first, *rest: exp.In(this=atom(first), expressions=list(rest)),
    "is null": lambda this: exp.Is(this=atom(this), expression=exp.null()),
    "like": _binary(exp.Like),
    "and": _logical(exp.And),
    "or": _logical(exp.Or),
    "not": lambda this: exp.Not(this=atom(this)),
    "+": _sum,
    "-": lambda left, right: exp.Sub(this=_wide(left), expression=_wide(right)),
    "negative": lambda this: exp.Neg(this=_wide(this)),
    "*": _product,
    "/": _quotient,
    "case": _case,
    "coalesce": _variadic(exp.Coalesce),
    "round": _call(exp.Round, "this", "decimals"),
    "abs": lambda this: exp.Abs(this=_wide(this)),
    "least": _variadic(exp.Least, ignore_nulls=True),
    "greatest": _variadic(exp.Greatest, ignore_nulls=True),
    "length": _call(exp.Length, "this"),
    "substr": _call(exp.Substring, "this", "start", "length"),
    "concat": _concat,
    "starts_with": _call(exp.StartsWith, "this", "expression"),
    "contains": _call(exp.Contains, "this", "expression"),
    "replace": _call(exp.Replace, "this", "expression", "replacement"),
    "has": records.has,
    "has_only": records.has_only,
    "items": records.items,
    "together": records.together,
    "birthday": records.birthday,
    "id_ok": records.id_ok,
    "card_ok": records.card_ok,
    "id_temporary": records.id_temporary,
    "card_kind": records.card_kind,
    "card_grade": records.card_grade,
    "phone_ok": records.phone_ok,
    "age": days.age,
    "months_between": days.months_between,
    "years_before": days.before("YEAR"),
    "months_before": days.before("MONTH"),
    "months_after": days.after("MONTH"),
    "days_before": days.before("DAY"),
    "days_after": days.after("DAY"),
    "workdays_after": workdays.workdays_after,
    "year": _call(exp.Year, "this"),
}
"""The SQL of each sign, keyword and function."""


_COMMA = exp.Literal.string("、")


def _in_order(text: Sql) -> Sql:
    # The engine refuses to order by a mere literal.
    key = exp.DPipe(this=text.copy(), expression=exp.Literal.string(""), safe=True)
    return exp.Order(this=text, expressions=[exp.Ordered(this=key)])


def _plain(kind: type[exp.Expr]) -> Callable[[Sql], Sql]:
    return lambda value: kind(this=value)


AGGREGATES_SQL: dict[str, Callable[[Sql], Sql]] = {
    "sum": _plain(exp.Sum),
    "count": _plain(exp.Count),
    "min": _plain(exp.Min),
    "max": _plain(exp.Max),
    "avg": _plain(exp.Avg),
    "any": _plain(exp.LogicalOr),
    "listing": lambda text: exp.GroupConcat(this=_in_order(text), separator=_COMMA),
    "different": _plain(exp.Count),
    "any_member": _plain(exp.LogicalOr),
    "every_member": lambda condition: exp.LogicalAnd(this=certain(condition)),
    "members": lambda condition: exp.CountIf(this=condition),
}
"""What each word over several rows gathers."""

FOUND_SQL: dict[str, Callable[[Sql], Sql]] = {
    "sum": zero_if_none,
    "count": zero_if_none,
    "different": zero_if_none,
    "avg": rounded,
    "any": certain,
    "listing": lambda text: exp.Left(this=text, expression=exp.Literal.number(LONGEST_CELL)),
    "any_member": certain,
    "every_member": certain,
    "members": zero_if_none,
}
"""How what was gathered is read for a row, which may have nothing to gather."""
