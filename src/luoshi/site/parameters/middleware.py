"""Before a request the entered values are renewed; what lacks one is told, not a failure."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from luoshi.pack.lacking import LackingError
from luoshi.site.parameters.services import renew

Answer = Callable[[HttpRequest], HttpResponse]

CONFLICT = 409


class EnteredValues:
    """Renews the values entered, and answers where a page needs one that nobody has entered."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer by the values that count now."""
        renew()
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A page that says what is lacking and who enters it."""
        if not isinstance(exception, LackingError):
            return None
        return render(
            request, "parameters/lacking.html", {"lacks": exception.lacks}, status=CONFLICT
        )
