"""How fast a ledger of 100,000 rows is listed, and a file of 10,000 rows with errors checked.

    python -m benchmarks.ledgers [ROWS]

The targets: a list page under 300 ms at the 95th percentile, over pages, orders, filters and
searches as people mix them; an upload's errors shown in under 15 seconds. On two cores with
SQLite, or the database of ``LUOSHI_DATABASE``.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import django
import xlsxwriter
from rich.console import Console
from rich.table import Table as Printed

LEDGER = "deeds"
FILE_ROWS = 10_000
REQUESTS = 200
LIST_LIMIT, UPLOAD_LIMIT = 0.3, 15.0


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"LUOSHI_HOME": folder, "DJANGO_SETTINGS_MODULE": "luoshi.site.settings"}
        django.setup()
        measure(rows, Path(folder))


def measure(rows: int, folder: Path) -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    filling = seconds(lambda: fill(rows))
    listed = sorted(list_pages())
    defined = seconds(define)
    checked, stored, errors = upload(folder / "file.xlsx")
    printed = Printed("", "seconds", "limit", title=f"a ledger of {rows:,} rows")
    printed.add_row("rows kept", f"{filling:.1f}", "")
    printed.add_row("list page, median", f"{statistics.median(listed):.3f}", "")
    printed.add_row("list page, p95", f"{listed[int(len(listed) * 0.95)]:.3f}", f"{LIST_LIMIT}")
    printed.add_row("list page, slowest", f"{listed[-1]:.3f}", "")
    printed.add_row("as relations, first time", f"{defined:.2f}", "")
    file = f"{FILE_ROWS:,} rows, {errors:,} bad cells"
    printed.add_row(f"upload checked and shown ({file})", f"{checked:.1f}", f"{UPLOAD_LIMIT}")
    printed.add_row("good rows stored", f"{stored:.1f}", "")
    Console().print(printed)


def table() -> Any:
    from luoshi.site.ledgers.services.schemas import ledger

    return ledger(LEDGER)


def villages() -> list[str]:
    from luoshi import pack
    from luoshi.areas import Level

    return [area.code for area in pack.load().areas.at_level(Level.VILLAGE)]


def fill(rows: int) -> None:
    from luoshi.site.ledgers.services.entries import keep_rows

    keep_rows(table(), made_up(rows, villages()))


def made_up(rows: int, places: list[str]) -> Iterator[dict[str, Any]]:
    """Rows with a value in each column, of its own kind."""
    from luoshi import pack

    chance, columns, area = random.Random(1), table().columns, table().area.name
    codes = {c.name: [i.name for i in pack.load().codes[c.codes].items] for c in columns if c.codes}
    for number in range(rows):
        row = {c.name: value(c, number, chance, codes.get(c.name)) for c in columns}
        yield row | {area: places[number % len(places)]}


def value(column: Any, number: int, chance: random.Random, codes: list[str] | None) -> Any:
    from datetime import date, timedelta
    from decimal import Decimal

    if codes:
        return chance.choice(codes)
    made: dict[str, Callable[[], Any]] = {
        "year": lambda: 2021 + number % 5,
        "integer": lambda: chance.randrange(300),
        "decimal": lambda: Decimal(chance.randrange(100_000)) / 100,
        "date": lambda: date(2021, 1, 1) + timedelta(days=chance.randrange(1500)),
        "yes_no": lambda: chance.choice("是否"),
    }
    return made.get(column.type.value, lambda: f"第{number}件：整修村内道路和渠道")()


def client(role: str, area: str = "") -> Any:
    from django.test import Client

    from luoshi.site.accounts.models import User

    user, _ = User.objects.get_or_create(username=role, defaults={"role": role, "area": area})
    found = Client()
    found.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return found


def list_pages() -> Iterator[float]:
    """Seconds of each request: mostly pages and filters, some orders, some searches."""
    clients = [client("province"), client("county", "640422000000")]
    chance = random.Random(2)
    kinds = [
        *[lambda: f"page={chance.randrange(1, 100)}"] * 6,
        *[lambda: f"year={chance.randrange(2021, 2026)}"] * 4,
        *[lambda: "county=640422000000&sort=-changed"] * 2,
        *[lambda: f"sort={chance.choice('-x')}c{chance.randrange(8)}".replace("x", "")] * 2,
        lambda: f"q=第{chance.randrange(100_000)}件",
        lambda: "q=吉强&year=2023",
    ]
    for number in range(REQUESTS):
        url = f"/ledgers/{LEDGER}/?{kinds[number % len(kinds)]()}"
        asker = chance.choice(clients)
        yield seconds(lambda url=url, asker=asker: asker.get(url, headers={"host": "localhost"}))  # type: ignore[misc]


def define() -> None:
    from luoshi import pack
    from luoshi.site.ledgers.services.relation import define_ledgers
    from luoshi.warehouse.engine import DuckEngine

    define_ledgers(DuckEngine(), pack.load())


def upload(path: Path) -> tuple[float, float, int]:
    """Seconds to check and show a file, seconds to store its good rows, and its bad cells."""
    from luoshi.site.ledgers.models import Upload
    from luoshi.site.ledgers.workbook.previews import preview_of

    township = "640422100000"
    write_file(path, [code for code in villages() if code.startswith(township[:9])])
    sender = client("township", township)

    def check() -> None:
        with path.open("rb") as file:
            url = f"/ledgers/{LEDGER}/upload/"
            sender.post(url, {"file": file}, follow=True, headers={"host": "localhost"})

    checked, sent = seconds(check), Upload.objects.get()
    errors = len(preview_of(sent).refusals)
    store = f"/ledgers/uploads/{sent.pk}/store/"
    stored = seconds(lambda: sender.post(store, {"rows": "good"}, headers={"host": "localhost"}))
    return checked, stored, errors


def write_file(path: Path, places: list[str]) -> None:
    """Rows of which one in ten has a wrong cell."""
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, [column.name for column in table().columns])
        for number, row in enumerate(made_up(FILE_ROWS, places), start=1):
            cells = [f"很多{v}" if number % 10 == 0 and c == 4 else v
                     for c, v in enumerate(row.values())]  # fmt: skip
            sheet.write_row(number, 0, cells)


def seconds(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
