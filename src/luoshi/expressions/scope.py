"""Whose columns a name stands for: the row asked about, each member, or each related row."""

from dataclasses import dataclass
from enum import StrEnum

from luoshi.expressions.errors import ExpressionError
from luoshi.expressions.joins import Entity, can_look_up, entities, one_row_per
from luoshi.expressions.tree import ColumnCell
from luoshi.expressions.vocabulary import Vocabulary, type_of
from luoshi.warehouse.schema import Table


class Place(StrEnum):
    """Where in an expression we are."""

    SUBJECT = "subject"
    MEMBER = "member"
    RELATED = "related"


@dataclass(frozen=True)
class Scope:
    """The table whose row is asked, and how we came to it.

    ``entity`` is what related rows share; of a subject, what it is asked about where that is
    its household though the row has a person.
    """

    table: Table
    place: Place
    vocabulary: Vocabulary
    entity: Entity | None = None

    def bare(self, name: str) -> ColumnCell:
        """The column of that name without a table: the row's own."""
        if self.place is Place.RELATED:
            raise ExpressionError(f"汇总里的列要写明表名，写成“表.{name}”；汇总里不能用本行的列")
        column = self.vocabulary.column(self.table, name)
        return ColumnCell(type_of(column), self.table.id, name, own=True)

    def qualified(self, table_id: str, name: str) -> ColumnCell:
        """The column of that name and table: the row's own, or of the one row it leads to."""
        table = self.vocabulary.table(table_id)
        column = self.vocabulary.column(table, name)
        own = table.id == self.table.id
        if not own and not can_look_up(self.table, table, self.vocabulary):
            raise ExpressionError(self._out_of_reach(table, name))
        return ColumnCell(type_of(column), table.id, name, own)

    def _out_of_reach(self, table: Table, name: str) -> str:
        written = f"{table.id}.{name}"
        ways = f"请用汇总，如 count({written})、any({written} …)"
        if self.place is Place.RELATED:
            return f"汇总“{self.table.title}”时够不到“{written}”，它不是每行对应的唯一一行"
        if not entities(self.table):
            return f"“{self.table.title}”的行不对应人或户，不能查“{written}”"
        entity = one_row_per(table, self.vocabulary)
        if entity is None:
            return f"“{table.title}”里同一人或同一户可以有多行，不能直接取“{written}”，{ways}"
        return f"“{self.table.title}”的行不对应唯一的{entity.label}，不能直接取“{written}”，{ways}"
