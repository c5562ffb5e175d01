"""A delivery: what is known of arriving rows, when they count, and what they take the place of."""

from datetime import UTC, date, datetime, timedelta, timezone

import pyarrow as pa
import pyarrow.compute as pc
from pydantic import AwareDatetime

from luoshi.frozen import Frozen
from luoshi.warehouse.batches import Manifest
from luoshi.warehouse.duck import name, text
from luoshi.warehouse.errors import WarehouseError
from luoshi.warehouse.schema import Table
from luoshi.warehouse.storage import BATCH

CHINA = timezone(timedelta(hours=8))
"""The day something is received is the day in China."""

OVERTAKEN = timedelta(hours=1)
"""Reading a file takes time: a delivery that others overtake by so much counts after them."""


class Delivery(Frozen):
    """What is known of rows beside the rows: where they came from and how they count.

    Without ``received_at`` they are received when they are stored. ``named_at`` is the
    ``received_at`` the caller named: files that share it are one delivery. ``scope`` names
    what a full delivery of a table without an area column replaces: earlier deliveries of the
    same scope, everything when there is none. ``supplement`` marks mended rows sent after a
    full delivery: they add to it. ``reach`` is the day the rows reach to, where it is given.
    """

    file_name: str
    sha256: str
    received_at: AwareDatetime | None = None
    named_at: AwareDatetime | None = None
    sender: str | None = None
    scope: str | None = None
    supplement: bool = False
    reach: date | None = None
    refused: int = 0
    known: int = 0
    sheets: tuple[str, ...] = ()

    @property
    def moment(self) -> datetime:
        """When it is received, by the clock in China."""
        return in_china(self.received_at or datetime.now(UTC))


def in_china(moment: datetime) -> datetime:
    """The moment by the clock in China."""
    return moment.astimezone(CHINA)


def dated(delivery: Delivery, earlier: list[Manifest]) -> Delivery:
    """Settle when the delivery is received; :class:`WarehouseError` if before an earlier batch.

    History is only added to: what was known at a moment must not change afterwards.
    """
    moment = delivery.moment
    latest = max((manifest.received_at for manifest in earlier), default=moment)
    if moment < latest - OVERTAKEN:
        form = "%Y-%m-%d %H:%M:%S"
        raise WarehouseError(
            f"收到时间 {moment:{form}} 早于已有批次的 {in_china(latest):{form}}；"
            "批次按收到先后入库，请改收到时间"
        )
    settled = {"received_at": max(moment, latest), "named_at": delivery.received_at}
    return delivery.model_copy(update=settled)


def covered(
    delivery: Delivery, table: Table, rows: pa.Table, earlier: list[Manifest]
) -> str | None:
    """The condition on stored rows that a full delivery takes the place of, in SQL."""
    if table.delivery != "full" or delivery.supplement or not len(rows):
        return None
    named = delivery.named_at
    before = [manifest for manifest in earlier if named is None or manifest.named_at != named]
    if table.area:
        area = f"coalesce(left({name(table.area.name)}, 6), '')"
        return f"{_in_batches(before)} AND {area} IN ({_texts(counties(rows, table))})"
    return _in_batches([each for each in before if delivery.scope in (None, each.scope)])


def counties(rows: pa.Table, table: Table) -> list[str]:
    """County codes of the rows (first 6 digits); an empty text where a row has no area."""
    if table.area is None:
        return []
    codes = pc.fill_null(pc.utf8_slice_codeunits(rows[table.area.name], 0, 6), "")
    return sorted(pc.unique(codes).to_pylist())


def _in_batches(manifests: list[Manifest]) -> str:
    ids = [manifest.id for manifest in manifests]
    return f"{BATCH} IN ({_texts(ids)})" if ids else "false"


def _texts(values: list[str]) -> str:
    return ", ".join(map(text, values))
