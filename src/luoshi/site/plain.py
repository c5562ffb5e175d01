"""What no person sends: a NUL in an address or a field. Databases refuse it, each in its way."""

from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponse

from luoshi.site.errors import misread

NUL = "\x00"


class PlainText:
    """Answers a request whose address or fields hold a NUL, before anything is asked with it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, or say that it cannot be read."""
        if any(NUL in text for text in _texts(request)):
            return misread(request)
        return self.get_response(request)


def _texts(request: HttpRequest) -> Iterator[str]:
    yield request.path
    for fields in (request.GET, request.POST):
        for name, values in fields.lists():
            yield name
            yield from map(str, values)
