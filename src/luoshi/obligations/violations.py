"""The rows that a prohibition forbids."""

from collections.abc import Mapping
from datetime import date

from luoshi.counties.answers import Answers
from luoshi.counties.period import Period, in_days
from luoshi.counties.questions import COUNTY, parameters, words_of
from luoshi.expressions import (
    Entity,
    Expression,
    Vocabulary,
    column,
    compile_query,
    entity,
    parse,
)
from luoshi.expressions import Kind as ValueKind
from luoshi.obligations.sheet import Violation
from luoshi.pack.obligations import Prohibition
from luoshi.warehouse.schema import Column, FieldType, Table

FILLED_BELOW = frozenset({"county", "township", "village"})
"""The roles that fill a ledger for their own county."""

DAY, KEY = "day", "key:"


def owed(table: Table) -> bool:
    """Whether each county has to fill the table itself, so that no row means nothing known."""
    return bool(FILLED_BELOW & set(table.fills))


def violations(promise: Prohibition, answers: Answers, span: Period) -> list[Violation]:
    """Every row of the span that violates, in the order of county and key."""
    table = words_of(answers.pack).table(promise.table)
    rows = answers.engine.query(_sql(promise, table, answers, span)).to_pylist()
    found = [
        _violation(table, row)
        for row in rows
        if promise.outside is None or _outside(promise.outside, row, answers, span)
    ]
    return sorted(found, key=lambda one: (one.county, one.key))


def condition(promise: Prohibition, words: Vocabulary) -> Expression | None:
    """What makes a row violate; None where being outside a group is enough.

    Raises:
        ExpressionError: it does not hold or is no condition.
    """
    if promise.when is None:
        return None
    return parse(promise.when, words, promise.table).require(ValueKind.BOOLEAN)


def _sql(promise: Prohibition, table: Table, answers: Answers, span: Period) -> str:
    words = words_of(answers.pack)
    county = entity(words, table.id, Entity.COUNTY)
    assert county
    outputs = {COUNTY: county} | {
        f"{KEY}{one.name}": column(words, table.id, one.name) for one in named_by(table)
    }
    if table.period:
        outputs[DAY] = column(words, table.id, table.period)
    when = condition(promise, words)
    needed = when.parameters if when else frozenset()
    values = parameters(answers.pack, needed, span, span.end, answers.day)
    return compile_query(table.id, outputs, when, words, values, dated=True)


def named_by(table: Table) -> list[Column]:
    """The columns of the key that may be shown: no person, no household."""
    hidden = (FieldType.PERSON, FieldType.HOUSEHOLD)
    columns = [table.by_name[name] for name in table.key]
    return [one for one in columns if one.type not in hidden and not one.personal]


def _violation(table: Table, row: Mapping[str, object]) -> Violation:
    columns = named_by(table)
    values = {one.name: row[f"{KEY}{one.name}"] for one in columns}
    told = [one for one in columns if one.name != table.period and one != table.area]
    return Violation(
        str(row[COUNTY]),
        " ".join(_said(values[one.name]) for one in told),
        tuple((name, str(value)) for name, value in values.items()),
    )


def _said(value: object) -> str:
    return in_days(value) if isinstance(value, date) else str(value)


def _outside(group: str, row: Mapping[str, object], answers: Answers, span: Period) -> bool:
    """Whether the row's county is no member on the row's day, a list being in force."""
    listed = answers.pack.groups[group].membership(_day(row.get(DAY), span))
    return listed is not None and str(row[COUNTY]) not in listed.counties


def _day(dated: object, span: Period) -> date:
    if isinstance(dated, date):
        return dated
    return date(dated, 12, 31) if isinstance(dated, int) else span.end
