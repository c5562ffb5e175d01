"""Deliveries as their pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.timezone import localtime

from luoshi import pack
from luoshi.pack.deliveries import county_name
from luoshi.site import sources
from luoshi.site.deliveries.choices import State
from luoshi.site.deliveries.models import Delivery
from luoshi.site.rights import ALL, Scope
from luoshi.warehouse.batches import Manifest
from luoshi.warehouse.effect import CountyEffect, Effect
from luoshi.warehouse.preview import Preview
from luoshi.warehouse.receipt import Refusal
from luoshi.warehouse.schema import Table

_NAMED = 3

HEADINGS = {
    State.READ: "入库后会怎样",
    State.STORED: "入库前看到的",
    State.DROPPED: "放弃前看到的，什么都没有入库",
    State.FAILED: "核对时看到的，什么都没有入库",
}
"""What a preview is called, by what became of the delivery."""


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
        return named_counties(self.batch.counties) or "县不明"

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


def named_counties(codes: Sequence[str]) -> str:
    """The names of counties, of many the first; empty where there are none."""
    names = [county_name(pack.load(), code) for code in codes[:_NAMED]]
    return "、".join(names) + (f"等 {len(codes)} 个县" if len(codes) > _NAMED else "")


def sent_for(delivery: Delivery) -> str:
    """The counties a delivery was sent for, in words."""
    return named_counties(delivery.scope) or "文件里有行的县"


def seen_effect(shown: Preview | None, scope: Scope) -> Effect:
    """What a delivery would do to the counties whose rows the user may count."""
    found = shown.effect.counties if shown else ()
    return Effect(counties=tuple(one for one in found if _may_count(scope, one.county)))


def _may_count(scope: Scope, county: str) -> bool:
    return scope.areas is ALL or (county != "" and scope.allows(county))


def county_lines(effect: Effect) -> list[tuple[str, CountyEffect]]:
    """An effect by the names of counties; those that are left alone are left out."""
    return [
        (county_name(pack.load(), one.county) if one.county else "县不明", one)
        for one in effect.touched
    ]


def kept_counties(shown: Preview | None) -> list[str]:
    """The counties of which the table has rows and the delivery none, so that they stay."""
    return [county_name(pack.load(), code) for code in shown.kept] if shown else []


def refusals(shown: Preview | None) -> list[tuple[str, Refusal]]:
    """Refused cells with their files."""
    receipts = shown.receipts if shown else ()
    return [(receipt.file, refusal) for receipt in receipts for refusal in receipt.refusals]
