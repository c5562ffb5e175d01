"""What people do with deliveries: send, confirm, give up. Each checks the rights, then works."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.timezone import localdate

from luoshi.site import storage
from luoshi.site.accounts.services import User
from luoshi.site.deliveries import policies
from luoshi.site.deliveries.choices import State
from luoshi.site.deliveries.models import Delivery
from luoshi.site.deliveries.services import reading
from luoshi.site.deliveries.services import storage as kept
from luoshi.site.deliveries.services.log import told
from luoshi.site.rights import scope_of
from luoshi.warehouse.schema import Table

LARGEST = 200 * storage.MEGABYTE
"""Of one file; a table of a million rows is smaller."""

MOST = 30
"""Files of one delivery: one a county, and some to spare."""

KINDS = {**storage.BOOKS, ".parquet": b"PAR1"}
"""Endings a delivery may come in, and what such a file begins with."""


@dataclass(frozen=True)
class SendDelivery:
    """Take in the files of one delivery and read them; nothing is stored in the warehouse.

    ``scope`` are the counties (six digits) it is of, none where the rows are to tell; ``reach``
    is the day it reaches to, ``since`` the one from which on all events are in it.
    """

    user: User
    table: Table
    files: Sequence[storage.Sent]
    scope: tuple[str, ...] = ()
    reach: date | None = None
    since: date | None = None
    request: HttpRequest | None = None

    def check(self) -> None:
        """Stop here unless the user sends this table, for these counties, and the files will do.

        Raises:
            Refused: the table, or a county, is not the user's to send.
            ValidationError: files or the day will not do.
        """
        scope = scope_of(self.user)
        policies.demand_send(scope, self.table)
        policies.demand_places(scope, self.scope)
        if self.reach and self.reach > localdate():
            raise ValidationError(f"数据截至的日期 {self.reach} 还没有到。")
        if self.since and self.since > (self.reach or localdate()):
            raise ValidationError(f"从 {self.since} 起，晚于数据截至的日期；请改其中一个。")
        self._check_files()

    def execute(self) -> Delivery:
        """Keep the files and read them; the delivery tells how far it is."""
        self.check()
        reading.drop_forgotten()
        with kept.keeping(self.files) as (folder, names), transaction.atomic():
            delivery = Delivery.objects.create(
                table=self.table.id,
                files=names,
                scope=list(self.scope),
                reach=self.reach,
                since=self.since,
                by=self.user,
                unit=self.user.unit,
                folder=folder,
            )
            told(self.user, delivery, f"上传 {len(names)} 个文件", self.request)
            reading.read.enqueue(delivery.pk)
        return delivery

    def _check_files(self) -> None:
        if not self.files:
            raise ValidationError("请先选文件。")
        if len(self.files) > MOST:
            raise ValidationError(f"一次最多 {MOST} 个文件；请合并后再传。")
        names = [kept.plain_name(sent) for sent in self.files]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValidationError(f"有两个文件都叫“{twice[0]}”，请改名或只留一个。")
        for name, sent in zip(names, self.files, strict=True):
            try:
                storage.demand_kind(sent, KINDS, LARGEST)
            except ValidationError as error:
                raise ValidationError(f"{name}：{' '.join(error.messages)}") from None


@dataclass(frozen=True)
class StoreDelivery:
    """Store a delivery as it was shown; one that is held, only with a word of its own."""

    delivery: Delivery
    user: User
    confirmed: bool = False
    request: HttpRequest | None = None

    def check(self) -> None:
        """Stop here unless it waits, may be sent by the user, and what is held is confirmed.

        Raises:
            Refused: the user sends this table no longer.
            ValidationError: it was decided already, has no good row, or is held.
        """
        table = next(one for one in policies.datasets() if one.id == self.delivery.table)
        policies.demand_send(scope_of(self.user), table)
        policies.demand_places(scope_of(self.user), self.delivery.scope)
        shown = reading.shown(self.delivery)
        if self.delivery.state != State.READ or shown is None:
            raise ValidationError(f"这次报送{self.delivery.get_state_display()}，不能再入库。")
        if shown.reach is None:
            raise ValidationError("没有一行可以入库；请改好退回的行再传。")
        if shown.held and not self.confirmed:
            raise ValidationError("请先核对要确认的几条，打勾后再入库。")

    def execute(self) -> Delivery:
        """Begin storing; the delivery tells how far it is."""
        self.check()
        waits = Delivery.objects.filter(pk=self.delivery.pk, state=State.READ)
        with transaction.atomic():
            if not waits.update(state=State.STORING):
                raise ValidationError("这次报送已经有人处理过。")
            told(self.user, self.delivery, "确认入库", self.request)
            reading.store.enqueue(self.delivery.pk)
        self.delivery.refresh_from_db()
        return self.delivery


@dataclass(frozen=True)
class DropDelivery:
    """Give a delivery up."""

    delivery: Delivery
    user: User
    request: HttpRequest | None = None

    def execute(self) -> None:
        """Forget its files, unless it was decided already."""
        if self.delivery.state == State.READ:
            reading.drop(self.delivery)
            told(self.user, self.delivery, "放弃", self.request)
