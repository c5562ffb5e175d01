"""What the handlers of words and signs ask of whoever admits an expression.

They admit their own parts through it, and so know nothing of the binder that calls them.
"""

from collections.abc import Mapping
from typing import Protocol

from sqlglot import exp

from luoshi.expressions.scope import Scope
from luoshi.expressions.tree import Node
from luoshi.expressions.vocabulary import Vocabulary


class Admission(Protocol):
    """The admission of one expression; ``names`` are the shorthands it may use."""

    vocabulary: Vocabulary
    names: Mapping[str, str]

    def admit(self, tree: exp.Expr, scope: Scope) -> Node:
        """Admit a part where it stands; raises ExpressionError if it is refused."""

    def shorthand(self, name: str) -> exp.Expr:
        """The syntax tree of a shorthand."""

    def name(self, name: str, scope: Scope) -> Node:
        """A name without a table: a shorthand, asked where it stands, or a column."""
