"""Whom and what a subject's row is about: household, village, person and fact."""

import pyarrow as pa
import pyarrow.compute as pc

from luoshi.expressions import Entity, Expression, Vocabulary, column, entity, parse

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


def _village(words: Vocabulary) -> str:
    households = words.table(words.households)
    assert households.area
    return f"{households.id}.{households.area.name}"
