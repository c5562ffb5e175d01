"""Codes, ties, phones and text, through the converter of a column."""

from datetime import date, datetime, timedelta

import pytest
from warehouse.made_up import CODES, ID_AREAS, RESIDENTS, TODAY, find_area, id_number

from luoshi.warehouse.converters import Context, Converter
from luoshi.warehouse.gate.cells import column_of
from luoshi.warehouse.gate.spoiled import error_cell
from luoshi.warehouse.outcome import Fault, Noted, Outcome, Person, Spoiled
from luoshi.warehouse.schema import Column, FieldType

CONTEXT = Context(CODES, find_area, lambda number: int(number[:17]), TODAY, ID_AREAS)


def read(name: str, cell: object) -> Outcome:
    return Converter(RESIDENTS.by_name[name], CONTEXT).outcomes([cell])[0]


def fault(name: str, cell: object) -> Fault:
    outcome = read(name, cell)
    assert isinstance(outcome, Fault)
    return outcome


@pytest.mark.parametrize("cell", ["", "  ", "　", "\u200b", None, float("nan")])
@pytest.mark.parametrize("name", RESIDENTS.by_name)
def test_blanks_are_empty_in_every_column(name: str, cell: object) -> None:
    assert read(name, cell) is None


@pytest.mark.parametrize("cell", ["男", " 男 ", "男性", "1", "１", 1.0, 1])
def test_a_code_by_name_alias_or_code(cell: object) -> None:
    assert read("性别", cell) == "男"


def test_brackets_of_either_width_name_the_same_code() -> None:
    assert read("风险", "因自然灾害(含旱灾)") == "因自然灾害（含旱灾）"


def test_a_code_regains_its_leading_zero() -> None:
    assert read("健康码", 1.0) == "因病"


def test_an_unknown_code_lists_near_ones() -> None:
    assert "因病" in fault("风险", "因病患").mend
    assert fault("性别", "未知").mend == "可填：男、女"


@pytest.mark.parametrize("cell", ["因病,因残", "因病，因残", "因病;因残", "因病； 因残；", "01,02"])
def test_several_codes_in_one_cell(cell: str) -> None:
    assert read("风险", cell) == "因病,因残"


def test_the_enumeration_comma_is_part_of_a_name() -> None:
    assert read("风险", "缺水、缺电,因病") == "缺水、缺电,因病"


def test_the_enumeration_comma_parts_values_where_each_part_is_one() -> None:
    assert read("风险", "因病、因残") == "因病,因残"


def test_parts_that_cannot_be_read_ask_for_commas() -> None:
    assert "多个值用逗号分开" in fault("风险", "因病、发愁").mend


def test_a_code_named_twice_counts_once() -> None:
    assert read("风险", "因病,01") == "因病"


@pytest.mark.parametrize(
    ("cells", "answer"),
    [
        (["是", "有", "1", 1.0, 1, True, "Y", "yes", "√"], "是"),
        (["否", "无", 0.0, False, "N", "×"], "否"),
    ],
)
def test_yes_and_no(cells: list[object], answer: str) -> None:
    assert Converter(RESIDENTS.by_name["是否在校"], CONTEXT).outcomes(cells) == [answer] * len(
        cells
    )


def test_neither_yes_nor_no() -> None:
    assert fault("是否在校", "大概").reason == "应为“是”或“否”"


def test_equal_keys_of_different_types_are_different_cells() -> None:
    column = Column(name="文字", type=FieldType.TEXT)
    assert Converter(column, CONTEXT).outcomes([1, True, 1.0]) == ["1", "TRUE", "1"]


@pytest.mark.parametrize(
    "written",
    ["{}", " {}", "{}\t", "'{}", '="{}"', "{:.6}　{:.0}"],
)
def test_an_id_number_as_offices_protect_it(written: str) -> None:
    number = id_number(1)
    text = f"{number[:6]}　{number[6:]}" if "　" in written else written.format(number)
    person = read("证件号码", text)
    assert isinstance(person, Person)
    assert person.number == number
    assert (person.birth_day, person.sex) == (date(1980, 1, 5), "男")


def test_full_width_digits_and_exact_integers_are_id_numbers() -> None:
    wide = "".join(chr(ord(character) + 0xFEE0) for character in id_number(1))
    number = next(n for n in map(id_number, range(1, 99)) if n.isdigit())
    assert read("证件号码", wide).number == id_number(1)  # type: ignore[union-attr]
    assert read("证件号码", int(number)).number == number  # type: ignore[union-attr]


@pytest.mark.parametrize("cell", [6.40401198001050e17, "6.40401E+17", "6.4E17"])
@pytest.mark.parametrize("name", ["证件号码", "户编号", "电话"])
def test_numbers_that_lost_digits_are_refused(name: str, cell: object) -> None:
    assert "丢失" in fault(name, cell).reason
    assert "文本" in fault(name, cell).mend


@pytest.mark.parametrize(
    ("area", "noted"),
    [("640401", False), ("649999", True), ("110101", False), ("990000", True)],
)
def test_an_unknown_area_code_is_only_noted(area: str, noted: bool) -> None:
    assert isinstance(read("证件号码", id_number(1, area=area)), Noted) == noted


def test_without_a_list_of_area_codes_only_the_province_is_looked_at() -> None:
    context = Context(CODES, find_area, lambda _: 1, TODAY)
    column = RESIDENTS.by_name["证件号码"]
    numbers = [id_number(1, area=area) for area in ("649999", "990000")]
    outcomes = Converter(column, context).outcomes(numbers)
    assert [isinstance(outcome, Noted) for outcome in outcomes] == [False, True]


