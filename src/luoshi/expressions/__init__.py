"""One small language for checks and rules: parse, admit, type, explain, compile.

The language is documented, for those who write rules, in ``docs/reference/expressions.md``.
"""

from luoshi.expressions.compile import compile_query
from luoshi.expressions.errors import ExpressionError
from luoshi.expressions.expression import Expression, column, division, entity, parse
from luoshi.expressions.gathering import BY
from luoshi.expressions.joins import Entity
from luoshi.expressions.partial_evaluation import CannotFreezeError, Split, split
from luoshi.expressions.query import Query
from luoshi.expressions.vocabulary import AS_OF, BUILT_IN, Kind, Type, Vocabulary

__all__ = [
    "AS_OF",
    "BUILT_IN",
    "BY",
    "CannotFreezeError",
    "Entity",
    "Expression",
    "ExpressionError",
    "Kind",
    "Query",
    "Split",
    "Type",
    "Vocabulary",
    "column",
    "compile_query",
    "division",
    "entity",
    "parse",
    "split",
]
