"""Whom and what a subject's row is about: household, village, person and fact."""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from luoshi.expressions import Entity, Expression, Vocabulary, column, entity, parse
from luoshi.warehouse.engine import Session
from luoshi.warehouse.schema import Column

KEYS = ("household", "village", "person", "fact")
"""Columns that say whom and what a lead is about."""

KEY_PART = "key:"
"""Prefix of the columns that hold the subject's key, from which the fact is made."""


def identity(words: Vocabulary, subject: str) -> dict[str, Expression]:
    """The outputs that identify a row of ``subject``, for :func:`with_facts` to finish.

    The village is null where the row leads to no household of the register.
    """
    found = {
        "household": entity(words, subject, Entity.HOUSEHOLD),
        "person": entity(words, subject, Entity.PERSON),
        "village": parse(_village(words), words, subject),
    }
    keys = words.table(subject).key
    found |= {f"{KEY_PART}{name}": column(words, subject, name) for name in keys}
    return {name: expression for name, expression in found.items() if expression is not None}


def own_identity(words: Vocabulary, subject: str) -> dict[str, Expression]:
    """What of the identity the row itself tells; :func:`led_on` finds the rest."""
    found = identity(words, subject)
    return {name: one for name, one in found.items() if one.tables == {subject}}


def led_on(session: Session, words: Vocabulary, tables: Sequence[pa.Table]) -> list[pa.Table]:
    """The rows with their household and village, looked up for those of all tables at once."""
    residents, households = words.table(words.residents), words.table(words.households)
    people = _Register(residents.id, residents.person, residents.household)
    places = _Register(households.id, households.household, households.area)
    at_home = people.look_up(session, tables, "person", "household")
    return places.look_up(session, at_home, "household", "village")


def with_facts(rows: pa.Table) -> pa.Table:
    """The rows of registered households, with the columns :data:`KEYS`.

    The fact is the subject's key, its parts joined by a slash.
    """
    rows = rows.filter(pc.is_valid(rows["village"]))
    parts = [name for name in rows.column_names if name.startswith(KEY_PART)]
    texts = [rows[name].cast(pa.string()) for name in parts]
    rows = rows.append_column("fact", pc.binary_join_element_wise(*texts, "/"))
    if "person" not in rows.column_names:
        rows = rows.append_column("person", pa.nulls(rows.num_rows, pa.int64()))
    return rows


class _Register:
    """A register as a way from one column's values to another's."""

    def __init__(self, id_: str, source: Column | None, target: Column | None) -> None:
        assert source
        assert target
        self._sql = (
            f'SELECT "{source.name}" AS key, "{target.name}" AS value FROM "{id_}"'
            f' WHERE "{source.name}" IN (SELECT key FROM asked)'
        )

    def look_up(
        self, session: Session, tables: Sequence[pa.Table], key: str, wanted: str
    ) -> list[pa.Table]:
        """The tables with the column ``wanted``, found by ``key`` for those that lack it."""
        lacking = [table.select([key]) for table in tables if wanted not in table.column_names]
        if not lacking:
            return list(tables)
        keys = pc.unique(pa.concat_tables(lacking)[key])
        found = session.query(self._sql, {"asked": pa.table({"key": keys})})
        known = found["key"].combine_chunks()

        def with_wanted(table: pa.Table) -> pa.Table:
            return table.append_column(wanted, found["value"].take(pc.index_in(table[key], known)))

        return [one if wanted in one.column_names else with_wanted(one) for one in tables]


def _village(words: Vocabulary) -> str:
    households = words.table(words.households)
    assert households.area
    return f"{households.id}.{households.area.name}"
