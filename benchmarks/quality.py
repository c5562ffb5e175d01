"""All checks of the pack on a county's five exports: reading, asking, writing the workbook.

    python -m benchmarks.quality --people 30000

The exports are made once and kept under --home. Each run prints the seconds of the whole, the
checks alone against one scan of the same columns (the aim is a ratio of at most 8), and the
whole against openpyxl going through the cells once, without a single rule: a loop over records
cannot be faster than that. pandas reads by openpyxl too and is not among the dependencies.
Quote the medians.
"""

import argparse
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter

import openpyxl
import xlsxwriter
from duckdb import DuckDBPyConnection

from luoshi.pack import Pack, load
from luoshi.pack.checks import check_vocabulary
from luoshi.quality import Export, read_export, run_checks, write_workbook
from luoshi.quality.asking import chosen, questions, values
from luoshi.quality.holding import AT, holding
from luoshi.quality.run import columns_needed, subject_query
from luoshi.warehouse.duck import name as quoted
from luoshi.warehouse.schema import Column, FieldType, Table

AS_OF, COUNTY = date(2023, 12, 18), "西吉县"
HOUSEHOLD, VILLAGE = 3, 1_500
"""People in a household and in a village."""

SHARES = {"monitored": 1, "rural_households": 3, "working_away": 3, "plans_away": 10}
"""How many people there are to one row of each table; villages have one row each."""

FAULTY = 0.02
"""The share of cells that are empty or hold something odd."""


def main() -> None:
    arguments = _arguments()
    pack = load()
    files = _exports(pack, arguments.home / str(arguments.people), arguments.people)
    loop = _seconds(lambda: [_through_openpyxl(file) for file in files])
    print(f"openpyxl 只读一遍 {loop:.2f} 秒")
    found = [_run(pack, files, arguments.home / "结果.xlsx") for _ in range(arguments.runs)]
    whole, ratio = (median(figures) for figures in zip(*found, strict=True))
    print(f"中位数：全部 {whole:.2f} 秒，比 openpyxl 只读一遍快 {loop / whole:.1f} 倍")
    print(f"核查与扫描之比 {ratio:.2f}")


def _run(pack: Pack, files: list[Path], out: Path) -> tuple[float, float]:
    """Seconds of the whole, and the checks' as a ratio to a scan's."""
    started = perf_counter()
    with ThreadPoolExecutor() as readers:
        exports = list(readers.map(lambda file: read_export(file, pack.exports.values()), files))
    read = perf_counter()
    report = run_checks(pack, exports, AS_OF, COUNTY)
    asked = perf_counter()
    write_workbook(out, report)
    ended = perf_counter()
    checks, scan = _alone(pack, exports)
    print(
        f"读 {read - started:.2f} 秒  核查 {asked - read:.2f} 秒（{report.findings:,} 处）"
        f"  写 {ended - asked:.2f} 秒  全部 {ended - started:.2f} 秒"
        f"  只问 {checks:.2f} 秒  只扫 {scan:.2f} 秒"
    )
    return ended - started, checks / scan


def _alone(pack: Pack, exports: list[Export]) -> tuple[float, float]:
    """Seconds of the checks' queries and of a plain SELECT of the columns they read."""
    given, words = {one.table.id: one for one in exports}, check_vocabulary(pack)
    asked = questions(pack, words, chosen(pack, ()), given, AS_OF)
    asked = [question for question in asked if not question.skipped]
    parameters = values(pack, asked, AS_OF, COUNTY)
    subjects = {question.check.table for question in asked}
    queries = [
        subject_query(words, [one for one in asked if one.check.table == subject], parameters)
        for subject in sorted(subjects)
    ]
    with holding(pack, exports, columns_needed(asked)) as held:
        database = next(iter(held.values())).database
        scans = [
            f"SELECT {', '.join(quoted(c) for c in one.rows.column_names if c != AT)} FROM {id_}"
            for id_, one in held.items()
        ]
        return _asking(database, queries), _asking(database, scans)


def _asking(database: DuckDBPyConnection, queries: list[str]) -> float:
    """Seconds of the queries, the best of three times."""
    return min(
        _seconds(lambda: [database.sql(query).to_arrow_table() for query in queries])
        for _ in range(3)
    )


def _through_openpyxl(file: Path) -> int:
    book = openpyxl.load_workbook(file, read_only=True)
    return sum(len(row) for row in book.worksheets[0].iter_rows(values_only=True))


def _exports(pack: Pack, folder: Path, people: int) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for table in pack.exports.values():
        rows = people // SHARES[table.id] if table.id in SHARES else people // VILLAGE + 1
        files.append(folder / f"{table.title}_{AS_OF:%Y%m%d}.xlsx")
        if not files[-1].exists():
            print(f"造 {table.title} {rows:,} 行……")
            _write(files[-1], table, people // rows, rows, pack)
    return files


def _write(file: Path, table: Table, step: int, rows: int, pack: Pack) -> None:
    chance = random.Random(5)
    columns = [column for column in table.columns if column.type is not FieldType.PERSON]
    makers = [_maker(column, pack, chance) for column in columns]
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, table.title)
        sheet.write_row(2, 0, [column.name for column in columns])
        for row in range(rows):
            cells = (make(row * step) for make in makers)
            for place, cell in enumerate(cells):
                if cell and chance.random() > FAULTY:
                    sheet.write_string(row + 3, place, cell)


def _maker(column: Column, pack: Pack, chance: random.Random) -> Callable[[int], str]:
    """What makes a cell of the column for a person's number; alike within a household."""
    known: dict[str, Callable[[int], str]] = {
        "county.name": lambda _: COUNTY,
        "township.name": lambda person: f"第{person // VILLAGE // 10}乡",
        "village.name": lambda person: f"第{person // VILLAGE}村",
        "person.number": lambda person: f"6404221980010{person:05d}"[:18].ljust(18, "0"),
        "person.relation": lambda person: "之子" if person % HOUSEHOLD else "户主",
    }
    if column.element in known:
        return known[column.element]
    if column.type is FieldType.HOUSEHOLD:
        return lambda person: f"64{person // HOUSEHOLD:010d}"
    pool = _pool(column, pack)
    usual = chance.choice(pool)
    return lambda _: usual if chance.random() > FAULTY else chance.choice(pool)


def _pool(column: Column, pack: Pack) -> list[str]:
    if column.codes:
        return [item.name for item in pack.codes[column.codes].items]
    pools = {
        FieldType.YES_NO: ["是", "否"],
        FieldType.MONTH: ["202303", "202112.0", "2022年05月"],
        FieldType.DATE: ["19800101", "20100203"],
        FieldType.PHONE: ["13800000000", "1390000000", "15100000000.0"],
        FieldType.DECIMAL: ["3", "120.5", "8000"],
        FieldType.INTEGER: ["0", "3", "120"],
    }
    return pools.get(column.type, ["甲", "乙", "脱贫户", "其他"])


def _seconds(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=30_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--home", type=Path, default=Path("benchmarks/out/quality"))
    return parser.parse_args()


if __name__ == "__main__":
    main()
