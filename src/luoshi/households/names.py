"""The names behind leads: heads of households and members, from the registers."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from luoshi.households.register_columns import column_for, household_column, person_column
from luoshi.pack import Pack
from luoshi.pack.registers import HEAD, NAME
from luoshi.warehouse.duck import name as quoted
from luoshi.warehouse.engine import Engine
from luoshi.warehouse.schema import Table


@dataclass(frozen=True)
class Names:
    """Names by household number, and by person key; those not in the registers are left out."""

    heads: dict[str, str]
    persons: dict[int, str]

    @classmethod
    def read(
        cls, pack: Pack, engine: Engine, households: Collection[str], persons: Collection[int]
    ) -> "Names":
        """The names of some households' heads and of some persons."""
        register = pack.tables[pack.registers.households]
        residents = pack.tables[pack.registers.residents]
        heads = _pairs(engine, register, household_column(register), column_for(register, HEAD))
        named = _pairs(engine, residents, person_column(residents), column_for(residents, NAME))
        return cls(_of(heads, households), _of(named, persons))


def _pairs(engine: Engine, table: Table, key: str, name: str) -> pa.Table:
    # Two columns read whole are faster than a query that lists a hundred thousand keys.
    return engine.query(
        f"SELECT {quoted(key)} AS key, {quoted(name)} AS name FROM {quoted(table.id)}"
    )


def _of(pairs: pa.Table, keys: Collection[Any]) -> dict[Any, str]:
    found = pairs.filter(pc.is_in(pairs["key"], pa.array(list(keys), pairs["key"].type)))
    return {row["key"]: row["name"] or "" for row in found.to_pylist()}
