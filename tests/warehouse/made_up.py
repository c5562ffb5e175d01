"""Tables, codes, places and people made up for the tests, and files of them."""

import csv
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter
import xlwt

from luoshi.text.person_number import check_digit
from luoshi.warehouse.engine import open_engine
from luoshi.warehouse.schema import About, CodeItem, CodeList, Column, FieldType, Table
from luoshi.warehouse.warehouse import Warehouse

T = FieldType
RECEIVED = datetime(2024, 3, 1, 9, tzinfo=UTC)
TODAY = date(2024, 3, 1)

PATHS = {
    "甲县/东镇/一村": "640401100201",
    "甲县/东镇/二村": "640401100202",
    "乙县/西乡/三村": "640402200203",
}
ID_AREAS = frozenset({"640401", "640402", "642221"})

CODES = {
    "sex": CodeList(
        id="sex",
        title="性别",
        source="GB/T 2261.1",
        items=(
            CodeItem(name="男", code="1", aliases=("男性",)),
            CodeItem(name="女", code="2", aliases=("女性",)),
        ),
    ),
    "risk": CodeList(
        id="risk",
        title="风险",
        source="made up",
        items=(
            CodeItem(name="因病", code="01"),
            CodeItem(name="因残", code="02"),
            CodeItem(name="缺水、缺电", code="03"),
            CodeItem(name="因自然灾害（含旱灾）", code="04"),
        ),
    ),
}

RESIDENTS = Table(
    id="residents",
    title="人口登记",
    home="dataset",
    about=About.PERSON,
    key=("证件号码",),
    columns=(
        Column(name="姓名", type=T.TEXT, required=True, personal=True, aliases=("人员姓名",)),
        Column(name="证件号码", type=T.PERSON, required=True, personal=True, aliases=("身份证号",)),
        Column(name="性别", type=T.CODE, codes="sex", derive="sex"),
        Column(name="出生日期", type=T.DATE, derive="birth_day"),
        Column(name="户编号", type=T.HOUSEHOLD, digits=8),
        Column(name="行政村", type=T.AREA, parts=("县", "乡镇", "村")),
        Column(name="风险", type=T.CODES, codes="risk"),
        Column(name="健康码", type=T.CODE, codes="risk", digits=2),
        Column(name="年收入", type=T.DECIMAL, unit="元"),
        Column(name="务工月数", type=T.INTEGER, minimum=Decimal(0), maximum=Decimal(12)),
        Column(name="净变动", type=T.DECIMAL, minimum=Decimal(-1000)),
        Column(name="是否在校", type=T.YES_NO),
        Column(name="识别月份", type=T.MONTH),
        Column(name="识别年度", type=T.YEAR),
        Column(name="电话", type=T.PHONE, personal=True),
        Column(name="备注", type=T.TEXT),
    ),
)

PAYMENTS = Table(
    id="payments",
    title="补贴发放",
    home="dataset",
    about=About.RECORD,
    key=("户编号", "项目"),
    columns=(
        Column(name="户编号", type=T.HOUSEHOLD, required=True),
        Column(name="项目", type=T.TEXT, required=True),
        Column(name="金额", type=T.DECIMAL, unit="元", required=True),
    ),
)

ROSTER = RESIDENTS.model_copy(
    update={
        "id": "roster",
        "title": "在册名单",
        "delivery": "full",
        "columns": tuple(RESIDENTS.columns[:6]),
    }
)

LISTING = PAYMENTS.model_copy(update={"id": "listing", "title": "清单", "delivery": "full"})
VISITS = PAYMENTS.model_copy(update={"id": "visits", "title": "走访", "key": ()})

TABLES = {table.id: table for table in (RESIDENTS, PAYMENTS, ROSTER, LISTING, VISITS)}


class AreaUnknownError(ValueError):
    """What the registry of areas raises."""


def find_area(text: str) -> str:
    if re.fullmatch(r"64\d{10}", text):
        return text
    if text not in PATHS:
        raise AreaUnknownError(f"没有找到“{text}”。请核对名称")
    return PATHS[text]


def id_number(sequence: int, born: date = date(1980, 1, 5), area: str = "640401") -> str:
    body = f"{area}{born:%Y%m%d}{sequence:03d}"
    return body + check_digit(body)


def resident(sequence: int, **more: object) -> dict[str, Any]:
    """A good row of the register."""
    return {
        "姓名": f"人{sequence}",
        "证件号码": id_number(sequence),
        "行政村": "甲县/东镇/一村",
    } | more


def payment(household: str, item: str, amount: object) -> dict[str, Any]:
    return {"户编号": household, "项目": item, "金额": amount}


Rows = Sequence[Mapping[str, Any]]


def grid(rows: Rows) -> list[list[Any]]:
    """Headings and cells of rows; a missing cell is empty."""
    headings = list(dict.fromkeys(name for row in rows for name in row))
    return [headings, *([row.get(name) for name in headings] for row in rows)]


def write_xlsx(path: Path, rows: Rows, titles: int = 0, sheet: str = "表1") -> Path:
    return write_grids(path, {sheet: [["标题"]] * titles + grid(rows)})


def write_grids(path: Path, sheets: Mapping[str, list[list[Any]]]) -> Path:
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy/m/d"}) as book:
        for name, lines in sheets.items():
            sheet = book.add_worksheet(name)
            for number, cells in enumerate(lines):
                for place, cell in enumerate(cells):
                    _write(sheet, number, place, cell)
    return path


def _write(sheet: Any, row: int, column: int, cell: Any) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, cell)
    elif cell is not None:
        sheet.write(row, column, cell)


def write_xls(path: Path, rows: Rows) -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet("表1")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for number, cells in enumerate(grid(rows)):
        for place, cell in enumerate(cells):
            style = {"style": day} if isinstance(cell, date) else {}
            sheet.write(number, place, cell, **style)
    book.save(str(path))
    return path


def write_csv(path: Path, rows: Rows, encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(grid(rows))
    return path


def write_parquet(path: Path, rows: Rows) -> Path:
    headings, *lines = grid(rows)
    columns = {name: [line[at] for line in lines] for at, name in enumerate(headings)}
    pq.write_table(pa.table(columns), path)
    return path


def stored(
    warehouse: Warehouse, table_id: str, known_at: datetime | None = None
) -> list[dict[str, Any]]:
    """The rows in force, in a fixed order, without where they came from."""
    table = open_engine(warehouse, known_at).query(f"SELECT * FROM {table_id}")
    rows = table.select([column.name for column in warehouse.table(table_id).columns]).to_pylist()
    return sorted(rows, key=lambda row: str(list(row.values())))
