"""How fast the scenario page answers a moved slider, on the demonstration's records.

    python -m benchmarks.funds --people 5000

The target: under 300 ms at the 95th percentile, for every fund and every dial of it. On two
cores with SQLite, or the database of ``LUOSHI_DATABASE``. The demonstration is made once and
kept under --home.
"""

import argparse
import os
import statistics
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

import django
from rich.console import Console
from rich.table import Table as Printed

YEAR = 2024
LIMIT = 0.3


def main() -> None:
    arguments = _arguments()
    home = arguments.home / str(arguments.people)
    home.mkdir(parents=True, exist_ok=True)
    os.environ |= {"LUOSHI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "luoshi.site.settings"}
    django.setup()
    from luoshi.demonstration.runner import prepare_demo

    prepare_demo(arguments.people, lambda _step, _share: None, lambda _made: None)
    printed = Printed("", "moves", "median", "p95", "limit", title=f"a slider moved, {YEAR}")
    for scheme, times in _moves():
        found = sorted(times)
        p95 = found[min(int(len(found) * 0.95), len(found) - 1)]
        row = (f"{len(found)}", f"{statistics.median(found):.3f}", f"{p95:.3f}", f"{LIMIT}")
        printed.add_row(scheme, *row)
    Console().print(printed)


def _moves() -> Iterator[tuple[str, list[float]]]:
    """Each fund that can be reckoned for the year, with the seconds of each answer."""
    from django.test import Client

    from luoshi import pack
    from luoshi.site.accounts.models import User

    client = Client()
    user = User.objects.get(username="funds")
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    for scheme in pack.load().schemes:
        page = f"/funds/{scheme}/{YEAR}/"
        dials = _Dials()
        dials.feed(client.get(page, headers={"host": "localhost"}).content.decode())
        if dials.url:
            yield scheme, [_seconds(client, dials.url, query) for query in dials.moved()]


def _seconds(client: Any, url: str, query: str) -> float:
    start = perf_counter()
    answer = client.get(f"{url}?{query}", headers={"host": "localhost"})
    taken = perf_counter() - start
    assert answer.status_code == 200, (url, query, answer.status_code)
    return taken


class _Dials(HTMLParser):
    """The form of a scenario page: where a moved dial is answered, and what it sends."""

    def __init__(self) -> None:
        super().__init__()
        self.url = ""
        self.values: dict[str, str] = {}
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if told.get("id") == "dials":
            self.url, self._inside = told["hx-get"], True
        if self._inside and tag == "input" and told.get("name"):
            self.values[told["name"]] = told.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "form"

    def moved(self) -> Iterator[str]:
        """What is sent when each dial that holds a number is moved a little, up and down."""
        for name, value in self.values.items():
            if value.replace(".", "", 1).isdecimal() and float(value):
                for share in (0.98, 0.99, 1.01, 1.02):
                    yield urlencode({**self.values, name: f"{float(value) * share:.4g}"})


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=5000)
    parser.add_argument("--home", type=Path, default=Path("benchmarks/out/funds"))
    return parser.parse_args()


if __name__ == "__main__":
    main()
