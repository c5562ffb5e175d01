"""The rows of worked examples as relations: each example a household of its own."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

from luoshi.frozen import Frozen, KeyPath
from luoshi.pack.loading import Pack, Place
from luoshi.pack.names import unknown
from luoshi.pack.problems import Problem
from luoshi.pack.worked_examples import Cells, WorkedExample
from luoshi.text.person_number import is_number
from luoshi.warehouse.converters import Context
from luoshi.warehouse.engine import DuckEngine
from luoshi.warehouse.made_rows import TIES, MadeRow, Misread, made_rows
from luoshi.warehouse.schema import CodeList, Column, FieldType, Table

_PEOPLE = 1000
"""More people than any example has."""


Thing = TypeVar("Thing", bound=Frozen)
Example = TypeVar("Example", bound=WorkedExample)


@dataclass(frozen=True)
class Shown(Generic[Thing, Example]):
    """An example of a thing of the pack, which stands at ``place``.

    It is the thing's example ``at`` (from 0); its ``number`` is no other's.
    """

    thing: Thing
    place: Place
    at: int
    example: Example
    number: int

    def problem(self, key: KeyPath, message: str, hint: str = "") -> Problem:
        """A problem with ``key`` of the example, which is named."""
        name = f"“{self.example.title}”" if self.example.title else f"第 {self.at + 1} 个"
        told = f"样例{name}（{self.example.as_of}）：{message}"
        return self.place.problem(("examples", self.at, *key), told, hint)


AnyShown = Shown[Any, Any]


def shown(
    things: Iterable[tuple[Thing, Place]], examples: Callable[[Thing], Sequence[Example]]
) -> list[Shown[Thing, Example]]:
    """All examples of some things, each with where it stands; numbered from 1."""
    found = [(*one, at, each) for one in things for at, each in enumerate(examples(one[0]))]
    return [Shown(*each, number) for number, each in enumerate(found, start=1)]


def placed(pack: Pack, things: Iterable[Thing]) -> Iterator[tuple[Thing, Place]]:
    """Things of the pack, each with where it stands."""
    return ((one, pack.place(one)) for one in things)


def by_day(
    examples: Iterable[Shown[Thing, Example]],
) -> Mapping[date, list[Shown[Thing, Example]]]:
    """The examples by the day they are asked on."""
    days: dict[date, list[Shown[Thing, Example]]] = defaultdict(list)
    for one in examples:
        days[one.example.as_of].append(one)
    return days


Columns = Mapping[str, Mapping[str, Column]]
"""Columns by name, of tables by id."""


def columns_of(tables: Iterable[Table]) -> Columns:
    """The columns of tables."""
    return {table.id: table.by_name for table in tables}


def named_wrongly(examples: Iterable[AnyShown], tables: Columns) -> list[Problem]:
    """The tables and columns that examples name and there are not; and real ID numbers."""
    return [problem for one in examples for problem in _wrong(one, tables)]


def context(pack: Pack, codes: Mapping[str, CodeList] | None = None) -> Context:
    """How cells of examples are read: on no day, by the pack's codes or others."""
    return Context(codes or pack.codes, lambda text: pack.areas.find(text).code, int, date.max)


def example_of(household: str) -> int:
    """The number of the example a household is of."""
    return int(household.partition("/")[0])


