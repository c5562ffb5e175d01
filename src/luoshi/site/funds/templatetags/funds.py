"""How amounts are written on the pages of funds."""

from decimal import Decimal

from django import template

from luoshi.allocation.words import number

register = template.Library()


@register.filter
def amount(value: Decimal | None, places: int = 2) -> str:
    """1,234.5; a dash for nothing."""
    return "—" if value is None else number(value, places)


@register.filter
def signed(value: Decimal | float | None, places: int = 2) -> str:
    """+1,234.5 or −12; a dash for nothing."""
    if value is None:
        return "—"
    shown = number(Decimal(str(value)), places)
    return f"+{shown}" if value > 0 else shown.replace("-", "−")


@register.filter
def figure(value: float | None, places: int = 2) -> str:
    """A ratio; a dash for nothing."""
    return "—" if value is None else f"{value:.{places}f}"


@register.filter
def share(value: Decimal | None) -> str:
    """A share in percent; a dash for nothing."""
    return "—" if value is None else f"{number(100 * value, 1)}%"
