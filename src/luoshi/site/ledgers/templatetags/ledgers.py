"""How templates name roles and rhythms: ``{% load ledgers %}``."""

from datetime import date

from django import template

from luoshi.site.rights import Role

register = template.Library()

RHYTHMS = {"year": "每年", "half": "每半年", "quarter": "每季度", "month": "每月"}


@register.filter
def role_or_unit(name: str) -> str:
    """A role's title, or the unit's name."""
    return str(Role(name).label) if name in Role.values else name


@register.filter
def rhythm(every: str) -> str:
    """How often a ledger is due."""
    return RHYTHMS[every]


@register.filter
def days_after(day: date, earlier: date) -> int:
    """How many days lie between."""
    return (day - earlier).days
