from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from warehouse.made_up import (
    grid,
    id_number,
    payment,
    resident,
    stored,
    write_csv,
    write_grids,
    write_parquet,
    write_xlsx,
)

from luoshi.warehouse.importing import import_file
from luoshi.warehouse.receipt import Receipt
from luoshi.warehouse.refused import refused_name
from luoshi.warehouse.warehouse import Warehouse

Send = Callable[..., Receipt]


@pytest.fixture
def send(warehouse: Warehouse, tmp_path: Path) -> Send:
    def send(table_id: str, path: Path, **more: Any) -> Receipt:
        back = tmp_path / "back" / "退回.xlsx"
        return import_file(warehouse, table_id, path, refused_to=back, **more)

    return send


def opened(receipt: Receipt, sheet: str = "表1") -> Worksheet:
    assert receipt.refused_file is not None
    found = openpyxl.load_workbook(receipt.refused_file)[sheet]
    assert isinstance(found, Worksheet)
    return found


def mend(receipt: Receipt, place: str, value: object, to: Path) -> Path:
    assert receipt.refused_file is not None
    book = openpyxl.load_workbook(receipt.refused_file)
    book.worksheets[0][place] = value  # type: ignore[index]
    book.save(to)
    return to


def test_the_workbook_is_called_after_the_file() -> None:
    assert refused_name("住户.xlsx") == "退回-住户.xlsx"
    assert refused_name("住户.xls") == "退回-住户.xls.xlsx"


def test_refused_rows_come_back_as_they_came_with_the_reason(send: Send, tmp_path: Path) -> None:
    row = {"序号": 7} | resident(1, 务工月数=13, 出生日期=date(1980, 1, 5), 备注="照原样 ")
    sheet = opened(send("residents", write_xlsx(tmp_path / "a.xlsx", [resident(2), row], titles=3)))
    heads, cells = ([cell.value for cell in line] for line in sheet.iter_rows())
    came = dict(zip(heads, cells, strict=True))
    assert came.pop("退回原因") == "务工月数：大于上限 12。核对数值和单位后重新填写"
    assert str(came.pop("退回自")).startswith("报送-")
    assert came["出生日期"] == datetime.fromisoformat("1980-01-05")
    assert {**came, "出生日期": row["出生日期"]} == row


def test_only_the_offending_cells_are_coloured(send: Send, tmp_path: Path) -> None:
    sheet = opened(send("payments", write_xlsx(tmp_path / "a.xlsx", [payment("1", "甲", "?")])))
    colours = [cell.fill.fgColor.rgb for cell in sheet[2]]
    assert [colour == "FFFFC7CE" for colour in colours] == [False, False, True, False, False]


def test_empty_and_text_cells_are_text_so_that_mended_numbers_stay_whole(
    send: Send, tmp_path: Path
) -> None:
    sheet = opened(send("residents", write_xlsx(tmp_path / "a.xlsx", [resident(1, 证件号码="")])))
    assert sheet["B2"].number_format == "@"


def test_long_whole_numbers_are_not_cut(send: Send, tmp_path: Path) -> None:
    path = write_parquet(tmp_path / "a.parquet", [resident(1, 证件号码=640401198001050011)])
    assert opened(send("residents", path), "数据")["B2"].value == "640401198001050011"


def test_cells_excel_has_no_form_for_are_written_as_text_or_left_empty(
    send: Send, tmp_path: Path
) -> None:
    old, aware = date(1850, 1, 5), datetime(2023, 1, 5, tzinfo=UTC)
    rows = [
        resident(1, 务工月数=99.0, 出生日期=old, 识别月份=aware),
        resident(2, 务工月数=float("nan"), 姓名=None),
    ]
    sheet = opened(send("residents", write_parquet(tmp_path / "a.parquet", rows)), "数据")
    came = [
        dict(zip((c.value for c in sheet[1]), (c.value for c in sheet[n]), strict=True))
        for n in (2, 3)
    ]
    assert came[0]["出生日期"] == "1850-01-05"
    assert came[0]["识别月份"] == datetime.fromisoformat("2023-01-05")
    assert came[1]["务工月数"] is None


def test_merged_values_and_sheets_are_kept(send: Send, tmp_path: Path) -> None:
    sheets = {"东": grid([payment("1", "甲", "?")]), "西": grid([payment("2", "甲", "?")])}
    receipt = send("payments", write_grids(tmp_path / "a.xlsx", sheets))
    assert (opened(receipt, "东")["A2"].value, opened(receipt, "西")["A2"].value) == ("1", "2")


def test_a_file_without_bad_rows_makes_no_workbook(send: Send, tmp_path: Path) -> None:
    receipt = send("payments", write_xlsx(tmp_path / "a.xlsx", [payment("1", "甲", 1)]))
    assert receipt.refused_file is None
    assert not (tmp_path / "back").exists()


def test_sent_again_unmended_it_comes_back_the_same(send: Send, tmp_path: Path) -> None:
    first = send("payments", write_xlsx(tmp_path / "a.xlsx", [payment("1", "甲", "?")]))
    before = [[cell.value for cell in line] for line in opened(first).iter_rows()]
    assert first.refused_file is not None
    again = send("payments", Path(first.refused_file).rename(tmp_path / "again.xlsx"))
    assert (again.accepted, again.refused) == (0, 1)
    assert [[cell.value for cell in line] for line in opened(again).iter_rows()] == before


def test_mended_rows_complete_the_import(
    send: Send, warehouse: Warehouse, another: Callable[[str], Warehouse], tmp_path: Path
) -> None:
    good = [resident(1), resident(2), resident(3)]
    bad = [good[0], good[1] | {"证件号码": id_number(2)[:-1] + "?"}, good[2]]
    receipt = send("residents", write_csv(tmp_path / "bad.csv", bad))
    mended = send("residents", mend(receipt, "B2", id_number(2), tmp_path / "mended.xlsx"))
    clean = another("clean")
    import_file(clean, "residents", write_csv(tmp_path / "good.csv", good))
    assert (mended.accepted, mended.refused) == (1, 0)
    assert stored(warehouse, "residents") == stored(clean, "residents")


def test_mended_rows_of_a_full_delivery_add_to_it(
    send: Send, warehouse: Warehouse, tmp_path: Path, moment: Callable[[int], datetime]
) -> None:
    rows = [payment("1", "甲", 1), payment("2", "甲", "?")]
    receipt = send("listing", write_xlsx(tmp_path / "a.xlsx", rows), received_at=moment(1))
    assert receipt.warnings == ("本表每次全量报送；退回的 1 行改好再送之前，库中没有这些行",)
    path = mend(receipt, "C2", 2, tmp_path / "mended.xlsx")
    send("listing", path, received_at=moment(2))
    assert [row["金额"] for row in stored(warehouse, "listing")] == [1, 2]


def test_of_rows_refused_for_their_key_the_right_one_is_left_and_sent_again(
    send: Send, warehouse: Warehouse, tmp_path: Path
) -> None:
    rows = [payment("1", "甲", 1), payment("1", "甲", 2)]
    receipt = send("payments", write_xlsx(tmp_path / "a.xlsx", rows))
    assert receipt.refused_file is not None
    book = openpyxl.load_workbook(receipt.refused_file)
    book.worksheets[0].delete_rows(2)
    book.save(tmp_path / "again.xlsx")
    again = send("payments", tmp_path / "again.xlsx")
    assert (again.accepted, again.refused) == (1, 0)
    assert [row["金额"] for row in stored(warehouse, "payments")] == [2]
