"""The one gate before every view: log-in first, then the ability the view declares."""

from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBase
from django_htmx.http import HttpResponseClientRedirect

from luoshi.site.rights.gate import declared
from luoshi.site.rights.scope import scope_of


class RightsMiddleware(LoginRequiredMiddleware):
    """Lets a request through to a view only where a rule says so; a view without one is shut."""

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        """Ask for log-in, then for the view's ability.

        Raises:
            Refused: the user has not the ability, or the view declares none.
        """
        if not getattr(view_func, "login_required", True):
            return None
        if not request.user.is_authenticated:
            return self._to_log_in(request, view_func)
        scope_of(request.user).demand(declared(view_func))
        return None

    def _to_log_in(self, request: HttpRequest, view_func: Any) -> HttpResponseBase:
        response = self.handle_no_permission(request, view_func)
        if request.headers.get("HX-Request"):
            # A part of a page must not be filled with the log-in page.
            return HttpResponseClientRedirect(response["Location"])
        return response
