"""Reading and storing deliveries, in the background: the page tells how far it is."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from time import monotonic

from django.db import transaction
from django.utils import timezone

from luoshi.site import sources
from luoshi.site.background import background, unfinished
from luoshi.site.deliveries.choices import WORKING, State
from luoshi.site.deliveries.models import Delivery
from luoshi.site.deliveries.services import log, storage
from luoshi.text.masking import without_id_numbers
from luoshi.warehouse.errors import WarehouseError
from luoshi.warehouse.importing import Coming, Sending, read_delivery
from luoshi.warehouse.intake import Progress
from luoshi.warehouse.preview import ChangedError, Preview, as_previewed, preview
from luoshi.warehouse.receipt import Receipt

_log = logging.getLogger(__name__)

WAITING = timedelta(days=2)
"""How long a delivery that was read waits to be confirmed."""

BROKEN = "核对中途网站停了，什么都没有入库；请重新上传。"
UNSURE = "入库中途网站停了；请再确认一次，已经入库的不会重复。"
FAILED = "系统出错，什么都没有入库；已记入日志，请联系管理员。"


@background
def read(pk: int) -> None:
    """Read a delivery's files, keep what is refused, and show what storing them would do."""
    _carry_out(pk, State.READING, _read)


@background
def store(pk: int) -> None:
    """Store a delivery as it was shown, or show it again where that is not what it does now."""
    _carry_out(pk, State.STORING, _store)


def shown(delivery: Delivery) -> Preview | None:
    """What was shown of a delivery; None before it is read."""
    return Preview.model_validate(delivery.shown) if delivery.shown else None


def give_up_abandoned() -> None:
    """Give up what no task will read; what none will store waits to be confirmed again.

    To be asked by the worker, between two tasks.
    """
    working = list(Delivery.objects.filter(state__in=WORKING))
    awaited = unfinished(read) | unfinished(store)
    for delivery in working:
        if delivery.pk not in awaited:
            _abandon(delivery)


def drop_forgotten() -> None:
    """Drop what nobody confirmed in time."""
    old = Delivery.objects.filter(state=State.READ, at__lt=timezone.now() - WAITING)
    for delivery in old:
        drop(delivery)


def drop(delivery: Delivery) -> None:
    """Give a delivery up, unless it was decided already."""
    waits = Delivery.objects.filter(pk=delivery.pk, state=State.READ)
    if waits.update(state=State.DROPPED):
        storage.forget(delivery)
    delivery.refresh_from_db()


def _abandon(delivery: Delivery) -> None:
    if delivery.state == State.READING:
        _fail(delivery, BROKEN)
        storage.forget_decided(delivery)
    else:
        _settle(delivery, State.READ, told=UNSURE)


def _carry_out(pk: int, waiting: State, work: Callable[[Delivery], None]) -> None:
    delivery = Delivery.objects.select_related("by").get(pk=pk)
    if delivery.state == waiting:
        _try(delivery, work)
    storage.forget_decided(delivery)


def _try(delivery: Delivery, work: Callable[[Delivery], None]) -> None:
    try:
        work(delivery)
    except WarehouseError as error:
        _fail(delivery, str(error))
    except Exception:
        _log.exception("部门数据 %s 没有收下", delivery.pk)
        _fail(delivery, FAILED)


def _read(delivery: Delivery) -> None:
    coming = _coming(delivery)
    if not isinstance(coming, Coming):
        _fail(delivery, "；".join(coming[0].warnings[:1]))
        return
    coming.give_back(partial(_refused_to, delivery))
    _show(delivery, coming, "")


def _store(delivery: Delivery) -> None:
    coming, seen = _coming(delivery), shown(delivery)
    if not isinstance(coming, Coming):  # it was stored, and the site stopped before it could say so
        _done(delivery, coming, coming[0].earlier_batch or "")
        return
    assert seen is not None
    try:
        receipts = coming.store(as_previewed(seen), partial(_refused_to, delivery))
    except ChangedError as error:
        _show(delivery, coming, f"{error}。")
    else:
        _done(delivery, receipts, receipts[0].batch or "")


def _coming(delivery: Delivery) -> Coming | tuple[Receipt, ...]:
    """Read its files, those again that came before and were replaced since."""
    sending = Sending(
        sender=delivery.unit or None,
        scope=tuple(delivery.scope),
        reach=delivery.reach,
        since=delivery.since,
    )
    found = _read_files(delivery, sending)
    if isinstance(found, Coming) or not found[0].replaced_since:
        return found
    return _read_files(delivery, replace(sending, again=True))


def _read_files(delivery: Delivery, sending: Sending) -> Coming | tuple[Receipt, ...]:
    paths = storage.paths_of(delivery)
    return read_delivery(
        sources.warehouse(),
        delivery.table,
        paths,
        sending,
        lambda path: _telling(delivery, path.name),
    )


def _refused_to(delivery: Delivery, path: Path) -> Path:
    return storage.refused_path(delivery, path.name)


def _telling(delivery: Delivery, name: str) -> Progress:
    """Tells the page how far a file is read, at most once a second."""
    last = 0.0

    def tell(done: int, total: int | None) -> None:
        nonlocal last
        if monotonic() - last < 1:
            return
        last = monotonic()
        share = min(done / total, 1) if total else 0
        step = f"读 {name}，{done:,} 行"
        Delivery.objects.filter(pk=delivery.pk).update(step=step, share=share)

    return tell


def _show(delivery: Delivery, coming: Coming, told: str) -> None:
    delivery.shown = preview(coming).model_dump(mode="json")
    _settle(delivery, State.READ, told=told)


def _done(delivery: Delivery, receipts: tuple[Receipt, ...], batch: str) -> None:
    delivery.receipts = [receipt.model_dump(mode="json") for receipt in receipts]
    delivery.batch = batch
    rows = sum(receipt.accepted for receipt in receipts)
    back = sum(receipt.refused for receipt in receipts)
    with transaction.atomic():
        _settle(delivery, State.STORED, told="")
        log.told(delivery.by, delivery, f"入库 {rows} 行，退回 {back} 行")


def _fail(delivery: Delivery, why: str) -> None:
    _settle(delivery, State.FAILED, told=without_id_numbers(why))


def _settle(delivery: Delivery, state: State, told: str) -> None:
    delivery.state, delivery.told, delivery.step, delivery.share = state, told, "", 0
    delivery.save()
