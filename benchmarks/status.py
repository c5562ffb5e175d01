"""The status of every obligation for every county on a day, against its bare SQL.

    python -m benchmarks.status --people 20000

The demonstration is made once and kept under --home. Each run times the evaluation of the
current periods, then the queries it asked by themselves on the same records as of the same days,
and prints both and their ratio; quote the medians. The aim is less than 2 seconds and a ratio of
at most 3.
"""

import argparse
import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter

import pyarrow as pa

from luoshi.area_queries.reported import Reporting
from luoshi.obligations import evaluate
from luoshi.pack import Pack, load
from luoshi.warehouse.engine import DuckEngine, Engine

DAYS = [
    date(2021, 12, 31),
    date(2022, 6, 30),
    date(2023, 6, 30),
    date(2024, 3, 1),
    date(2026, 1, 1),
]


Asked = tuple[Engine, str]
"""A query, and the engine as of the day it was asked of."""


class Listening(DuckEngine):
    """An engine that passes queries on to another and remembers them."""

    def __init__(self, engine: Engine, asked: list[Asked]) -> None:
        self.engine = engine
        self.asked = asked

    def on(self, day: date) -> "Listening":
        return Listening(self.engine.on(day), self.asked)

    def states_on(self, day: date) -> "Listening":
        return Listening(self.engine.states_on(day), self.asked)

    def query(self, sql: str, given: Mapping[str, pa.Table] | None = None) -> pa.Table:
        self.asked.append((self.engine, sql))
        return self.engine.query(sql, given)


def main() -> None:
    arguments = _arguments()
    os.environ["LUOSHI_HOME"] = str(arguments.home / str(arguments.people))
    (engine, reporting), pack = _demonstration(arguments.people), load()
    _run(pack, engine, DAYS[0], reporting)
    found = []
    for day in DAYS * arguments.runs:
        whole, bare, queries = _run(pack, engine, day, reporting)
        found.append((whole, whole / bare))
        times = f"全部 {whole:.2f} 秒  只查询 {bare:.2f} 秒（{queries} 条）"
        print(f"{day}  {times}  比 {whole / bare:.2f}")
    whole, ratio = (median(figures) for figures in zip(*found, strict=True))
    print(f"中位数：全部 {whole:.2f} 秒，比 {ratio:.2f}")


def _run(pack: Pack, engine: Engine, day: date, reporting: Reporting) -> tuple[float, float, int]:
    listening = Listening(engine, [])
    whole = _seconds(lambda: evaluate(pack, listening, day, reporting))
    bare = _seconds(lambda: [asked.query(sql) for asked, sql in listening.asked])
    return whole, bare, len(listening.asked)


def _demonstration(people: int) -> tuple[Engine, Reporting]:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.site.settings")
    django.setup()
    from luoshi.demonstration.runner import prepare_demo
    from luoshi.site.ledgers.services.engine import engine_with_subjects, stamp
    from luoshi.site.ledgers.services.reporting import reporting_at

    prepare_demo(people, lambda step, share: None, lambda made: None)
    return engine_with_subjects(stamp(), None), reporting_at(stamp(), None)


def _seconds(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--home", type=Path, default=Path("benchmarks/out/status"))
    return parser.parse_args()


if __name__ == "__main__":
    main()
