"""How long a text can become: words that make longer texts are bounded before any row is asked.

A cell counts as `LONGEST_CELL` characters, a text written out as what it is. What could become
longer than `LONGEST_TEXT` is refused; a cell that is longer than it counts as makes what is built
of it unknown (`luoshi.expressions.compile` asks each).
"""

from collections.abc import Iterator
from decimal import Decimal

from luoshi.expressions.errors import ExpressionError
from luoshi.expressions.tree import Call, ColumnCell, Literal, Node
from luoshi.expressions.vocabulary import Kind

LONGEST_CELL = 1_000
LONGEST_TEXT = 20_000

_TEXTS = (Kind.TEXT, Kind.CODES)


def check_length(call: Call) -> None:
    """Refuse a call whose text could become too long.

    Raises:
        ExpressionError: says how long, and what to do.
    """
    length = longest(call)
    if length > LONGEST_TEXT:
        raise ExpressionError(
            f"这样写，文字可能长到 {length} 个字（一格按 {LONGEST_CELL} 个字算），"
            f"最多 {LONGEST_TEXT} 个字；请少套几层 concat、replace，replace 的旧、新两项直接写出来"
        )


def longest(node: Node) -> int:
    """The most characters a text can have."""
    match node:
        case Literal(_, str(text)):
            return len(text)
        case Call(_, "concat" | "together", parts):
            return sum(longest(part) + 1 for part in parts)
        case Call(_, "replace", (text, old, new)):
            return _replaced(longest(text), old, longest(new))
        case Call(_, "substr", (text, _, Literal(_, Decimal() as length))):
            return min(longest(text), int(length))
        case Call(_, _, parts):
            return max((longest(part) for part in parts if part.type.kind in _TEXTS), default=0)
        case _:
            return LONGEST_CELL


def cells_in(node: Node) -> Iterator[ColumnCell]:
    """The cells a text is built of."""
    match node:
        case ColumnCell() if node.type.kind in _TEXTS:
            yield node
        case Call(_, "substr", (_, _, Literal())):
            return
        case Call(_, _, parts):
            for part in parts:
                if part.type.kind in _TEXTS:
                    yield from cells_in(part)


def _replaced(text: int, old: Node, new: int) -> int:
    """Every ``old`` becomes ``new``; one that only the row tells may be a single character."""
    shortest = max(longest(old), 1) if isinstance(old, Literal) else 1
    return text + text // shortest * max(new - shortest, 0)
