"""Assets: what they earn and how it is shared, and when somebody must look at them next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.urls import reverse

from luoshi import pack
from luoshi.casework import Rules
from luoshi.casework.clocks import Clock, clock
from luoshi.casework.projects.rows import amount
from luoshi.pack.rules import values_on
from luoshi.site.json_text import TextIn
from luoshi.site.ledgers.services.records import Record, records_of
from luoshi.site.place import village_name

ASSET, CHECKS, INCOME = "资产编码", "asset_checks", "asset_income"
GONE, SOUND = "已处置", "正常使用"


@dataclass(frozen=True)
class AssetRow:
    """An asset as lists show it; ``clock`` tells when one that is ``watched`` is inspected next."""

    pk: int
    code: str
    name: str
    project: str
    project_name: str
    place: str
    kind: str
    value: Decimal
    owner: str
    keeper: str
    state: str
    checked: str
    clock: Clock | None
    earned: Decimal
    shared: Decimal
    watched: bool

    @property
    def url(self) -> str:
        """Its page."""
        return reverse("projects:asset", args=[self.pk])

    @property
    def check(self) -> str:
        """When it is inspected next, in words."""
        if self.clock:
            return self.clock.words
        return "移交后起算" if self.watched else "不用巡查"

    @property
    def faults(self) -> list[str]:
        """What is amiss, in words."""
        found = []
        if not self.owner:
            found.append("没有产权人")
        if not self.keeper:
            found.append("没有管护单位")
        if self.state not in (SOUND, GONE):
            found.append(self.state)
        if self.clock and self.clock.late:
            found.append(f"巡查{self.clock.words}")
        if self.shared > self.earned:
            found.append("分配多于已收收益")
        return found


def asset_rows(records: Iterable[Record], today: date) -> list[AssetRow]:
    """Assets with their last inspection and what they earned so far."""
    some = list(records)
    counties = {record.county for record in some}
    checked = last_checks(counties)
    earned, shared = sums_of_income(counties)
    classes = checked_classes(today)
    return [_row(one, checked, earned, shared, classes, today) for one in some]


def _row(
    record: Record,
    checked: dict[str, str],
    earned: dict[str, Decimal],
    shared: dict[str, Decimal],
    classes: frozenset[str],
    today: date,
) -> AssetRow:
    data = record.data
    code = data[ASSET]
    last = checked.get(code, "")
    watched = data["资产类别"] in classes and data["资产状态"] != GONE
    since = last or data.get("资产移交日期", "")
    return AssetRow(
        pk=record.pk,
        code=code,
        name=data["资产名称"],
        project=data["项目编码"],
        project_name=data.get("项目名称", ""),
        place=village_name(record.area),
        kind=data["资产类别"],
        value=amount(data, "原值"),
        owner=data.get("产权人", ""),
        keeper=data.get("管护单位", ""),
        state=data["资产状态"],
        checked=last,
        clock=clock(next_check(since), today) if watched and since else None,
        earned=earned.get(code, Decimal(0)),
        shared=shared.get(code, Decimal(0)),
        watched=watched,
    )


def next_check(since: str) -> date:
    """By when an asset is to be inspected, from the last time or its hand-over."""
    day = date.fromisoformat(since)
    return day + timedelta(int(Rules(pack.load()).number("asset_check_days", day)))


def checked_classes(day: date) -> frozenset[str]:
    """The classes of assets that are inspected regularly."""
    name = "asset_checked_classes"
    return frozenset(str(values_on(pack.load(), frozenset({name}), day)[name]).split("、"))


def last_checks(counties: Iterable[str]) -> dict[str, str]:
    """The day of the last inspection of each asset (code) in some counties."""
    rows = records_of(CHECKS).filter(county__in=counties)
    days = rows.annotate(asset=TextIn("data", ASSET), day=TextIn("data", "巡查日期"))
    return dict(days.order_by("day").values_list("asset", "day"))


def sums_of_income(counties: Iterable[str]) -> tuple[dict[str, Decimal], dict[str, Decimal]]:
    """What each asset (code) earned over the years, and how much of it was shared out."""
    earned: dict[str, Decimal] = {}
    shared: dict[str, Decimal] = {}
    rows = records_of(INCOME).filter(county__in=counties)
    for data in rows.values_list("data", flat=True):
        code = data[ASSET]
        earned[code] = earned.get(code, Decimal(0)) + amount(data, "已收收益")
        shared[code] = shared.get(code, Decimal(0)) + shared_out(data)
    return earned, shared


def shared_out(data: dict[str, str]) -> Decimal:
    """What of a year's income was shared out."""
    parts = ("农户分红", "村集体留存", "公益事业支出")
    return sum((amount(data, name) for name in parts), Decimal(0))
