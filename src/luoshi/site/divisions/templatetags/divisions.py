"""Where a row, or an account, lay before its division became another one."""

from django import template
from django.db import models

from luoshi import pack
from luoshi.site.accounts.services import User
from luoshi.site.divisions.services.recoding import former_codes, undecided

register = template.Library()


@register.simple_tag
def moved(row: models.Model, place: str) -> str:
    """Where a row lay before, and where it lies now (``place``), in words; empty if it stayed."""
    codes = former_codes(row)
    if not codes:
        return ""
    areas = pack.load().areas
    known = [areas.by_code(code) for code in codes]
    was = "、".join(f"{areas.path(one.code)}（到 {one.valid_to} 为止）" for one in known)
    return f"原属{was}，现属{areas.path(place)}。"


@register.simple_tag
def division_gone(user: object) -> str:
    """Why an account's division leads to no one division today; empty where it does."""
    return undecided(user) if isinstance(user, User) else ""
