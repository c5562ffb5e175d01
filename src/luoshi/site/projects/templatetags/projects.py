"""How pages of projects write amounts, and the tabs above them."""

from decimal import Decimal
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse

from luoshi.casework.projects.rows import RELIEF
from luoshi.site.accounts.services import User
from luoshi.site.ledgers.policies import may_see
from luoshi.site.ledgers.services.schemas import ledger
from luoshi.site.projects.services.bank_size import sees_counties
from luoshi.site.rights import scope_of
from luoshi.text import numbers
from luoshi.text.numbers import NOTHING, fixed, fixed_percent

register = template.Library()


@register.filter
def money(value: Decimal | str | None) -> str:
    """An amount in 万元; a dash for nothing."""
    return numbers.money(Decimal(value)) if value not in (None, "") else NOTHING


@register.filter
def percent(share: Decimal | None) -> str:
    """A share as a percentage of one decimal."""
    return NOTHING if share is None else fixed_percent(share)


@register.filter
def times(ratio: Decimal | None) -> str:
    """How many times, with two decimals."""
    return NOTHING if ratio is None else fixed(ratio)


@register.inclusion_tag("projects/_tabs.html", takes_context=True)
def project_tabs(context: Context, current: str) -> dict[str, Any]:
    """The lists of this app the reader may open."""
    user: User = context["request"].user
    tabs = [("list", "项目"), ("assets", "资产")]
    if may_see(user, ledger(RELIEF)):
        tabs.append(("labour", "以工代赈"))
    if sees_counties(scope_of(user)):
        tabs.append(("size", "规模"))
    tabs.append(("watch", "问题"))
    lines = [(title, reverse(f"projects:{name}"), name == current) for name, title in tabs]
    return {"tabs": lines}
