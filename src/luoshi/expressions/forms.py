"""The closed list of syntax: each node sqlglot may hand over, and how it is admitted."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlglot import exp

from luoshi.expressions import signature
from luoshi.expressions.admission import Admission
from luoshi.expressions.aggregates import aggregate, household, listed
from luoshi.expressions.dated import dated
from luoshi.expressions.errors import ExpressionError, hint
from luoshi.expressions.rows import beside
from luoshi.expressions.scope import Scope
from luoshi.expressions.tree import Literal, Node, Parameter
from luoshi.expressions.vocabulary import Kind, Type
from luoshi.expressions.words import (
    AGGREGATE_NAMES,
    AGGREGATES,
    CALLED,
    DATED_NAMES,
    FUNCTION_NAMES,
    HOUSEHOLD_NAMES,
    LISTED,
    ROW_NAMES,
)


@dataclass(frozen=True)
class Form:
    """How a syntax node is admitted, and the parts of it that may be filled."""

    admit: Callable[[Admission, exp.Expr, Scope], Node]
    parts: frozenset[str]


def _parenthesis(admission: Admission, tree: exp.Expr, scope: Scope) -> Node:
    return admission.admit(tree.this, scope)


def _word(admission: Admission, word: str, parts: list[exp.Expr], scope: Scope) -> Node:
    arguments = [admission.admit(part, scope) for part in parts]
    return signature.call(word, arguments, admission.vocabulary)


def _sign(word: str) -> Form:
    def admit(admission: Admission, tree: exp.Expr, scope: Scope) -> Node:
        return _word(admission, word, [tree.this, tree.expression], scope)

    return Form(admit, frozenset({"this", "expression"}))


def _chain(word: str) -> Form:
    def admit(admission: Admission, tree: exp.Expr, scope: Scope) -> Node:
        return _word(admission, word, list(tree.flatten()), scope)

    return Form(admit, frozenset({"this", "expression"}))


def _not(admission: Admission, tree: exp.Expr, scope: Scope) -> Node:
    return _word(admission, "not", [tree.this], scope)


def _negative(admission: Admission, tree: exp.Expr, scope: Scope) -> Node:
    number = admission.admit(tree.this, scope)
    if isinstance(number, Literal) and isinstance(number.value, Decimal):
        return Literal(number.type, -number.value)
    return signature.call("negative", [number], admission.vocabulary)


def _between(admission: Admission, tree: exp.Expr, scope: Scope) -> Node:
    parts = [tree.this, tree.args["low"], tree.args["high"]]
    return _word(admission, "between", parts, scope)


def _in(admission: Admission, tree: exp.Expr, scope: Scope) -> Node:
    return _word(admission, "in", [tree.this, *tree.expressions], scope)


def _like(admission: Admission, tree: exp.Expr, scope: Scope) -> Node:
    like = _word(admission, "like", [tree.this, tree.expression], scope)
    if tree.args.get("negate"):
        return signature.call("not", [like], admission.vocabulary)
    return like


def _is(admission: Admission, tree: exp.Expr, scope: Scope) -> Node:
    if not isinstance(tree.expression, exp.Null):
        raise ExpressionError("is 后面只能写 null 或 not null")
    return _word(admission, "is null", [tree.this], scope)


def _case(admission: Admission, tree: exp.Expr, scope: Scope) -> Node:
    parts = [part for branch in tree.args["ifs"] for part in (branch.this, branch.args["true"])]
    default = tree.args.get("default")
    if default is not None and not isinstance(default, exp.Null):
        parts.append(default)
    return signature.case([admission.admit(part, scope) for part in parts])


def _literal(admission: Admission, tree: exp.Expr, scope: Scope) -> Node:
    if tree.is_string:
        return Literal(Type(Kind.TEXT), tree.name)
    return Literal(Type(Kind.NUMBER), Decimal(tree.name))


def _boolean(admission: Admission, tree: exp.Expr, scope: Scope) -> Node:
    return Literal(Type(Kind.BOOLEAN), bool(tree.this))


def _day(admission: Admission, tree: exp.Expr, scope: Scope) -> Node:
    text = tree.this
    if not (tree.args["to"].is_type("date") and isinstance(text, exp.Literal) and text.is_string):
        raise ExpressionError("日期请写成 date '2023-01-01'")
    try:
        return Literal(Type(Kind.DATE), _calendar_day(text.name))
    except ValueError:
        raise ExpressionError(f"没有“{text.name}”这一天，日期请写成 date '2023-01-01'") from None


def _calendar_day(text: str) -> date:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        raise ValueError(text)
    return date.fromisoformat(text)


def _parameter(admission: Admission, tree: exp.Expr, scope: Scope) -> Node:
    return Parameter(Type(admission.vocabulary.parameter(tree.name)), tree.name)


def _column(admission: Admission, tree: exp.Expr, scope: Scope) -> Node:
    if not isinstance(tree.this, exp.Identifier):
        raise ExpressionError(REFUSED[exp.Star])
    if tree.text("table"):
        return scope.qualified(tree.text("table"), tree.name)
    return admission.name(tree.name, scope)


def _call(admission: Admission, tree: exp.Expr, scope: Scope) -> Node:
    if not isinstance(tree.this, str):
        raise ExpressionError(f"函数名“{tree.name}”不加引号")
    name = tree.name.lower()
    if name in AGGREGATE_NAMES:
        return aggregate(admission, name, tree.expressions, None, scope)
    if name in HOUSEHOLD_NAMES:
        return household(admission, name, tree.expressions, scope)
    if name in ROW_NAMES:
        return beside(admission, name, tree.expressions, scope)
    if name in DATED_NAMES:
        return dated(admission, name, tree.expressions, scope)
    if name == LISTED.name:
        return listed(admission, tree.expressions, scope)
    if name in FUNCTION_NAMES:
        return _word(admission, name, tree.expressions, scope)
    known = hint(name, CALLED)
    raise ExpressionError(f"语言里没有“{tree.name}(…)”这个函数{known}")


_AGGREGATES = "、".join(word.name for word in AGGREGATES)


def _filter(admission: Admission, tree: exp.Expr, scope: Scope) -> Node:
    called = tree.this
    name = called.name.lower()
    if not isinstance(called, exp.Anonymous) or name not in AGGREGATE_NAMES:
        raise ExpressionError(f"filter (where …) 只能跟在 {_AGGREGATES} 后面")
    return aggregate(admission, name, called.expressions, tree.expression.this, scope)


def _form(admit: Callable[[Admission, exp.Expr, Scope], Node], *parts: str) -> Form:
    return Form(admit, frozenset(parts))


FORMS: dict[type[exp.Expr], Form] = {
    exp.EQ: _sign("="),
    exp.NEQ: _sign("<>"),
    exp.LT: _sign("<"),
    exp.LTE: _sign("<="),
    exp.GT: _sign(">"),
    exp.GTE: _sign(">="),
    exp.Sub: _sign("-"),
    exp.Div: _sign("/"),
    exp.And: _chain("and"),
    exp.Or: _chain("or"),
    exp.Add: _chain("+"),
    exp.Mul: _chain("*"),
    exp.Paren: _form(_parenthesis, "this"),
    exp.Not: _form(_not, "this"),
    exp.Neg: _form(_negative, "this"),
    exp.Between: _form(_between, "this", "low", "high"),
    exp.In: _form(_in, "this", "expressions"),
    exp.Like: _form(_like, "this", "expression", "negate"),
    exp.Is: _form(_is, "this", "expression"),
    exp.Case: _form(_case, "ifs", "default"),
    exp.Literal: _form(_literal, "this", "is_string"),
    exp.Boolean: _form(_boolean, "this"),
    exp.Cast: _form(_day, "this", "to", "_type"),
    exp.Placeholder: _form(_parameter, "this"),
    exp.Column: _form(_column, "this", "table"),
    exp.Anonymous: _form(_call, "this", "expressions"),
    exp.Filter: _form(_filter, "this", "expression"),
}
"""Every syntax node of the language. A node of any other class is refused."""

REFUSED: dict[type[exp.Expr], str] = {
    exp.Alias: "两项之间少了运算符",
    exp.Concat: "两段文字之间少了逗号",
    exp.Distinct: "distinct 只能写在 count 里",
    exp.Null: "null 只能写在 is null、is not null 里",
    exp.Star: "不能写 *，请写明列名",
    exp.Tuple: "这里不能写一组值",
}
"""What to say of nodes people are likely to write."""
