"""Table schemas: what a table's columns are called, hold and allow.

One schema serves ledgers, department datasets and national exports alike: reading,
checking, storing, templates and the expression language all ask it.
"""

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Literal, Self

from pydantic import model_validator

from luoshi.frozen import FieldError, Found, Frozen, KeyPath, require
from luoshi.warehouse.codelists import CodeItem, CodeList


class FieldType(StrEnum):
    """What a cell means; it decides how the cell is read, stored and compared.

    A ``PERSON`` is an ID number replaced by its keyed hash at the door; an ``ID_NUMBER`` is one
    as it was written, which only exports hold.
    """

    TEXT = "text"
    CODE = "code"
    CODES = "codes"
    YES_NO = "yes_no"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    MONTH = "month"
    YEAR = "year"
    PERSON = "person"
    HOUSEHOLD = "household"
    AREA = "area"
    PHONE = "phone"
    ID_NUMBER = "id_number"


STORAGE: dict[FieldType, str] = {
    FieldType.INTEGER: "BIGINT",
    FieldType.DECIMAL: "DECIMAL(18,2)",
    FieldType.DATE: "DATE",
    FieldType.MONTH: "DATE",
    FieldType.YEAR: "INTEGER",
    FieldType.PERSON: "BIGINT",
}
"""SQL type that holds each field type; text (`VARCHAR`) where none is named."""

FINE_DECIMAL = "DECIMAL(24,6)"
"""SQL type of amounts counted in 万 or 亿: six decimals of 万元 tell a fen exactly."""


class Column(Frozen):
    """One column of a table.

    ``name`` is the users' own column name and the name expressions use; ``aliases`` are
    other headings seen in files. ``element`` ties columns of one meaning together across
    tables. ``derive`` fills the column from the table's person number. ``digits`` pads
    codes that lost their leading zeros. ``minimum`` and ``maximum`` are inclusive. An ``area``
    column may come in ``parts``: the headings of county, township and village names. One that
    ``refers`` to a ledger holds the key of one of its rows. A day or month that is ``past``
    cannot come after the day on which it is received; one that is ``planned`` may lie ahead of
    what has happened. What is known ``since`` a day column is not known before that day. A day
    that is ``awaited`` comes after the period its row is of and counts as part of it: until the
    ledger's deadline it may come yet.
    """

    name: str
    type: FieldType
    aliases: tuple[str, ...] = ()
    element: str | None = None
    unit: str | None = None
    codes: str | None = None
    refers: str | None = None
    required: bool = False
    personal: bool = False
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    digits: int | None = None
    parts: tuple[str, ...] = ()
    derive: Literal["birth_day", "sex"] | None = None
    planned: bool = False
    since: str | None = None
    awaited: bool = False
    past: bool = False
    note: str | None = None
    source: str | None = None
    assumption: bool = False

    @property
    def heading(self) -> str:
        """The name with its unit, as headings show it: 投资（万元）."""
        return f"{self.name}（{self.unit}）" if self.unit else self.name

    @property
    def decimals(self) -> int:
        """How many decimals an amount may have: the smaller parts of a large unit count too."""
        return 6 if (self.unit or "").startswith(("万", "亿")) else 2

    @property
    def storage(self) -> str:
        """SQL type the column is stored as."""
        if self.type is FieldType.DECIMAL and self.decimals > 2:
            return FINE_DECIMAL
        return STORAGE.get(self.type, "VARCHAR")

    @model_validator(mode="after")
    def _codes_where_coded(self) -> Self:
        if (self.codes is None) == (self.type in (FieldType.CODE, FieldType.CODES)):
            message = "类型为 code 或 codes 的列要写 codes（码表），其他类型的列不能写"
            raise FieldError((("codes",), message, "写上码表，或改正 type"))
        return self

    @model_validator(mode="after")
    def _numbers_are_no_text(self) -> Self:
        if self.element == "person.number" and self.type is not FieldType.ID_NUMBER:
            raise FieldError((("type",), "证件号码的列，类型写 id_number", "改正 type"))
        return self

    @model_validator(mode="after")
    def _bounds_hold(self) -> Self:
        least, most = self.minimum, self.maximum
        if least is not None and most is not None and least > most:
            message = f"最小值 {least} 大于最大值 {most}"
            raise FieldError((("minimum",), message, "改正其中一个"))
        return self


class About(StrEnum):
    """What one row of a table describes."""

    PERSON = "person"
    HOUSEHOLD = "household"
    AREA = "area"
    RECORD = "record"


class Due(Frozen):
    """When a ledger is to be filled: for ``every`` period, within ``days`` after its end."""

    every: Literal["year", "half", "quarter", "month"]
    days: int
    source: str | None = None
    assumption: bool = True


