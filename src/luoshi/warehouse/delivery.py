"""A delivery: what is known of arriving rows beside the rows, and when they count."""

from datetime import UTC, date, datetime, timedelta, timezone

from pydantic import AwareDatetime

from luoshi.frozen import Frozen
from luoshi.warehouse.batches import DeliveredFile, Manifest
from luoshi.warehouse.errors import WarehouseError

CHINA = timezone(timedelta(hours=8))
"""The day something is received is the day in China."""

OVERTAKEN = timedelta(hours=1)
"""Reading a file takes time: a delivery that others overtake by so much counts after them."""


class Delivery(Frozen):
    """What is known of rows beside the rows: where they came from and how they count.

    Without ``received_at`` they are received when they are stored. ``named_at`` is the
    ``received_at`` the caller named: batches that share it are one delivery. ``scope`` names
    the counties (six digits) it was sent for, where that is said: a full delivery takes the
    place of their rows and of no others. ``supplement`` marks mended rows sent after a
    full delivery: they add to it; ``origins`` are what the digests of its files begin with, where
    the workbook says so. ``reach`` is the day the rows reach to and ``since`` the one from which
    on all events are told, where they are given.
    """

    file_name: str
    sha256: str
    received_at: AwareDatetime | None = None
    named_at: AwareDatetime | None = None
    sender: str | None = None
    scope: tuple[str, ...] = ()
    supplement: bool = False
    origins: tuple[str, ...] = ()
    reach: date | None = None
    since: date | None = None
    refused: int = 0
    known: int = 0
    sheets: tuple[str, ...] = ()
    parts: tuple[DeliveredFile, ...] = ()

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
