"""What becomes of awkward files at the warehouse's door: read whole, or refused with a word."""

import csv
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
import xlsxwriter
import xlwt
from warehouse.gate.books import book
from warehouse.made_up import (
    grid,
    payment,
    resident,
    stored,
    write_csv,
    write_xls,
    write_xlsx,
)

from luoshi.warehouse.errors import FileError, HeadingError
from luoshi.warehouse.importing import import_file
from luoshi.warehouse.receipt import Receipt
from luoshi.warehouse.schema import Column, FieldType
from luoshi.warehouse.warehouse import Warehouse

HEAD = ("户编号", "项目", "金额")


def told(receipt: Receipt) -> list[tuple[int, str, str, str]]:
    return [(each.row, each.column, each.value, each.reason) for each in receipt.refusals]


def sheet_of(*rows: str) -> str:
    """A worksheet with the headings of payments in its first row; others as XML of cells."""
    head = "".join(
        f'<c r="{letter}1" t="inlineStr"><is><t>{name}</t></is></c>'
        for letter, name in zip("ABC", HEAD, strict=True)
    )
    lines = "".join(f'<row r="{n}">{row}</row>' for n, row in enumerate(rows, start=2))
    return f'<sheetData><row r="1">{head}</row>{lines}</sheetData>'


def keyed(row: int, amount: str) -> str:
    texts = (("A", str(row)), ("B", "甲"))
    key = "".join(f'<c r="{c}{row}" t="inlineStr"><is><t>{t}</t></is></c>' for c, t in texts)
    return f"{key}{amount}"


def test_error_cells_are_refused_with_their_place(warehouse: Warehouse, tmp_path: Path) -> None:
    rows = [keyed(2, '<c r="C2" t="e"><v>#N/A</v></c>'), keyed(3, '<c r="C3"><v>5</v></c>'),
            keyed(4, '<c r="C4" t="e"><f>1/0</f><v>#DIV/0!</v></c>')]  # fmt: skip
    receipt = import_file(warehouse, "payments", book(tmp_path / "a.xlsx", sheet_of(*rows)))
    assert (receipt.accepted, receipt.refused) == (1, 2)
    assert told(receipt) == [(2, "金额", "#N/A", "公式出错，没有结果"),
                             (4, "金额", "#DIV/0!", "公式出错，没有结果")]  # fmt: skip


def test_error_cells_of_old_workbooks_too(warehouse: Warehouse, tmp_path: Path) -> None:
    made = xlwt.Workbook()
    sheet = made.add_sheet("表")
    for place, name in enumerate(HEAD):
        sheet.write(0, place, name)
    sheet.write(1, 0, "1")
    sheet.write(1, 1, "甲")
    sheet.row(1).set_cell_error(2, "#REF!")
    made.save(str(tmp_path / "a.xls"))
    receipt = import_file(warehouse, "payments", tmp_path / "a.xls")
    assert told(receipt) == [(2, "金额", "#REF!", "公式出错，没有结果")]