class Table(Frozen):
    """The schema of one table.

    ``home`` says where its rows live: ``dataset`` (sent in bulk by ``sender``, kept in the
    warehouse), ``ledger`` (kept by people on the site), ``export`` (brought from the national
    system) or ``reference`` (filled by the program). ``delivery`` says what a new batch does
    to what is there: ``increment`` adds to it and replaces rows of the same ``key``; ``full``
    replaces everything known of the counties the batch covers. ``period`` is the column (year,
    month or day) that says which period a row belongs to; ``fills`` and ``sees`` name roles and
    units.

    What a row is in time: with ``happened`` it is there from the first of these days on; with a
    year as ``period`` and no such day, from the end of that year. A department's *state*
    (``is_state``) is good as of the day its delivery reaches to, or the day in the column
    ``reach``, and stays so for as many months as the parameter ``fresh`` says.

    ``owed_by`` names who owes each county's rows (``fills`` where it is empty): every one of them
    declares its part of a period complete.
    """

    id: str
    title: str
    home: Literal["dataset", "ledger", "export", "reference"]
    about: About
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    delivery: Literal["increment", "full"] = "increment"
    sender: str | None = None
    rhythm: str | None = None
    period: str | None = None
    happened: tuple[str, ...] = ()
    reach: str | None = None
    fresh: str | None = None
    due: Due | None = None
    fills: tuple[str, ...] = ()
    owed_by: tuple[str, ...] = ()
    sees: tuple[str, ...] = ()
    file_names: tuple[str, ...] = ()
    source: str | None = None
    assumption: bool = False
    note: str | None = None

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """Columns by name."""
        return {column.name: column for column in self.columns}

    @property
    def is_state(self) -> bool:
        """Whether its rows say how things stood on the day the delivery reaches to."""
        return self.home == "dataset" and (self.delivery == "full" or self.reach is not None)

    @property
    def year(self) -> Column | None:
        """The column with the year a row belongs to, where that is what dates it."""
        column = self.by_name.get(self.period or "")
        return column if column and column.type is FieldType.YEAR else None

    @property
    def is_dated(self) -> bool:
        """Whether it says what its rows are in time."""
        return self.is_state or bool(self.happened) or self.period is not None

    @property
    def is_standing(self) -> bool:
        """Whether its rows are of no period: a stretch of time is asked what stood at its end."""
        return self.is_state or self.period is None

    def first(self, type_: FieldType) -> Column | None:
        """The first column of a type: the one that ties the row to a person, household or area."""
        return next((column for column in self.columns if column.type is type_), None)

    @property
    def person(self) -> Column | None:
        """The column that holds the person a row is about."""
        return self.first(FieldType.PERSON)

    @property
    def household(self) -> Column | None:
        """The column that holds the household a row is about."""
        return self.first(FieldType.HOUSEHOLD)

    @property
    def area(self) -> Column | None:
        """The column that holds the village (or other division) a row is about."""
        return self.first(FieldType.AREA)

    @model_validator(mode="after")
    def _names_hold(self) -> Self:
        require(*_columns_of(self), *_days_of(self))
        return self


def _columns_of(table: Table) -> Iterator[Found]:
    seen: set[str] = set()
    for i, column in enumerate(table.columns):
        if column.name in seen:
            yield ("columns", i, "name"), f"列名“{column.name}”重复", "换一个列名，或删去一列"
        if column.type is FieldType.ID_NUMBER and table.home != "export":
            message = f"只有导出表存号码原文，“{column.name}”不能"
            yield ("columns", i, "type"), message, "类型写 person"
        seen.add(column.name)
    for i, name in enumerate(table.key):
        if name not in seen:
            yield ("key", i), f"主键列“{name}”不在表中", f"可以写：{'、'.join(seen)}"
    if table.period is not None and table.period not in seen:
        yield ("period",), f"列“{table.period}”不在表中", "写表里的年度、月份或日期列"


def _days_of(table: Table) -> Iterator[Found]:
    """Columns that should tell a day and do not."""
    named: list[tuple[KeyPath, str | None]] = [(("reach",), table.reach)]
    named += [(("happened", i), name) for i, name in enumerate(table.happened)]
    named += [(("columns", i, "since"), one.since) for i, one in enumerate(table.columns)]
    for key, name in named:
        column = table.by_name.get(name or "")
        if name and (column is None or column.type not in (FieldType.DATE, FieldType.MONTH)):
            message = f"happened、reach、since 要写日期或月份列，“{name}”不是"
            yield key, message, "写表里类型为 date 或 month 的列"


__all__ = [
    "FINE_DECIMAL",
    "STORAGE",
    "About",
    "CodeItem",
    "CodeList",
    "Column",
    "Due",
    "FieldType",
    "Table",
]
