"""The rows of a table for which something holds: what is forbidden, what is watched."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from luoshi.area_queries.period import Period
from luoshi.area_queries.questions import COUNTY, parameters, words_of
from luoshi.expressions import Entity, Expression, column, compile_query, entity
from luoshi.pack import Pack
from luoshi.text.dates import chinese_date
from luoshi.warehouse.engine import Engine
from luoshi.warehouse.schema import Column, FieldType, Table

DAY, KEY = "day", "key:"


@dataclass(frozen=True)
class Holding:
    """Rows of ``table`` of the days ``span`` for which ``when`` is true; None for every row.

    ``day`` is the day asked about. With ``outside``, only rows whose county is no member of
    that group on the row's day, a list being in force. ``more`` are further columns of what
    is found, by name. Without ``dated`` rows of all days are asked.
    """

    table: Table
    when: Expression | None
    span: Period
    day: date
    outside: str | None = None
    more: Mapping[str, Expression] = field(default_factory=dict)
    dated: bool = True

    def rows(self, pack: Pack, engine: Engine) -> list[dict[str, object]]:
        """Each row: its county, its key, its day, and what more is asked."""
        found = engine.query(self._sql(pack)).to_pylist()
        return [row for row in found if self.outside is None or self._is_outside(row, pack)]

    def _sql(self, pack: Pack) -> str:
        words = words_of(pack)
        county = entity(words, self.table.id, Entity.COUNTY)
        assert county
        outputs = {COUNTY: county, **self.more} | {
            f"{KEY}{one.name}": column(words, self.table.id, one.name)
            for one in named_by(self.table)
        }
        if self.table.period:
            outputs[DAY] = column(words, self.table.id, self.table.period)
        asked = [*outputs.values(), *([self.when] if self.when else [])]
        needed = frozenset().union(*(one.parameters for one in asked))
        values = parameters(pack, needed, self.span, self.span.end, self.day)
        return compile_query(self.table.id, outputs, self.when, words, values, dated=self.dated)

    def _is_outside(self, row: Mapping[str, object], pack: Pack) -> bool:
        listed = pack.groups[self.outside or ""].membership(self._day_of(row))
        return listed is not None and str(row[COUNTY]) not in listed.counties

    def _day_of(self, row: Mapping[str, object]) -> date:
        dated = row.get(DAY)
        if isinstance(dated, date):
            return dated
        return date(dated, 12, 31) if isinstance(dated, int) else self.span.end


def named_by(table: Table) -> list[Column]:
    """The columns of the key that may be shown: no person, no household."""
    hidden = (FieldType.PERSON, FieldType.HOUSEHOLD)
    columns = [table.by_name[name] for name in table.key]
    return [one for one in columns if one.type not in hidden and not one.personal]


def key_of(table: Table, row: Mapping[str, object]) -> list[tuple[Column, object]]:
    """The columns of the key that may be shown, each with the row's value."""
    return [(one, row[f"{KEY}{one.name}"]) for one in named_by(table)]


def label_of(table: Table, row: Mapping[str, object]) -> str:
    """What a row is called: its key without time and place."""
    told = [(one, value) for one, value in key_of(table, row) if _tells(one, table)]
    return " ".join(said(value) for _, value in told)


def _tells(one: Column, table: Table) -> bool:
    return one.name != table.period and one != table.area


def said(value: object) -> str:
    """A cell of a key in words."""
    return chinese_date(value) if isinstance(value, date) else str(value)
