"""What an expression gives for a county or for the region, read plainly from rows."""

import re
from collections.abc import Mapping
from datetime import date

from expressions.reference import Reference, Row
from reference.obligations.records import Records
from reference.obligations.records import county as own_county

from luoshi.areas import Indicator, Level
from luoshi.expressions import parse
from luoshi.expressions.tree import Aggregate, ColumnCell, Literal, Node, walk
from luoshi.pack import Pack
from luoshi.pack.rules import vocabulary
from luoshi.warehouse.schema import About, FieldType, Table


class Reading(Reference):
    """The records as of a day, asked of the days ``start`` to ``end``."""

    def __init__(
        self,
        records: Records,
        day: date,
        start: date,
        end: date,
        facts: Mapping[str, Row],
        values: Mapping[str, object],
    ) -> None:
        super().__init__({})
        self.records, self.pack = records, records.pack
        self.day, self.start, self.end = day, start, end
        self.facts = facts
        self.values = {**values, "as_of": day, "period_start": start, "period_end": end}
        self.values["year"] = end.year
        self.only: tuple[str, str, object] | None = None
        self._found: dict[str, list[Row]] = {}
        self._in: dict[tuple[str, str], list[Row]] = {}
        self._by: dict[tuple[str, str], dict[object, Row]] = {}

    def figure(self, text: str, place: str, only: tuple[str, str, object] | None = None) -> object:
        """What a text gives for a county (six digits) or the region; of one value of a column."""
        subject = "region" if place == region_of(self.pack) else counties_table(self.pack)
        self.only = only
        return self.value(tree(self.pack, text, subject), subject, self.facts[place])

    def rows(self, table: str) -> list[Row]:
        if table not in self._found:
            self._found[table] = self.records.rows(self.pack.tables[table], self.day, self.end)
        return self._found[table]

    def rows_in(self, table: str, place: str) -> list[Row]:
        """The rows of the period in a county, or all of the region."""
        if (table, place) not in self._in:
            whole = place == region_of(self.pack)
            dated = [row for row in self.rows(table) if self.in_span(self.pack.tables[table], row)]
            self._in[table, place] = [
                row for row in dated if whole or self.county(table, row) == place
            ]
        return self._in[table, place]

    def in_span(self, table: Table, row: Row) -> bool:
        when = row.get(table.period) if table.period else self.start
        if when is None:
            return False
        if isinstance(when, int):
            return self.start.year <= when <= self.end.year
        assert isinstance(when, date)
        if table.period and table.by_name[table.period].type is FieldType.MONTH:
            return self.start.replace(day=1) <= when.replace(day=1) <= self.end
        return self.start <= when <= self.end

    # How the plain reading of the language finds its way in these tables.

    def value(self, node: Node, table: str, row: Row) -> object:
        name = getattr(node, "name", None)
        if type(node).__name__ == "Parameter":
            return self.values[str(name)]
        return super().value(node, table, row)

    def call(self, node, table: str, row: Row) -> object:
        if node.word == "like":
            text, pattern = (self.value(one, table, row) for one in node.arguments)
            return None if text is None else _like(str(text), str(pattern))
        return super().call(node, table, row)

    def related(self, node: Aggregate, table: str, row: Row) -> list[Row]:
        assert table in ("region", counties_table(self.pack)), table
        place = str(row["code"])
        found = self.rows_in(node.table, place)
        if self.only and self.only[0] == node.table:
            return [one for one in found if one.get(self.only[1]) == self.only[2]]
        return found

    def cell(self, node: ColumnCell, table: str, row: Row) -> object:
        if node.table == table:
            return row.get(node.column)
        mine, other = (self.pack.tables[one] for one in (table, node.table))
        if _person(mine) and _person(other):
            found = self.by(other.id, _person(other)).get(row.get(_person(mine)))
        else:
            found = self.by(other.id, _household(other)).get(self.household(table, row))
        return found.get(node.column) if found else None

    def by(self, table: str, column: str) -> dict[object, Row]:
        if (table, column) not in self._by:
            known = [row for row in self.rows(table) if row.get(column) is not None]
            self._by[table, column] = {row[column]: row for row in known}
        return self._by[table, column]

    def household(self, table: str, row: Row) -> object:
        mine = self.pack.tables[table]
        if _household(mine) or not _person(mine):
            return row.get(_household(mine))
        residents = self.pack.tables[self.pack.registers.residents]
        found = self.by(residents.id, _person(residents)).get(row.get(_person(mine)))
        return found.get(_household(residents)) if found else None

    def county(self, table: str, row: Row) -> str | None:
        if self.pack.tables[table].area:
            return own_county(row, self.pack.tables[table]) or None
        households = self.pack.tables[self.pack.registers.households]
        home = self.by(households.id, _household(households)).get(self.household(table, row))
        return own_county(home, households) or None if home else None


def _person(table: Table) -> str:
    of_one = table.about not in (About.HOUSEHOLD, About.AREA)
    return table.person.name if of_one and table.person else ""


def _household(table: Table) -> str:
    return table.household.name if table.about is not About.AREA and table.household else ""


def _like(text: str, pattern: str) -> bool:
    parts = {"%": ".*", "_": "."}
    return (
        re.fullmatch("".join(parts.get(one, re.escape(one)) for one in pattern), text) is not None
    )


_TREES: dict[tuple[str, str], Node] = {}


def tree(pack: Pack, text: str, subject: str) -> Node:
    """The tree of a text; the language itself has a reference of its own."""
    if (text, subject) not in _TREES:
        _TREES[text, subject] = parse(text, vocabulary(pack), subject).node
    return _TREES[text, subject]


def gathered(pack: Pack, text: str, subject: str) -> set[str]:
    """The tables a text adds up rows of."""
    nodes = walk(tree(pack, text, subject))
    return {node.table for node in nodes if isinstance(node, Aggregate)}


def read(pack: Pack, text: str, subject: str) -> set[str]:
    """The tables a text reads in any way, those that lead rows to a place among them."""
    found = gathered(pack, text, subject)
    nodes = walk(tree(pack, text, subject))
    found |= {node.table for node in nodes if isinstance(node, ColumnCell)}
    found -= {"region", counties_table(pack)}
    return found | {one for id_ in found for one in leading(pack, pack.tables[id_])}


def leading(pack: Pack, table: Table) -> set[str]:
    """The registers without which nobody knows where a row lies."""
    if table.area:
        return set()
    if _household(table):
        return {pack.registers.households}
    return {pack.registers.residents, pack.registers.households} if _person(table) else set()


def literals(pack: Pack) -> dict[tuple[str, str], set[object]]:
    """The constants each column is held against somewhere in the pack's obligations."""
    found: dict[tuple[str, str], set[object]] = {}
    for (_, _), node in list(_TREES.items()):
        for each in walk(node):
            arguments = getattr(each, "arguments", ())
            cells = [one for one in arguments if isinstance(one, ColumnCell)]
            values = {one.value for one in arguments if isinstance(one, Literal)}
            for cell in cells:
                found.setdefault((cell.table, cell.column), set()).update(values)
    return found


def counties_table(pack: Pack) -> str:
    assert pack.registers.counties
    return pack.registers.counties


def region_of(pack: Pack) -> str:
    return pack.areas.at_level(Level.REGION)[0].code[:6]


INDICATORS = {"county.rural_people": Indicator.RURAL, "county.people": Indicator.RESIDENT}
