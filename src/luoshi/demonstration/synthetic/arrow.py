"""From frames to Arrow tables typed as the schema stores them."""

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from luoshi.demonstration.synthetic.columns import Ints, Texts
from luoshi.demonstration.synthetic.county_context import CountyContext
from luoshi.demonstration.synthetic.frames import Frame, Values
from luoshi.warehouse.schema import FINE_DECIMAL, Column, FieldType, Table

CENTS = pa.decimal128(18, 2)

TYPES = {
    "VARCHAR": pa.string(),
    "BIGINT": pa.int64(),
    "INTEGER": pa.int32(),
    "DATE": pa.date32(),
    "DECIMAL(18,2)": CENTS,
    FINE_DECIMAL: pa.decimal128(24, 6),
}
"""Arrow type of each type a warehouse column is stored as."""


def to_arrow(
    frame: Frame, table: Table, context: CountyContext, keys: Ints | None = None
) -> pa.Table:
    """The frame as rows of ``table``, all columns in its order.

    Person columns hold ID numbers as text, or the ``keys`` of the persons where given.
    """
    columns = {}
    for column in table.columns:
        if column.type is FieldType.PERSON and keys is not None:
            columns[column.name] = pa.array(keys[frame.subject])
        else:
            values = _values(frame, table, column, context)
            columns[column.name] = as_array(values, column, len(frame))
    return pa.table(columns)


def _values(frame: Frame, table: Table, column: Column, context: CountyContext) -> Values | None:
    if column.name in frame.columns:
        return frame.columns[column.name]
    if column.name in table.key and column.type is FieldType.TEXT:
        return _serials(table, context, len(frame))
    known = _of_home if table.household and not table.person else _of_person
    return known(column, frame.subject, context)


def _of_person(column: Column, persons: Ints, context: CountyContext) -> Values | None:
    """What the population knows of a person under the column's element."""
    people = context.people
    knowledge: dict[str | None, Callable[[], Values]] = {
        "person.id": lambda: people.ids[persons],
        "person.name": lambda: context.names[persons],
        "household.id": lambda: people.home_ids[people.persons.household[persons]],
    }
    return knowledge[column.element]() if column.element in knowledge else None


def _of_home(column: Column, homes: Ints, context: CountyContext) -> Values | None:
    """What the population knows of a household under the column's element."""
    people = context.people
    knowledge: dict[str | None, Callable[[], Values]] = {
        "household.id": lambda: people.home_ids[homes],
        "household.head_name": lambda: context.names[people.heads[homes]],
    }
    return knowledge[column.element]() if column.element in knowledge else None


def _serials(table: Table, context: CountyContext, count: int) -> Texts:
    """Record numbers: the county, a mark of the table, and a running number."""
    letters = "".join(word[0] for word in table.id.split("_")).upper()
    return np.char.mod(f"{context.county_code}{letters}%07d", np.arange(1, count + 1))


def as_array(values: Values | None, column: Column, count: int) -> pa.Array:
    """Values as an Arrow array of the column's stored type; nothing becomes null."""
    if values is None:
        return pa.nulls(count, TYPES[column.storage])
    if values.dtype.kind == "b":
        return pa.array(["否", "是"]).take(pa.array(values.astype(np.int8)))
    if values.dtype.kind == "U":
        texts = pa.array(values, pa.string())
        return pc.if_else(pc.equal(texts, ""), pa.scalar(None, pa.string()), texts)
    if values.dtype.kind == "M":
        return pa.array(values.astype("datetime64[D]"), from_pandas=True)
    if column.storage.startswith("DECIMAL"):
        return _decimals(values).cast(TYPES[column.storage])
    return _integers(values, column)


def _integers(values: Values, column: Column) -> pa.Array:
    missing = np.isnan(values)
    whole = np.where(missing, 0, values).astype(np.int64)
    return pa.array(whole, mask=missing).cast(TYPES[column.storage])


def _decimals(values: Values) -> pa.Array:
    """Amounts in yuan as exact cents; the buffer holds 128-bit integers, low half first."""
    missing = np.isnan(values)
    cents = np.rint(np.where(missing, 0, values) * 100).astype(np.int64)
    halves = np.column_stack([cents, cents >> 63])
    valid = pa.array(~missing).buffers()[1] if missing.any() else None
    return pa.Array.from_buffers(CENTS, len(values), [valid, pa.py_buffer(halves.tobytes())])
