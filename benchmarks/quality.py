"""All checks of the pack on a county's five exports: reading, asking, writing the workbook.

    python -m benchmarks.quality --people 30000

The exports are made once and kept under --home. Each run prints the seconds of the whole and
the checks alone against one scan of the same columns (the aim is a ratio of at most 8). The
whole runs against the loop over records and rules that county offices wrote (the aim is 20
times as fast): the reference of the tests, after pandas has read the workbooks by openpyxl and
before it writes the rows found, a sheet a rule. The loop goes over plain dicts instead of the
frame's rows, which favours it.
Quote the medians.
"""

import argparse
import random
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import cast

import pandas
import xlsxwriter

from luoshi.pack import Pack, load
from luoshi.pack.checks import check_vocabulary
from luoshi.quality import Export, read_exports, run_checks, write_workbook
from luoshi.quality.database import Database
from luoshi.quality.holding import AT, holding
from luoshi.quality.inputs import chosen, questions, values
from luoshi.quality.run import columns_needed, parts_of, subject_query
from luoshi.warehouse.duck import name as quoted
from luoshi.warehouse.parallel_queries import answers
from luoshi.warehouse.schema import Column, FieldType, Table
from tests.quality.generated import make
from tests.quality.making import AS_OF, COUNTY
from tests.reference.quality import Finding, run

HEAD_ROW = 3

DIRT = 0.3
"""The share of households in which something is odd."""


def main() -> None:
    arguments = _arguments()
    pack = load()
    files = _exports(pack, arguments.home / str(arguments.people), arguments.people)
    loop = _loop(pack, files, arguments.home / "逐条结果.xlsx")
    found = [_run(pack, files, arguments.home / "结果.xlsx") for _ in range(arguments.runs)]
    whole, ratio = (median(figures) for figures in zip(*found, strict=True))
    print(f"中位数：全部 {whole:.2f} 秒，是逐条循环的 {loop / whole:.1f} 分之一")
    print(f"核查与扫描之比 {ratio:.2f}")


def _run(pack: Pack, files: list[Path], out: Path) -> tuple[float, float]:
    """Seconds of the whole, and the checks' as a ratio to a scan's."""
    started = perf_counter()
    exports = read_exports(files, pack)
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
    asked = questions(pack, chosen(pack, ()), given, AS_OF)
    asked = [question for question in asked if not question.skipped]
    parameters = values(pack, asked, AS_OF, COUNTY)
    queries = [subject_query(words, part, parameters) for part in parts_of(asked)]
    with holding(pack, exports, columns_needed(asked)) as held:
        database = next(iter(held.values())).database
        scans = [
            f"SELECT {', '.join(quoted(c) for c in one.rows.column_names if c != AT)} FROM {id_}"
            for id_, one in held.items()
        ]
        return _asking(database, queries), _asking(database, scans)


def _asking(database: Database, queries: list[str]) -> float:
    """Seconds of the queries, the best of three times."""
    return min(_seconds(lambda: list(answers(database.query, queries))) for _ in range(3))


def _loop(pack: Pack, files: list[Path], out: Path) -> float:
    """Seconds of the loop over records: reading, asking every rule of every record, writing."""
    started = perf_counter()
    tables = {id_: _records(file) for id_, file in zip(pack.exports, files, strict=True)}
    read = perf_counter()
    found = run(tables, AS_OF, COUNTY)
    asked = perf_counter()
    _write_found(out, tables, found)
    ended = perf_counter()
    print(
        f"逐条循环：读 {read - started:.2f} 秒  核查 {asked - read:.2f} 秒（{len(found):,} 处）"
        f"  写 {ended - asked:.2f} 秒  全部 {ended - started:.2f} 秒"
    )
    return ended - started


def _write_found(out: Path, tables: dict[str, list[dict[str, str]]], found: set[Finding]) -> None:
    """The rows found as an office's program writes them: a sheet for each rule."""
    by_rule: dict[str, list[dict[str, str]]] = defaultdict(list)
    for rule, table, row in sorted(found):
        by_rule[rule].append(tables[table][row - HEAD_ROW - 1])
    with pandas.ExcelWriter(out, engine="openpyxl") as book:
        for rule, rows in by_rule.items():
            pandas.DataFrame(rows).to_excel(book, sheet_name=rule, index=False)


def _records(file: Path) -> list[dict[str, str]]:
    """The rows of a file as an office's program has them: text by heading."""
    frame = pandas.read_excel(
        file, engine="openpyxl", header=HEAD_ROW - 1, dtype=str, keep_default_na=False
    )
    return cast(list[dict[str, str]], frame.to_dict("records"))


def _exports(pack: Pack, folder: Path, people: int) -> list[Path]:
    """The files of generated exports: what checks read as the tests make it, the rest filled."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{table.title}_{AS_OF:%Y%m%d}.xlsx" for table in pack.exports.values()]
    if not all(file.exists() for file in files):
        made = make(people, 5, DIRT)
        for file, table in zip(files, pack.exports.values(), strict=True):
            print(f"造 {table.title} {len(made[table.id]):,} 行……")
            _write(file, table, made[table.id], pack)
    return files


def _write(file: Path, table: Table, rows: list[dict[str, str]], pack: Pack) -> None:
    chance = random.Random(5)
    columns = [column for column in table.columns if column.type is not FieldType.PERSON]
    pools = [_pool(column, pack) for column in columns]
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, table.title)
        sheet.write_row(HEAD_ROW - 1, 0, [column.name for column in columns])
        for line, row in enumerate(rows, HEAD_ROW):
            for place, (column, pool) in enumerate(zip(columns, pools, strict=True)):
                cell = row[column.name] if column.name in row else chance.choice(pool)
                if cell:
                    sheet.write_string(line, place, cell)


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
