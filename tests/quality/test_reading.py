"""A file becomes one of the five tables, its cells as they came."""

from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlwt
from quality.making import FILES, headings, member, write, written

from luoshi.pack import load
from luoshi.quality import QualityError, read_export
from luoshi.quality.cells import typed
from luoshi.quality.database import Database
from luoshi.quality.rows import ROW, row_text
from luoshi.quality.wording import about_reading

TABLES = load().exports.values()


@pytest.mark.parametrize("id_", FILES)
def test_each_table_is_known_by_its_name(tmp_path: Path, id_: str) -> None:
    rows = [dict.fromkeys(headings(id_), "1")]
    assert read_export(write(tmp_path / FILES[id_], headings(id_), rows), TABLES).table.id == id_


@pytest.mark.parametrize("id_", FILES)
def test_each_table_is_known_by_its_headings(tmp_path: Path, id_: str) -> None:
    rows = [dict.fromkeys(headings(id_), "1")]
    assert read_export(write(tmp_path / "新建.xlsx", headings(id_), rows), TABLES).table.id == id_


def test_headings_outweigh_a_wrong_name(tmp_path: Path) -> None:
    path = write(tmp_path / FILES["plans_away"], headings("monitored"), [member(1)])
    assert read_export(path, TABLES).table.id == "monitored"


@pytest.mark.parametrize("head_row", [1, 3, 7])
def test_the_head_is_found_where_it_stands(tmp_path: Path, head_row: int) -> None:
    path = write(tmp_path / FILES["monitored"], headings("monitored"), [member(1)], head_row)
    export = read_export(path, TABLES)
    assert (export.head.row, export.cells["row"].to_pylist()) == (head_row, [head_row + 1])


def test_rows_keep_the_sheets_numbers_past_blank_ones(tmp_path: Path) -> None:
    export = written(tmp_path, "monitored", [member(1), {}, member(2)])
    assert export.cells["row"].to_pylist() == [4, 6]


def test_cells_are_kept_as_they_came(tmp_path: Path) -> None:
    cells = {
        "家庭成员联系电话": 13800000000,
        "户类型": " 脱贫户　",
        "证件号码": "64042219800101001X44B1",
    }
    export = written(tmp_path, "monitored", [member(1, **cells)])
    kept = {name: export.column(name)[0].as_py() for name in cells}
    assert kept == cells | {"家庭成员联系电话": "13800000000"}


def test_new_columns_are_kept_and_missing_ones_told(tmp_path: Path) -> None:
    heads = [*headings("monitored"), "今年新增的列"]
    heads.remove("是否危房户")
    path = write(tmp_path / FILES["monitored"], heads, [member(1, 今年新增的列="甲")])
    export = read_export(path, TABLES)
    assert (export.extra, export.missing) == (("今年新增的列",), ("是否危房户",))
    assert export.cells[str(len(heads) - 1)].to_pylist() == ["甲"]


def test_headings_may_differ_in_blanks_and_width_of_brackets(tmp_path: Path) -> None:
    heads = [name.replace("（", " (").replace("）", ")") for name in headings("export_villages")]
    export = read_export(write(tmp_path / "村.xlsx", heads, [dict.fromkeys(heads, "1")]), TABLES)
    assert export.missing == ()


def test_old_excel_and_csv_are_read(tmp_path: Path) -> None:
    heads, row = headings("monitored"), member(1)
    lines = [",".join(heads), ",".join(str(row.get(head, "")) for head in heads)]
    (tmp_path / "表.csv").write_text("\n".join(lines), encoding="gb18030")
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    for place, head in enumerate(heads):
        sheet.write(2, place, head)
        sheet.write(3, place, row.get(head, ""))
    book.save(str(tmp_path / "表.xls"))
    read = [read_export(tmp_path / name, TABLES) for name in ("表.csv", "表.xls")]
    assert [export.households.to_pylist() for export in read] == [[row["户编号"]]] * 2


def test_what_is_none_of_the_five_is_refused_by_name(tmp_path: Path) -> None:
    path = write(tmp_path / "菜谱.xlsx", ["菜", "盐"], [{"菜": "白菜"}])
    with pytest.raises(QualityError, match=r"菜谱\.xlsx：认不出是哪张表.*监测对象信息"):
        read_export(path, TABLES)


