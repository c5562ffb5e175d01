"""The rows a family has before any cell is filled: place, year, item and number of each."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import count

from luoshi.demonstration.synthetic.ledgers.places import Ground, Place
from luoshi.demonstration.synthetic.ledgers.recipe import Amount, Number, Over
from luoshi.demonstration.synthetic.ledgers.watched import Row
from luoshi.ids import notice_of
from luoshi.pack import Pack

WATCHED = "watched"
"""What recipes call the monitored households."""

RowsOf = Callable[[str], Sequence[Row]]
"""All rows of a ledger, by its id."""


@dataclass(frozen=True)
class PlannedRow:
    """One row to be: what is known of its place, year and item, by name."""

    place: Place
    year: int
    known: Row

    @property
    def lasting(self) -> tuple[object, ...]:
        """What the row shares with its fellows of other years."""
        passing = ("年度", "序号")
        return (self.place.code, *(v for k, v in self.known.items() if k not in passing))


@dataclass(frozen=True)
class RowPlanner:
    """Who has rows: on a pack's ground, in the years of its notice up to the ground's day."""

    ground: Ground
    words: Mapping[str, Mapping[str, str]]
    rows_of: RowsOf

    def planned_rows(self, over: Over) -> list[PlannedRow]:
        """The rows of a family."""
        found = self._of_rows(over) if over.of else self._of_places(over)
        return [planned for planned in found if planned.year <= self.ground.as_of.year]

    def _of_places(self, over: Over) -> Iterator[PlannedRow]:
        items = _items(over, self.ground)
        running = count(1)
        for year in over.years or self.term:
            for place in self.ground.places(over, year):
                for item in items:
                    for time in range(self._count(over.count, place, year, item)):
                        yield self._row(place, year, {**item, "次": time + 1}, next(running))

    def _of_rows(self, over: Over) -> Iterator[PlannedRow]:
        items = _items(over, self.ground)
        running = count(1)
        for place, row in self._matching(over):
            for year in self._years(row, over):
                for item in items:
                    yield self._row(place, year, {**row, **item}, next(running))

    def _matching(self, over: Over) -> Iterator[tuple[Place, Row]]:
        area = self.area_of(over.of or "")
        for row in self.rows_of(over.of or ""):
            place = self.ground.at(str(row[area]))
            if matches(row, over.match) and self._within(over.where, place, row):
                yield place, row

    def _within(self, where: str | tuple[str, ...] | None, place: Place, row: Row) -> bool:
        if where is None:
            return True
        year = row.get("年度")
        year = year if isinstance(year, int) else self.term[0]
        return place.county in self.ground.members(where, year)

    def area_of(self, ledger: str) -> str:
        """The column that says where a ledger's rows are from."""
        if ledger == WATCHED:
            return "行政村"
        area = self.ground.pack.tables[ledger].area
        assert area, ledger
        return area.name

    def _years(self, row: Row, over: Over) -> Sequence[int]:
        year = row.get("年度")
        return (year + over.lag,) if isinstance(year, int) else over.years or self.term

    def _row(self, place: Place, year: int, more: Row, number: int) -> PlannedRow:
        words = {name: of.get(place.county, of.get("all", "")) for name, of in self.words.items()}
        return PlannedRow(
            place, year, {**words, **more, **place.known, "年度": year, "序号": number}
        )

    def _count(self, wanted: Number | int, place: Place, year: int, item: Row) -> int:
        if isinstance(wanted, int):
            return wanted
        size = self.ground.size(place, wanted.per, year)
        factor = self.factor(wanted.times, place, year, item)
        return max(round(amount(wanted.number, item) * size * factor), 0)

    def factor(self, times: Mapping[str, Amount], place: Place, year: int, item: Row) -> float:
        """The product of the factors of the groups the place is in."""
        found = 1.0
        for where, factor in times.items():
            if self.concerns(where, place, year):
                found *= amount(factor, item)
        return found

    def concerns(self, where: str, place: Place, year: int) -> bool:
        """Whether a place lies in a county, or in a group as at the end of the year."""
        if where.isdigit():
            return place.county == where
        return where == "all" or place.county in self.ground.members(where, year)

    @property
    def term(self) -> range:
        """The years of the notices that the demonstration tells of."""
        return range(self.ground.pack.term.first.year, self.ground.until.year + 1)


def amount(value: Amount, item: Row) -> float:
    """A number, or the item's field of that name."""
    found = item[value] if isinstance(value, str) else value
    assert isinstance(found, int | float | Decimal), value
    return float(found)


def matches(row: Row, wanted: Mapping[str, object]) -> bool:
    """Whether cells hold what is wanted: one of several values, or one among several."""
    return all(_holds(row.get(name), value) for name, value in wanted.items())


def _holds(cell: object, wanted: object) -> bool:
    if isinstance(wanted, tuple):
        return cell in wanted
    return cell == wanted or (isinstance(cell, str) and str(wanted) in cell.split(","))


def _items(over: Over, ground: Ground) -> list[Row]:
    found = _listed(over, ground.pack, ground.until)
    return [item for item in found if not over.without or not matches(item, over.without)]


def _listed(over: Over, pack: Pack, until: date) -> list[Row]:
    begun = {one.id for one in pack.notices.values() if one.issued <= until}
    if over.each == "leads":
        clauses = (one for one in pack.clauses.values() if notice_of(one.id) in begun)
        leads = dict.fromkeys(unit for clause in clauses for unit in clause.leads)
        return [{"牵头单位": unit} for unit in leads]
    if over.each == "obligations":
        return [
            {"事项编号": one.id, "事项": one.title, "责任单位": one.leads[0]}
            for one in pack.obligations.values()
            if notice_of(one.id) in begun
        ]
    return [*over.each]
