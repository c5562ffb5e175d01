"""A plain reading of the language, row by row, to hold the compiled query against."""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from expressions.world import HISTORIES, HOUSEHOLD, PERSON, VALUES, VOCABULARY, Row, World
from stdnum.iso7064 import mod_11_2

from luoshi.casework import WORKING_DAY, due_on
from luoshi.expressions.tree import (
    Aggregate,
    Call,
    ColumnCell,
    Dated,
    Listed,
    Literal,
    Members,
    Node,
    Parameter,
)
from luoshi.months import months_after

PERSONAL = {"residents", "insurance", "claims", "loans", "wages", "trips"}
"""Tables whose rows lead to a person, and, but for these, through the register to a household."""
OWN_HOUSEHOLD = {"residents", "trips"}
PLACES = {"hamlets": ("所在乡", "村"), "trips": ("乡名", "村名")}

GROWING = ("concat", "replace", "together")
SIX_PLACES = Decimal("0.000001")


class Reference:
    """What an expression gives for a row of a world; with ``whole``, asked of its household."""

    def __init__(self, world: World, whole: bool = False) -> None:
        self.world = world
        self.whole = whole
        self.together: Sequence[Row] = ()

    def value(self, node: Node, table: str, row: Row) -> object:
        match node:
            case Literal() | Parameter():
                return node.value if isinstance(node, Literal) else VALUES[node.name]
            case ColumnCell():
                return self.cell(node, table, row)
            case Call():
                return self.call(node, table, row)
            case Aggregate():
                return self.aggregate(node, table, row)
            case Members():
                return self.members(node, table, row)
            case Listed():
                return self.listed(node, self.value(node.value, table, row))
            case Dated():
                return _as_of(node, self.value(node.day, table, row))

    def listed(self, node: Listed, value: object) -> bool:
        return value is not None and value in {
            one.get(node.column) for one in self.world[node.table]
        }

    def call(self, node: Call, table: str, row: Row) -> object:
        if node.word == "next":
            return self.following(node, table, row)
        if node.word in GROWING and self.holds_a_long_text(node, table, row):
            return None
        return _called(node.word, [self.value(one, table, row) for one in node.arguments])

    def holds_a_long_text(self, node: Call, table: str, row: Row) -> bool:
        """Whether a text is built of a cell of more than 1,000 characters."""
        for one in node.arguments:
            if isinstance(one, ColumnCell) and len(str(self.value(one, table, row) or "")) > 1000:
                return True
            if isinstance(one, Call) and self.holds_a_long_text(one, table, row):
                return True
        return False

    def following(self, node: Call, table: str, row: Row) -> object:
        (cell,) = node.arguments
        values = [self.value(cell, table, one) for one in self.together]
        mine = self.value(cell, table, row)
        later = [one for one in values if None not in (one, mine) and one > mine]  # type: ignore[operator]
        return min(later, default=None)  # type: ignore[type-var]

    def different(self, node: Aggregate, table: str, row: Row) -> int:
        columns = [own.column for own, _ in node.keys]
        mine = [row.get(column) for column in columns]
        if None in mine:
            return 0
        alike = [one for one in self.world[table] if [one.get(c) for c in columns] == mine]
        return len({self.value(node.argument, table, one) for one in alike} - {None})

    def cell(self, node: ColumnCell, table: str, row: Row) -> object:
        if node.table == table:
            return row.get(node.column)
        key = PERSON if node.table in PERSONAL else HOUSEHOLD
        entity = row.get(PERSON) if key == PERSON else self.household(table, row)
        found = [other for other in self.world[node.table] if other[key] == entity]
        return found[0].get(node.column) if entity is not None and found else None

    def household(self, table: str, row: Row) -> object:
        if table not in PERSONAL or table in OWN_HOUSEHOLD:
            return row.get(HOUSEHOLD)
        register = {one[PERSON]: one.get(HOUSEHOLD) for one in self.world["residents"]}
        return register.get(row.get(PERSON))

    def county(self, table: str, row: Row) -> str | None:
        area = VOCABULARY.tables[table].area
        if area is None:
            household = self.household(table, row)
            found = [one for one in self.world["households"] if one[HOUSEHOLD] == household]
            return self.county("households", found[0]) if found else None
        code = row.get(area.name)
        return None if code is None else str(code)[:6]

    def in_period(self, node: Aggregate, row: Row) -> bool:
        first, last = VALUES["period_start"], VALUES["period_end"]
        assert isinstance(first, date)
        assert isinstance(last, date)
        match row.get(node.period) if node.period else first:
            case None:
                return False
            case int(year):
                return first.year <= year <= last.year
            case date() as day if node.period == "月份":
                return (first.year, first.month) <= (day.year, day.month) <= (last.year, last.month)
            case day:
                return first <= day <= last  # type: ignore[operator]

    def related(self, node: Aggregate, table: str, row: Row) -> list[Row]:
        rows = self.world[node.table]
        if table in ("counties", "region"):
            rows = [one for one in rows if self.in_period(node, one)]
        if table == "region":
            return rows
        if table == "counties":
            county = self.county(table, row)
            return [one for one in rows if self.county(node.table, one) == county]
        if table in PLACES and table not in PERSONAL:
            mine = [row.get(column) for column in PLACES[table]]
            names = PLACES[node.table]
            return [one for one in rows if None not in mine and [one.get(n) for n in names] == mine]
        if node.table in PERSONAL and table in PERSONAL and not self.whole:
            person = row.get(PERSON)
            return [one for one in rows if person is not None and one.get(PERSON) == person]
        household = self.household(table, row)
        if household is None:
            return []
        return [one for one in rows if self.household(node.table, one) == household]

    def aggregate(self, node: Aggregate, table: str, row: Row) -> object:
        if node.word == "different":
            return self.different(node, table, row)
        self.together = rows = self.related(node, table, row)
        kept = [
            row
            for row in rows
            if node.filter is None or self.value(node.filter, node.table, row) is True
        ]
        values = [self.value(node.argument, node.table, row) for row in kept]
        known = [value for value in values if value is not None]
        return _gathered(node.word, list(dict.fromkeys(known)) if node.distinct else known)

    def members(self, node: Members, table: str, row: Row) -> object:
        household = self.household(table, row)
        members = [one for one in self.world["residents"] if one.get(HOUSEHOLD) == household]
        if household is None:
            members = []
        of_each = Reference(self.world)
        held = [of_each.value(node.condition, "residents", member) is True for member in members]
        if node.word == "members":
            return sum(held)
        return any(held) if node.word == "any_member" else bool(held) and all(held)


