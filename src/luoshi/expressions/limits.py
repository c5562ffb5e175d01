"""What a figure must exceed before the limit set for it is known.

A limit often depends on who the row is about: a lower one for households once poor. The least
of what it can be is known at once, and figures below it need not be led to their row.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from luoshi.expressions.tree import Call, Literal, Node, Parameter, conjuncts, joined
from luoshi.expressions.values import constant

_EXCEEDING = (">", ">=")


def exceeding(conditions: Sequence[Node], values: Mapping[str, object]) -> Node | None:
    """What must hold for one of the conditions to, by least limits; None where they say nothing."""
    asked = [tuple(conjuncts(one)) for one in conditions]
    found = [[_by_least(part, values) for part in parts] for parts in asked]
    known = [[one for one in parts if one is not None] for parts in found]
    new = any(one not in parts for parts, least in zip(asked, known, strict=True) for one in least)
    return joined("or", [joined("and", one) for one in known]) if new and all(known) else None


def _by_least(condition: Node, values: Mapping[str, object]) -> Node | None:
    if not isinstance(condition, Call) or condition.word not in _EXCEEDING:
        return None
    figure, limit = condition.arguments
    least = _least(limit, values)
    return Call(condition.type, condition.word, (figure, least)) if least else None


def _least(node: Node, values: Mapping[str, object]) -> Node | None:
    """What a number that is not negative never falls below; None where that is not plain."""
    match node:
        case Literal() | Parameter():
            value = constant(node, values)
            return node if isinstance(value, int | Decimal) and value >= 0 else None
        case Call(word="*"):
            return _of_leasts(node, node.word, node.arguments, values)
        case Call(word="case"):
            paired = len(node.arguments) // 2 * 2
            results = (*node.arguments[1:paired:2], *node.arguments[paired:])
            return _of_leasts(node, "least", results, values)
        case _:
            return None


def _of_leasts(
    node: Call, word: str, parts: Sequence[Node], values: Mapping[str, object]
) -> Node | None:
    leasts = [_least(part, values) for part in parts]
    known = tuple(one for one in leasts if one is not None)
    return Call(node.type, word, known) if len(known) == len(leasts) else None
