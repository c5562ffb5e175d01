import pytest
from warehouse.made_up import PAYMENTS, RESIDENTS

from luoshi.warehouse.errors import HeadingError
from luoshi.warehouse.headings import Head, check_head, find_head
from luoshi.warehouse.outcome import Cell


def head(*rows: list[Cell]) -> Head:
    found = find_head(rows, RESIDENTS)
    assert found is not None
    return found


def test_headings_are_found_under_title_rows() -> None:
    found = head(["人口登记表", "", ""], ["填报单位：甲县", "", ""], ["姓名", "证件号码", "性别"])
    assert found.row == 3
    assert found.positions == {"姓名": (0,), "证件号码": (1,), "性别": (2,)}


@pytest.mark.parametrize(
    "heading", ["证件号码", " 证件 号码", "证件\n号码", "*证件号码", "身份证号", "证件号码*"]
)
def test_headings_in_other_spellings(heading: str) -> None:
    assert head(["姓名", heading]).positions["证件号码"] == (1,)


@pytest.mark.parametrize("heading", ["年收入", "年收入(元)", "年收入（元）", "年收入 （元）"])
def test_a_heading_may_name_its_unit(heading: str) -> None:
    assert "年收入" in head(["姓名", "证件号码", heading]).positions


def test_another_unit_is_another_column() -> None:
    assert head(["姓名", "证件号码", "年收入（万元）"]).unknown == ("年收入（万元）",)


def test_the_columns_own_name_goes_before_an_alias() -> None:
    found = head(["姓名", "身份证号", "证件号码"])
    assert found.positions["证件号码"] == (2,)
    assert found.unknown == ("身份证号",)


def test_an_area_may_come_in_parts_only_when_all_are_there() -> None:
    assert head(["姓名", "证件号码", "县", "乡镇", "村"]).positions["行政村"] == (2, 3, 4)
    assert "行政村" not in head(["姓名", "证件号码", "县", "村"]).positions
    assert head(["姓名", "行政村", "县", "乡镇", "村"]).positions["行政村"] == (1,)


def test_the_reason_column_is_known_and_not_read() -> None:
    found = head(["姓名", "证件号码", "退回原因"])
    assert (found.reason, found.unknown) == (2, ())


def test_one_matching_heading_is_not_a_table() -> None:
    assert find_head([["姓名", "年龄"]], RESIDENTS) is None


def test_a_missing_column_is_named_with_near_headings() -> None:
    found = head(["姓名", "性别", "证件号"])
    with pytest.raises(HeadingError, match="“证件号码”或“身份证号”，表中相近的有“证件号”"):
        check_head(found, RESIDENTS, "表1")


def test_a_column_the_id_number_tells_need_not_be_there() -> None:
    columns = [column.model_copy(update={"required": True}) for column in RESIDENTS.columns[:4]]
    table = RESIDENTS.model_copy(update={"columns": tuple(columns)})
    check_head(head(["姓名", "证件号码"]), table, "表1")


def test_a_key_column_may_not_be_missing() -> None:
    columns = [column.model_copy(update={"required": False}) for column in PAYMENTS.columns]
    table = PAYMENTS.model_copy(update={"columns": tuple(columns)})
    found = find_head([["户编号", "金额"]], table)
    assert found is not None
    with pytest.raises(HeadingError, match="缺少必填列：“项目”"):
        check_head(found, table, "表1")


def test_a_heading_that_stands_twice_is_refused() -> None:
    found = find_head([["户编号", "项目", "金额", "金额"]], PAYMENTS)
    assert found is not None
    with pytest.raises(HeadingError, match="有 2 列都叫“金额”"):
        check_head(found, PAYMENTS, "表1")
