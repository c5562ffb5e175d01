"""What watches find: rows in which something is wrong, or places nothing is there for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from luoshi.area_queries.period import Period
from luoshi.area_queries.questions import COUNTY, words_of
from luoshi.area_queries.rows import Holding, label_of
from luoshi.areas import Area, Level
from luoshi.expressions import (
    Entity,
    Expression,
    Kind,
    Type,
    Vocabulary,
    column,
    division,
    entity,
    parse,
)
from luoshi.expressions.tree import ColumnCell
from luoshi.obligations.scope import Scope, deciding_day
from luoshi.pack import Pack
from luoshi.pack.checks import parse_check
from luoshi.pack.obligations import EVERYWHERE
from luoshi.pack.topics import Lacking, Watch
from luoshi.warehouse.engine import Engine
from luoshi.warehouse.schema import Table
from luoshi.warehouse.storage import RECORD

AREA, HOME, SHOWN = "area", "home", "shown:"


@dataclass(frozen=True)
class Alert:
    """A row that a watch holds for, or a place without any.

    ``area`` is the code of the division it lies in, ``label`` what it is called, ``shown`` the
    watch's columns with their values. ``record`` is the number of a ledger's record and
    ``home`` the number of the household it is about, where there are such.
    """

    county: str
    area: str
    label: str
    shown: tuple[tuple[str, object], ...] = ()
    record: int | None = None
    home: str | None = None


@dataclass(frozen=True)
class Watcher:
    """Asks watches for ``period``, a year or the part that has passed, as of ``day``.

    In ``engine`` every table of the pack is a relation; those of ledgers have `RECORD` too.
    """

    pack: Pack
    engine: Engine
    period: Period
    day: date

    @property
    def _end(self) -> date:
        return min(self.period.end, self.day)

    def _records(self, watch: Watch) -> Engine:
        """The records as of the day, or for a look-back the period's end; states as of that."""
        day = self._end if watch.rows == "all" else self.day
        return self.engine.on(day).states_on(self._end)

    def alerts(self, watch: Watch) -> tuple[Alert, ...]:
        """All alerts of a watch, by place and name.

        Raises:
            ValueError: a parameter has no value in force on the period's last day.
        """
        found = self._places(watch, watch.lacking) if watch.lacking else self._rows(watch)
        kept = [one for one in found if self._watched(watch, one)]
        return tuple(sorted(kept, key=_order))

    def _watched(self, watch: Watch, found: Alert) -> bool:
        """Whether the watch is kept there; the region's own rows too where it is everywhere."""
        scope = Scope(watch.where, self.pack, deciding_day(self.period, self.day))
        return watch.where == EVERYWHERE or found.county in scope.members

    def _rows(self, watch: Watch) -> Iterator[Alert]:
        words = words_of(self.pack)
        table = words.table(watch.table)
        shown = {f"{SHOWN}{name}": one for name, one in shown_columns(watch, words).items()}
        when = parse_check(watch, words).when
        more = shown | _whereabouts(table, words)
        dated = watch.rows == "period"
        asked = Holding(table, when, self.period, self.day, watch.outside, more, dated)
        for row in asked.rows(self.pack, self._records(watch)):
            yield _alert(watch, table, row)

    def _places(self, watch: Watch, lacking: Lacking) -> Iterator[Alert]:
        """The places of a level that no row is of."""
        digits = Level(lacking.level).digits
        served = {code[:digits] for code in self._codes(watch, watch.table, watch.when)}
        for area in self._wanted(watch, lacking):
            if area.code[:digits] not in served:
                yield Alert(area.code[:6], area.code, area.label)

    def _wanted(self, watch: Watch, lacking: Lacking) -> Iterator[Area]:
        """The places that should have a row."""
        listed = lacking.among and self._codes(watch, lacking.among, lacking.listed or "true")
        for area in self.pack.areas.at_level(Level(lacking.level), self.period.end):
            named = not lacking.among or area.code in (listed or ())
            if named and (area.is_village or lacking.level != "village"):
                yield area

    def _codes(self, watch: Watch, table: str, when: str) -> set[str]:
        """The divisions of the rows for which a condition holds."""
        words = words_of(self.pack)
        condition = parse(when, words, table, watch.let).require(Kind.BOOLEAN)
        place = division(words, table)
        assert place
        asked = Holding(words.table(table), condition, self.period, self.day, more={AREA: place})
        return {str(row[AREA]) for row in asked.rows(self.pack, self._records(watch))}


def _order(found: Alert) -> tuple[str, str, int, str, str]:
    """By place and name; rows about persons have none, so that what is shown of them decides."""
    return found.area, found.label, found.record or 0, found.home or "", str(found.shown)


def shown_columns(watch: Watch, words: Vocabulary) -> dict[str, Expression]:
    """What is shown of each row, by name.

    Raises:
        ExpressionError: a name is neither a column nor a part of ``let`` that holds.
    """
    table = words.table(watch.table)
    return {
        name: column(words, table.id, name)
        if name in table.by_name
        else parse(watch.let.get(name, name), words, table.id, watch.let)
        for name in watch.columns
    }


def _whereabouts(table: Table, words: Vocabulary) -> dict[str, Expression]:
    """Where a row lies, which record it is, and whose household."""
    place, home = division(words, table.id), entity(words, table.id, Entity.HOUSEHOLD)
    assert place
    number = ColumnCell(Type(Kind.NUMBER), table.id, RECORD, own=True)
    found = {AREA: place} | ({HOME: home} if home else {})
    if table.home == "ledger":
        found[RECORD] = Expression(RECORD, table.id, number, words)
    return found


def _alert(watch: Watch, table: Table, row: Mapping[str, object]) -> Alert:
    record, home = row.get(RECORD), row.get(HOME)
    return Alert(
        str(row[COUNTY]),
        str(row[AREA]),
        label_of(table, row),
        tuple((name, row[f"{SHOWN}{name}"]) for name in watch.columns),
        record if isinstance(record, int) else None,
        None if home is None else str(home),
    )
