"""In which county each row of a delivery lies: by its own area, or led through the registers.

It is worked out once, when the rows arrive, and stored with them: a state is chosen by county
afterwards (`luoshi.warehouse.states`), and a register that changes moves no row of a delivery.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from luoshi.warehouse.duck import connect, name
from luoshi.warehouse.schema import Table
from luoshi.warehouse.storage import COUNTY


@dataclass(frozen=True)
class Register:
    """A register and its rows in force, as SQL."""

    table: Table
    rows: str


def placed(
    rows: pa.Table,
    table: Table,
    residents: Register | None,
    households: Register | None,
    spill: Path,
) -> pa.Table:
    """The rows with the county (six digits) of each in ``_county``, empty where it is not known."""
    found = dict(_ways(table, residents, households))
    if not found:
        return rows.append_column(COUNTY, pa.array([""] * len(rows), pa.string()))
    areas = ", ".join(f"left({area}, 6)" for area in found)
    joins = " ".join(found.values())
    with connect(spill) as database:
        database.register("coming", rows)
        sql = f"SELECT n.*, coalesce({areas}, '') AS {COUNTY} FROM coming n {joins}"
        told = database.sql(sql).to_arrow_table()
    return told.cast(rows.schema.append(pa.field(COUNTY, pa.string())))


def placed_in(rows: pa.Table, county: str) -> pa.Table:
    """The rows, those of no known county put into one."""
    known = pc.if_else(pc.equal(rows[COUNTY], ""), county, rows[COUNTY])
    return rows.set_column(rows.column_names.index(COUNTY), COUNTY, known)


def county_codes(rows: pa.Table) -> tuple[str, ...]:
    """The counties in which placed rows lie."""
    return tuple(sorted(filter(None, pc.unique(rows[COUNTY]).to_pylist())))


def _ways(
    table: Table, residents: Register | None, households: Register | None
) -> Iterator[tuple[str, str]]:
    """Where an area stands, nearest first, and the joins that lead there."""
    if table.area:
        yield f"n.{name(table.area.name)}", ""
    village = households and _village(households)
    if table.household and village:
        yield _to_household("h", f"n.{name(table.household.name)}", village)
    if table.person and village and residents and residents.table.household:
        person = residents.table.person
        assert person
        home = f"p.{name(residents.table.household.name)}"
        lead = f"n.{name(table.person.name)} = p.{name(person.name)}"
        area, join = _to_household("g", home, village)
        yield area, f"LEFT JOIN ({residents.rows}) p ON {lead} {join}"


@dataclass(frozen=True)
class _Village:
    rows: str
    number: str
    area: str


def _village(households: Register) -> _Village | None:
    number, area = households.table.household, households.table.area
    if number is None or area is None:
        return None
    return _Village(households.rows, number.name, area.name)


def _to_household(alias: str, number: str, village: _Village) -> tuple[str, str]:
    on = f"{number} = {alias}.{name(village.number)}"
    return f"{alias}.{name(village.area)}", f"LEFT JOIN ({village.rows}) {alias} ON {on}"
