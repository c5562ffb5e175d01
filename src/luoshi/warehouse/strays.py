"""Rows of a delivery that another county has to send.

What is sent for some counties may hold rows of no other, nor take the place of theirs. What moved
is no stray: a person whom the file itself puts into a household of the county is the county's,
wherever the register had them before; so is a household whose village lies there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from luoshi.warehouse.difference import equal, key_of
from luoshi.warehouse.duck import connect, text
from luoshi.warehouse.outcome import Fault
from luoshi.warehouse.schema import Column, Table
from luoshi.warehouse.storage import COUNTY, ROW

_NAMED = 3
"""How many counties of the delivery a reason names."""


@dataclass(frozen=True)
class Stray:
    """A row of another county than those it was sent for.

    It lies there itself or, where it ``takes`` one, has the key of a row that does.
    """

    row: int
    county: str
    takes: bool


def strays(
    rows: pa.Table, table: Table, scope: Sequence[str], standing: Sequence[str], spill: Path
) -> list[Stray]:
    """The placed rows that are another county's than those of ``scope``, in order.

    ``standing`` are the rows in force, as SQL, on the days that matter. A row of a prefecture or
    of the region as one is nobody's alone: it comes with several counties, never with one.
    """
    own = f"({', '.join(map(text, ('', *scope)))})"
    lying = f"SELECT {ROW} AS row, {COUNTY} AS county, false AS takes FROM coming"
    others = f"{COUNTY} NOT IN {own}" + (f" AND {COUNTY} NOT LIKE '%00'" if scope[1:] else "")
    parts = [f"{lying} WHERE {others}"]
    parts += [_taking(table, own, f"FROM ({one}) WHERE {others}") for one in standing]
    with connect(spill) as database:
        database.register("coming", rows)
        found = database.sql(
            f"SELECT row, min(county), bool_and(takes) FROM ({' UNION ALL '.join(parts)})"
            " GROUP BY row ORDER BY row"
        )
        return [Stray(*one) for one in found.fetchall()]


def _taking(table: Table, own: str, others: str) -> str:
    """SQL of the rows with the key of one of the ``others`` that is not about the same entity."""
    entity = table.person or table.household or table.area
    same = equal("c", "n", [entity.name]) if entity else "false"
    return (
        f"SELECT n.{ROW}, c.{COUNTY}, true FROM coming n JOIN ({others}) c"
        f" ON {equal('c', 'n', key_of(table))} WHERE n.{COUNTY} IN {own}"
        f" AND (n.{COUNTY} = '' OR NOT ({same}))"
    )


def stray_fault(
    stray: Stray, table: Table, scope: Sequence[str], name: Callable[[str], str]
) -> tuple[Sequence[str], Fault]:
    """The columns at fault, and what to tell who sent it; ``name`` names a county."""
    theirs, own = name(stray.county), _named(scope, name)
    if stray.takes:
        key = "、".join(table.key)
        reason = f"库中这个{key}是{theirs}的一行，不在这次报送的{own}"
        return table.key, Fault(reason, f"核对{key}；就是那一行的，由{theirs}报送")
    columns = [one.name for one in _leading(table)]
    reason = f"这一行属于{theirs}，不在这次报送的{own}"
    mend = f"由{theirs}报送；属于{own}的，改正{'或'.join(columns)}，或先更新登记册"
    return columns, Fault(reason, mend)


def _leading(table: Table) -> list[Column]:
    """The column that says where a row lies: its area, or what leads to a household."""
    return [table.area] if table.area else [c for c in (table.household, table.person) if c][:1]


def _named(scope: Sequence[str], name: Callable[[str], str]) -> str:
    more = f"等 {len(scope)} 个县（市、区）" if len(scope) > _NAMED else ""
    return "、".join(map(name, scope[:_NAMED])) + more
