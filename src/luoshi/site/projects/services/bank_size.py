"""The bank's size against the money in sight, county by county."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, QuerySet, Sum

from luoshi import pack
from luoshi.areas import Area, Level
from luoshi.pack.lacking import Lack, lacking
from luoshi.pack.models import DatedValue
from luoshi.site.json_text import TextIn
from luoshi.site.ledgers.services.records import records_of
from luoshi.site.processes.models import Case
from luoshi.site.projects.services.money import number_in
from luoshi.site.rights import ALL, Scope

IN_BANK = ("banked", "planned", "funded", "building", "finished", "accepted", "settled",
           "handed-over")  # fmt: skip
"""Stages of projects that got into the bank."""

ALLOCATION = "fund_allocation"
NO_MONEY: tuple[Decimal | None, str] = (None, "")
FUNDS, BOUNDS = "bank_funds", ("bank_size_least", "bank_size_most")


@dataclass(frozen=True)
class Size:
    """One county's bank of a year (万元); ``money_year`` is the year the money is known of.

    ``least`` and ``most`` are None where no bounds are in force for the year.
    """

    county: Area
    projects: int
    need: Decimal
    money: Decimal | None
    money_year: str
    least: Decimal | None
    most: Decimal | None

    @property
    def ratio(self) -> Decimal | None:
        """How many times the money the bank needs."""
        return self.need / self.money if self.money else None

    @property
    def verdict(self) -> str:
        """Whether the size fits the money, in a word."""
        if self.ratio is None:
            return "没有资金数"
        if self.least is None or self.most is None:
            return "没有界线可比"
        if self.ratio < self.least:
            return "偏小"
        return "偏大" if self.ratio > self.most else "合适"

    @property
    def judged(self) -> bool:
        """Whether there is money, and bounds, to say anything by."""
        return self.ratio is not None and None not in (self.least, self.most)

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
    policy, day = pack.load(), last_day(year)
    least, most = (Decimal(value.value) if value else None for value in bounds(year))
    asked = cases.annotate(year=TextIn("facts", "库年度"))
    counted, needs = _banks(asked.filter(stage__in=IN_BANK, year=year))
    compared = funds(year)
    money = _money(frozenset(compared.value.split("、") if compared else ()), year)
    counties = ((one, one.code[: Level.COUNTY.digits]) for one in policy.areas.counties(day))
    return [
        Size(county, counted[code], needs[code], *money.get(code, NO_MONEY), least=least, most=most)
        for county, code in counties
        if scope.allows(code)
    ]


def last_day(year: str) -> date:
    """The day whose bounds and funds count for a bank year."""
    return date(int(year), 12, 31)


def bounds(year: str) -> tuple[DatedValue | None, ...]:
    """The least and the most a bank may be against its money; None where none is in force."""
    return tuple(pack.load().parameters[name].on(last_day(year)) for name in BOUNDS)


def funds(year: str) -> DatedValue | None:
    """The funds a bank is compared with in a year; None where no list is in force."""
    return pack.load().parameters[FUNDS].on(last_day(year))


def lacks(year: str) -> tuple[Lack, ...]:
    """What has no value for a bank year, so that the sizes cannot be judged."""
    return lacking(pack.load(), (FUNDS, *BOUNDS), last_day(year))


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
    rows = records_of(ALLOCATION).filter(period__lte=last_day(year))
    for county, data in rows.values_list("county", "data"):
        if data["资金"] in funds:
            own = found[county]
            own[data["年度"]] = own.get(data["年度"], Decimal(0)) + Decimal(data["金额"])
    return {county: (own[max(own)], max(own)) for county, own in found.items()}
