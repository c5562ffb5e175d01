"""The status of every obligation for every county on a day, against its bare SQL.

    python -m benchmarks.status --people 20000

The demonstration is made once and kept under --home. Each run times the evaluation, then the
queries it asked by themselves, and prints both and their ratio; quote the medians. The aim is
less than 2 seconds and a ratio of at most 3.
"""

import argparse
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter

import pyarrow as pa

from luoshi.counties import define_subjects
from luoshi.obligations import evaluate
from luoshi.pack import Pack, load
from luoshi.warehouse.engine import DuckEngine, Engine, open_engine

DAYS = [
    date(2021, 12, 31),
    date(2022, 6, 30),
    date(2023, 6, 30),
    date(2024, 3, 1),
    date(2026, 1, 1),
]


class Listening(DuckEngine):
    """An engine that passes queries on to another and remembers them."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.asked: list[str] = []

    def query(self, sql: str) -> pa.Table:
        self.asked.append(sql)
        return self.engine.query(sql)


def main() -> None:
    arguments = _arguments()
    os.environ["LUOSHI_HOME"] = str(arguments.home / str(arguments.people))
    engine, pack = _demonstration(arguments.people), load()
    _run(pack, engine, DAYS[0])
    found = []
    for day in DAYS * arguments.runs:
        whole, bare, queries = _run(pack, engine, day)
        found.append((whole, whole / bare))
        times = f"全部 {whole:.2f} 秒  只查询 {bare:.2f} 秒（{queries} 条）"
        print(f"{day}  {times}  比 {whole / bare:.2f}")
    whole, ratio = (median(figures) for figures in zip(*found, strict=True))
    print(f"中位数：全部 {whole:.2f} 秒，比 {ratio:.2f}")


def _run(pack: Pack, engine: Engine, day: date) -> tuple[float, float, int]:
    listening = Listening(engine)
    whole = _seconds(lambda: evaluate(pack, listening, day))
    bare = _seconds(lambda: [engine.query(sql) for sql in listening.asked])
    return whole, bare, len(listening.asked)


def _demonstration(people: int) -> Engine:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.site.settings")
    django.setup()
    from luoshi.demo import prepare_demo
    from luoshi.site import sources
    from luoshi.site.ledgers.relation import define_ledgers

    prepare_demo(people, lambda step, share: None, lambda made: None)
    engine = open_engine(sources.warehouse())
    define_ledgers(engine, load())
    define_subjects(load(), engine)
    return engine


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
