"""What a change of the pack touches, on a whole province: texts, leads, obligations, money.

    python -m benchmarks.changes --people 2500000

The province is made once and kept under --home, the same as that of ``benchmarks.screening``; its
ledgers are empty. Seconds are those of the clock, and beside them those of the processor, which
count where others use the machine too. The aim is 15 seconds for any change.
"""

import argparse
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import perf_counter, process_time

from benchmarks._day import DEMO_DAY
from benchmarks.screening import province
from luoshi.area_queries import define_subjects
from luoshi.area_queries.reporting import Records as Told
from luoshi.changes import compare, everything
from luoshi.changes.asked_once import AskedOnce
from luoshi.changes.reach import Reach
from luoshi.pack import Pack, load
from luoshi.pack.entering import EnteredValue, with_entered
from luoshi.pack.models import DatedValue
from luoshi.warehouse.engine import Engine, open_engine
from luoshi.warehouse.households import with_keys
from luoshi.warehouse.relation import no_rows
from luoshi.warehouse.storage import RECORD
from luoshi.warehouse.warehouse import Warehouse

EDITS = {
    "一条规则的参数": ("medical_red_times", "1.7"),
    "几条规则的参数": ("income_line", "9000"),
    "全部承诺的参数": ("status_tolerance", "0.3"),
}


class Kept:
    """The records of a province whose ledgers are empty."""

    def __init__(self, pack: Pack, warehouse: Warehouse) -> None:
        self._warehouse = warehouse
        engine = open_engine(warehouse)
        for table in (one for one in pack.tables.values() if one.home == "ledger"):
            engine.define(table.id, with_keys(no_rows(table, {RECORD: "BIGINT"}), table))
        define_subjects(pack, engine)
        self._engine = AskedOnce(engine)
        self._reporting: dict[Pack, Told] = {}

    def engine(self, pack: Pack) -> Engine:
        """The same engine for both sides, which remembers what it was asked."""
        return self._engine

    def reporting(self, pack: Pack) -> Told:
        """What departments delivered."""
        sent = {id_: self._warehouse.batches(id_) for id_ in self._warehouse.tables}
        return self._reporting.setdefault(pack, Told(pack, DEMO_DAY, (), sent))


def main() -> None:
    arguments = _arguments()
    pack = load()
    warehouse = province(pack, arguments.home / str(arguments.people), arguments.people)
    for title, (parameter, value) in EDITS.items():
        _timed(title, pack, _edited(pack, parameter, value), Kept(pack, warehouse))
    other = _edited(pack, "income_line", "9000")
    _timed("全部都问", pack, other, Kept(pack, warehouse), everything(pack, other))


def _edited(pack: Pack, parameter: str, value: str) -> Pack:
    dated = DatedValue(**{"from": date(2025, 1, 1)}, value=value, source="测速")
    values = with_entered(pack.parameters, (EnteredValue(parameter, dated),))
    return replace(pack, parameters=values)


def _timed(title: str, old: Pack, new: Pack, kept: Kept, asked: Reach | None = None) -> None:
    started, busy = perf_counter(), process_time()
    found = compare(old, new, kept, DEMO_DAY, asked=asked)
    seconds, busy = perf_counter() - started, process_time() - busy
    homes = found.households
    moved = f"新增 {homes.gained:,} 户、不再有 {homes.lost:,} 户" if homes else ""
    number = sum(found.asked.values())
    print(f"{title}：{seconds:.2f} 秒，处理器 {busy:.2f} 秒；问了 {number} 项，{moved}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=2_500_000)
    parser.add_argument("--home", type=Path, default=Path("benchmarks/out/screening"))
    return parser.parse_args()


if __name__ == "__main__":
    main()
