"""Words that set a row beside the other rows of its own table."""

from collections.abc import Sequence

from sqlglot import exp

from luoshi.expressions import signature
from luoshi.expressions.admission import Admission
from luoshi.expressions.errors import ExpressionError
from luoshi.expressions.joins import Entity
from luoshi.expressions.scope import Place, Scope
from luoshi.expressions.tree import Aggregate, Call, ColumnCell, Node
from luoshi.expressions.words import WORDS

_NEXT_OF = (Entity.PERSON, Entity.HOUSEHOLD)


def beside(
    admission: Admission, name: str, arguments: Sequence[exp.Expr], scope: Scope
) -> Aggregate | Call:
    """Admit ``next`` or ``different``; both take columns of the row itself."""
    cells = [_own(admission.admit(one, scope), name) for one in arguments]
    found = signature.call(name, cells, admission.vocabulary)
    return _next(found, scope) if name == "next" else _different(found, cells, scope)


def _next(call: Call, scope: Scope) -> Call:
    if scope.entity not in _NEXT_OF or scope.place is not Place.RELATED:
        raise ExpressionError(f"“{WORDS['next'].form}”只能写在人或户的汇总里")
    return call


def _different(call: Call, cells: Sequence[ColumnCell], scope: Scope) -> Aggregate:
    if scope.place is not Place.SUBJECT:
        raise ExpressionError(f"“{WORDS['different'].form}”不能写在汇总或成员条件里面")
    counted, *alike = cells
    keys = tuple((cell, cell) for cell in alike)
    return Aggregate(
        call.type, call.word, scope.table.id, Entity.LIKENESS, counted, distinct=True, keys=keys
    )


def _own(node: Node, name: str) -> ColumnCell:
    if isinstance(node, ColumnCell) and node.own:
        return node
    raise ExpressionError(f"“{WORDS[name].form}”里只能写这一行自己的列")
