from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from warehouse.made_up import (
    RECEIVED,
    grid,
    id_number,
    payment,
    resident,
    stored,
    write_csv,
    write_grids,
    write_xlsx,
)

from luoshi.warehouse.errors import HeadingError, WarehouseError
from luoshi.warehouse.gate.sheet import BLOCK
from luoshi.warehouse.importing import import_file
from luoshi.warehouse.receipt import Receipt
from luoshi.warehouse.warehouse import Warehouse


def test_a_full_row_is_stored_as_the_schema_says(warehouse: Warehouse, tmp_path: Path) -> None:
    row = resident(
        1,
        户编号=123,
        风险="01；因残",
        健康码=1,
        年收入="１，２００.５元",
        务工月数="6",
        净变动=-12.5,
        是否在校="无",
        识别月份="2023年1月",
        识别年度=2023,
        电话=13900000000,
        备注=" 好 ",
    )
    import_file(warehouse, "residents", write_xlsx(tmp_path / "a.xlsx", [row], titles=2))
    (found,) = stored(warehouse, "residents")
    assert found == {
        "姓名": "人1",
        "证件号码": warehouse.vault.person_key(id_number(1)),
        "性别": "男",
        "出生日期": date(1980, 1, 5),
        "户编号": "00000123",
        "行政村": "640401100201",
        "风险": "因病,因残",
        "健康码": "因病",
        "年收入": Decimal("1200.50"),
        "务工月数": 6,
        "净变动": Decimal("-12.50"),
        "是否在校": "否",
        "识别月份": date(2023, 1, 1),
        "识别年度": 2023,
        "电话": "13900000000",
        "备注": "好",
    }