def _as_of(node: Dated, day: object) -> object:
    history = HISTORIES[node.parameter]
    if not isinstance(day, date):
        return None
    ends = ((one, one.end or date.max) for one in history.values)
    value = next((one.value for one, end in ends if one.start <= day <= end), None)
    if node.word == "in_force" or value is None:
        return value
    return due_on(day, int(str(value)), history.unit or "")


def _gathered(word: str, values: list[object]) -> object:
    match word:
        case "sum":
            return sum(values, Decimal(0))  # type: ignore[arg-type]
        case "count":
            return len(values)
        case "any":
            return any(values)
        case _ if not values:
            return None
        case "listing":
            return "、".join(sorted(map(str, values)))
        case "avg":
            return rounded(float(sum(values)) / len(values))  # type: ignore[arg-type]
        case _:
            return {"min": min, "max": max}[word](values)  # type: ignore[type-var]


def _items(cell: object) -> list[str]:
    return [] if cell is None else str(cell).split(",")


def _id_ok(text: str) -> bool:
    return re.fullmatch("[0-9]{17}[0-9X]", text) is not None and bool(mod_11_2.is_valid(text))


def _card_ok(text: str) -> bool:
    return _id_ok(text[:18]) and re.fullmatch("[1-7][1-4](..)?", text[18:]) is not None


def _birthday(text: str) -> date | None:
    written = text[6:14]
    try:
        return date(int(written[:4]), int(written[4:6]), int(written[6:]))
    except ValueError:
        return None


def _called(word: str, values: list[object]) -> object:
    if word in WITH_UNKNOWN:
        return WITH_UNKNOWN[word](values)
    return None if None in values else SIMPLE[word](*values)


