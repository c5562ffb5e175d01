"""Strategies: valid expressions by kind, and small worlds for them to be asked of."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from expressions.world import HOUSEHOLD, PERSON, TABLES, VOCABULARY, Row, World
from hypothesis import strategies as st

from luoshi.expressions.joins import can_look_up, entities, shared
from luoshi.expressions.vocabulary import Kind, type_of
from luoshi.warehouse.schema import Column, FieldType, Table

T = TypeVar("T")

SUBJECTS = ["households", "residents", "claims", "subsidies", "trips", "counties", "region"]

PERSONS = st.integers(1, 5)
HOUSEHOLDS = st.sampled_from(["甲", "乙", "丙"])
NUMBERS = st.sampled_from(
    ["11010519491231002X", "110105194912310021", "11010519491231002X44", "11010519491231002X55B1",
     "11010519491331002X", "1101051949", "11010519491231002x", "999999194912310021"]
)  # fmt: skip
TEXTS = st.sampled_from(["住院", "门诊", "正常参保", "因病", "住"])
DAYS = st.sampled_from(
    [date(1960, 2, 29), date(2008, 6, 1), date(2023, 1, 31), date(2023, 6, 1), date(2024, 2, 29),
     date(2024, 6, 1)]
)  # fmt: skip
MONTHS = st.sampled_from([date(2023, 1, 1), date(2024, 5, 1)])
BEFORE_AND_AFTER = (
    "years_before", "months_before", "months_after", "days_before", "days_after", "workdays_after"
)  # fmt: skip
AMOUNTS = st.sampled_from(["0.00", "0.10", "12.35", "7000.00", "8000.00", "-3.33"]).map(Decimal)

_CELLS: dict[FieldType, st.SearchStrategy[object]] = {
    FieldType.PERSON: PERSONS,
    FieldType.HOUSEHOLD: HOUSEHOLDS,
    FieldType.AREA: st.sampled_from(
        ["640422001001", "640422001002", "640422000000", "640402000000", "640402001001"]
    ),
    FieldType.TEXT: TEXTS,
    FieldType.ID_NUMBER: NUMBERS,
    FieldType.PHONE: st.sampled_from(["13800000000", "12800000000", "1380000000", "138０0000000"]),
    FieldType.YES_NO: st.sampled_from(["是", "否"]),
    FieldType.INTEGER: st.integers(-3, 12),
    FieldType.YEAR: st.integers(2020, 2025),
    FieldType.DECIMAL: AMOUNTS,
    FieldType.DATE: DAYS,
    FieldType.MONTH: MONTHS,
}


def _names(column: Column) -> list[str]:
    assert column.codes
    return [item.name for item in VOCABULARY.codes[column.codes].items]


def _cell(column: Column) -> st.SearchStrategy[object]:
    if column.type is FieldType.CODE:
        return st.sampled_from(_names(column))
    if column.type is FieldType.CODES:
        several = st.lists(st.sampled_from(_names(column)), min_size=1, max_size=3, unique=True)
        return several.map(",".join)
    return _CELLS[column.type]


def _rows(table: Table) -> st.SearchStrategy[list[Row]]:
    if table.id == VOCABULARY.region:
        return st.just([{"县": "640000000000", "县名": "全区", "农村人口": 500}])
    key = table.key[0]
    cells = {
        column.name: _cell(column) if column.name == key else _perhaps(_cell(column))
        for column in table.columns
    }
    if key not in (PERSON, HOUSEHOLD):
        cells[key] = st.uuids().map(str)
    rows = st.fixed_dictionaries(cells)
    return st.lists(rows, min_size=2, max_size=5, unique_by=lambda row: row[key])


def _perhaps(cell: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.one_of(cell, cell, cell, st.none())


def worlds() -> st.SearchStrategy[World]:
    """Rows of every table; register keys are unique, the rest may be missing or repeated."""
    return st.fixed_dictionaries({table.id: _rows(table) for table in TABLES})


@st.composite
def expressions(draw: st.DrawFn, subject: str) -> str:
    """A valid expression of any kind on a subject."""
    kind = draw(st.sampled_from([Kind.BOOLEAN, Kind.NUMBER, Kind.TEXT, Kind.DATE]))
    writer = Writer(draw, subject)
    way = draw(st.sampled_from([writer.write, writer.aggregate, writer.household]))
    depth = draw(st.integers(1, 3))
    return way(kind, depth)


class Writer:
    """Draws expressions on the rows of a table, in one of the three places."""

    def __init__(self, draw: st.DrawFn, table: str, place: str = "subject") -> None:
        self.draw = draw
        self.table = VOCABULARY.tables[table]
        self.place = place

    def write(self, kind: Kind, depth: int) -> str:
        """An expression of a kind, at most so many words deep."""
        if depth == 0:
            return self.leaf(kind)
        ways = [self.leaf, self.column, self.column, self.word, self.word, self.any_kind]
        ways += [self.aggregate] if self.place != "related" else []
        ways += [self.household] if self.place == "subject" else []
        way = self.pick(ways)
        return way(kind) if way in (self.leaf, self.column) else way(kind, depth - 1)

    def pick(self, choices: Sequence[T]) -> T:
        return self.draw(st.sampled_from(choices))

    def column(self, kind: Kind) -> str:
        prefix = f"{self.table.id}." if self.place == "related" else ""
        names = [f"{prefix}{name}" for name in _columns(self.table, kind)]
        names += [
            f"{table.id}.{name}"
            for table in TABLES
            if table is not self.table and can_look_up(self.table, table, VOCABULARY)
            for name in _columns(table, kind)
        ]
        return self.pick(names) if names else self.leaf(kind)

    def leaf(self, kind: Kind) -> str:
        constants = {
            Kind.BOOLEAN: ["true", "false"],
            Kind.NUMBER: ["0", "2", "12.35", "-3.3", "8000", ":监测范围"],
            Kind.TEXT: ["'住院'", "'因病'", "'住'", ":类别"],
            Kind.DATE: ["date '2023-01-31'", "date '2024-02-29'", ":as_of", ":起算日"],
        }
        return self.pick(constants[kind])

    def any_kind(self, kind: Kind, depth: int) -> str:
        one, other = self.write(kind, depth), self.write(kind, depth)
        condition = self.write(Kind.BOOLEAN, depth)
        return self.pick(
            [
                f"coalesce({one}, {other})",
                f"case when {condition} then {one} else {other} end",
                f"case when {condition} then {one} end",
            ]
        )

    def word(self, kind: Kind, depth: int) -> str:
        return str(getattr(self, f"_{kind}")(depth))

    def _boolean(self, depth: int) -> str:
        kind = self.pick([Kind.BOOLEAN, Kind.NUMBER, Kind.DATE, Kind.TEXT])
        one, two, three = (f"({self.write(kind, depth)})" for _ in range(3))
        if kind is Kind.BOOLEAN:
            return self.pick([f"{one} and {two} or {three}", f"{one} and {two}", f"not {one}"])
        if kind is Kind.TEXT:
            return self._about_text(one, two)
        sign = self.pick(["=", "<>", "<", "<=", ">", ">="])
        return self.pick(
            [
                f"{one} {sign} {two}",
                f"{one} between {two} and {three}",
                f"{one} in ({two}, {three})",
                f"{one} not in ({two})",
                f"{one} is null",
            ]
        )

    def _about_text(self, one: str, two: str) -> str:
        uncoded = f"concat({one}, '')"  # any text may be compared with what has no code list
        codes = self.column(Kind.CODES) if self.table.id == "residents" else ""
        if codes and self.pick([True, False]):
            return self.pick([f"has({codes}, '残疾')", f"has_only({codes}, '健康', '残疾')"])
        return self.pick(
            [
                f"id_ok({one}) or card_ok({one})",
                f"phone_ok({one})",
                f"{uncoded} = concat({two}, '')",
                f"{uncoded} <> '住院'",
                f"{uncoded} not in ('住院', '因病')",
                f"{uncoded} like '住_'",
                f"starts_with({one}, {two})",
                f"contains({one}, {two})",
                f"{one} is not null",
                f"listed({uncoded}, claims.就医类型)",
            ]
        )

    def _number(self, depth: int) -> str:
        one, two = (f"({self.write(Kind.NUMBER, depth)})" for _ in range(2))
        start, end = self.write(Kind.DATE, depth), self.write(Kind.DATE, depth)
        return self.pick(
            [
                f"{one} {self.pick(['+', '-', '*', '/'])} {two}",
                f"-{one}",
                f"abs({one})",
                f"round({one}, {self.pick([0, 1, 2])})",
                f"{self.pick(['least', 'greatest'])}({one}, {two})",
                f"length({self.write(Kind.TEXT, depth)})",
                f"age({start}, {end})",
                f"months_between({start}, {end})",
                f"year({start})",
                f"in_force(:监测范围, {start})",
            ]
        )

    def _text(self, depth: int) -> str:
        one, two = self.write(Kind.TEXT, depth), self.write(Kind.TEXT, depth)
        return self.pick(
            [
                f"concat({one}, {two})",
                f"substr({one}, 2, 1)",
                f"replace({one}, '住', '院')",
                f"replace({one}, '住', '')",
            ]
        )

    def _date(self, depth: int) -> str:
        one, two = self.write(Kind.DATE, depth), self.write(Kind.DATE, depth)
        before = self.pick(BEFORE_AND_AFTER)
        return self.pick(
            [
                f"birthday({self.write(Kind.TEXT, depth)})",
                f"{before}({one}, {self.pick([0, 1, 13])})",
                f"months_before({one}, :月数)",
                f"due({self.pick([':时限', ':月数'])}, {one})",
                f"{self.pick(['least', 'greatest'])}({one}, {two})",
            ]
        )

    def aggregate(self, kind: Kind, depth: int) -> str:
        words = {
            Kind.BOOLEAN: ["any"],
            Kind.NUMBER: ["sum", "min", "max", "avg", "count", "count distinct"],
            Kind.DATE: ["min", "max"],
            Kind.TEXT: ["listing"],
        }
        if kind not in words:
            return self.leaf(kind)
        table = self.pick([table for table in TABLES if shared(self.table, table, VOCABULARY)])
        rows = Writer(self.draw, table.id, "related")
        key = f"{table.id}.{table.key[0]}"  # names the table, whatever else is named
        condition = f" filter (where {key} is not null and ({rows.write(Kind.BOOLEAN, depth)}))"
        match word := self.pick(words[kind]):
            case "any":
                held = rows.write(kind, depth)
                return f"any({key} is not null and ({held})){self.pick(['', condition])}"
            case "count":
                return f"count({key}){self.pick(['', condition])}"
            case "count distinct":
                return f"count(distinct {rows.write(Kind.DATE, depth)}){condition}"
            case _:
                return f"{word}({rows.write(kind, depth)}){condition}"

    def household(self, kind: Kind, depth: int) -> str:
        if not entities(self.table):
            return self.leaf(kind)
        condition = Writer(self.draw, "residents", "member").write(Kind.BOOLEAN, depth)
        if kind is Kind.BOOLEAN:
            return f"{self.pick(['any_member', 'every_member'])}({condition})"
        return f"members({condition})" if kind is Kind.NUMBER else self.leaf(kind)


def _columns(table: Table, kind: Kind) -> list[str]:
    columns = [column for column in table.columns if type_of(column).kind is kind]
    return [f'"{column.name}"' if "/" in column.name else column.name for column in columns]
