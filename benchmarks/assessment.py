"""A year's assessment of all counties and units, against judging the promises it rests on.

    python -m benchmarks.assessment --people 20000

The demonstration is made once and kept under --home, the same as that of ``benchmarks.status``.
Each run times judging every promise at the year's end, then asking what the scores rest on, then
the scores alone from what is frozen, and prints their ratios; quote the medians. The aim is less
than 5 seconds for all three.
"""

import argparse
import os
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.status import _demonstration
from luoshi.assessment import Sources, freeze, thawed
from luoshi.obligations import evaluate
from luoshi.pack import load
from luoshi.warehouse.engine import DuckEngine

NOTICE, YEARS = "2021-26", (2022, 2023, 2024)


def main() -> None:
    arguments = _arguments()
    os.environ["LUOSHI_HOME"] = str(arguments.home / str(arguments.people))
    (engine, reporting), pack = _demonstration(arguments.people), load()
    assert isinstance(engine, DuckEngine)
    found = []
    for year in YEARS * arguments.runs:
        day, start = date(year, 12, 31), perf_counter()
        results = tuple(evaluate(pack, engine, day, reporting))
        judged = perf_counter()
        text = freeze(NOTICE, year, Sources(pack, engine, results, reporting, day)).text()
        asked = perf_counter()
        scores = thawed(text).assessed()
        end = perf_counter()
        found.append((end - start, (end - judged) / (judged - start)))
        times = f"判定 {judged - start:.2f} 秒  问数 {asked - judged:.2f} 秒"
        places = len(scores.counties) + len(scores.departments)
        print(f"{year}  {times}  打分 {end - asked:.2f} 秒（{places} 个）  比 {found[-1][1]:.2f}")
    whole, ratio = (median(figures) for figures in zip(*found, strict=True))
    print(f"中位数：全部 {whole:.2f} 秒，考核是判定的 {ratio:.2f}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--home", type=Path, default=Path("benchmarks/out/status"))
    parser.add_argument("--runs", type=int, default=3)
    return parser.parse_args()


if __name__ == "__main__":
    main()