def test_formulas_nobody_worked_out_are_refused(warehouse: Warehouse, tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in grid([payment("1", "甲", "=100+20"), payment("2", "乙", 5)]):
        sheet.append(row)
    made.save(tmp_path / "a.xlsx")
    receipt = import_file(warehouse, "payments", tmp_path / "a.xlsx")
    assert told(receipt) == [(2, "金额", "", "公式没有存下结果")]
    assert "保存一次" in receipt.refusals[0].mend


def test_days_of_books_that_count_from_1904(warehouse: Warehouse, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx", {"date_1904": True}) as made:
        sheet = made.add_worksheet()
        day = made.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, ["姓名", "证件号码", "识别月份"])
        for line, number in enumerate((1, 2), start=1):
            sheet.write_row(line, 0, list(resident(number).values())[:2])
        sheet.write_datetime(1, 2, datetime.fromisoformat("2025-06-01"), day)
        sheet.write_number(2, 2, 44347)
    import_file(warehouse, "residents", tmp_path / "a.xlsx")
    assert {row["识别月份"] for row in stored(warehouse, "residents")} == {date(2025, 6, 1)}


def test_hidden_sheets_are_told_and_not_read(warehouse: Warehouse, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as made:
        for name, amount in (("上月", 1), ("本月", 2)):
            sheet = made.add_worksheet(name)
            for line, row in enumerate(grid([payment("1", "甲", amount)])):
                sheet.write_row(line, 0, row)
        sheet.activate()
        made.get_worksheet_by_name("上月").hide()
    receipt = import_file(warehouse, "payments", tmp_path / "a.xlsx")
    assert (receipt.accepted, receipt.refused) == (1, 0)
    assert [row["金额"] for row in stored(warehouse, "payments")] == [2]
    assert receipt.read.hidden_sheets == ("上月",)
    assert "隐藏的工作表没有读：“上月”" in receipt.summary()


def test_a_table_on_a_hidden_sheet_alone_says_so(warehouse: Warehouse, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", sheet_of(), "<sheetData/>", states={1: "hidden"})
    with pytest.raises(HeadingError, match="隐藏的工作表（表1）不读，要收它请取消隐藏"):
        import_file(warehouse, "payments", path)


def test_hidden_and_filtered_rows_are_stored_and_told(warehouse: Warehouse, tmp_path: Path) -> None:
    rows = [payment(str(n), "甲", n) for n in range(4)]
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as made:
        sheet = made.add_worksheet("表")
        for line, row in enumerate(grid(rows)):
            sheet.write_row(line, 0, row)
        sheet.autofilter(0, 0, 4, 2)
        sheet.filter_column(0, "x < 2")
        sheet.set_row(3, None, None, {"hidden": True})
        sheet.set_row(4, None, None, {"hidden": True})
        sheet.set_column(2, 2, None, None, {"hidden": True})
    receipt = import_file(warehouse, "payments", tmp_path / "a.xlsx")
    assert receipt.accepted == 4
    assert "表里有隐藏的 2 行、1 列（设了筛选），也读了" in receipt.summary()


def test_the_receipt_says_what_was_read(warehouse: Warehouse, tmp_path: Path) -> None:
    rows = [{"序号": 1} | payment("1", "甲", 10), {"序号": 2} | payment("2", "甲", "?")]
    read = import_file(warehouse, "payments", write_csv(tmp_path / "a.csv", rows, "gb18030")).read
    assert (read.sheets, read.rows, read.encoding) == (("数据",), 2, "GB18030")
    assert (read.unknown, read.missing) == (("序号",), ())
    lacking = import_file(warehouse, "residents", write_xlsx(tmp_path / "b.xlsx", [resident(1)]))
    assert "文件里没有的列：户编号、风险、健康码" in lacking.summary()
    assert lacking.read.missing[0] == "户编号"  # the sex and birth day are told by the number


RATE = Column(name="比例", type=FieldType.DECIMAL, unit="%", maximum=Decimal(100))
WAN = Column(name="投资", type=FieldType.DECIMAL, unit="万元")
MADE = Column(name="建成日期", type=FieldType.DATE, past=True)


@pytest.fixture
def works(warehouse: Warehouse) -> Warehouse:
    """A warehouse with a table of works: a share, an amount of 万元, and a day that has been."""
    table = warehouse.tables["payments"]
    columns = (*table.columns[:2], RATE, WAN, MADE)
    more = table.model_copy(update={"id": "works", "title": "工程", "columns": columns})
    warehouse.tables = {**warehouse.tables, "works": more}
    return warehouse


def test_a_percentage_is_read_as_it_is_seen(works: Warehouse, tmp_path: Path) -> None:
    for name in ("a.xlsx", "a.xls"):
        _write_shares(tmp_path / name)
        assert import_file(works, "works", tmp_path / name).refused == 0
        assert [row["比例"] for row in stored(works, "works")] == [95, 95, 95]


def _write_shares(path: Path) -> None:
    cells = [["户编号", "项目", "比例"], ["1", "甲", 0.95], ["2", "甲", "95%"], ["3", "甲", 95]]
    if path.suffix == ".xls":
        made = xlwt.Workbook()
        sheet = made.add_sheet("表")
        for line, row in enumerate(cells):
            for place, cell in enumerate(row):
                form = "0.0%" if cell == 0.95 else "General"
                sheet.write(line, place, cell, xlwt.easyxf(num_format_str=form))
        made.save(str(path))
        return
    with xlsxwriter.Workbook(path) as new:
        sheet = new.add_worksheet()
        for line, row in enumerate(cells):
            for place, cell in enumerate(row):
                form = new.add_format({"num_format": "0%" if cell == 0.95 else "General"})
                sheet.write(line, place, cell, form)


def test_ten_thousands_are_stored_and_summed_exactly(works: Warehouse, tmp_path: Path) -> None:
    amounts = ["12.3456", 0.000001, "123456.789元", "1.5亿", "0.1"]
    rows = [{"户编号": n, "项目": "甲", "投资": amount} for n, amount in enumerate(amounts)]
    assert import_file(works, "works", write_xlsx(tmp_path / "a.xlsx", rows)).refused == 1
    values = [row["投资"] for row in stored(works, "works")]
    exact = ["12.345600", "0.000001", "15000.000000", "0.100000"]
    assert values == [Decimal(text) for text in exact]


def test_a_day_to_come_is_refused_where_the_column_says_so(
    works: Warehouse, tmp_path: Path, moment: Callable[[int], datetime]
) -> None:
    days = ["2024-03-04", "2024-03-05"]
    rows = [{"户编号": n, "项目": "甲", "建成日期": day} for n, day in enumerate(days)]
    path = write_xlsx(tmp_path / "a.xlsx", rows)
    receipt = import_file(works, "works", path, received_at=moment(4))
    assert told(receipt) == [(3, "建成日期", "2024-03-05", "晚于收到的日期 2024-03-04，还没有到")]


LONG = "二〇二五年六月某某县补贴发放情况登记汇总表（民政局报送最终确认版第三稿）"


NAMES: list[dict[int, str]] = [
    {1: LONG},
    {1: LONG, 2: LONG[:35] + "（二）"},
    {1: "Sheet", 2: "sheet"},
    {1: "甲/乙", 2: "甲_乙"},
    {1: "[甲]:乙*?"},
    {1: "'甲'"},
    {1: "𠀀" * 20},
]


@pytest.mark.parametrize("names", NAMES)
def test_sheet_names_of_refused_rows_are_cut_legal_and_unique(
    warehouse: Warehouse, tmp_path: Path, names: dict[int, str]
) -> None:
    sheets = [sheet_of(keyed(2, f'<c r="C2" t="str"><v>坏{n}</v></c>')) for n in names]
    path = book(tmp_path / "a.xlsx", *sheets, names=names)
    back = tmp_path / "back.xlsx"
    receipt = import_file(warehouse, "payments", path, refused_to=back)
    assert receipt.refused == len(names)
    made = openpyxl.load_workbook(back)
    assert [sheet["C2"].value for sheet in made] == [f"坏{n}" for n in names]
    assert all(len(name.encode("utf-16-le")) <= 62 for name in made.sheetnames)


def test_first_the_workbook_then_the_rows(warehouse: Warehouse, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [payment("1", "甲", 1), payment("2", "甲", "?")])
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file"):
        import_file(warehouse, "payments", path, refused_to=tmp_path / "file" / "退回.xlsx")
    assert warehouse.batches("payments") == []
    assert import_file(warehouse, "payments", path, refused_to=tmp_path / "b.xlsx").accepted == 1


def test_the_refused_rows_can_be_had_again(warehouse: Warehouse, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [payment("1", "甲", 1), payment("2", "甲", "?")])
    back = tmp_path / "back.xlsx"
    import_file(warehouse, "payments", path, refused_to=back)
    back.unlink()
    again = import_file(warehouse, "payments", path, refused_to=back)
    assert (again.accepted, again.refused_file) == (0, str(back))
    assert openpyxl.load_workbook(back).worksheets[0]["A2"].value == "2"


def test_a_column_named_like_ours_does_not_make_a_supplement(
    warehouse: Warehouse, tmp_path: Path, moment: Callable[[int], datetime]
) -> None:
    three = [payment(str(n), "甲", n) for n in range(3)]
    import_file(warehouse, "listing", write_xlsx(tmp_path / "a.xlsx", three), received_at=moment(1))
    two = [
        row | {"退回原因": reason}
        for row, reason in zip(three[:2], ("", "群众不愿意"), strict=True)
    ]
    path = write_xlsx(tmp_path / "b.xlsx", two)
    assert import_file(warehouse, "listing", path, received_at=moment(2)).in_force == 2


def test_nothing_is_stored_of_a_file_whose_quote_is_not_closed(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text('户编号,项目,金额\n1,甲,1\n2,"乙,2\n3,丙,3\n', encoding="utf-8")
    with pytest.raises(FileError, match="第 3 行的英文双引号不成对"):
        import_file(warehouse, "payments", path)
    assert warehouse.batches("payments") == []


def test_formulas_are_neutralised_in_what_goes_back(warehouse: Warehouse, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[*HEAD, '=HYPERLINK("http://x")'], ["=1+1", "+甲", "@?", "-1"]])
    back = tmp_path / "back.xlsx"
    import_file(warehouse, "payments", path, refused_to=back)
    sheet = openpyxl.load_workbook(back).worksheets[0]
    assert [cell.value for cell in sheet[2]][:4] == ["=1+1", "+甲", "@?", "-1"]
    assert {cell.data_type for row in sheet for cell in row} <= {"s", "n"}
    assert sheet._hyperlinks == []


def test_old_and_new_workbooks_say_the_same(
    warehouse: Warehouse, another: Callable[[str], Warehouse], tmp_path: Path
) -> None:
    rows = [payment("1", "甲", 1.5), payment("2", "乙", "12.5万")]
    import_file(warehouse, "payments", write_xlsx(tmp_path / "a.xlsx", rows))
    old = another("old")
    import_file(old, "payments", write_xls(tmp_path / "a.xls", rows))
    assert stored(old, "payments") == stored(warehouse, "payments")
    assert [row["金额"] for row in stored(old, "payments")] == [Decimal("1.50"), Decimal(125000)]


def test_error_cells_sent_again_unmended_are_refused_again(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    cells = '<c r="B2" t="e"><v>#REF!</v></c><c r="C2"><f>1+1</f></c>'
    row = f'<c r="A2" t="inlineStr"><is><t>1</t></is></c>{cells}'
    back = tmp_path / "back.xlsx"
    import_file(warehouse, "payments", book(tmp_path / "a.xlsx", sheet_of(row)), refused_to=back)
    again = import_file(warehouse, "payments", back)
    assert told(again) == [(2, "项目", "#REF!", "公式出错，没有结果"),
                           (2, "金额", "#N/A", "公式出错，没有结果")]  # fmt: skip


def test_errors_saved_as_text_are_errors(warehouse: Warehouse, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [payment("1", "#N/A", 1), payment("2", "#1 井", 1)])
    assert told(import_file(warehouse, "payments", path)) == [
        (2, "项目", "#N/A", "公式出错，没有结果")]  # fmt: skip


def test_days_of_1904_go_back_as_the_same_days(warehouse: Warehouse, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx", {"date_1904": True}) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, ["姓名", "证件号码", "识别月份", "务工月数"])
        sheet.write_row(1, 0, [*list(resident(1).values())[:2], 44347, 13])
    back = tmp_path / "back.xlsx"
    import_file(warehouse, "residents", tmp_path / "a.xlsx", refused_to=back)
    mended = openpyxl.load_workbook(back)
    mended.worksheets[0]["D2"] = 12
    mended.save(back)
    assert import_file(warehouse, "residents", back).accepted == 1
    assert stored(warehouse, "residents")[0]["识别月份"] == date(2025, 6, 1)


def test_a_listed_sheet_that_is_not_there_is_no_whole_book(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    whole = book(tmp_path / "a.xlsx", sheet_of(), sheet_of())
    with ZipFile(whole) as old, ZipFile(tmp_path / "b.xlsx", "w") as new:
        for name in old.namelist():
            if not name.endswith("sheet2.xml"):
                new.writestr(name, old.read(name))
    with pytest.raises(FileError, match="已损坏"):
        import_file(warehouse, "payments", tmp_path / "b.xlsx")
