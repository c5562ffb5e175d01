"""A relation in the making that holds parts of expressions, worked out, as its columns."""

from luoshi.expressions.expression import Expression, entity
from luoshi.expressions.joins import Entity
from luoshi.expressions.query import Query
from luoshi.expressions.tree import Call, ColumnCell, Listed, Literal, Node, joined
from luoshi.expressions.vocabulary import Kind, Type, Vocabulary
from luoshi.warehouse.schema import About, Column, FieldType, Table

KEYS = {Entity.PERSON: FieldType.PERSON, Entity.HOUSEHOLD: FieldType.HOUSEHOLD}
"""What rows of relations can be led to each other by."""

_CONDITION, _NUMBER = Type(Kind.BOOLEAN), Type(Kind.NUMBER)
_YES, _NO = Literal(_NUMBER, 1), Literal(_NUMBER, 0)


class Relation:
    """Rows of a table that are needed, with what will be asked of them."""

    def __init__(self, id_: str, table: Table) -> None:
        self.id = id_
        self.table = table
        self._columns: dict[Node, str] = {}
        self._keys: dict[str, FieldType] = {}
        self._needed: dict[Node | None, None] = {}
        self._among: Listed | None = None

    def part(self, node: Node) -> Node:
        """The column that holds what a part of an expression gives.

        Conditions are held as numbers: they may be unknown, and outputs are only true or false.
        """
        if node.type.kind is not Kind.BOOLEAN:
            return self._column(node)
        denied = Call(_CONDITION, "not", (node,))
        return Call(_CONDITION, "=", (self._column(_case(node, _YES, denied, _NO)), _YES))

    def key(
        self, kind: Entity, vocabulary: Vocabulary, among: ColumnCell | None = None
    ) -> ColumnCell:
        """The column that holds the person or household a row leads to.

        Given a column to find it ``among``, only rows are held whose key stands there.
        """
        leads_to = entity(vocabulary, self.table.id, kind)
        assert leads_to
        if among:
            self._among = Listed(_CONDITION, leads_to.node, among.table, among.column)
        column = self._column(leads_to.node)
        self._keys[column.column] = KEYS[kind]
        return column

    def need(self, condition: Node | None) -> None:
        """Rows are needed for which the condition is true; for ``None``, or if never told, all."""
        self._needed[condition] = None

    def schema(self) -> Table:
        """The relation as a table."""
        columns = tuple(
            Column(name=name, type=self._keys.get(name, FieldType.TEXT))
            for name in self._columns.values()
        )
        return Table(
            id=self.id,
            title=self.table.title,
            home="dataset",
            about=About.RECORD,
            key=(),
            columns=columns,
        )

    def query(self, words: Vocabulary) -> Query:
        """What gives the relation's rows."""

        def expression(node: Node) -> Expression:
            return Expression("", self.table.id, node, words)

        outputs = {name: expression(node) for node, name in self._columns.items()}
        conditions = [one for one in (self._any_needed(), self._among) if one]
        where = (expression(joined("and", conditions)),) if conditions else ()
        return Query(self.table.id, outputs, where, words)

    def _any_needed(self) -> Node | None:
        needed = [one for one in self._needed if one is not None]
        some = needed and len(needed) == len(self._needed)
        return joined("or", needed) if some else None

    def _column(self, node: Node) -> ColumnCell:
        name = self._columns.setdefault(node, f"c{len(self._columns) + 1}")
        return ColumnCell(node.type, self.id, name, own=True)


def _case(*arguments: Node) -> Call:
    return Call(_NUMBER, "case", arguments)
