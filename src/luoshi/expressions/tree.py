"""The tree of an admitted expression. Only what these classes can say can reach the engine."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain

from luoshi.expressions.joins import Entity
from luoshi.expressions.vocabulary import Kind, Type

_CONDITION = Type(Kind.BOOLEAN)

Value = bool | int | Decimal | str | date
"""A constant of the language."""


@dataclass(frozen=True)
class Literal:
    """A constant written in the text."""

    type: Type
    value: Value


@dataclass(frozen=True)
class Parameter:
    """A dated value named in the text."""

    type: Type
    name: str


@dataclass(frozen=True)
class ColumnCell:
    """A column: of the row asked about, or of the one row it leads to in another table."""

    type: Type
    table: str
    column: str
    own: bool


@dataclass(frozen=True)
class Call:
    """A word of the closed list (`luoshi.expressions.words`) with its arguments.

    The arguments of ``case`` are condition, value, condition, value …, and the value for
    all other rows if there is one.
    """

    type: Type
    word: str
    arguments: tuple["Node", ...]


@dataclass(frozen=True)
class Aggregate:
    """An aggregate of the rows of ``table`` that share the row's person, household or county.

    Or its place or other ``keys``: pairs of the row's own column and the table's. Where
    ``period`` names the column that dates them, only rows of the period asked about.
    """

    type: Type
    word: str
    table: str
    entity: Entity
    argument: "Node"
    filter: "Node | None" = None
    distinct: bool = False
    period: str | None = None
    keys: "tuple[tuple[ColumnCell, ColumnCell], ...]" = ()


@dataclass(frozen=True)
class Members:
    """A condition asked of each resident of the row's household."""

    type: Type
    word: str
    condition: "Node"


@dataclass(frozen=True)
class Listed:
    """Whether a value stands in a column of another table, in whatever row ``filter`` holds for."""

    type: Type
    value: "Node"
    table: str
    column: str
    filter: "Node | None" = None


@dataclass(frozen=True)
class Dated:
    """A parameter as of a day the row tells: its value then, or what it makes due."""

    type: Type
    word: str
    parameter: str
    day: "Node"


Node = Literal | Parameter | ColumnCell | Call | Aggregate | Members | Listed | Dated


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, parents first."""
    yield node
    for child in _children(node):
        yield from walk(child)


def conjuncts(node: Node) -> Iterator[Node]:
    """The conditions that all must hold for a condition to."""
    if isinstance(node, Call) and node.word == "and":
        for one in node.arguments:
            yield from conjuncts(one)
    else:
        yield node


def joined(word: str, conditions: Sequence[Node]) -> Node:
    """One condition of several, by ``and`` or ``or``."""
    return conditions[0] if len(conditions) == 1 else Call(_CONDITION, word, tuple(conditions))


def _children(node: Node) -> tuple[Node, ...]:
    match node:
        case Call():
            return node.arguments
        case Aggregate():
            return (node.argument, *_given(node.filter), *chain.from_iterable(node.keys))
        case Members():
            return (node.condition,)
        case Listed():
            return (node.value, *_given(node.filter))
        case Dated():
            return (node.day,)
        case _:
            return ()


def _given(node: Node | None) -> tuple[Node, ...]:
    return () if node is None else (node,)
