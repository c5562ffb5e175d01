"""State tables: which deliveries are in force as of a day, county by county.

Every full delivery is kept whole. Of those that reach to the day or before, the one of the
greatest reach is in force in each county it covers; one that reaches to an earlier day is that
day's state and takes the place of nothing later.

A delivery covers the counties it was sent for or, where that was not said, those its rows lie in.
A row that lies in no known county goes with the last county of its delivery; a delivery of which
no county is known gives way to whatever comes after it, and takes the place only of its like.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.warehouse.batches import Manifest
from luoshi.warehouse.duck import name, text
from luoshi.warehouse.relation import OWN, Place, batch_rows, current_rows, no_rows
from luoshi.warehouse.schema import Table
from luoshi.warehouse.storage import BATCH, COUNTY, ROW

ORDER = "_order"
"""The place of a row's batch among those in force: the later one counts where a key is in two."""


@dataclass(frozen=True)
class InForce:
    """A batch, and the counties of which later ones have taken its place."""

    manifest: Manifest
    gone: frozenset[str]


def rows_on(place: Place, manifests: list[Manifest], table: Table, day: date) -> str:
    """SQL of the rows of a table as of a day: of states what stood then, of others all rows."""
    if not table.is_state:
        return current_rows(place, manifests, table)
    state = _keyed_state if table.reach else _full_state
    return state(place, manifests, table, day)


def _full_state(place: Place, manifests: list[Manifest], table: Table, day: date) -> str:
    """SQL of the rows of a table sent whole each time, as of a day."""
    chosen = list(in_force(manifests, day))
    parts = [
        f"SELECT *, {order} AS {ORDER} FROM ({_rows(place, one, table)})"
        for order, one in enumerate(chosen)
    ]
    if not parts:
        return no_rows(table, OWN)
    if len(parts) == 1:
        return _rows(place, chosen[0], table)
    return _latest(" UNION ALL ".join(parts), table, f"{ORDER} DESC", f"EXCLUDE ({ORDER})")


def _keyed_state(place: Place, manifests: list[Manifest], table: Table, day: date) -> str:
    """SQL of the rows of a table whose rows name the day they reach to, as of a day.

    Of each key the row that reaches farthest counts, of two alike the one that came later.
    """
    assert table.reach
    reach = name(table.reach)
    rows = batch_rows(place, manifests, table)
    until = f"SELECT * FROM ({rows}) WHERE {reach} <= DATE {text(day)}"
    return _latest(until, table, f"{reach} DESC, {BATCH} DESC, {ROW} DESC", "")


def in_force(manifests: Sequence[Manifest], day: date) -> Iterator[InForce]:
    """The batches of full deliveries that count on a day, the farthest-reaching last."""
    reached = [one for one in manifests if one.reach <= day]
    ordered = sorted(reached, key=lambda one: (one.reach, one.id))
    for place, one in enumerate(ordered):
        later = [each for each in ordered[place + 1 :] if _takes_over(each, one)]
        gone = frozenset[str]().union(*(each.counties for each in later))
        if not (gone.issuperset(one.counties) if one.counties else later):
            yield InForce(one, gone)


def taken_over(earlier: Sequence[Manifest], coming: Manifest) -> str | None:
    """The condition on rows in force of which a full delivery takes the place, in SQL."""
    after = {one.manifest.id: one.gone for one in in_force([*earlier, coming], coming.reach)}
    parts = []
    for one in in_force(earlier, coming.reach):
        id_ = one.manifest.id
        gone = after[id_] - one.gone if id_ in after else None
        if gone is None:
            parts.append(f"{BATCH} = {text(id_)}")
        elif gone:
            listed = ", ".join(map(text, sorted(gone)))
            parts.append(f"({BATCH} = {text(id_)} AND {COUNTY} IN ({listed}))")
    return " OR ".join(parts) or None


def _takes_over(later: Manifest, earlier: Manifest) -> bool:
    together = later.named_at is not None and later.named_at == earlier.named_at
    return not later.supplement and not together


def _rows(place: Place, one: InForce, table: Table) -> str:
    rows = batch_rows(place, [one.manifest], table)
    if not one.gone:
        return rows
    gone = ", ".join(map(text, sorted(one.gone)))
    return f"SELECT * FROM ({rows}) WHERE {COUNTY} NOT IN ({gone})"


def _latest(rows: str, table: Table, order: str, without: str) -> str:
    key = ", ".join(map(name, table.key or table.by_name))
    first = f"row_number() OVER (PARTITION BY {key} ORDER BY {order}) = 1"
    return f"SELECT * {without} FROM ({rows}) QUALIFY {first}"
