"""Rows of one table gathered by person, household or county, with all that is asked of them."""

from collections.abc import Callable, Mapping

from sqlglot import exp

from luoshi.expressions import sql
from luoshi.expressions.frame import KEY, Frame
from luoshi.expressions.reach import Entity, household_column, person_column
from luoshi.expressions.tree import Aggregate, Cell, Members, Node

SqlOf = Callable[[Node, Frame], exp.Expr]
"""Compiles a node asked of the rows of a frame."""

BY = "by"
"""The column that holds the value by which rows were grouped, besides the entity."""

PERSONS = "persons"
"""What was gathered by person, on its way to households."""


class Gathering:
    """One pass over a table that works out everything asked of its rows, by entity.

    Or by ``keys``. And for each value of ``by``, a column of the table. ``kept`` holds for the
    rows asked.
    """

    def __init__(
        self,
        name: str,
        entity: Entity,
        frame: Frame,
        sql_of: SqlOf,
        by: Cell | None = None,
        kept: exp.Expr | None = None,
        keys: tuple[tuple[Cell, Cell], ...] = (),
    ) -> None:
        self.name = name
        self.entity = entity
        self.keys = keys
        self.frame = frame
        self.sql_of = sql_of
        self.by = by
        self.kept = kept
        self.measures: dict[Aggregate | Members, exp.Expr] = {}
        self.needed: list[exp.Expr | None] = []

    def measure(self, node: Aggregate | Members) -> str:
        """The column that holds what the node asks; equal ones share it."""
        if node not in self.measures:
            self.measures[node] = self._worked_out(node)
        return f"m{list(self.measures).index(node) + 1}"

    def keys_of(self, asked: Frame) -> Mapping[str, exp.Expr]:
        """The columns rows are gathered by, with what they are for a row of another frame."""
        if not self.keys:
            return {KEY: asked.key(self.entity)}
        return {f"{KEY}{n}": self.sql_of(own, asked) for n, (own, _) in enumerate(self.keys)}

    def select(self) -> exp.Select:
        """The rows that hold what was asked, one for each entity (and value of ``by``)."""
        if self._persons_first():
            return self._households_of(self._grouped({KEY: self.frame.key(Entity.PERSON)}))
        return self._grouped(self._keys())

    def _persons_first(self) -> bool:
        """Whether rows are fewer by person before they are led to households: a cheaper join."""
        simple = all(
            isinstance(node, Aggregate) and not node.distinct and node.word in sql.COMBINED_SQL
            for node in self.measures
        )
        table = self.frame.table
        through_persons = person_column(table) and not household_column(table)
        plain = not self.by and not self.frame.among and not self.frame.in_turn
        return self.entity is Entity.HOUSEHOLD and bool(through_persons) and simple and plain

    def _households_of(self, persons: exp.Select) -> exp.Select:
        """What was gathered by person, gathered by the persons' households."""
        residents = self.frame.residents
        household = residents.key(Entity.HOUSEHOLD)
        columns = [exp.alias_(household, KEY, quoted=True)]
        for number, node in enumerate(self.measures, start=1):
            measure = exp.column(f"m{number}", table=PERSONS, quoted=True)
            combined = sql.COMBINED_SQL[node.word](measure)
            columns.append(exp.alias_(combined, f"m{number}", quoted=True))
        person = exp.column(KEY, table=PERSONS, quoted=True)
        same = exp.EQ(this=residents.key(Entity.PERSON), expression=person)
        select = residents.select(*columns).join(persons.subquery(PERSONS), on=same, copy=False)
        return sql.where(select, sql.known(household)).group_by(household.copy())

    def _grouped(self, keys: dict[str, exp.Expr]) -> exp.Select:
        columns = [exp.alias_(key, name, quoted=True) for name, key in keys.items()]
        columns += [
            exp.alias_(measure, f"m{number}", quoted=True)
            for number, measure in enumerate(self.measures.values(), start=1)
        ]
        parting = [key for key in keys.values() if not isinstance(key, exp.Boolean)]
        asked = [*map(sql.known, parting), self._rows_needed(), self.kept]
        select = sql.where(self.frame.select(*columns), *asked)
        return select.group_by(*(key.copy() for key in parting), copy=False)

    def _keys(self) -> dict[str, exp.Expr]:
        keys: dict[str, exp.Expr] = {KEY: self.frame.key(self.entity)}
        if self.keys:
            keys = {f"{KEY}{n}": self.sql_of(of, self.frame) for n, (_, of) in enumerate(self.keys)}
        return keys | {BY: self.frame.cell(self.by.table, self.by.column)} if self.by else keys

    def _rows_needed(self) -> exp.Expr | None:
        """Which rows any of the measures looks at; all where ``None``."""
        needed = [one for one in self.needed if one is not None]
        return sql.any_of(needed) if len(needed) == len(self.needed) else None

    def _worked_out(self, node: Aggregate | Members) -> exp.Expr:
        match node:
            case Members():
                return self._of_members(node)
            case Aggregate():
                return self._of_rows(node)

    def _of_members(self, node: Members) -> exp.Expr:
        condition = self.sql_of(node.condition, self.frame)
        self.needed.append(None if node.word == "every_member" else condition.copy())
        return sql.AGGREGATES_SQL[node.word](condition)

    def _of_rows(self, node: Aggregate) -> exp.Expr:
        argument = self.sql_of(node.argument, self.frame)
        kept = None if node.filter is None else self.sql_of(node.filter, self.frame)
        self.needed.append(_rows_needed(node, argument, kept))
        value = exp.Distinct(expressions=[argument]) if node.distinct else argument
        measure = sql.AGGREGATES_SQL[node.word](value)
        return (
            measure if kept is None else exp.Filter(this=measure, expression=exp.Where(this=kept))
        )


def _rows_needed(node: Aggregate, argument: exp.Expr, kept: exp.Expr | None) -> exp.Expr | None:
    """Which rows an aggregate looks at; all where ``None``."""
    conditions = [argument] if node.word == "any" else []
    conditions += [] if kept is None else [kept]
    return exp.and_(*conditions) if conditions else None
