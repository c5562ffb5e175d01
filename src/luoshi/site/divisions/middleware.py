"""Before a request the changes of divisions are renewed, and an account in none is told so."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from luoshi import pack
from luoshi.site.accounts.services import User
from luoshi.site.divisions.services.counting import renew
from luoshi.site.divisions.services.recoding import undecided

Answer = Callable[[HttpRequest], HttpResponse]


class ChangedDivisions:
    """Renews the changes that count, and says in ``request.division_gone`` whose place is gone."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer by the divisions of today."""
        renew()
        gone = _gone(request) if pack.load().areas.changes else ""
        request.division_gone = gone  # type: ignore[attr-defined]
        return self.get_response(request)


def _gone(request: HttpRequest) -> str:
    return undecided(request.user) if isinstance(request.user, User) else ""
