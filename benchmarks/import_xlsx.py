"""How fast a workbook is imported, as a multiple of python-calamine reading it alone.

    python benchmarks/import_xlsx.py [ROWS]

The target: no slower than 1.5 times the reading plus 10 seconds, for 200,000 rows with all
checks, on two cores.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook
from rich.console import Console
from rich.table import Table as Printed

from luoshi.warehouse.importing import import_file
from luoshi.warehouse.person_number import check_digit
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
        alone = seconds(lambda: read_alone(path))
        imported = seconds(lambda: import_all(Path(folder), path, rows))
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


def seconds(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def show(rows: int, alone: float, imported: float) -> None:
    limit = 1.5 * alone + 10
    printed = Printed("", "seconds", "ratio", title=f"{rows:,} rows × {len(TABLE.columns)} columns")
    printed.add_row("python-calamine alone", f"{alone:.2f}", "1.0")
    printed.add_row("luoshi import", f"{imported:.2f}", f"{imported / alone:.1f}")
    printed.add_row("limit: 1.5 × alone + 10 s", f"{limit:.2f}", f"{limit / alone:.1f}")
    Console().print(printed)


if __name__ == "__main__":
    main()
