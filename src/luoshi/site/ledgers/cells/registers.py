"""What the registers of people and households know, read from the warehouse."""

from collections.abc import Iterable

from luoshi import pack
from luoshi.site import sources
from luoshi.warehouse.duck import name as quoted
from luoshi.warehouse.duck import text
from luoshi.warehouse.schema import Table


def villages_of(households: Iterable[str]) -> dict[str, str]:
    """The village (12-digit code) of each household the register knows, by its number."""
    policy = pack.load()
    register = policy.tables[policy.registers.households]
    assert register.area is not None
    return look_up(register, register.area.name, households)


def look_up(register: Table, wanted: str, keys: Iterable[str]) -> dict[str, str]:
    """A column of a register by the register's key (one column), for the keys it knows."""
    keys = sorted(set(keys))
    if not keys:
        return {}
    (key,) = register.key
    # As text also where the key is a number: the engine casts it, and nothing else can be meant.
    listed = ", ".join(map(text, keys))
    rows = sources.engine().query(
        f"SELECT {quoted(key)} AS k, {quoted(wanted)} AS v FROM {quoted(register.id)} "
        f"WHERE {quoted(key)} IN ({listed}) AND {quoted(wanted)} IS NOT NULL"
    )
    return {str(row["k"]): str(row["v"]) for row in rows.to_pylist()}
