"""Asking a query again and again while only some parameters move.

Nearly all the time of a query goes into reading and joining tables, which a moved threshold
does not change. So it is split in two. Kept relations hold the subject's rows, and the rows
gathered for them where a moved parameter reaches inside: every part of an expression that
names no moved parameter is a column of theirs, and rows that cannot count whatever is moved are
left out. What remains is the same query, asked of the kept relations alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from luoshi.expressions.computed_columns import KEYS, Relation
from luoshi.expressions.expression import Expression
from luoshi.expressions.joins import Entity
from luoshi.expressions.query import Query
from luoshi.expressions.tree import (
    Aggregate,
    Call,
    ColumnCell,
    Listed,
    Members,
    Node,
    Parameter,
    conjuncts,
    joined,
    walk,
)
from luoshi.expressions.vocabulary import Vocabulary

SUBJECT = "~subject"
"""The relation of the subject's rows; no table of a pack can have such a name."""


class CannotFreezeError(Exception):
    """Moved parameters reach where nothing can be kept; the whole query must be asked."""


@dataclass(frozen=True)
class Split:
    """What to keep, each relation by its name, and what is then asked of these.

    A kept relation may rest on those before it.
    """

    kept: Mapping[str, Query]
    asked: Query


def split(query: Query, moved: frozenset[str]) -> Split:
    """Split a query by the parameters that will be moved.

    Raises:
        CannotFreezeError: a moved parameter reaches too deep.
    """
    freezer = _Freezer(query, moved)
    outputs = {name: freezer.frozen(one.node) for name, one in query.outputs.items()}
    where = [freezer.frozen(one.node) for one in query.where]
    for one in query.where:
        freezer.top.need(freezer.certain(one.node))
    keeping, asking = freezer.vocabularies()

    def expression(node: Node) -> Expression:
        return Expression("", SUBJECT, node, asking)

    return Split(
        {id_: relation.query(keeping) for id_, relation in freezer.relations.items()},
        Query(
            SUBJECT,
            {name: expression(node) for name, node in outputs.items()},
            tuple(map(expression, where)),
            asking,
        ),
    )


class _Freezer:
    def __init__(self, query: Query, moved: frozenset[str]) -> None:
        self.vocabulary = query.vocabulary
        self.moved = moved
        self.top = Relation(SUBJECT, query.vocabulary.table(query.subject))
        self.relations = {SUBJECT: self.top}

    def moves(self, node: Node) -> bool:
        return any(isinstance(one, Parameter) and one.name in self.moved for one in walk(node))

    def frozen(self, node: Node, relation: Relation | None = None) -> Node:
        """The node as it is asked of a kept relation."""
        relation = relation or self.top
        if not _reads(node):
            return node
        if not self.moves(node):
            return relation.part(node)
        match node:
            case Call():
                arguments = tuple(self.frozen(one, relation) for one in node.arguments)
                return replace(node, arguments=arguments)
            case Aggregate() if relation is self.top:
                return self.aggregate(node)
            case Members() if relation is self.top:
                return self.of_members(node)
            case _:
                raise CannotFreezeError

    def aggregate(self, node: Aggregate) -> Aggregate:
        if any(isinstance(one, Call) and one.word == "next" for one in walk(node)):
            raise CannotFreezeError  # it looks at the rows beside, which might be left out
        rows = self.gathered(node.table, node.entity)
        conditions = [node.argument] if node.word == "any" else []
        conditions += [node.filter] if node.filter else []
        rows.need(self.certain(*conditions))
        argument = self.frozen(node.argument, rows)
        kept = self.frozen(node.filter, rows) if node.filter else None
        return replace(node, table=rows.id, argument=argument, filter=kept)

    def of_members(self, node: Members) -> Members:
        rows = self.gathered(self.vocabulary.residents, Entity.HOUSEHOLD)
        rows.need(None if node.word == "every_member" else self.certain(node.condition))
        return replace(node, condition=self.frozen(node.condition, rows))

    def gathered(self, table: str, entity: Entity) -> Relation:
        """The relation of a table's rows that share the subject's person or household."""
        if entity not in KEYS:
            raise CannotFreezeError
        id_ = _id(table, entity)
        if id_ not in self.relations:
            rows = self.relations[id_] = Relation(id_, self.vocabulary.table(table))
            rows.key(entity, self.vocabulary, among=self.top.key(entity, self.vocabulary))
        return self.relations[id_]

    def certain(self, *conditions: Node) -> Node | None:
        """What must hold for all the conditions to, whatever is moved; None where nothing must."""
        parts = [part for one in conditions for part in conjuncts(one) if not self.moves(part)]
        return joined("and", parts) if parts else None

    def vocabularies(self) -> tuple[Vocabulary, Vocabulary]:
        """The words of what is kept, and those of what is asked of it."""
        kept = {id_: relation.schema() for id_, relation in self.relations.items()}
        keeping = replace(self.vocabulary, tables={**self.vocabulary.tables, **kept})
        members = _id(self.vocabulary.residents, Entity.HOUSEHOLD)
        # The members kept are those of the subject's households alone: as if it were the register.
        return keeping, replace(keeping, residents=members, households=SUBJECT)


def _id(table: str, entity: Entity) -> str:
    return f"~{table}~{entity}"


def _reads(node: Node) -> bool:
    """Whether it looks at rows at all."""
    return any(isinstance(one, ColumnCell | Aggregate | Members | Listed) for one in walk(node))
