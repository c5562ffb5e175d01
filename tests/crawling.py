"""Following every link from a page on, as one user."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve
from every_address import whole

LINK = re.compile(r'(?:href|src|hx-get|data-shapes)="([^"]+)"')
"""What a page leads to without anything being sent."""

ELSEWHERE = ("/static/", "/account/logout/")
"""What is no page, and what ends who is asking."""

MOST = 1
"""How many addresses of one route are followed: all households of a list have the same page."""


@dataclass
class Crawl:
    """What was asked, and which links led nowhere (``link: answer, from page``)."""

    client: Client
    broken: list[str] = field(default_factory=list)
    routes: Counter[str] = field(default_factory=Counter)

    def follow(self, *starts: str) -> "Crawl":
        """Ask the addresses and all that their pages lead to, some of each route."""
        waiting, known = deque((one, "") for one in starts), set(starts)
        while waiting:
            url, page = waiting.popleft()
            for link in self._ask(url, page):
                if link not in known and self._wanted(link):
                    known.add(link)
                    waiting.append((link, url))
        return self

    def _wanted(self, link: str) -> bool:
        route = route_of(link)
        self.routes[route] += 1
        return self.routes[route] <= MOST

    def _ask(self, url: str, page: str) -> Iterator[str]:
        response = self.client.get(url)
        body = whole(response)
        if response.status_code not in (200, 302):
            self.broken.append(f"{url}: {response.status_code}, from {page}")
        if response.status_code == 302:
            yield from links(url, f'href="{response["Location"]}"')
        elif response["Content-Type"].startswith("text/html"):
            yield from links(url, body.decode())


def links(page: str, text: str) -> Iterator[str]:
    """The addresses of the site that a page leads to, without fragments."""
    for found in LINK.findall(text):
        parts = urlsplit(urljoin(page, unescape(found)))
        if not (parts.scheme or parts.netloc or parts.path.startswith(ELSEWHERE)):
            yield parts._replace(fragment="").geturl()


def route_of(link: str) -> str:
    """The route of an address, with whether something is asked besides; itself if it has none."""
    parts = urlsplit(link)
    try:
        return f"{resolve(parts.path).route}{'?' if parts.query else ''}"
    except Resolver404:
        return link
