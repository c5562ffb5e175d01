"""Admission: from sqlglot's syntax tree to the language's own typed tree.

A node with no handler, or with a part its handler does not expect, is refused: nothing that
sqlglot understands beyond the language can pass.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlglot import exp

from luoshi.expressions.admission import Admission
from luoshi.expressions.errors import ExpressionError, hint
from luoshi.expressions.forms import FORMS, REFUSED
from luoshi.expressions.scope import Place, Scope
from luoshi.expressions.syntax import read
from luoshi.expressions.tree import Node
from luoshi.expressions.vocabulary import Vocabulary

MOST_NODES = 2000
"""Most nodes in an expression with its shorthands written out."""
DEEPEST = 30
"""Most nodes within nodes."""


class Binder(Admission):
    """Admits one expression and the shorthands it uses."""

    def __init__(self, vocabulary: Vocabulary, names: Mapping[str, str]) -> None:
        self.vocabulary = vocabulary
        self.names = names
        self._trees: dict[str, exp.Expr] = {}
        self._texts: list[str] = []
        self._using: list[str] = []
        self._nodes = 0
        self._depth = 0

    def text(self, text: str, scope: Scope) -> Node:
        """Admit a text."""
        return self._within(text, read(text, self.vocabulary.awkward), scope)

    def admit(self, tree: exp.Expr, scope: Scope) -> Node:
        """Admit a syntax tree. An error names the innermost place it can."""
        try:
            with self._counted():
                return self._formed(tree, scope)
        except ExpressionError as error:
            offset = None if error.text else _offset(tree)
            raise (error if offset is None else error.at(self._texts[-1], offset)) from None

    def shorthand(self, name: str) -> exp.Expr:
        """The syntax tree of a shorthand."""
        if name not in self._trees:
            self._trees[name] = read(self.names[name], self.vocabulary.awkward)
        return self._trees[name]

    def name(self, name: str, scope: Scope) -> Node:
        """A name without a table: a shorthand, asked where it stands, or a column."""
        if name in self.names:
            return self._written_out(name, scope)
        try:
            return scope.bare(name)
        except ExpressionError as error:
            raise ExpressionError(error.message + hint(name, self.names)) from None

    def _written_out(self, name: str, scope: Scope) -> Node:
        if name in scope.table.by_name and scope.place is not Place.RELATED:
            raise ExpressionError(
                f"“{name}”既是简写又是“{scope.table.title}”的列，请给简写换个名字"
            )
        if name in self._using:
            raise ExpressionError(f"简写“{name}”绕了一圈又用到自己")
        self._using.append(name)
        try:
            return self._within(self.names[name], self.shorthand(name), scope)
        except ExpressionError as error:
            message = f"简写“{name}”：{error.message}"
            raise ExpressionError(message, error.text, error.position) from None
        finally:
            self._using.pop()

    def _within(self, text: str, tree: exp.Expr, scope: Scope) -> Node:
        self._texts.append(text)
        try:
            return self.admit(tree, scope)
        except ExpressionError as error:
            raise error.at(text, None) from None
        finally:
            self._texts.pop()

    def _formed(self, tree: exp.Expr, scope: Scope) -> Node:
        form = FORMS.get(type(tree))
        if form is None:
            raise ExpressionError(REFUSED.get(type(tree), "语言里没有这种写法"))
        if any(value and part not in form.parts for part, value in tree.args.items()):
            raise ExpressionError("语言里没有这种写法")
        return form.admit(self, tree, scope)

    @contextmanager
    def _counted(self) -> Iterator[None]:
        self._nodes += 1
        self._depth += 1
        try:
            if self._nodes > MOST_NODES or self._depth > DEEPEST:
                raise ExpressionError("表达式套得太深或太长，请拆开写")
            yield
        finally:
            self._depth -= 1


def _offset(tree: exp.Expr) -> int | None:
    starts = (node.meta.get("start") for node in tree.walk())
    return min((start for start in starts if start is not None), default=None)