def _and(values: list[object]) -> object:
    return False if False in values else None if None in values else True


def _or(values: list[object]) -> object:
    return True if True in values else None if None in values else False


def _in(values: list[object]) -> object:
    first, *others = values
    return _or([_called("=", [first, other]) for other in others])


def _between(values: list[object]) -> object:
    first, low, high = values
    return _and([_called(">=", [first, low]), _called("<=", [first, high])])


def _known(values: list[object]) -> list[object]:
    return [value for value in values if value is not None]


def _chosen(values: list[object]) -> object:
    for condition, value in zip(values[: len(values) // 2 * 2 : 2], values[1::2], strict=True):
        if condition is True:
            return value
    return values[-1] if len(values) % 2 else None


def rounded(number: float) -> Decimal:
    """As the engine makes a decimal of six places of a floating number."""
    return Decimal(number * 10**6).quantize(Decimal(1), ROUND_HALF_UP) / 10**6


def _quotient(left: Decimal, right: Decimal) -> Decimal | None:
    return None if right == 0 else rounded(float(left) / float(right))


def _product(*numbers: Decimal) -> Decimal:
    product = 1.0
    for number in numbers:
        product *= float(number)
    return rounded(product)


def _age(birth: date, on: date) -> int:
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def _months_between(start: date, end: date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - int(months), 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError(day)


def _round(number: Decimal, places: int = 0) -> Decimal:
    return Decimal(number).quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP)


WITH_UNKNOWN: dict[str, Callable[[list[object]], object]] = {
    "and": _and,
    "or": _or,
    "in": _in,
    "between": _between,
    "case": _chosen,
    "is null": lambda values: values[0] is None,
    "coalesce": lambda values: next(iter(_known(values)), None),
    "least": lambda values: min(_known(values), default=None),  # type: ignore[type-var]
    "greatest": lambda values: max(_known(values), default=None),  # type: ignore[type-var]
    "concat": lambda values: "".join(str(value) for value in _known(values)),
    "has": lambda values: not set(_items(values[0])).isdisjoint(values[1:]),
    "has_only": lambda values: values[0] is not None and set(_items(values[0])) <= set(values[1:]),
    "items": lambda values: len(_items(values[0])),
    "together": lambda values: ",".join(map(str, _known(values))) or None,
    "id_ok": lambda values: _id_ok(str(values[0])),
    "card_ok": lambda values: _card_ok(str(values[0])),
    "id_temporary": lambda values: str(values[0]).startswith("999999"),
    "phone_ok": lambda values: re.fullmatch("1[3-9][0-9]{9}", str(values[0])) is not None,
}
"""Words that make something of an unknown value."""

SIMPLE: dict[str, Callable[..., object]] = {
    "=": lambda left, right: left == right,
    "<>": lambda left, right: left != right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
    "not": lambda condition: not condition,
    "+": lambda *numbers: sum(numbers),
    "-": lambda left, right: left - right,
    "negative": lambda number: -number,
    "*": _product,
    "/": _quotient,
    "abs": abs,
    "round": _round,
    "length": len,
    "substr": lambda text, start, length: text[int(start) - 1 :][: int(length)],
    "like": lambda text, pattern: len(text) == len(pattern) and text.startswith(pattern[:-1]),
    "starts_with": lambda text, start: text.startswith(start),
    "contains": lambda text, part: part in text,
    "replace": lambda text, old, new: text.replace(old, new),
    "age": _age,
    "months_between": _months_between,
    "years_before": lambda day, number: _months_before(day, int(number) * 12),
    "months_before": _months_before,
    "months_after": lambda day, months: months_after(day, int(months)),
    "workdays_after": lambda day, number: due_on(day, int(number), WORKING_DAY),
    "days_before": lambda day, number: day - timedelta(days=int(number)),
    "days_after": lambda day, number: day + timedelta(days=int(number)),
    "year": lambda day: day.year,
    "birthday": _birthday,
    "card_kind": lambda text: int(text[18]) if text[18:19] in [*"1234567"] else None,
    "card_grade": lambda text: int(text[19]) if text[19:20] in [*"1234"] else None,
}
"""Words that give nothing where anything they are given is unknown."""
