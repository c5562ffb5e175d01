"""Whom the project helps: villages, and households with how they are helped."""

from dataclasses import dataclass
from typing import Any

from luoshi import pack
from luoshi.casework.projects.rows import VILLAGES
from luoshi.households.names import Names
from luoshi.site import sources
from luoshi.site.accounts.services import User
from luoshi.site.ledgers.policies import in_areas, may_see
from luoshi.site.ledgers.services.schemas import ledger
from luoshi.site.monitoring.policies import seen_households
from luoshi.site.place import village_name
from luoshi.site.processes.models import Case
from luoshi.site.processes.services.ledger_rows import records_about
from luoshi.site.projects.presenters.panels.rows import about
from luoshi.site.rights import Scope, scope_of

HOUSEHOLDS = "project_households"
SHOWN = 100
"""Households a page lists; the ledger has them all."""


@dataclass(frozen=True)
class Village:
    """A village the project reaches, and what it said."""

    name: str
    opinion: str
    day: str


@dataclass(frozen=True)
class Home:
    """A household helped: ``page`` is its number on the site, where it has a page."""

    number: str
    head: str
    way: str
    gain: str
    page: int | None


def panel(case: Case, user: User) -> dict[str, Any] | None:
    """Numbers as proposed, villages, and the households the reader may see."""
    villages, homes = about(case, VILLAGES, user), about(case, HOUSEHOLDS, user)
    listed = _homes(case, user) if may_see(user, ledger(HOUSEHOLDS)) else None
    return {
        "case": case,
        "planned": case.facts.get("受益户数", ""),
        "poor": case.facts.get("脱贫和监测受益户数", ""),
        "way": case.facts.get("受益方式", "").replace(",", "、"),
        "villages": [_village(record.data) for record in villages.records],
        "count": len(homes.records),
        "homes": listed,
        "village_ledger": VILLAGES if villages.fillable else "",
        "home_ledger": HOUSEHOLDS if homes.fillable else "",
    }


def _village(data: dict[str, str]) -> Village:
    return Village(
        village_name(data["行政村"]), data.get("征求意见", ""), data.get("征求意见日期", "")
    )


def _homes(case: Case, user: User) -> list[Home]:
    rows = in_areas(user, records_about(case, HOUSEHOLDS), ledger(HOUSEHOLDS))
    data = list(rows.order_by("pk").values_list("data", flat=True)[:SHOWN])
    numbers = {one["户编号"] for one in data}
    scope = scope_of(user)
    heads = Names.read(pack.load(), sources.engine(), numbers, ()).heads if numbers else {}
    pages = _pages(scope, numbers)
    return [_home(one, heads, pages, scope) for one in data]


def _home(data: dict[str, str], heads: dict[str, str], pages: dict[str, int], scope: Scope) -> Home:
    number = data["户编号"]
    return Home(
        number,
        scope.name(heads.get(number, "")),
        data["受益方式"],
        data.get("当年增收", ""),
        pages.get(number),
    )


def _pages(scope: Scope, numbers: set[str]) -> dict[str, int]:
    seen = seen_households(scope).filter(number__in=numbers)
    found: dict[str, int] = dict(seen.values_list("number", "pk"))
    return found
