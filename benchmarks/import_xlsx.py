"""How fast a workbook is imported, as a multiple of python-calamine reading it alone.

    python benchmarks/import_xlsx.py [ROWS]

The target: for 1,000,000 rows with all checks at most twice the reading, and at most 1 GiB of
memory above the sheet itself. Where the machine is busy with other work, compare the seconds of
the processor.
"""

import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import xlsxwriter
from python_calamine import CalamineWorkbook
from rich.console import Console
from rich.table import Table as Printed

from luoshi.text.person_number import check_digit
from luoshi.warehouse.importing import import_file
from luoshi.warehouse.schema import About, CodeItem, CodeList, Column, FieldType, Table
from luoshi.warehouse.vault import Vault
from luoshi.warehouse.warehouse import Warehouse

T = FieldType
NATIONS = ("汉族", "回族", "满族", "蒙古族")
NATION = CodeList(
    id="nation", title="民族", source="", items=tuple(CodeItem(name=name) for name in NATIONS)
)
TABLE = Table(
    id="residents",
    title="人口登记",
    home="dataset",
    about=About.PERSON,
    key=("证件号码",),
    columns=(
        Column(name="姓名", type=T.TEXT, required=True, personal=True),
        Column(name="证件号码", type=T.PERSON, required=True, personal=True),
        Column(name="性别", type=T.TEXT, derive="sex"),
        Column(name="出生日期", type=T.DATE, derive="birth_day"),
        Column(name="民族", type=T.CODE, codes="nation"),
        Column(name="户编号", type=T.HOUSEHOLD, required=True),
        Column(name="行政村", type=T.AREA, required=True),
        Column(name="电话", type=T.PHONE),
        Column(name="登记日期", type=T.DATE),
        Column(name="识别月份", type=T.MONTH),
        Column(name="年收入", type=T.DECIMAL),
        Column(name="务工月数", type=T.INTEGER, maximum=12),
        Column(name="是否在校", type=T.YES_NO),
        Column(name="备注", type=T.TEXT),
    ),
)


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    with tempfile.TemporaryDirectory() as folder:
        path = make_file(Path(folder) / "people.xlsx", rows)
        imported = apart(import_all, Path(folder), path, rows)
        alone = apart(read_alone, path)
    show(rows, alone, imported)


def make_file(path: Path, rows: int) -> Path:
    """Write people, one in a thousand with an ID number that is wrong."""
    chance = random.Random(1)
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for place, column in enumerate(TABLE.columns):
            sheet.write_string(0, place, column.name)
        for number in range(1, rows + 1):
            for place, cell in enumerate(person(number, chance)):
                write = sheet.write_datetime if isinstance(cell, date) else sheet.write
                write(number, place, cell, *([day] if isinstance(cell, date) else []))
    return path


def person(number: int, chance: random.Random) -> list[object]:
    born = date(1940, 1, 1) + timedelta(days=chance.randrange(30_000))
    body = f"{640000 + number % 100_000:06d}{born:%Y%m%d}{number // 100_000 + 1:03d}"
    check = check_digit(body) if number % 1000 else "?"
    return [
        f"姓名{number}",
        body + check,
        None,
        None,
        chance.choice(NATIONS),
        f"{number // 4:010d}",
        f"6404{chance.randrange(1000):08d}",
        f"139{chance.randrange(10**8):08d}",
        date(2020, 1, 1) + timedelta(days=chance.randrange(1500)),
        f"2023年{chance.randrange(1, 13)}月",
        chance.randrange(10**7) / 100,
        chance.randrange(13),
        chance.choice("是否"),
        chance.choice(["", "外出务工", "在家务农，养羊 20 只"]),
    ]


def read_alone(path: Path) -> None:
    book = CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def import_all(folder: Path, path: Path, rows: int) -> None:
    vault = Vault.at(folder / "vault")
    warehouse = Warehouse(folder / "w", {TABLE.id: TABLE}, {"nation": NATION}, str, vault)
    receipt = import_file(warehouse, TABLE.id, path, refused_to=folder / "refused.xlsx")
    assert (receipt.accepted, receipt.refused) == (rows - rows // 1000, rows // 1000)


class Taken(NamedTuple):
    """Seconds by the clock and of the processor, and the most memory in bytes."""

    clock: float
    processor: float
    memory: int


def apart(work: Callable[..., None], *given: object) -> Taken:
    """What some work takes in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as worker:
        return worker.submit(taken, work, *given).result()


def taken(work: Callable[..., None], *given: object) -> Taken:
    clock, processor = time.perf_counter(), time.process_time()
    work(*given)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return Taken(time.perf_counter() - clock, time.process_time() - processor, memory)


def show(rows: int, alone: Taken, imported: Taken) -> None:
    title = f"{rows:,} rows × {len(TABLE.columns)} columns"
    printed = Printed("", "seconds", "of the processor", "GiB", title=title)
    for name, each in (("python-calamine alone", alone), ("luoshi import", imported)):
        figures = (each.clock, each.processor, each.memory / (1 << 30))
        printed.add_row(name, *(f"{figure:.2f}" for figure in figures))
    ratios = (imported.clock / alone.clock, imported.processor / alone.processor)
    printed.add_row("ratio, at most 2", *(f"{ratio:.2f}" for ratio in ratios), "")
    Console().print(printed)


if __name__ == "__main__":
    main()
