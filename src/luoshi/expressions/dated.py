"""Words that ask a parameter as of a day the row tells."""

from collections.abc import Callable, Sequence

from sqlglot import exp

from luoshi.expressions import signature
from luoshi.expressions.admission import Admission
from luoshi.expressions.errors import ExpressionError
from luoshi.expressions.scope import Scope
from luoshi.expressions.tree import Dated, Parameter
from luoshi.expressions.values import literal
from luoshi.expressions.vocabulary import History
from luoshi.expressions.words import WORDS
from luoshi.expressions.workdays import WORKING_DAY, workdays_after

Sql = exp.Expr


def dated(admission: Admission, name: str, arguments: Sequence[exp.Expr], scope: Scope) -> Dated:
    """Admit a parameter with the day it is asked of."""
    word = WORDS[name]
    if len(arguments) != 2 or not isinstance(arguments[0], exp.Placeholder):
        raise ExpressionError(f"“{name}”的写法是 {word.form}，前一项写参数")
    parameter, day = (admission.admit(one, scope) for one in arguments)
    assert isinstance(parameter, Parameter)
    for argument, kinds in zip((parameter, day), word.takes, strict=True):
        signature.check(argument, kinds, word)
    if parameter.name not in scope.vocabulary.histories:
        raise ExpressionError(f"“{parameter.name}”在这里只能按查询日问，不能用 {word.form}")
    return Dated(signature.result(word, parameter), name, parameter.name, day)


def _in_force(history: History, day: Sql) -> Sql:
    """The value of the stretch of time the day lies in; unknown outside all of them."""
    ifs = []
    for one in history.values:
        within: Sql = exp.GTE(this=day.copy(), expression=literal(one.start))
        if one.end:
            within = exp.and_(within, exp.LTE(this=day.copy(), expression=literal(one.end)))
        ifs.append(exp.If(this=within, true=literal(one.value)))
    return exp.Case(ifs=ifs) if ifs else exp.null()


def _due(history: History, day: Sql) -> Sql:
    number = exp.cast(_in_force(history, day), "INTEGER", copy=False)
    if history.unit == WORKING_DAY:
        return workdays_after(day, number)
    return exp.cast(exp.Add(this=exp.paren(day), expression=number), "DATE", copy=False)


DATED_SQL: dict[str, Callable[[History, Sql], Sql]] = {"in_force": _in_force, "due": _due}
"""The SQL of each word, for a parameter's history and the SQL of the day."""
