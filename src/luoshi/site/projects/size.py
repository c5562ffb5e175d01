"""The bank's size against the money in sight, county by county."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, QuerySet, Sum

from luoshi import pack
from luoshi.areas import Area, Level
from luoshi.casework import Rules
from luoshi.pack.rules import values_on
from luoshi.site.casework.models import Case
from luoshi.site.celltext import TextIn
from luoshi.site.ledgers.models import Record
from luoshi.site.projects.money import number_in
from luoshi.site.rights import ALL, Scope

IN_BANK = ("banked", "planned", "funded", "building", "finished", "accepted", "settled",
           "handed-over")  # fmt: skip
"""Stages of projects that got into the bank."""

ALLOCATION = "fund_allocation"


@dataclass(frozen=True)
class Size:
    """One county's bank of a year (万元); ``money_year`` is the year the money is known of."""

    county: Area
    projects: int
    need: Decimal
    money: Decimal | None
    money_year: str
    least: Decimal
    most: Decimal

    @property
    def ratio(self) -> Decimal | None:
        """How many times the money the bank needs."""
        return self.need / self.money if self.money else None

    @property
    def verdict(self) -> str:
        """Whether the size fits the money, in a word."""
        if self.ratio is None:
            return "没有资金数"
        if self.ratio < self.least:
            return "偏小"
        return "偏大" if self.ratio > self.most else "合适"

    @property
    def fits(self) -> bool:
        """Whether the size fits the money."""
        return self.verdict == "合适"


def sees_counties(scope: Scope) -> bool:
    """Whether whole counties of all kinds of projects are the user's to see."""
    if scope.departments is not ALL:
        return False
    return scope.areas is ALL or any(len(prefix) <= Level.COUNTY.digits for prefix in scope.areas)


def sizes(cases: QuerySet[Case], scope: Scope, year: str) -> list[Size]:
    """The size of each county's bank of a year, in the order of codes."""
    day = date(int(year), 12, 31)
    rules = Rules(pack.load())
    bounds = [rules.number(name, day) for name in ("bank_size_least", "bank_size_most")]
    asked = cases.annotate(year=TextIn("facts", "库年度"))
    counted, needs = _banks(asked.filter(stage__in=IN_BANK, year=year))
    money = _money(funds_compared(day), year)
    return [
        Size(
            county, counted[code], needs[code], *money.get(code, (None, "")), *bounds
        )
        for county in pack.load().areas.counties(day)
        for code in [county.code[: Level.COUNTY.digits]]
        if scope.allows(code)
    ]  # fmt: skip


def funds_compared(day: date) -> frozenset[str]:
    """The funds a bank is compared with."""
    name = "bank_funds"
    return frozenset(str(values_on(pack.load(), frozenset({name}), day)[name]).split("、"))


def _banks(cases: QuerySet[Case]) -> tuple[Counter[str], defaultdict[str, Decimal]]:
    counted: Counter[str] = Counter()
    needs: defaultdict[str, Decimal] = defaultdict(Decimal)
    sums = (
        cases.order_by()
        .values("village")
        .annotate(n=Count("pk"), need=Sum(number_in("facts", "衔接资金")))
    )
    for one in sums:
        county = one["village"][: Level.COUNTY.digits]
        counted[county] += one["n"]
        needs[county] += one["need"] or Decimal(0)
    return counted, needs


def _money(funds: frozenset[str], year: str) -> dict[str, tuple[Decimal, str]]:
    """By county, the money of the year, or of the last year before it of which there is any."""
    found: defaultdict[str, dict[str, Decimal]] = defaultdict(dict)
    rows = Record.objects.filter(
        ledger=ALLOCATION, removed=False, period__lte=date(int(year), 12, 31)
    )
    for county, data in rows.values_list("county", "data"):
        if data["资金"] in funds:
            own = found[county]
            own[data["年度"]] = own.get(data["年度"], Decimal(0)) + Decimal(data["金额"])
    return {county: (own[max(own)], max(own)) for county, own in found.items()}
