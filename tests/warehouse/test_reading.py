from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from warehouse.made_up import (
    Rows,
    grid,
    id_number,
    payment,
    resident,
    stored,
    write_csv,
    write_grids,
    write_parquet,
    write_xls,
    write_xlsx,
)

from luoshi.warehouse.errors import FileError
from luoshi.warehouse.gate.opening import read_file
from luoshi.warehouse.importing import import_file
from luoshi.warehouse.warehouse import Warehouse

PEOPLE = [
    resident(1, 出生日期=date(1980, 1, 5), 务工月数="6", 备注="垯埫琇，“引号”"),
    resident(2, 出生日期=date(1980, 1, 5), 务工月数="12", 备注="两行\n文字"),
]
WRITERS: dict[str, Callable[[Path, Rows], Path]] = {
    "people.xlsx": write_xlsx,
    "people.xls": write_xls,
    "utf8.csv": write_csv,
    "mark.csv": lambda path, rows: write_csv(path, rows, "utf-8-sig"),
    "gb.csv": lambda path, rows: write_csv(path, rows, "gb18030"),
    "utf16.csv": lambda path, rows: write_csv(path, rows, "utf-16"),
    "people.parquet": write_parquet,
}


@pytest.mark.parametrize("name", WRITERS)
def test_every_format_gives_the_same_rows(
    warehouse: Warehouse, another: Callable[[str], Warehouse], tmp_path: Path, name: str
) -> None:
    import_file(warehouse, "residents", WRITERS[name](tmp_path / name, PEOPLE))
    plain = another("plain")
    import_file(plain, "residents", write_csv(tmp_path / "plain.csv", PEOPLE))
    assert stored(warehouse, "residents") == stored(plain, "residents")
    assert len(stored(warehouse, "residents")) == 2


@pytest.mark.parametrize(
    ("real", "called"), [("a.xlsx", "a.xls"), ("a.xls", "a.xlsx"), ("a.csv", "a.xls")]
)
def test_the_content_decides_not_the_name(tmp_path: Path, real: str, called: str) -> None:
    write = {"a.xlsx": write_xlsx, "a.xls": write_xls, "a.csv": write_csv}[real]
    path = write(tmp_path / real, PEOPLE).rename(tmp_path / called)
    (sheet,) = read_file(path).sheets
    assert next(sheet.rows())[:2] == ["姓名", "证件号码"]


def test_rows_can_be_read_again(tmp_path: Path) -> None:
    for name, write in WRITERS.items():
        (sheet,) = read_file(write(tmp_path / name, PEOPLE)).sheets
        assert list(sheet.rows()) == list(sheet.rows())


def test_tabs_between_cells(tmp_path: Path) -> None:
    path = tmp_path / "tabs.csv"
    path.write_text("户编号\t项目\n1\t甲,乙\n", encoding="utf-8")
    (sheet,) = read_file(path).sheets
    assert list(sheet.rows()) == [["户编号", "项目"], ["1", "甲,乙"]]


def test_vertically_merged_cells_hold_their_value_in_every_row(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in grid([payment("1", "甲", 1), payment("", "乙", 2), payment("", "丙", 3)]):
        sheet.append(row)
    sheet.merge_cells("A2:A4")
    sheet.insert_cols(1)  # the sheet then begins in column B
    sheet.merged_cells.ranges.clear()
    sheet.merge_cells("B2:B4")
    book.save(tmp_path / "merged.xlsx")
    (read,) = read_file(tmp_path / "merged.xlsx").sheets
    assert [row[0] for row in read.rows()] == ["户编号", "1", "1", "1"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<html><table></table></html>", "网页格式"),
        (b"", "文件是空的"),
        (b"\r\n  ", "文件是空的"),
        (b"PK\x03\x04 broken", "已损坏或不是 Excel"),
        (b"PAR1 broken", "Parquet 文件已损坏"),
        (b"\x89PNG\r\n\x1a\n\0\0", "不是 .xlsx、.xls、.csv"),
        (b"\xff\xff\xff\xff", "不是 .xlsx、.xls、.csv"),
    ],
)
def test_other_files_are_refused_with_a_way_out(
    tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / "strange.xlsx"
    path.write_bytes(content)
    with pytest.raises(FileError, match=message):
        read_file(path)


def test_typed_parquet_columns_go_through_the_same_checks(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    number = next(n for n in map(id_number, range(1, 99)) if n.isdigit())
    columns = {
        "姓名": pa.array(["甲"]).dictionary_encode(),
        "证件号码": pa.array([int(number)]),
        "年收入": pa.array([Decimal("1200.50")]),
        "是否在校": pa.array([True]),
        "识别月份": pa.array([datetime(2023, 1, 5, tzinfo=UTC)], pa.timestamp("ns", "UTC")),
        "备注": pa.array([b"bytes"]),
        "电话": pa.array([13900000000.0]),
    }
    pq.write_table(pa.table(columns), tmp_path / "typed.parquet")
    assert import_file(warehouse, "residents", tmp_path / "typed.parquet").accepted == 1
    (row,) = stored(warehouse, "residents")
    assert (row["年收入"], row["是否在校"]) == (Decimal("1200.50"), "是")
    assert (row["识别月份"], row["电话"]) == (date(2023, 1, 1), "13900000000")


def test_a_csv_with_an_endless_quoted_cell_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "quotes.csv"
    path.write_text('户编号,项目\n1,"' + "甲\n" * 100_000, encoding="utf-8")
    (sheet,) = read_file(path).sheets
    with pytest.raises(FileError, match="引号不成对"):
        list(sheet.rows())


def test_an_empty_workbook_has_no_rows(tmp_path: Path) -> None:
    (sheet,) = read_file(write_grids(tmp_path / "a.xlsx", {"空": []})).sheets
    assert list(sheet.rows()) == []
