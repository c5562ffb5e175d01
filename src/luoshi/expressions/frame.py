"""One SELECT over the rows of one table, with the rows of other tables each leads to."""

from collections.abc import Mapping

from sqlglot import exp

from luoshi.areas import Level
from luoshi.expressions.joins import Entity, household_column, one_row_per, person_column
from luoshi.expressions.vocabulary import Vocabulary
from luoshi.warehouse.schema import Table

KEY = "key"
"""The column that holds the person, household or county in gathered rows."""


class Frame:
    """The rows of a table and the joins that what is asked of them needs.

    ``entity`` is what the rows are gathered by, where they are. ``among`` names the relation
    that stands for the residents register where not all residents are looked at.
    """

    def __init__(
        self,
        table: Table,
        vocabulary: Vocabulary,
        entity: Entity | None = None,
        among: str | None = None,
    ) -> None:
        self.table = table
        self.vocabulary = vocabulary
        self.entity = entity
        self.among = among
        self._joins: dict[str, exp.Expr] = {}
        self._next: dict[str, str] = {}

    def cell(self, table: str, column: str) -> exp.Column:
        """A column of the row, or of the one row it leads to in another table."""
        if table != self.table.id:
            self._look_up(table)
        return _column(table, column)

    def next(self, column: str) -> exp.Column:
        """The nearest later value of a column among the rows that share the row's entity."""
        name = self._next.setdefault(column, f"next{len(self._next) + 1}")
        return _column(self.table.id, name)

    def gathered(self, relation: str, keys: Mapping[str, exp.Expr], column: str) -> exp.Column:
        """A column of a relation with one row for each value of its key columns."""
        if relation not in self._joins:
            pairs = [exp.EQ(this=_column(relation, key), expression=of) for key, of in keys.items()]
            self._joins[relation] = exp.and_(*pairs, copy=False)
        return _column(relation, column)

    def key(self, entity: Entity) -> exp.Expr:
        """The row's person, household, county, or what all rows share."""
        match entity:
            case Entity.PERSON:
                return _column(self.table.id, _known(person_column(self.table)))
            case Entity.HOUSEHOLD:
                return self._household()
            case Entity.COUNTY:
                digits = exp.Literal.number(Level.COUNTY.digits)
                return exp.Left(this=self._area(), expression=digits)
            case _:
                return exp.true()

    def _household(self) -> exp.Column:
        """The row's household: its own, else through the residents register."""
        own = household_column(self.table)
        if own:
            return _column(self.table.id, own)
        residents = self.vocabulary.table(self.vocabulary.residents)
        return self.cell(residents.id, _known(household_column(residents)))

    def _area(self) -> exp.Column:
        """The row's division, or its household's."""
        if self.table.area:
            return _column(self.table.id, self.table.area.name)
        households = self.vocabulary.table(self.vocabulary.households)
        assert households.area
        return self.cell(households.id, households.area.name)

    @property
    def residents(self) -> "Frame":
        """The rows of the residents register."""
        return Frame(self.vocabulary.table(self.vocabulary.residents), self.vocabulary)

    def select(self, *outputs: exp.Expr) -> exp.Select:
        """The SELECT with the joins asked for so far."""
        select = exp.select(*outputs, copy=False).from_(self._rows(), copy=False)
        for relation, condition in self._joins.items():
            joined = exp.Join(this=self._standing_for(relation), side="LEFT", on=condition)
            select.append("joins", joined)
        return select

    def _rows(self) -> exp.Expr:
        """The table, with what follows each row where that is asked for."""
        if not self._next:
            return self._standing_for(self.table.id)
        rows = Frame(self.table, self.vocabulary, among=self.among)
        assert self.entity
        key = rows.key(self.entity)
        following = [
            exp.alias_(_following(_column(self.table.id, column), key), name, quoted=True)
            for column, name in self._next.items()
        ]
        whole = exp.Column(this=exp.Star(), table=exp.to_identifier(self.table.id, quoted=True))
        alias = exp.TableAlias(this=exp.to_identifier(self.table.id, quoted=True))
        return exp.Subquery(this=rows.select(whole, *following), alias=alias)

    def _standing_for(self, table: str) -> exp.Expr:
        """The table, or what stands for it under its name."""
        if self.among and table == self.vocabulary.residents:
            return exp.alias_(_relation(self.among), table, quoted=True)
        return _relation(table)

    def _look_up(self, id_: str) -> None:
        table = self.vocabulary.table(id_)
        entity = one_row_per(table, self.vocabulary)
        assert entity
        name = person_column if entity is Entity.PERSON else household_column
        if id_ not in self._joins:
            column = _column(id_, _known(name(table)))
            self._joins[id_] = exp.EQ(this=column, expression=self.key(entity))


def _following(value: exp.Column, key: exp.Expr) -> exp.Window:
    """The least of the later values; those alike in value are passed over."""
    spec = exp.WindowSpec(
        kind="GROUPS",
        start=exp.Literal.number(1),
        start_side="FOLLOWING",
        end="UNBOUNDED",
        end_side="FOLLOWING",
    )
    order = exp.Order(expressions=[exp.Ordered(this=value.copy(), nulls_first=False)])
    first = exp.FirstValue(this=value)
    return exp.Window(this=first, partition_by=[key.copy()], order=order, spec=spec)


def _column(table: str, column: str) -> exp.Column:
    return exp.column(column, table=table, quoted=True)


def _relation(name: str) -> exp.Table:
    return exp.Table(this=exp.to_identifier(name, quoted=True))


def _known(name: str | None) -> str:
    assert name is not None
    return name
