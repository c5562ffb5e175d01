"""What the registers of people and households know of the rows of ledgers."""

from collections.abc import Callable, Iterable, Mapping

from luoshi.ledgers.values import Data
from luoshi.pack import Pack
from luoshi.warehouse.duck import name as quoted
from luoshi.warehouse.duck import text
from luoshi.warehouse.engine import Engine
from luoshi.warehouse.schema import Table

VillagesOf = Callable[[Iterable[str]], Mapping[str, str]]
"""The village (12-digit code) of each household, by its number."""


def areas_of(table: Table, rows: Iterable[Data], villages_of: VillagesOf) -> list[str]:
    """The area code of each row; empty where it cannot be told."""
    rows = list(rows)
    if table.area is not None:
        return [row.get(table.area.name, "") for row in rows]
    if table.household is None:
        return ["" for _ in rows]
    name = table.household.name
    villages = villages_of({row[name] for row in rows if row.get(name)})
    return [villages.get(row.get(name, ""), "") for row in rows]


def villages_of(policy: Pack, engine: Engine, households: Iterable[str]) -> dict[str, str]:
    """The village (12-digit code) of each household the register knows, by its number."""
    register = policy.tables[policy.registers.households]
    assert register.area is not None
    return look_up(engine, register, register.area.name, households)


def look_up(engine: Engine, register: Table, wanted: str, keys: Iterable[str]) -> dict[str, str]:
    """A column of a register by the register's key (one column), for the keys it knows."""
    keys = sorted(set(keys))
    if not keys:
        return {}
    (key,) = register.key
    # As text also where the key is a number: the engine casts it, and nothing else can be meant.
    listed = ", ".join(map(text, keys))
    rows = engine.query(
        f"SELECT {quoted(key)} AS k, {quoted(wanted)} AS v FROM {quoted(register.id)} "
        f"WHERE {quoted(key)} IN ({listed}) AND {quoted(wanted)} IS NOT NULL"
    )
    return {str(row["k"]): str(row["v"]) for row in rows.to_pylist()}
