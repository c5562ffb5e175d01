"""The rows of worked examples as exports: each example a household and a village of its own."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pyarrow as pa

from luoshi.pack import Pack
from luoshi.pack.example_rows import AnyShown
from luoshi.pack.worked_examples import Cells
from luoshi.quality.elements import COUNTY, ID_NUMBER, PERSON_LENGTH, TOWNSHIP, VILLAGE
from luoshi.quality.reading import Export
from luoshi.quality.rows import ROW
from luoshi.text.person_number import MALE, check_digit, is_number, sex_of
from luoshi.warehouse.headings import Head
from luoshi.warehouse.schema import Column, FieldType, Table

_BORN = date(1980, 1, 1)
"""The birthday of whom an example says no number of."""

_PEOPLE, _CODES = 50, 10_000
"""How many people an example may have, and how many codes there are below a province."""


@dataclass(frozen=True)
class ExampleExports:
    """The exports of some examples, and the number of the example each row is of."""

    exports: Mapping[str, Export]
    examples: Mapping[str, Sequence[int]]


def example_exports(pack: Pack, examples: Iterable[AnyShown], county: str) -> ExampleExports:
    """Every export of the pack with the rows of the examples, whole and of one county."""
    rows: dict[str, list[Cells]] = {id_: [] for id_ in pack.exports}
    numbers: dict[str, list[int]] = {id_: [] for id_ in pack.exports}
    for one in examples:
        cast = _Cast(one.number, pack.areas.region.code[:2], county)
        for id_, given in one.example.rows.items():
            rows[id_] += (cast.row(pack.exports[id_], cells) for cells in given)
            numbers[id_] += [one.number] * len(given)
    exports = {id_: _export(pack.exports[id_], found) for id_, found in rows.items()}
    return ExampleExports(exports, numbers)


def made_up_code(pack: Pack) -> str:
    """The first six digits of numbers that are plainly nobody's: the whole province's."""
    return pack.areas.region.code[:6]


def _export(table: Table, rows: Sequence[Cells]) -> Export:
    names = [one.name for one in table.columns if one.type is not FieldType.PERSON]
    head = Head(1, tuple(names), {name: (at,) for at, name in enumerate(names)}, None, ())
    texts = {
        str(at): pa.chunked_array([pa.array([row.get(name) for row in rows], pa.string())])
        for at, name in enumerate(names)
    }
    sheet_rows = pa.chunked_array([pa.array(range(2, len(rows) + 2), pa.int64())])
    return Export(table, Path(table.title), head, pa.table({**texts, ROW: sheet_rows}))


@dataclass
class _Cast:
    """Whom and what place the rows of an example are of."""

    number: int
    province: str
    county: str
    people: dict[str, int] = field(default_factory=dict)
    nameless: Counter[str] = field(default_factory=Counter)

    def row(self, table: Table, cells: Cells) -> Cells:
        """A row with whatever says whose it is; what is written empty stays empty."""
        tied = {one.name: self._tie(table, one, cells) for one in table.columns}
        return {**cells, **{name: cell for name, cell in tied.items() if cell is not None}}

    def _tie(self, table: Table, column: Column, cells: Cells) -> str | None:
        given = cells.get(column.name)
        if given == "":
            return given
        if column.type is FieldType.HOUSEHOLD:
            return f"{self.number}/{given}" if given else str(self.number)
        if column.type is FieldType.ID_NUMBER:
            return self._id_number(table, column, given)
        places = {COUNTY: self.county, TOWNSHIP: "样例乡", VILLAGE: f"样例{self.number}村"}
        if column.element == VILLAGE and given:
            return f"{given}{self.number}"
        return given or places.get(column.element or "")

    def _id_number(self, table: Table, column: Column, given: str | None) -> str | None:
        """A number no other example has: of somebody called so, or with the birthday given."""
        if given is None and column.element != ID_NUMBER:
            return None
        if given is None:
            return self._made(self._nameless(table, column), f"{_BORN:%Y%m%d}", MALE)
        if not any(letter.isdigit() for letter in given):
            return self._made(given, f"{_BORN:%Y%m%d}", MALE)
        body, rest = given[:PERSON_LENGTH], given[PERSON_LENGTH:]
        return self._made(body, body[6:14], sex_of(body)) + rest if is_number(body) else given

    def _nameless(self, table: Table, column: Column) -> str:
        """Whom a row is of that says nobody: the first person, or the next where each has one."""
        self.nameless[table.id] += 1
        return str(self.nameless[table.id]) if table.key == (column.name,) else "1"

    def _made(self, name: str, born: str, sex: str) -> str:
        who = self.number * _PEOPLE + self.people.setdefault(name, len(self.people))
        body = (
            f"{self.province}{who % _CODES:04d}{born}{who // _CODES:02d}{1 if sex == MALE else 2}"
        )
        return body + check_digit(body)