def test_bad_rows_are_refused_one_by_one_and_good_rows_kept(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    rows = [
        resident(1),
        resident(2, 证件号码=id_number(2)[:17]),
        resident(3, 务工月数=13, 性别="未知"),
        resident(4),
        resident(5, 姓名=None),
    ]
    receipt = import_file(warehouse, "residents", write_xlsx(tmp_path / "a.xlsx", rows, titles=1))
    assert (receipt.accepted, receipt.refused, receipt.known) == (2, 3, 0)
    places = [(r.sheet, r.row, r.column, r.value) for r in receipt.refusals]
    assert places == [
        ("表1", 4, "证件号码", f"640401****{id_number(2)[15:17]}"),
        ("表1", 5, "性别", "未知"),
        ("表1", 5, "务工月数", "13"),
        ("表1", 7, "姓名", ""),
    ]
    assert all(r.reason and r.mend for r in receipt.refusals)
    assert "工作表“表1”第 5 行“务工月数”“13”：大于上限 12" in receipt.summary()
    assert Receipt.model_validate_json(receipt.model_dump_json()) == receipt


def test_a_full_delivery_that_was_only_a_part_shows_in_what_is_left(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    rows = [row | {"金额": 1} for row in ({"户编号": 1}, {"户编号": 2}, {"户编号": 3})]
    whole = write_xlsx(tmp_path / "a.xlsx", [row | {"项目": "甲"} for row in rows])
    assert import_file(warehouse, "listing", whole).in_force == 3
    wrong = write_xlsx(tmp_path / "b.xlsx", [rows[0] | {"项目": "甲"}])
    part = import_file(warehouse, "listing", wrong)
    assert (part.accepted, part.known, part.replaced, part.in_force) == (0, 1, 2, 1)
    assert "替换旧行 2 行；库中现有 1 行" in part.summary().splitlines()[1]
    twice = import_file(warehouse, "listing", whole)
    assert (twice.accepted, twice.in_force, twice.replaced_since) == (0, 1, True)
    assert "后来被别的报送替换" in twice.summary()
    back = import_file(warehouse, "listing", whole, again=True)
    assert (back.accepted, back.in_force) == (2, 3)
    assert not import_file(warehouse, "listing", whole).replaced_since
    assert len(stored(warehouse, "listing")) == 3


def test_values_of_personal_columns_are_hidden(warehouse: Warehouse, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [resident(1, 电话="一三九"), resident(2)])
    assert import_file(warehouse, "residents", path).refusals[0].value == "****"


def test_birth_day_and_sex_fill_empty_cells_and_check_filled_ones(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    rows = [
        resident(1, 性别="男", 出生日期="1980-1-5"),
        resident(2),
        resident(3, 性别="女"),
        resident(4, 出生日期="1980-1-6"),
    ]
    receipt = import_file(warehouse, "residents", write_xlsx(tmp_path / "a.xlsx", rows))
    assert [(r.row, r.column, r.reason) for r in receipt.refusals] == [
        (4, "性别", "与证件号码不符"),
        (5, "出生日期", "与证件号码不符"),
    ]
    assert sorted(row["性别"] for row in stored(warehouse, "residents")) == ["女", "男"]


def test_nobody_is_born_after_the_file_was_received(warehouse: Warehouse, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [resident(1, 证件号码=id_number(1, date(2024, 3, 2)))])
    receipt = import_file(warehouse, "residents", path, received_at=RECEIVED)
    assert (receipt.accepted, receipt.batch) == (0, None)
    assert receipt.refusals[0].reason == "出生日期晚于收到日期"


def test_odd_area_codes_are_counted_not_refused(warehouse: Warehouse, tmp_path: Path) -> None:
    rows = [resident(n, 证件号码=id_number(n, area="649999")) for n in (1, 2)]
    receipt = import_file(
        warehouse, "residents", write_xlsx(tmp_path / "a.xlsx", [*rows, resident(3)])
    )
    assert receipt.accepted == 3
    assert receipt.warnings == ("“证件号码”有 2 格号码前 6 位不是已知的行政区划代码",)


def test_the_same_key_again(warehouse: Warehouse, tmp_path: Path) -> None:
    rows = [payment("1", "甲", 10), payment("1", "甲", "10.00"), payment("2", "甲", 11)]
    receipt = import_file(warehouse, "payments", write_xlsx(tmp_path / "a.xlsx", rows))
    assert (receipt.accepted, receipt.known, receipt.refused) == (2, 1, 0)


def test_a_key_with_other_values_is_refused_wherever_it_stands(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    rows = [payment("1", "甲", 10), payment("1", "甲", "10.00"), payment("1", "甲", 11)]
    receipt = import_file(warehouse, "payments", write_xlsx(tmp_path / "a.xlsx", rows))
    assert (receipt.accepted, receipt.known, receipt.refused) == (0, 0, 3)
    assert [(one.row, one.column) for one in receipt.refusals] == [(2, ""), (3, ""), (4, "")]
    assert receipt.refusals[0].reason == "户编号、项目与第 3 行、第 4 行相同，其他内容不同"


def test_a_table_without_key_drops_only_rows_that_are_the_same(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    rows = [payment("1", "甲", 10), payment("1", "甲", 10), payment("1", "甲", 11)]
    receipt = import_file(warehouse, "visits", write_xlsx(tmp_path / "a.xlsx", rows))
    assert (receipt.accepted, receipt.known, receipt.refused) == (2, 1, 0)


def test_every_sheet_with_the_headings_is_read(warehouse: Warehouse, tmp_path: Path) -> None:
    one, other = [payment("1", "甲", 10)], [payment("2", "甲", 10), payment("1", "甲", 9)]
    sheets = {"东镇": grid(one), "说明": [["填表说明"]], "西乡": [["标题"], *grid(other)]}
    receipt = import_file(warehouse, "payments", write_grids(tmp_path / "a.xlsx", sheets))
    assert receipt.accepted == 1
    assert receipt.warnings == ("这些工作表没有本表的表头，没有读：说明",)
    assert [(r.sheet, r.row) for r in receipt.refusals] == [("东镇", 2), ("西乡", 4)]
    assert "工作表“西乡”第 4 行" in receipt.refusals[0].reason
    assert "工作表“东镇”第 2 行" in receipt.refusals[1].reason
    assert warehouse.batches("payments")[0].sheets == ("东镇", "西乡")


def test_unknown_columns_are_reported_and_ignored(warehouse: Warehouse, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [{"序号": 1} | payment("1", "甲", 10)])
    receipt = import_file(warehouse, "payments", path)
    assert (receipt.accepted, receipt.unknown_columns) == (1, ("序号",))
    assert "没有读的列：序号" in receipt.summary()


def test_blank_rows_repeated_headings_and_footers_are_passed_over(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    head, *lines = grid([payment("1", "甲", 10), payment("2", "甲", 20)])
    footers = [["合 计", "", 30], ["填表人：某某", "", ""]]
    sheet = [head, lines[0], ["", " ", None], head, lines[1], *footers]
    receipt = import_file(warehouse, "payments", write_grids(tmp_path / "a.xlsx", {"一": sheet}))
    assert (receipt.accepted, receipt.refused) == (2, 0)
    assert receipt.warnings == ("表末的合计、填表人等 2 行没有读",)


def test_parts_of_an_area_are_one_cell(warehouse: Warehouse, tmp_path: Path) -> None:
    village = {"县": "甲县", "乡镇": "东镇", "村": "二村"}
    rows = [resident(n, 行政村=None) for n in (1, 2)]
    parts = [{k: v for k, v in row.items() if k != "行政村"} | village for row in rows]
    parts[1]["村"] = "九村"
    receipt = import_file(warehouse, "residents", write_xlsx(tmp_path / "a.xlsx", parts))
    assert [row["行政村"] for row in stored(warehouse, "residents")] == ["640401100202"]
    assert receipt.refusals[0].value == "甲县/东镇/九村"


def test_a_csv_row_with_too_many_cells_is_refused(warehouse: Warehouse, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("户编号,项目,金额\n1,甲,10\n2,甲,1,200\n3,甲\n4,甲,5,,\n", encoding="utf-8")
    receipt = import_file(warehouse, "payments", path)
    assert receipt.accepted == 2
    assert [(r.row, r.column) for r in receipt.refusals] == [(3, ""), (4, "金额")]


def test_missing_columns_and_tables_are_told(warehouse: Warehouse, tmp_path: Path) -> None:
    lacking = write_xlsx(tmp_path / "a.xlsx", [{"户编号": 1, "项目": "甲", "金额数": 1}])
    with pytest.raises(
        HeadingError, match="工作表“表1”第 1 行（表头）缺少必填列：“金额”，表中相近的有“金额数”"
    ):
        import_file(warehouse, "payments", lacking)
    with pytest.raises(HeadingError, match="没有找到表头；“补贴发放”的列有：户编号、项目、金额"):
        import_file(warehouse, "payments", write_xlsx(tmp_path / "b.xlsx", [{"甲": 1}]))
    with pytest.raises(WarehouseError, match="没有叫“nothing”的表"):
        import_file(warehouse, "nothing", lacking)


def test_the_same_file_twice_adds_nothing(
    warehouse: Warehouse, tmp_path: Path, moment: Callable[[int], datetime]
) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [payment("1", "甲", 10), payment("2", "甲", "?")])
    import_file(warehouse, "payments", path, received_at=moment(1))
    copy = path.rename(tmp_path / "又一份.xlsx")
    receipt = import_file(warehouse, "payments", copy, received_at=moment(2))
    assert (receipt.accepted, receipt.known, receipt.batch) == (0, 1, None)
    assert receipt.earlier_batch == "000001-20240301T170000"
    assert "同一份文件已于 2024-03-01 17:00 入库" in receipt.summary()
    assert len(warehouse.batches("payments")) == 1


def test_rows_stored_before_add_nothing_and_changed_ones_replace(
    warehouse: Warehouse, tmp_path: Path, moment: Callable[[int], datetime]
) -> None:
    first = [payment("1", "甲", 10), payment("2", "甲", 20)]
    second = [payment("2", "甲", 21), payment("1", "甲", "10.00"), payment("3", "甲", 30)]
    import_file(warehouse, "payments", write_csv(tmp_path / "1.csv", first), received_at=moment(1))
    receipt = import_file(
        warehouse, "payments", write_csv(tmp_path / "2.csv", second), received_at=moment(2)
    )
    assert (receipt.accepted, receipt.known, receipt.replaced) == (2, 1, 1)
    assert [row["金额"] for row in stored(warehouse, "payments")] == [10, 21, 30]


def test_a_file_of_known_rows_leaves_a_trace_and_no_rows(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    rows = [payment("1", "甲", 10)]
    import_file(warehouse, "payments", write_csv(tmp_path / "1.csv", rows))
    receipt = import_file(warehouse, "payments", write_xlsx(tmp_path / "1.xlsx", rows))
    assert (receipt.accepted, receipt.known) == (0, 1)
    assert [batch.accepted for batch in warehouse.batches("payments")] == [1, 0]
    assert len(stored(warehouse, "payments")) == 1


def test_progress_is_told(warehouse: Warehouse, tmp_path: Path) -> None:
    rows = [payment(str(n), "甲", n) for n in range(BLOCK + 1)]
    told: list[tuple[int, int | None]] = []
    path = write_xlsx(tmp_path / "a.xlsx", rows)
    import_file(warehouse, "payments", path, progress=lambda *so_far: told.append(so_far))
    assert told == [(BLOCK - 1, BLOCK + 2), (BLOCK + 1, BLOCK + 2)]
