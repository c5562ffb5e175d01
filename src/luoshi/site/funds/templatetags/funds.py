"""How amounts are written on the pages of funds."""

from decimal import Decimal

from django import template

from luoshi.text import numbers
from luoshi.text.numbers import NOTHING, PLACES, Number, fixed, percent, written

register = template.Library()


@register.filter
def amount(value: Decimal | None, places: int = PLACES) -> str:
    """1,234.5; a dash for nothing."""
    return NOTHING if value is None else written(value, places)


@register.filter
def signed(value: Number | None, places: int = PLACES) -> str:
    """+1,234.5 or −12; a dash for nothing."""
    return NOTHING if value is None else numbers.signed(value, places)


@register.filter
def figure(value: float | None, places: int = PLACES) -> str:
    """A ratio; a dash for nothing."""
    return NOTHING if value is None else fixed(value, places)


@register.filter
def share(value: Decimal | None) -> str:
    """A share in percent; a dash for nothing."""
    return NOTHING if value is None else percent(value, places=1)
