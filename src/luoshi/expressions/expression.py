"""An admitted expression, and how a text becomes one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from luoshi.areas import Level
from luoshi.expressions.binder import Binder
from luoshi.expressions.errors import ExpressionError
from luoshi.expressions.explain import explain
from luoshi.expressions.joins import Entity, household_column, person_column
from luoshi.expressions.period import NEEDED
from luoshi.expressions.scope import Place, Scope
from luoshi.expressions.signature import ASKED_OF_NUMBERS
from luoshi.expressions.tree import (
    Aggregate,
    Call,
    ColumnCell,
    Listed,
    Literal,
    Members,
    Node,
    Parameter,
    walk,
)
from luoshi.expressions.vocabulary import Kind, Type, Vocabulary, is_plain, type_of


@dataclass(frozen=True)
class Expression:
    """An expression asked of the rows of ``subject``: admitted and typed."""

    text: str
    subject: str
    node: Node
    vocabulary: Vocabulary = field(repr=False, compare=False)

    @property
    def type(self) -> Type:
        """What it gives."""
        return self.node.type

    @cached_property
    def columns(self) -> frozenset[tuple[str, str]]:
        """Every (table, column) it reads by name."""
        cells = (node for node in walk(self.node) if isinstance(node, ColumnCell | Listed))
        return frozenset((cell.table, cell.column) for cell in cells)

    @cached_property
    def gathered(self) -> frozenset[str]:
        """Every table of whose rows it makes an aggregate."""
        nodes = walk(self.node)
        return frozenset(node.table for node in nodes if isinstance(node, Aggregate))

    @cached_property
    def tables(self) -> frozenset[str]:
        """Every table whose rows it looks at."""
        members = any(isinstance(node, Members) for node in walk(self.node))
        of_members = {self.vocabulary.residents} if members else set()
        return self.gathered | {table for table, _ in self.columns} | of_members

    @cached_property
    def parameters(self) -> frozenset[str]:
        """Every parameter it needs the value of."""
        nodes = list(walk(self.node))
        named = frozenset(node.name for node in nodes if isinstance(node, Parameter))
        dated = any(isinstance(node, Aggregate) and node.period for node in nodes)
        return named | NEEDED if dated else named

    def require(self, *kinds: Kind) -> "Expression":
        """This expression, if it gives one of these kinds; else an error."""
        if self.type.kind in kinds:
            return self
        wanted = "或".join(kind.label for kind in kinds)
        message = f"这里要{wanted}，这个表达式给出的是{self.type.kind.label}"
        raise ExpressionError(message, self.text)

    def explain(self, values: Mapping[str, object] | None = None) -> str:
        """The expression as a Chinese sentence; with ``values``, parameters show theirs."""
        return explain(self.node, self.vocabulary, values or {})


def parse(
    text: str,
    vocabulary: Vocabulary,
    subject: str,
    names: Mapping[str, str] | None = None,
    about: Entity | None = None,
) -> Expression:
    """Admit a text asked of the rows of the table ``subject``.

    ``names`` are shorthands: name → expression text, written out where the name stands.
    Where it is ``about`` the household, aggregates range over all its rows though the row has
    a person. Raises `ExpressionError`.
    """
    for name in names or {}:
        if not is_plain(name):
            raise ExpressionError(f"简写的名字“{name}”要是一个词，不能有符号，也不能以数字开头")
    scope = Scope(vocabulary.table(subject), Place.SUBJECT, vocabulary, about)
    node = Binder(vocabulary, names or {}).text(text, scope)
    if node.type.kind is Kind.PERSON:
        raise ExpressionError("人员列只能判断是否为空，或用 count 计数", text)
    if node.type.kind is Kind.IDENTIFIER:
        raise ExpressionError(ASKED_OF_NUMBERS, text)
    return Expression(text, subject, node, vocabulary)


def column(vocabulary: Vocabulary, subject: str, name: str) -> Expression:
    """A column of the subject's own row, persons included: for programs, not for users' text."""
    table = vocabulary.table(subject)
    cell = ColumnCell(type_of(vocabulary.column(table, name)), subject, name, own=True)
    return Expression(name, subject, cell, vocabulary)


def entity(vocabulary: Vocabulary, subject: str, kind: Entity) -> Expression | None:
    """What a subject's row leads to; ``None`` where it leads to none.

    The person (hash), household or county (six digits). The household of a person is the
    row's own or the one in the residents register, and a row with no division of its own lies
    in its household's.
    """
    if kind is Entity.COUNTY:
        return _county(vocabulary, subject)
    table = vocabulary.table(subject)
    person, household = person_column(table), household_column(table)
    if kind is Entity.PERSON:
        return column(vocabulary, subject, person) if person else None
    if person and not household:
        return _registered_household(vocabulary, subject)
    return column(vocabulary, subject, household) if household else None


def _registered_household(vocabulary: Vocabulary, subject: str) -> Expression:
    residents = vocabulary.table(vocabulary.residents)
    name = household_column(residents)
    assert name
    cell = ColumnCell(type_of(residents.by_name[name]), residents.id, name, own=False)
    return Expression(f"{residents.id}.{name}", subject, cell, vocabulary)


def division(vocabulary: Vocabulary, subject: str) -> Expression | None:
    """The code of the division a subject's row lies in: its own, or its household's."""
    area = vocabulary.table(subject).area
    if area is None and entity(vocabulary, subject, Entity.HOUSEHOLD) is None:
        return None
    table = vocabulary.table(subject if area else vocabulary.households)
    assert table.area
    cell = ColumnCell(type_of(table.area), table.id, table.area.name, own=table.id == subject)
    return Expression(f"{table.id}.{table.area.name}", subject, cell, vocabulary)


def _county(vocabulary: Vocabulary, subject: str) -> Expression | None:
    found = division(vocabulary, subject)
    if found is None:
        return None
    digits = [Literal(Type(Kind.NUMBER), number) for number in (1, Level.COUNTY.digits)]
    node = Call(Type(Kind.TEXT), "substr", (found.node, *digits))
    return Expression(found.text, subject, node, vocabulary)
