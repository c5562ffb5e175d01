"""Constants and parameter values as typed literals of the syntax tree, never as text."""

import math
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from sqlglot import exp

from luoshi.expressions.errors import ExpressionError
from luoshi.expressions.tree import ColumnCell, Literal, Node, Parameter
from luoshi.expressions.vocabulary import Kind

_LARGEST = Decimal(10) ** 18

_CLASSES: dict[Kind, tuple[type, ...]] = {
    Kind.BOOLEAN: (bool,),
    Kind.NUMBER: (int, Decimal, float),
    Kind.TEXT: (str,),
    Kind.DATE: (date,),
}


def value_of(parameter: Parameter, values: Mapping[str, object]) -> object:
    """The value of a parameter, once it is found to be of the parameter's kind."""
    if parameter.name not in values:
        raise ExpressionError(f"参数“{parameter.name}”在这一天没有值")
    value = values[parameter.name]
    kind = parameter.type.kind
    wrong = isinstance(value, bool) is not (kind is Kind.BOOLEAN) or isinstance(value, datetime)
    if wrong or not isinstance(value, _CLASSES[kind]):
        raise ExpressionError(f"参数“{parameter.name}”的值要是{kind.label}，给的是 {value!r}")
    return value


def constant(node: Node, values: Mapping[str, object]) -> object:
    """What a literal or a parameter stands for; None for anything that a row must tell."""
    match node:
        case Literal():
            return node.value
        case Parameter() if not isinstance(values.get(node.name), ColumnCell):
            return value_of(node, values)
        case _:
            return None


def literal(value: object) -> exp.Expr:
    """A value as a literal: 是非, number, day or text."""
    match value:
        case bool():
            return exp.Boolean(this=value)
        case date():
            return exp.cast(exp.Literal.string(value.isoformat()), exp.DataType.Type.DATE)
        case int() | float() | Decimal():
            return _number(value)
        case _:
            return exp.Literal.string(str(value))


def _number(value: int | float | Decimal) -> exp.Expr:
    number = Decimal(str(value))
    if math.isnan(number) or abs(number) >= _LARGEST or number != round(number, 6):
        raise ExpressionError(f"数 {value} 超出范围：整数最多 18 位，小数最多 6 位")
    digits = exp.Literal.number(format(abs(number), "f"))
    return exp.Neg(this=digits) if number < 0 else digits
