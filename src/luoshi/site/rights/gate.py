"""What a view declares: the ability it asks for."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseBase

from luoshi.site.rights.scope import Refused
from luoshi.site.rights.table import Ability

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

public = login_not_required
"""Marks a view that asks for no log-in: log-in, log-out and the pages of applicants."""


def require(ability: Ability) -> Callable[[View], View]:
    """Declare the ability a view asks for; the middleware holds it.

    A view whose methods ask for different things declares the least, and lets the others
    ``scope_of(request.user).demand(…)`` more.
    """

    def declare(view: View) -> View:
        setattr(view, "ability", ability)  # noqa: B010
        return view

    return declare


def declared(view: object) -> Ability:
    """The ability a view asks for.

    Raises:
        Refused: it declares none, so nobody may use it.
    """
    ability = getattr(view, "ability", None)
    if not isinstance(ability, Ability):
        raise Refused("没有规则就不放行", "这个页面还没有登记权限规则，谁也不能打开。")
    return ability
