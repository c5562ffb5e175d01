"""Pages of modules the place does not use are not served, and nothing leads to them.

An app names the module its pages belong to in its configuration (``part_of``), a page that belongs
to another than its app's says so itself (`part_of`).
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import ResolverMatch
from django.utils.deprecation import MiddlewareMixin

from luoshi import pack
from luoshi.modules import MODULES, modules_of, unused
from luoshi.pack.requirements import Module

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

BY_ID = {module.id: module for module in MODULES}


class UnusedPageError(Http404):
    """The page belongs to a module that the place does not use; the text says which."""

    def __init__(self, module: Module) -> None:
        super().__init__(unused(module))


def part_of(module: Module) -> Callable[[View], View]:
    """Declare the module a page belongs to, where it is not its app's."""

    def declare(view: View) -> View:
        setattr(view, "part_of", module.id)  # noqa: B010
        return view

    return declare


def module_of_app(app: str) -> str:
    """The module (id) that the pages of an app belong to; empty for those every place has."""
    return str(getattr(apps.get_app_config(app), "part_of", "")) if app else ""


def module_of_page(match: ResolverMatch) -> str:
    """The module (id) a page belongs to: what its view says, else its app's."""
    return str(getattr(match.func, "part_of", None) or module_of_app(match.app_name))


def is_on(module: str) -> bool:
    """Whether a module (id) runs here; what belongs to none always does."""
    return not module or module in modules_of(pack.load())


class ModulesMiddleware(MiddlewareMixin):
    """Answers pages of unused modules as not there, once it is known that the user may ask."""

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Let through what is used.

        Raises:
            UnusedPageError: the page's module is off.
        """
        match = request.resolver_match
        module = module_of_page(match) if match else ""
        if not is_on(module):
            raise UnusedPageError(BY_ID[module])
