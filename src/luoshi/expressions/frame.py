"""One SELECT over the rows of one table, with the rows of other tables each leads to."""

from sqlglot import exp

from luoshi.expressions.reach import (
    COUNTY_DIGITS,
    Entity,
    household_column,
    one_row_per,
    person_column,
)
from luoshi.expressions.vocabulary import Vocabulary
from luoshi.warehouse.schema import Table

KEY = "key"
"""The column that holds the person, household or county in gathered rows."""


class Frame:
    """The rows of a table and the joins that what is asked of them needs."""

    def __init__(self, table: Table, vocabulary: Vocabulary) -> None:
        self.table = table
        self.vocabulary = vocabulary
        self._joins: dict[str, exp.Expr] = {}

    def cell(self, table: str, column: str) -> exp.Column:
        """A column of the row, or of the one row it leads to in another table."""
        if table != self.table.id:
            self._look_up(table)
        return _column(table, column)

    def gathered(self, relation: str, entity: Entity, column: str) -> exp.Column:
        """A column of a relation with one row per entity, keyed by `KEY`."""
        self._join(relation, KEY, self.key(entity))
        return _column(relation, column)

    def key(self, entity: Entity) -> exp.Expr:
        """The row's person, household, county, or what all rows share."""
        match entity:
            case Entity.PERSON:
                return _column(self.table.id, _known(person_column(self.table)))
            case Entity.HOUSEHOLD:
                return self._household()
            case Entity.COUNTY:
                return exp.Left(this=self._area(), expression=exp.Literal.number(COUNTY_DIGITS))
            case Entity.REGION:
                return exp.true()

    def _household(self) -> exp.Column:
        """The row's household: through the residents register for a person."""
        person = person_column(self.table)
        residents = self.vocabulary.table(self.vocabulary.residents)
        if person is None or self.table.id == residents.id:
            return _column(self.table.id, _known(household_column(self.table)))
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
        select = exp.select(*outputs, copy=False).from_(_relation(self.table.id), copy=False)
        for relation, condition in self._joins.items():
            select.append("joins", exp.Join(this=_relation(relation), side="LEFT", on=condition))
        return select

    def _look_up(self, id_: str) -> None:
        table = self.vocabulary.table(id_)
        entity = one_row_per(table, self.vocabulary)
        assert entity
        name = person_column if entity is Entity.PERSON else household_column
        self._join(id_, _known(name(table)), self.key(entity))

    def _join(self, relation: str, column: str, key: exp.Expr) -> None:
        if relation not in self._joins:
            self._joins[relation] = exp.EQ(this=_column(relation, column), expression=key)


def _column(table: str, column: str) -> exp.Column:
    return exp.column(column, table=table, quoted=True)


def _relation(name: str) -> exp.Table:
    return exp.Table(this=exp.to_identifier(name, quoted=True))


def _known(name: str | None) -> str:
    assert name is not None
    return name
