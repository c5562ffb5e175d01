"""How pages write numbers of cases."""

from collections.abc import Mapping

from django import template

from luoshi.site.place import area_name
from luoshi.text.numbers import fixed_percent

register = template.Library()


@register.filter
def percent(share: float) -> str:
    """A share as a percentage of one decimal."""
    return fixed_percent(share)


@register.filter
def place_name(digits: str) -> str:
    """A division's own name, by the digits of its code that tell it."""
    return area_name(full_code(digits)).split(" ")[-1] if digits else "未填村"


@register.filter
def full_code(digits: str) -> str:
    """A division's code of twelve digits, by those that tell it."""
    return digits.ljust(12, "0")


@register.filter
def at(numbers: Mapping[str, int], key: str) -> int:
    """A number by key; none is zero."""
    return numbers.get(key, 0)
