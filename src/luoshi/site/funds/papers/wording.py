"""What both papers say."""

from typing import Any

from django.utils.timezone import localtime

from luoshi.allocation.sheet import Sheet
from luoshi.site.funds.models import Plan

DRAFT = "草案，未经签批，不作为资金下达依据"


def title(sheet: Sheet) -> str:
    """The papers' title."""
    return f"{sheet.year}年{sheet.title}分配方案"


def signed(plan: Plan | None) -> str:
    """Who signed, or that nobody has."""
    if plan is None:
        return DRAFT
    return (
        f"{_who(plan.proposed_by)}于 {localtime(plan.proposed_at):%Y-%m-%d} 送签，"
        f"{_who(plan.signed_by)}于 {localtime(plan.signed_at):%Y-%m-%d} 签批；"
        f"校验值 {plan.digest[:16]}"
    )


def _who(user: Any) -> str:
    return (user.display_name or user.username) if user else "系统"
