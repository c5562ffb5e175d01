"""Deliveries as their pages show them."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.timezone import localtime

from luoshi import pack
from luoshi.pack.deliveries import county_name
from luoshi.site import sources
from luoshi.site.deliveries.models import Delivery
from luoshi.site.rights import ALL, Scope
from luoshi.warehouse.batches import Manifest
from luoshi.warehouse.effect import CountyEffect
from luoshi.warehouse.preview import Preview
from luoshi.warehouse.receipt import Refusal
from luoshi.warehouse.schema import Table

_NAMED = 3


@dataclass(frozen=True)
class Past:
    """A batch as the history shows it, with the delivery on the site it came from, if any."""

    batch: Manifest
    delivery: Delivery | None

    @property
    def who(self) -> str:
        """Who sent it."""
        if self.delivery:
            return self.delivery.by.title
        return self.batch.sender or "命令行"

    @property
    def where(self) -> str:
        """The counties it covers, in words."""
        codes = self.batch.counties
        if not codes:
            return "县不明"
        names = [county_name(pack.load(), code) for code in codes[:_NAMED]]
        return "、".join(names) + (f"等 {len(codes)} 个县" if len(codes) > _NAMED else "")

    @property
    def received(self) -> str:
        """When it came."""
        return f"{localtime(self.batch.received_at):%Y-%m-%d %H:%M}"


def past(scope: Scope, table: Table, sent: QuerySet[Delivery]) -> list[Past]:
    """The batches of a table the user may know of, the newest first.

    Who has some counties only sees what was sent for those.
    """
    by_batch = {one.batch: one for one in sent.exclude(batch="").select_related("by")}
    return [
        Past(batch, by_batch.get(batch.id))
        for batch in reversed(sources.warehouse().batches(table.id))
        if scope.areas is ALL or (batch.scope and all(map(scope.allows, batch.scope)))
    ]


def county_lines(shown: Preview | None) -> list[tuple[str, CountyEffect]]:
    """What a delivery would do, by the names of counties; those it leaves alone are left out."""
    if shown is None:
        return []
    return [
        (county_name(pack.load(), one.county) if one.county else "县不明", one)
        for one in shown.effect.touched
    ]


def kept_counties(shown: Preview | None) -> list[str]:
    """The counties of which the table has rows and the delivery none, so that they stay."""
    return [county_name(pack.load(), code) for code in shown.kept] if shown else []


def refusals(shown: Preview | None) -> list[tuple[str, Refusal]]:
    """Refused cells with their files."""
    receipts = shown.receipts if shown else ()
    return [(receipt.file, refusal) for receipt in receipts for refusal in receipt.refusals]