def test_household_numbers_are_text_of_full_length() -> None:
    assert [read("户编号", cell) for cell in (123.0, "123", " 00000123", "０１２３")] == [
        "00000123"
    ] * 3 + ["00000123"]


def test_an_id_number_is_no_household_number() -> None:
    assert fault("户编号", id_number(1)).reason == "户编号中填的是证件号码"


@pytest.mark.parametrize(
    "cell", ["640401100201", 640401100201.0, "甲县/东镇/一村", ("甲县", "东镇 ", "一村")]
)
def test_an_area_by_code_path_or_parts(cell: object) -> None:
    assert read("行政村", cell) == "640401100201"


def test_an_unknown_area_says_what_the_registry_says() -> None:
    assert fault("行政村", "丙县").mend == "没有找到“丙县”。请核对名称"


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (13900000000.0, "13900000000"),
        ("139 0000 0000", "13900000000"),
        ("+86 139-0000-0000", "13900000000"),
        ("（0951）1234567", "09511234567"),
    ],
)
def test_phones(cell: object, number: str) -> None:
    assert read("电话", cell) == number


@pytest.mark.parametrize("cell", ["13900000000、13900000001", "无", "12345"])
def test_what_is_no_phone(cell: str) -> None:
    assert fault("电话", cell).reason == "不是电话号码"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("（原样）保留 中间空格 ", "（原样）保留 中间空格"),
        (12.0, "12"),
        (12.5, "12.5"),
        (date(2023, 1, 5), "2023-01-05"),
        (datetime.fromisoformat("2023-01-05"), "2023-01-05"),
        (datetime.fromisoformat("2023-01-05T08:30"), "2023-01-05 08:30:00"),
    ],
)
def test_text_stays_as_it_is(cell: object, text: str) -> None:
    assert read("备注", cell) == text


def test_an_id_number_inside_text_is_masked_and_noted() -> None:
    outcome = read("备注", f"户主{id_number(1)}，账号6217000012345678901")
    assert isinstance(outcome, Noted)
    assert (
        outcome.value == f"户主{id_number(1)[:6]}****{id_number(1)[-2:]}，账号6217000012345678901"
    )


def test_a_month_in_a_day_column_is_noted() -> None:
    assert read("出生日期", "1980年1月") == Noted(date(1980, 1, 1), "只有年月，按当月 1 日计")


PAST = {
    FieldType.DATE: Column(name="日", type=FieldType.DATE, past=True),
    FieldType.MONTH: Column(name="月", type=FieldType.MONTH, past=True),
}
NEXT = TODAY + timedelta(days=40)
FIRST = TODAY.replace(day=1)


def dated(column: Column, cell: object) -> Outcome:
    return Converter(column, CONTEXT).outcomes([cell])[0]


def test_the_day_of_receipt_is_past_and_the_next_is_not() -> None:
    assert dated(PAST[FieldType.DATE], TODAY) == TODAY
    assert dated(PAST[FieldType.DATE], TODAY + timedelta(days=1)) == Fault(
        f"晚于收到的日期 {TODAY}，还没有到", "核对年月日后重新填写"
    )
    assert dated(PAST[FieldType.MONTH], TODAY) == FIRST
    assert isinstance(dated(PAST[FieldType.MONTH], NEXT), Fault)


@pytest.mark.parametrize(("type_", "read"), [(FieldType.DATE, NEXT), (FieldType.MONTH, None)])
def test_what_may_come_later_is_read(type_: FieldType, read: date | None) -> None:
    column = PAST[type_].model_copy(update={"past": False})
    assert dated(column, NEXT) == (read or NEXT.replace(day=1))
    assert dated(column, TODAY) == (TODAY if read else FIRST)


def test_a_column_gives_the_outcomes_of_its_different_cells_and_their_rows() -> None:
    cells = column_of(["男", "女", "男", None])
    outcomes = Converter(RESIDENTS.by_name["性别"], CONTEXT).of(cells)
    assert [outcomes.values[at] for at in outcomes.at] == ["男", "女", "男", None]


BROKEN = Spoiled("#REF!", Fault("这一格是错误值", "改好再送"))


@pytest.mark.parametrize("cell", ["#N/A", "#REF! ", "#DIV/0!"])
@pytest.mark.parametrize("name", ["备注", "户编号", "性别"])
def test_an_error_of_excel_is_no_text(name: str, cell: str) -> None:
    assert fault(name, cell) == error_cell(cell.strip()).fault


@pytest.mark.parametrize("text", ["#甲", "#N/A甲", "甲#N/A", "# N/A"])
def test_other_texts_with_its_sign_are_texts(text: str) -> None:
    assert read("备注", text) == text


def test_a_cell_nobody_can_rely_on_has_its_own_fault() -> None:
    assert fault("备注", BROKEN) == BROKEN.fault
    assert fault("行政村", ("甲县", BROKEN, "一村")) == BROKEN.fault
    assert fault("行政村", ("甲县", "#N/A", "一村")) == error_cell("#N/A").fault


def test_an_area_in_parts_is_empty_where_all_are() -> None:
    assert read("行政村", ("", " ", None)) is None
    assert isinstance(read("行政村", ("", "东镇", "")), Fault)
