"""State tables: which deliveries are in force as of a day, county by county.

Every full delivery is kept whole. Of those that reach to the day or before, the one of the
greatest reach is in force in each county it covers; one that reaches to an earlier day is that
day's state and takes the place of nothing later.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from luoshi.warehouse.batches import Manifest
from luoshi.warehouse.duck import name, text
from luoshi.warehouse.relation import batch_rows, no_rows
from luoshi.warehouse.schema import Table
from luoshi.warehouse.storage import BATCH, ROW

ORDER = "_order"
"""The place of a row's batch among those in force: the later one counts where a key is in two."""


@dataclass(frozen=True)
class InForce:
    """A batch, and the counties for which later ones have not taken its place; None for all.

    Where the counties are known, those it was sent for; ``gone`` are the ones taken over.
    """

    manifest: Manifest
    gone: frozenset[str]


def full_state(folder: Path, manifests: list[Manifest], table: Table, day: date) -> str:
    """SQL of the rows of a table sent whole each time, as of a day."""
    chosen = list(in_force(manifests, table, day))
    parts = [
        f"SELECT *, {place} AS {ORDER} FROM ({_rows(folder, one, table)})"
        for place, one in enumerate(chosen)
    ]
    if not parts:
        return no_rows(table, {BATCH: "VARCHAR", ROW: "BIGINT"})
    if len(parts) == 1:
        return _rows(folder, chosen[0], table)
    return _latest(" UNION ALL ".join(parts), table, f"{ORDER} DESC", f"EXCLUDE ({ORDER})")


def keyed_state(folder: Path, manifests: list[Manifest], table: Table, day: date) -> str:
    """SQL of the rows of a table whose rows name the day they reach to, as of a day.

    Of each key the row that reaches farthest counts, of two alike the one that came later.
    """
    assert table.reach
    reach = name(table.reach)
    rows = batch_rows(folder, manifests, table)
    until = f"SELECT * FROM ({rows}) WHERE {reach} <= DATE {text(day)}"
    return _latest(until, table, f"{reach} DESC, {BATCH} DESC, {ROW} DESC", "")


def in_force(manifests: Sequence[Manifest], table: Table, day: date) -> Iterator[InForce]:
    """The batches of full deliveries that count on a day, the farthest-reaching last."""
    reached = [one for one in manifests if one.reach <= day]
    ordered = sorted(reached, key=lambda one: (one.reach, one.id))
    for place, one in enumerate(ordered):
        later = [each for each in ordered[place + 1 :] if _takes_over(each, one)]
        if table.area:
            gone = frozenset[str]().union(*(_areas(each) for each in later))
            if not _areas(one) <= gone:
                yield InForce(one, gone & _areas(one))
        elif not any(each.scope in (None, one.scope) for each in later):
            yield InForce(one, frozenset())


def _takes_over(later: Manifest, earlier: Manifest) -> bool:
    together = later.named_at is not None and later.named_at == earlier.named_at
    return not later.supplement and not together


def _areas(manifest: Manifest) -> frozenset[str]:
    """The counties of its rows; an empty text for rows without one."""
    return frozenset(manifest.counties) | ({""} if manifest.unplaced else set())


def _rows(folder: Path, one: InForce, table: Table) -> str:
    rows = batch_rows(folder, [one.manifest], table)
    if not one.gone:
        return rows
    assert table.area
    county = f"coalesce(left({name(table.area.name)}, 6), '')"
    return (
        f"SELECT * FROM ({rows}) WHERE {county} NOT IN ({', '.join(map(text, sorted(one.gone)))})"
    )


def _latest(rows: str, table: Table, order: str, without: str) -> str:
    key = ", ".join(map(name, table.key or table.by_name))
    first = f"row_number() OVER (PARTITION BY {key} ORDER BY {order}) = 1"
    return f"SELECT * {without} FROM ({rows}) QUALIFY {first}"
