"""The rows that a prohibition forbids."""

from collections.abc import Mapping

from luoshi.area_queries.answers import Answers
from luoshi.area_queries.questions import COUNTY, Question, words_of
from luoshi.area_queries.rows import Holding, key_of, label_of
from luoshi.expressions import Expression, Vocabulary, parse
from luoshi.expressions import Kind as ValueKind
from luoshi.obligations.sheet import Violation
from luoshi.pack.obligations import Prohibition
from luoshi.warehouse.schema import FieldType, Table

SOMEBODY = frozenset({FieldType.PERSON, FieldType.HOUSEHOLD})
"""Types of columns that say whom a row is about."""


def violations(obligation: Prohibition, answers: Answers, question: Question) -> list[Violation]:
    """Every row of the question's span that violates, in the order of county and key."""
    words = words_of(answers.pack)
    table = words.table(obligation.table)
    when, outside = condition(obligation, words), obligation.outside
    forbidden = Holding(table, when, question.span, question.day or answers.day, outside)
    rows = forbidden.rows(answers.pack, answers.engine_for(question))
    found = [violation(table, row) for row in rows]
    return sorted(found, key=lambda one: (one.county, one.key))


def violation(table: Table, row: Mapping[str, object]) -> Violation:
    """A row that violates. Of a person's or a household's neither name nor key is told: the
    number under which a child is registered is the child's too."""
    county = str(row[COUNTY])
    if any(one.type in SOMEBODY for one in table.columns):
        return Violation(county)
    key = tuple((one.name, str(value)) for one, value in key_of(table, row))
    return Violation(county, label_of(table, row), key)


def condition(obligation: Prohibition, words: Vocabulary) -> Expression | None:
    """What makes a row violate; None where being outside a group is enough.

    Raises:
        ExpressionError: it does not hold or is no condition.
    """
    if obligation.when is None:
        return None
    return parse(obligation.when, words, obligation.table).require(ValueKind.BOOLEAN)
