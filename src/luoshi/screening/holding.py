"""What queries read so often that it is read once and held for all of them."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from luoshi.expressions import Vocabulary
from luoshi.pack.rules import ParsedRule
from luoshi.warehouse.households import HOUSEHOLD
from luoshi.warehouse.schema import Table

OFTEN = 5
"""From so many queries on it is cheaper to read a table once and hold it."""


def often_read(
    words: Vocabulary, subjects: Sequence[tuple[ParsedRule, ...]]
) -> dict[str, list[str]]:
    """The columns that queries read of tables many read: the registers always, which lead on."""
    queries = Counter[str]()
    read: dict[str, set[str]] = defaultdict(set)
    for together in subjects:
        expressions = [one for rule in together for one in rule.expressions]
        queries.update({together[0].rule.table}.union(*(one.tables for one in expressions)))
        for table, column in set().union(*(one.columns for one in expressions)):
            read[table].add(column)
    often = [id_ for id_, number in queries.items() if number >= OFTEN]
    held = {id_: words.table(id_) for id_ in (*words.registers, *often)}
    return {id_: sorted(read[id_] | _ties(table)) for id_, table in held.items()}


def _ties(table: Table) -> set[str]:
    """The columns by which rows are known and led to others."""
    ties = {column.name for column in (table.person, table.area) if column}
    return {*table.key, *ties, *([HOUSEHOLD] if table.household else [])}
