"""How pages of cases write numbers."""

from django import template

register = template.Library()


@register.filter
def percent(share: float) -> str:
    """A share as a percentage of one decimal."""
    return f"{share:.1%}"
