"""What an expression may speak of: tables, parameters, and the kinds of their values."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from luoshi.expressions.errors import ExpressionError, hint, listing
from luoshi.warehouse.households import by_key
from luoshi.warehouse.schema import CodeList, Column, FieldType, Table

AS_OF = "as_of"
"""The parameter every expression has: the day asked about."""

PERIOD_START, PERIOD_END, YEAR = "period_start", "period_end", "year"
"""What is asked of counties is asked for a time: its first and last day, and its year."""

YES_NO = "yes_no"
"""The code list of yes/no columns."""


class Kind(StrEnum):
    """What a value is. ``CODES`` is a cell of several values, ``PERSON`` a keyed hash.

    An ``IDENTIFIER`` is an ID number as it was written. Only words made for it take one, so that
    none can be told digit by digit, or by guessing.
    """

    BOOLEAN = "boolean"
    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    CODES = "codes"
    PERSON = "person"
    IDENTIFIER = "identifier"

    @property
    def label(self) -> str:
        """The kind's Chinese name, for messages."""
        return _TITLES[self]


BUILT_IN = {
    AS_OF: Kind.DATE,
    PERIOD_START: Kind.DATE,
    PERIOD_END: Kind.DATE,
    YEAR: Kind.NUMBER,
}
"""The parameters that need no pack."""

_TITLES = {
    Kind.BOOLEAN: "条件",
    Kind.NUMBER: "数",
    Kind.TEXT: "文字",
    Kind.DATE: "日期",
    Kind.CODES: "多值",
    Kind.PERSON: "人员",
    Kind.IDENTIFIER: "证件号码",
}

_KINDS = {
    FieldType.CODES: Kind.CODES,
    FieldType.INTEGER: Kind.NUMBER,
    FieldType.DECIMAL: Kind.NUMBER,
    FieldType.YEAR: Kind.NUMBER,
    FieldType.DATE: Kind.DATE,
    FieldType.MONTH: Kind.DATE,
    FieldType.PERSON: Kind.PERSON,
    FieldType.ID_NUMBER: Kind.IDENTIFIER,
}


def is_plain(name: str) -> bool:
    """Whether a name is one word that can stand in an expression without quotes."""
    return re.fullmatch(r"[^\W\d]\w*", name) is not None


@dataclass(frozen=True)
class Type:
    """A kind, with the unit of a number and the code list of a coded text."""

    kind: Kind
    unit: str | None = None
    codes: str | None = None


def type_of(column: Column) -> Type:
    """The type of a column's values."""
    codes = YES_NO if column.type is FieldType.YES_NO else column.codes
    return Type(_KINDS.get(column.type, Kind.TEXT), column.unit, codes)


@dataclass(frozen=True)
class InForce:
    """A value of a parameter, good from ``start`` to ``end`` (inclusive, open for ``None``)."""

    start: date
    end: date | None
    value: object


@dataclass(frozen=True)
class History:
    """A parameter's values over time, and the unit it counts in."""

    values: tuple[InForce, ...]
    unit: str | None = None


@dataclass(frozen=True)
class Vocabulary:
    """The tables, parameters and code lists expressions are checked against.

    ``residents`` and ``households`` name the two registers among ``tables``: each person
    once with the household, each household once. ``counties`` names the table of counties,
    and ``region`` the one whose only row stands for all of them, where there are such.
    ``titles`` are the parameters' names as people know them, for explanations; where there
    is none the parameter's own name is shown. ``names`` are, by a column's element, what
    people call its values where they do not go by the values themselves. ``histories`` are the
    values of parameters that may be asked as of another day.
    """

    tables: Mapping[str, Table]
    residents: str
    households: str
    parameters: Mapping[str, Kind] = field(default_factory=dict)
    codes: Mapping[str, CodeList] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    histories: Mapping[str, History] = field(default_factory=dict)
    counties: str | None = None
    region: str | None = None

    @property
    def registers(self) -> tuple[str, str]:
        """The tables that hold everyone."""
        return self.residents, self.households

    @cached_property
    def by_key(self) -> "Vocabulary":
        """The same words for an engine's rows, which the keys of households lead to each other."""
        return replace(self, tables={id_: by_key(one) for id_, one in self.tables.items()})

    def table(self, id_: str) -> Table:
        """The table of that id."""
        if id_ in self.tables:
            return self.tables[id_]
        known = hint(id_, self.tables) or f"，现有的表：{listing(self.tables)}"
        raise ExpressionError(f"没有“{id_}”这张表{known}")

    def column(self, table: Table, name: str) -> Column:
        """The column of that name."""
        if name in table.by_name:
            return table.by_name[name]
        known = hint(name, table.by_name) or self._elsewhere(name)
        raise ExpressionError(f"“{table.title}”（{table.id}）没有“{name}”这一列{known}")

    def _elsewhere(self, name: str) -> str:
        if name in self.tables:
            return f"；“{name}”是表名，请写成“{name}.列名”"
        others = [id_ for id_, table in self.tables.items() if name in table.by_name]
        ways = "、".join(f"{id_}.{name}" for id_ in others[:5])
        return f"；别的表里有，请写明表名：{ways}" if others else ""

    def parameter(self, name: str) -> Kind:
        """The kind of a parameter."""
        if name in BUILT_IN:
            return BUILT_IN[name]
        if name in self.parameters:
            return self.parameters[name]
        known = hint(name, [*BUILT_IN, *self.parameters])
        raise ExpressionError(f"没有“{name}”这个参数{known}")

    def spellings(self, codes: str | None) -> Mapping[str, str] | None:
        """Every spelling of a code list with its stored form; ``None`` where any text will do."""
        if codes == YES_NO:
            return {"是": "是", "否": "否"}
        found = self.codes.get(codes) if codes else None
        return found.spellings if found else None

    @cached_property
    def awkward(self) -> dict[str, tuple[str, ...]]:
        """Names that are not one plain word, such as 致贫/返贫风险1, by their first character.

        The longest come first.
        """
        found: dict[str, tuple[str, ...]] = {}
        for name in sorted(set(self._names()), key=lambda name: (-len(name), name)):
            if not is_plain(name) and not set(name) & {"'", '"'}:
                found[name[0]] = (*found.get(name[0], ()), name)
        return found

    def _names(self) -> Iterator[str]:
        yield from self.parameters
        for table in self.tables.values():
            yield from table.by_name
