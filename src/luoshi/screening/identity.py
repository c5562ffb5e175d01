"""Whom and what a subject's row is about: household, village, person and fact."""

from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from luoshi.expressions import Entity, Expression, Vocabulary, column, entity, parse
from luoshi.warehouse.engine import Session
from luoshi.warehouse.households import HOUSEHOLD
from luoshi.warehouse.schema import Table

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
        "village": parse(_village(words), words, subject),
    }
    return _known(found) | _person_and_key(words, subject)


def own_identity(words: Vocabulary, subject: str) -> dict[str, Expression]:
    """What of the identity the row itself tells; :func:`led_on` finds the rest."""
    household = entity(words.by_key, subject, Entity.HOUSEHOLD)
    own = {HOUSEHOLD: household} if household and household.tables == {subject} else {}
    return own | _person_and_key(words, subject)


def led_on(session: Session, words: Vocabulary, tables: Sequence[pa.Table]) -> list[pa.Table]:
    """The rows with their household and village, looked up for those of all tables at once."""
    residents, households = words.table(words.residents), words.table(words.households)
    assert residents.person
    assert households.household
    assert households.area
    people = _Register(residents, residents.person.name, {HOUSEHOLD: HOUSEHOLD})
    places = _Register(
        households,
        HOUSEHOLD,
        {"household": households.household.name, "village": households.area.name},
    )
    at_home = people.look_up(session, tables, "person")
    return places.look_up(session, at_home, HOUSEHOLD)


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
    """A register as a way from the values of one column to those of others, by their new names."""

    def __init__(self, table: Table, source: str, targets: Mapping[str, str]) -> None:
        self._targets = tuple(targets)
        columns = [f'"{column}" AS "{name}"' for name, column in targets.items()]
        self._sql = (
            f'SELECT "{source}" AS key, {", ".join(columns)} FROM "{table.id}"'
            f' WHERE "{source}" IN (SELECT key FROM asked)'
        )

    def look_up(self, session: Session, tables: Sequence[pa.Table], key: str) -> list[pa.Table]:
        """The tables with the columns found by ``key``, for those that lack them."""
        lacking = [table.select([key]) for table in tables if self._lacks(table)]
        if not lacking:
            return list(tables)
        keys = pc.unique(pa.concat_tables(lacking)[key])
        found = session.query(self._sql, {"asked": pa.table({"key": keys})})
        known = found["key"].combine_chunks()

        def with_found(table: pa.Table) -> pa.Table:
            rows = pc.index_in(table[key], known)
            for name in self._targets:
                table = table.append_column(name, found[name].take(rows))
            return table

        return [with_found(one) if self._lacks(one) else one for one in tables]

    def _lacks(self, table: pa.Table) -> bool:
        return not set(self._targets) <= set(table.column_names)


def _person_and_key(words: Vocabulary, subject: str) -> dict[str, Expression]:
    keys = words.table(subject).key
    found = {"person": entity(words, subject, Entity.PERSON)}
    return _known(found) | {f"{KEY_PART}{name}": column(words, subject, name) for name in keys}


def _known(found: Mapping[str, Expression | None]) -> dict[str, Expression]:
    return {name: expression for name, expression in found.items() if expression is not None}


def _village(words: Vocabulary) -> str:
    households = words.table(words.households)
    assert households.area
    return f"{households.id}.{households.area.name}"
