"""How pages of cases write numbers."""

from django import template

from luoshi import pack

register = template.Library()


@register.filter
def percent(share: float) -> str:
    """A share as a percentage of one decimal."""
    return f"{share:.1%}"


@register.filter
def place_name(code: str) -> str:
    """A division's own name, by the digits of its code that tell it."""
    return pack.load().areas.by_code(code.ljust(12, "0")).name if code else "未填村"
