"""Rows of one table gathered by person, household or county, with all that is asked of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlglot import exp

from luoshi.expressions import sql
from luoshi.expressions.frame import KEY, Frame
from luoshi.expressions.joins import Entity
from luoshi.expressions.tree import Aggregate, ColumnCell, Members, Node

SqlOf = Callable[[Node, Frame], exp.Expr]
"""Compiles a node asked of the rows of a frame."""

BY = "by"
"""The column that holds the value by which rows were grouped, besides the entity."""


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
        by: ColumnCell | None = None,
        kept: exp.Expr | None = None,
        keys: tuple[tuple[ColumnCell, ColumnCell], ...] = (),
    ) -> None:
        self.name = name
        self.entity = entity
        self.keys = keys
        self.frame = frame
        self.sql_of = sql_of
        self.by = by
        self.kept = kept
        self.measures: dict[Aggregate | Members, _Measure] = {}

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
        keys, measures = self._keys(), self.measures.values()
        # A filter that all measures share is among what is asked of rows already.
        alike = len({one.kept for one in measures}) == 1
        columns = [exp.alias_(key, name, quoted=True) for name, key in keys.items()]
        columns += [
            exp.alias_(one.value if alike else one.filtered, f"m{number}", quoted=True)
            for number, one in enumerate(measures, start=1)
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
        needed = [one.needed for one in self.measures.values() if one.needed is not None]
        return sql.any_of(needed) if len(needed) == len(self.measures) else None

    def _worked_out(self, node: Aggregate | Members) -> "_Measure":
        match node:
            case Members():
                return self._of_members(node)
            case Aggregate():
                return self._of_rows(node)

    def _of_members(self, node: Members) -> "_Measure":
        condition = self.sql_of(node.condition, self.frame)
        needed = None if node.word == "every_member" else condition.copy()
        return _Measure(sql.AGGREGATES_SQL[node.word](condition), None, needed)

    def _of_rows(self, node: Aggregate) -> "_Measure":
        argument = self.sql_of(node.argument, self.frame)
        kept = None if node.filter is None else self.sql_of(node.filter, self.frame)
        looked_at = [argument] if node.word == "any" else []
        looked_at += [] if kept is None else [kept]
        value = exp.Distinct(expressions=[argument]) if node.distinct else argument
        needed = exp.and_(*looked_at) if looked_at else None
        return _Measure(sql.AGGREGATES_SQL[node.word](value), kept, needed)


@dataclass(frozen=True)
class _Measure:
    """What is worked out of the rows that are ``kept``; of rows not ``needed`` it takes nothing."""

    value: exp.Expr
    kept: exp.Expr | None
    needed: exp.Expr | None

    @property
    def filtered(self) -> exp.Expr:
        """The value, told itself which rows are kept."""
        if self.kept is None:
            return self.value
        return exp.Filter(this=self.value, expression=exp.Where(this=self.kept))
