"""All rules of the pack on a whole province, against a plain SELECT of the same columns.

    python -m benchmarks.screening --people 2500000

The province is made once and kept under --home. Each run times the plain SELECT and the
screening in turn and prints their ratio; quote the median. The aim is a ratio of at most 4
and less than 6 GiB at 2,500,000 people.
"""

import argparse
import resource
from collections import defaultdict
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks._day import DEMO_DAY
from luoshi.demonstration.synthetic.loading import load_warehouse
from luoshi.pack import Pack, load
from luoshi.pack.opening import open_warehouse
from luoshi.pack.rules import parse_rule, vocabulary
from luoshi.screening import screen
from luoshi.warehouse.engine import Engine, open_engine
from luoshi.warehouse.warehouse import Warehouse


def main() -> None:
    arguments = _arguments()
    pack = load()
    warehouse = province(pack, arguments.home / str(arguments.people), arguments.people)
    engine = open_engine(warehouse)
    columns = columns_read(pack)
    ratios = []
    for run in range(arguments.runs + 1):
        plain = _seconds(lambda: read(engine, columns))
        screening = _seconds(lambda: screen(pack, engine, DEMO_DAY))
        mark = "（预热）" if run == 0 else ""
        print(f"只读 {plain:6.2f} 秒  筛查 {screening:6.2f} 秒  比 {screening / plain:5.2f}{mark}")
        ratios.append(screening / plain)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"比的中位数 {median(ratios[1:]):.2f}，内存峰值 {peak:.2f} GiB")


def columns_read(pack: Pack) -> dict[str, set[str]]:
    """Every column a screening reads, by table: those rules name and those that join them."""
    words = vocabulary(pack)
    read = defaultdict(set)
    for rule in pack.rules.values():
        table = pack.tables[rule.table]
        read[table.id] |= set(table.key)
        for expression in parse_rule(rule, words).expressions:
            for id_, column in expression.columns:
                read[id_].add(column)
    for id_ in read:
        table = pack.tables[id_]
        ties = (table.person, table.household)
        read[id_] |= {column.name for column in ties if column}
    read[pack.registers.households].add("行政村")
    return read


def read(engine: Engine, columns: dict[str, set[str]]) -> None:
    """Select the columns, table by table, and do nothing with them."""
    for table, names in columns.items():
        quoted = ", ".join(f'"{name}"' for name in sorted(names))
        engine.query(f'SELECT {quoted} FROM "{table}"')


def _seconds(work) -> float:  # type: ignore[no-untyped-def]
    started = perf_counter()
    work()
    return perf_counter() - started


def province(pack: Pack, root: Path, people: int) -> Warehouse:
    """The made-up province under a folder, made where it is not there."""
    warehouse = open_warehouse(pack, root)
    if not (root / "made").exists():
        print(f"造 {people:,} 人的省……")
        load_warehouse(warehouse, pack, people, 26, DEMO_DAY)
        (root / "made").touch()
    rows = sum(batch.accepted for table in warehouse.tables for batch in warehouse.batches(table))
    print(f"{people:,} 人，{rows:,} 行，{len(pack.rules)} 条规则")
    return warehouse


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=2_500_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--home", type=Path, default=Path("benchmarks/out/screening"))
    return parser.parse_args()


if __name__ == "__main__":
    main()
