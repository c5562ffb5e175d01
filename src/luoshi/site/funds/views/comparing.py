"""Scenarios and plans side by side."""

from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from luoshi.allocation.sheet import AllocationSheet
from luoshi.pack.allocation import Scheme
from luoshi.site.funds.actions import scenario_sheet
from luoshi.site.funds.choices import State
from luoshi.site.funds.models import Plan, Scenario
from luoshi.site.funds.policies import asked_scheme
from luoshi.site.funds.services import years
from luoshi.site.rights import Ability, require

MOST = 4


@dataclass(frozen=True)
class Side:
    """One of those compared, by the key it is chosen with."""

    key: str
    title: str
    sheet: AllocationSheet


@require(Ability.ALLOCATE)
@require_GET
def compare(request: HttpRequest, scheme_id: str, year: int) -> HttpResponse:
    """Two to four scenarios of a scheme and year, and the plan in force."""
    scheme = asked_scheme(request, scheme_id)
    if year not in years():
        raise Http404("没有这一年")
    offered = _offered(scheme, year)
    asked = [key for key in request.GET.getlist("side") if key in offered]
    keys = list(dict.fromkeys(asked or offered))[:MOST]
    sides, refused = [], []
    for key in keys:
        try:
            sides.append(_side(key, offered[key]))
        except ValidationError as error:
            refused.append(f"{offered[key].title}：{'；'.join(error.messages)}")
    context = {
        "scheme": scheme,
        "year": year,
        "offered": [(key, one, key in keys) for key, one in offered.items()],
        "sides": sides,
        "refused": refused,
        "rows": _rows(sides),
        "chart": _chart(sides),
    }
    return render(request, "funds/compare.html", context)


def _offered(scheme: Scheme, year: int) -> dict[str, Plan | Scenario]:
    plan = Plan.objects.filter(scheme__in=scheme.names, year=year).first()
    named = Scenario.objects.filter(scheme__in=scheme.names, year=year)
    open_ones = named.exclude(state=State.ADOPTED)
    plans: dict[str, Plan | Scenario] = {f"p{plan.pk}": plan} if plan else {}
    return plans | {f"s{one.pk}": one for one in open_ones}


def _side(key: str, one: Plan | Scenario) -> Side:
    if isinstance(one, Plan):
        return Side(key, f"{one.title}（已采用）", AllocationSheet.model_validate(one.sheet))
    return Side(key, one.title, scenario_sheet(one))


Cell = tuple[str, Decimal | None, Decimal | None]
"""Title of its side, amount, and difference from the first side."""

Row = tuple[str, list[Cell]]


def _rows(sides: list[Side]) -> list[Row]:
    """Each county's amounts."""
    if not sides:
        return []
    titles = [side.title for side in sides]
    amounts = [{one.code: one.amount for one in side.sheet.counties} for side in sides]
    names = {one.code: one.name for side in sides for one in side.sheet.counties}
    return [
        (name, _cells(titles, [by.get(code) for by in amounts])) for code, name in names.items()
    ]


def _cells(titles: list[str], amounts: list[Decimal | None]) -> list[Cell]:
    first = amounts[0]
    return [
        (title, one, one - first if place and one is not None and first is not None else None)
        for place, (title, one) in enumerate(zip(titles, amounts, strict=True))
    ]


def _chart(sides: list[Side]) -> dict[str, object]:
    """What the bars draw."""
    counties = sides[0].sheet.counties if sides else ()
    return {
        "unit": sides[0].sheet.unit if sides else "",
        "names": [one.name for one in counties],
        "series": [
            {
                "name": side.title,
                "values": [
                    float({c.code: c.amount for c in side.sheet.counties}.get(one.code, 0))
                    for one in counties
                ],
            }
            for side in sides
        ],
    }


urlpatterns = [path("<path:scheme_id>/<int:year>/compare/", compare, name="compare")]
