"""The menu: each app names its entries, each user gets those it may open."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.http import HttpRequest
from django.urls import reverse

from luoshi import pack
from luoshi.modules import modules_of
from luoshi.site.modules import is_on, module_of_app
from luoshi.site.place import place_of
from luoshi.site.rights import Ability, Scope, scope_of


@dataclass(frozen=True)
class Entry:
    """One entry: ``view`` is the name of its address, ``icon`` a file of ``templates/icons``.

    ``badge`` is the name of the address of what stands beside it, such as how much is due.
    """

    title: str
    view: str
    icon: str
    ability: Ability
    order: int
    badge: str = ""

    @property
    def app(self) -> str:
        """The namespace of its app: the entry is current on all of the app's pages."""
        return self.view.partition(":")[0]

    @property
    def url(self) -> str:
        """Where it leads."""
        return reverse(self.view)


def entries(scope: Scope) -> list[Entry]:
    """The entries a user may open, of what the place uses, in order."""
    every = (entry for app in apps.get_app_configs() for entry in getattr(app, "navigation", ()))
    open_ = (one for one in every if scope.can(one.ability) and is_on(module_of_app(one.app)))
    return sorted(open_, key=lambda entry: entry.order)


def context(request: HttpRequest) -> dict[str, Any]:
    """Adds ``scope``, ``modules`` (the ids of those the place uses), and for the top bar ``menu``,
    ``user_place`` and ``app``, to every page."""
    # An address nobody serves is answered before anyone is known.
    user = getattr(request, "user", None)
    scope = scope_of(user)
    match = request.resolver_match
    return {
        "scope": scope,
        "modules": modules_of(pack.load()),
        "menu": entries(scope),
        "user_place": place_of(user),
        "app": match.app_name if match else "",
    }