@dataclass
class ExampleRows:
    """The rows of examples by table, and from where in which example each is."""

    pack: Pack
    rows: dict[str, list[MadeRow]] = field(default_factory=lambda: defaultdict(list))
    origins: dict[str, list[tuple[AnyShown, KeyPath]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add(self, one: AnyShown) -> None:
        """Take in the rows of an example, and those its people and households need."""
        cast = _Cast(self.pack, one)
        for id_, rows in one.example.rows.items():
            for place, cells in enumerate(rows):
                self._put(one, id_, ("rows", id_, place), cast.row(self.pack.tables[id_], cells))
        for id_, row in cast.registered():
            self._put(one, id_, ("rows",), row)

    def _put(self, one: AnyShown, table: str, key: KeyPath, row: MadeRow) -> None:
        self.rows[table].append(row)
        self.origins[table].append((one, key))

    def engine(self, tables: Iterable[Table]) -> tuple[DuckEngine, list[Problem]]:
        """An engine that holds the tables, and what is wrong with cells."""
        engine, reading, problems = DuckEngine(), context(self.pack), list[Problem]()
        for table in tables:
            rows, misread = made_rows(table, self.rows.get(table.id, ()), reading)
            problems += (self._problem(table, one) for one in misread)
            engine.hold(table, rows)
        return engine, problems

    def _problem(self, table: Table, misread: Misread) -> Problem:
        one, key = self.origins[table.id][misread.row]
        fault, key = misread.fault, (*key, misread.column)
        return one.problem(key, f"“{misread.column}”{fault.reason}", fault.mend)


class _Cast:
    """Who and which households an example has."""

    def __init__(self, pack: Pack, one: AnyShown) -> None:
        self._pack, self._one = pack, one
        self._residents = pack.tables[pack.registers.residents]
        self._households = pack.tables[pack.registers.households]
        self._people: dict[str, int] = {}
        self._homes: dict[str, str] = {}
        self._written: set[tuple[str, str | int]] = set()
        self._rows = 0

    def row(self, table: Table, cells: Cells) -> MadeRow:
        """A row tied to its person and household, and with a key where it has none."""
        self._rows += 1
        own = [name for name in table.key if table.by_name[name].type is FieldType.TEXT]
        row: dict[str, str | int] = dict.fromkeys(own, f"{self._one.number}-{self._rows}")
        row |= cells
        for column in table.columns:
            if column.type in TIES and (column.name in cells or column in _own(table)):
                row[column.name] = tie = self._tie(table, column, cells.get(column.name, ""))
                self._written.add((table.id, tie))
        return self._placed(table, row)

    def registered(self) -> Iterator[tuple[str, MadeRow]]:
        """The rows the registers need besides those that are written."""
        person, home = _name(self._residents.person), _name(self._residents.household)
        for key in self._people.values():
            if (self._residents.id, key) not in self._written:
                yield self._residents.id, {person: key, home: self._home("")}
        number = _name(self._households.household)
        for known in self._homes.values():
            if (self._households.id, known) not in self._written:
                yield self._households.id, self._placed(self._households, {number: known})

    def _tie(self, table: Table, column: Column, name: str) -> str | int:
        if column.type is FieldType.HOUSEHOLD:
            return self._home(name)
        if table is self._residents and not name and (table.id, self._person("")) in self._written:
            name = f"第{self._rows}行"
        return self._person(name)

    def _person(self, name: str) -> int:
        return self._people.setdefault(name, self._one.number * _PEOPLE + len(self._people))

    def _home(self, name: str) -> str:
        number = str(self._one.number)
        return self._homes.setdefault(name, f"{number}/{name}" if name else number)

    def _placed(self, table: Table, row: MadeRow) -> MadeRow:
        """A household's row with its village, as one without is nowhere."""
        if table is not self._households or row.get(_name(table.area)):
            return row
        return {**row, _name(table.area): _first_village(self._pack)}


def _own(table: Table) -> tuple[Column | None, ...]:
    """The columns that tie a row to its person and household."""
    return table.person, table.household


def _name(column: Column | None) -> str:
    assert column
    return column.name


def _first_village(pack: Pack) -> str:
    """The first village there is; of a pack without any, its last division."""
    areas = pack.areas.all()
    return next((area for area in areas if area.is_village), areas[-1]).code


def cells_of(one: AnyShown) -> Iterator[tuple[KeyPath, str]]:
    """Every cell of an example, with its key."""
    for id_, rows in one.example.rows.items():
        for at, cells in enumerate(rows):
            yield from ((("rows", id_, at, name), cell) for name, cell in cells.items())


def _wrong(one: AnyShown, tables: Columns) -> Iterator[Problem]:
    for id_ in one.example.rows.keys() - tables.keys():
        yield one.problem(*unknown(("rows", id_), "表", id_, tables))
    for key, cell in cells_of(one):
        columns = tables.get(str(key[1]))
        if columns is not None:
            yield from _wrong_cell(one, key, cell, columns)


def _wrong_cell(
    one: AnyShown, key: KeyPath, cell: str, columns: Mapping[str, Column]
) -> Iterator[Problem]:
    name = str(key[-1])
    if name not in columns:
        yield one.problem(*unknown(key, "列", name, columns))
    elif columns[name].type in TIES and is_number(cell):
        yield one.problem(key, "样例里不写证件号码", "写编的称呼，如“甲”“孩子”")
