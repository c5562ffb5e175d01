"""Every address of the site with real pieces, and the parameters its view asks for.

What a view asks for is not listed here but watched: a query that remembers which of its names
were read tells it, so a parameter added tomorrow is tried tomorrow.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from django.core.handlers.wsgi import WSGIRequest, get_bytes_from_wsgi
from django.http import HttpResponseBase, QueryDict
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.functional import cached_property

Pieces = Mapping[str, Mapping[str, object]]
"""By the beginning of an address: its pieces by name. The longest fitting beginning counts."""


@dataclass(frozen=True)
class Address:
    """One address: its route as Django writes it, its pieces by name, real ones filled in."""

    route: str
    pieces: dict[str, object]

    def url(self, **other: object) -> str:
        """The address, with other pieces where they are given (percent-escaped already)."""
        text = self.route
        for name, kind in _places(self.route):
            piece = other[name] if name in other else quote(str(self.pieces[name]), safe="")
            text = text.replace(f"<{kind}:{name}>", str(piece))
        return f"/{text}"


def _places(route: str) -> Iterator[tuple[str, str]]:
    for part in route.split("<")[1:]:
        kind, _, name = part.partition(">")[0].partition(":")
        yield name, kind


def routes(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    """Every route of the site."""
    for pattern in (resolver or get_resolver("luoshi.site.urls")).url_patterns:
        route = f"{before}{pattern.pattern}"
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from routes(pattern, route)


def addresses(pieces: Pieces) -> list[Address]:
    """Every address with its pieces.

    Raises:
        LookupError: a piece of a new address is not among ``pieces``.
    """
    return [Address(route, _pieces(route, pieces)) for route in routes()]


def _pieces(route: str, pieces: Pieces) -> dict[str, object]:
    fitting = sorted((one for one in pieces if route.startswith(one)), key=len)
    known: dict[str, object] = {}
    for one in fitting:
        known |= pieces[one]
    missing = {name for name, _ in _places(route)} - known.keys()
    if missing:
        raise LookupError(f"{route}: {missing}")
    return {name: known[name] for name, _ in _places(route)}


@dataclass
class Watch:
    """Remembers which names requests were asked for, while it is on."""

    names: set[str] = field(default_factory=set)

    def asked(self, client: Client, method: str, url: str, **said: Any) -> set[str]:
        """The names the view reads of a request's query (or of its form, for a POST)."""
        self.names.clear()
        getattr(client, method)(url, **said)
        return {name for name in self.names if name and name != "csrfmiddlewaretoken"}


class Watched(QueryDict):
    """A query that tells which names it is asked for."""

    watch = Watch()

    def __getitem__(self, key: str) -> Any:
        self.watch.names.add(key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self.watch.names.add(key)
        return super().get(key, default)

    def getlist(self, key: str, default: Any = None) -> Any:
        self.watch.names.add(key)
        return super().getlist(key, default)

    def __contains__(self, key: object) -> bool:
        self.watch.names.add(str(key))
        return super().__contains__(key)


class WatchedRequest(WSGIRequest):
    """A request whose query and form are watched."""

    @cached_property
    def GET(self) -> QueryDict:  # type: ignore[override]
        return Watched(get_bytes_from_wsgi(self.environ, "QUERY_STRING", ""))

    def _load_post_and_files(self) -> None:
        super()._load_post_and_files()
        self._post = Watched(self._post.urlencode(), mutable=True)


def whole(response: HttpResponseBase) -> bytes:
    """An answer's content, streamed or not: what fails while it is streamed fails here."""
    if response.streaming:
        return b"".join(response.streaming_content)  # type: ignore[attr-defined]
    return response.content  # type: ignore[attr-defined,no-any-return]