def test_a_table_without_its_head_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / FILES["monitored"], ["甲", "乙"], [{"甲": "1"}])
    with pytest.raises(QualityError, match="没有它的表头"):
        read_export(path, TABLES)


def test_texts_and_cells_are_read_alike(tmp_path: Path) -> None:
    heads = headings("monitored")
    foot = {heads[0]: "合计", heads[1]: "2"}
    again = dict(zip(heads, heads, strict=True))
    rows = [member(1), {}, again, {heads[5]: "无编号"}, {heads[5]: " "}, member(2), foot]
    path = write(tmp_path / FILES["monitored"], heads, rows)
    plain = read_export(path, TABLES)
    book = openpyxl.load_workbook(path)
    book.worksheets[0].merge_cells("A1:A2")
    book.save(path)
    usual = read_export(path, TABLES)
    assert plain.cells[ROW].to_pylist() == [4, 7, 9]
    assert plain.cells.equals(usual.cells)
    assert plain.head == usual.head


def grids(path: Path, **sheets: list[list[object]]) -> Path:
    """A workbook of sheets under their names."""
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for line, row in enumerate(rows):
                sheet.write_row(line, 0, row)
    return path


def villages(*numbers: int) -> list[list[object]]:
    """Rows of an export of villages under its headings, in the third row."""
    heads = headings("export_villages")
    rows = [[f"第{n}村" if head == "村" else "西吉县" if head == "县" else "1" for head in heads]
            for n in numbers]  # fmt: skip
    return [["行政村信息"], [], list(heads), *rows]


def test_sheets_with_the_same_head_are_one_table(tmp_path: Path) -> None:
    path = grids(tmp_path / "行政村信息.xlsx", 一=villages(1, 2), 二=villages(3), 说明=[["甲"]])
    export = read_export(path, TABLES)
    assert export.villages.to_pylist() == ["第1村", "第2村", "第3村"]
    assert [row_text(row) for row in export.cells[ROW].to_pylist()] == ["4", "5", "2-4"]
    assert (export.account.sheets, export.account.skipped) == (("一", "二"), ("说明",))


def test_columns_in_another_order_are_the_same_columns(tmp_path: Path) -> None:
    turned = [row[::-1] for row in villages(3)]
    export = read_export(grids(tmp_path / "行政村信息.xlsx", 一=villages(1), 二=turned), TABLES)
    assert export.villages.to_pylist() == ["第1村", "第3村"]


def test_sheets_with_different_heads_are_refused(tmp_path: Path) -> None:
    fewer = [row[:-1] for row in villages(3)]
    path = grids(tmp_path / "行政村信息.xlsx", 一=villages(1), 二=fewer)
    with pytest.raises(QualityError, match="“二”的表头与前面的不同"):
        read_export(path, TABLES)


def test_a_hidden_sheet_is_told_and_not_read(tmp_path: Path) -> None:
    path = grids(tmp_path / "行政村信息.xlsx", 旧=villages(1), 新=villages(2))
    book = openpyxl.load_workbook(path)
    book["旧"].sheet_state, book.active = "hidden", 1
    book.save(path)
    export = read_export(path, TABLES)
    assert export.villages.to_pylist() == ["第2村"]
    assert "隐藏的工作表没有读：“旧”" in about_reading(export)


def test_formulas_that_went_wrong_are_counted(tmp_path: Path) -> None:
    rows = villages(1, 2)
    rows[3][4], rows[4][4] = "=1/0", "=1+1"
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(tmp_path / "行政村信息.xlsx")
    export = read_export(tmp_path / "行政村信息.xlsx", TABLES)
    assert export.spoiled == 2
    assert "有 2 格公式出错或没有结果，按没有填查；请在原表里改好再查" in about_reading(export)


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_a_month_that_lost_its_zero_is_read_alike_everywhere(tmp_path: Path, name: str) -> None:
    heads, path = headings("monitored"), tmp_path / name
    row = member(1, 识别监测时间=2025.1)
    if name.endswith("xlsx"):
        write(path, heads, [row])
    else:
        lines = [",".join(heads), ",".join(str(row.get(head, "")) for head in heads)]
        path.write_text("\n".join(lines), encoding="utf-8")
    export = read_export(path, TABLES)
    column = export.table.by_name["识别监测时间"]
    values = typed({column: export.column("识别监测时间")}, load().codes, Database())
    assert (export.column("识别监测时间").to_pylist(), values[column].to_pylist()) == (
        ["2025.1"],
        [None],
    )
