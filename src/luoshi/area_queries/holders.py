"""Who owes a ledger's rows: every one of them declares its part of a period complete."""

from collections.abc import Iterable
from functools import lru_cache

from luoshi.areas import Level
from luoshi.pack import Pack
from luoshi.warehouse.schema import Table

REGION = "region"
"""The holder that stands for the whole region."""

_LEVELS = {"county": Level.COUNTY, "township": Level.TOWNSHIP, "village": Level.VILLAGE}


@lru_cache(maxsize=16384)
def holders(pack: Pack, table: Table, county: str) -> tuple[str, ...]:
    """Who owes a ledger's rows of a county (six digits): area code prefixes, units' names, or
    `REGION`."""
    found = (_of_role(pack, role, county) for role in table.owed_by or table.fills)
    return tuple(dict.fromkeys(holder for role in found for holder in role))


def _of_role(pack: Pack, role: str, county: str) -> Iterable[str]:
    if role == "province":
        return [REGION]
    return _inside(pack, _LEVELS[role], county) if role in _LEVELS else [role]


@lru_cache(maxsize=1024)
def _inside(pack: Pack, level: Level, county: str) -> tuple[str, ...]:
    codes = (area.code for area in pack.areas.at_level(level) if not area.is_placeholder)
    return tuple(code[: level.digits] for code in codes if code.startswith(county))


def holder_name(pack: Pack, holder: str) -> str:
    """What a holder is called."""
    if holder == REGION:
        return pack.areas.region.name
    return pack.areas.by_code(holder.ljust(12, "0")).name if holder.isdigit() else holder
