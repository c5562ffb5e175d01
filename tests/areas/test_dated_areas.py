"""Merged and new divisions, asked as of a day."""

from datetime import date
from pathlib import Path

import pytest

from luoshi.areas import Area, AreaChange, AreaError, Areas, Level

REGION, CITY, COUNTY, TOWN = "990000000000", "990100000000", "990121000000", "990121100000"
OLD, JOINED, NEW, GONE, LATE = (f"990121100{n}" for n in (200, 201, 202, 203, 204))
LAST_DAY, FIRST_DAY = date(2024, 6, 30), date(2024, 7, 1)


def _area(code: str, name: str, level: str, parent: str | None) -> Area:
    values = {"code": code, "name": name, "level": level, "kind": "行政村", "parent": parent}
    return Area.model_validate(values)


def _change(day: str, kind: str, old: str | None, new: str | None, name: str = "") -> AreaChange:
    values = {"day": day, "kind": kind, "old": old, "new": new, "new_name": name}
    return AreaChange.model_validate(values | {"document": "某政函〔2024〕1号"})


@pytest.fixture(scope="module")
def merged() -> Areas:
    """河东村 and 河西村 become 两河村; 河东村 has had two successions; 旱塬村 is gone."""
    return Areas(
        [
            _area(REGION, "某某自治区", "region", None),
            _area(CITY, "甲市", "city", REGION),
            _area(COUNTY, "乙县", "county", CITY),
            _area(TOWN, "丙镇", "township", COUNTY),
            _area(OLD, "河东村委会", "village", TOWN),
            _area(GONE, "旱塬村委会", "village", TOWN),
        ],
        [
            _change("2020-01-01", "设立", None, JOINED, "河西村委会"),
            _change("2023-01-01", "合并", OLD, JOINED),
            _change("2024-07-01", "更名", JOINED, NEW, "两河村委会"),
            _change("2024-07-01", "撤销", GONE, None),
            _change("2024-07-01", "设立", None, LATE, "旱塬社区居委会"),
        ],
    )


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (date(2021, 5, 1), OLD),
        (date(2022, 12, 31), OLD),
        (date(2023, 1, 1), JOINED),
        (LAST_DAY, JOINED),
        (FIRST_DAY, NEW),
        (None, NEW),
    ],
)
def test_an_old_name_gives_whom_it_became(merged: Areas, on: date | None, code: str) -> None:
    assert merged.find("河东村", on=on).code == code
    assert merged.find_path("乙县", "丙镇", "河东村", on=on).code == code


def test_a_new_name_is_unknown_before_its_day(merged: Areas) -> None:
    with pytest.raises(AreaError, match="“两河村”自 2024-07-01 起才有，不能用于 2024-06-30"):
        merged.find("两河村", on=LAST_DAY)


def test_an_ended_name_without_successor_is_refused(merged: Areas) -> None:
    with pytest.raises(AreaError, match="“旱塬村”已于 2024-06-30 后撤销，没有登记接续"):
        merged.find("旱塬村")
    assert merged.find("旱塬村", on=LAST_DAY).code == GONE


def test_a_bare_stem_means_the_one_in_force(merged: Areas) -> None:
    assert merged.find("旱塬", on=LAST_DAY).code == GONE
    assert merged.find("旱塬", on=FIRST_DAY).code == LATE


def test_lists_show_the_day(merged: Areas) -> None:
    assert [a.code for a in merged.children(TOWN, on=date(2021, 1, 1))] == [OLD, JOINED, GONE]
    assert [a.code for a in merged.at_level(Level.VILLAGE)] == [NEW, LATE]


def test_codes_outlive_their_divisions(merged: Areas) -> None:
    assert merged.by_code(OLD).name == "河东村委会"
    assert merged.current(OLD) == merged.by_code(NEW)
    assert merged.current(GONE) is None
    assert merged.find(OLD).code == NEW


def test_near_names_are_those_in_force(merged: Areas) -> None:
    with pytest.raises(AreaError) as error:
        merged.find("两河屯")
    assert "甲市/乙县/丙镇/两河村" in str(error.value)
    with pytest.raises(AreaError) as error:
        merged.find("两河屯", on=LAST_DAY)
    assert "两河村" not in str(error.value)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([_area(REGION, "甲", "region", None)] * 2, "重复"),
        ([_area(COUNTY, "乙县", "county", None)], "没有写上级区划"),
        ([_area(COUNTY, "乙县", "county", CITY)], "上级区划 990100000000 不存在"),
    ],
)
def test_a_broken_tree_is_refused(rows: list[Area], message: str) -> None:
    with pytest.raises(AreaError, match=message):
        Areas(rows)


HEAD = "code,name,short_name,level,kind,parent\n"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("6400,宁夏,,region,自治区,", "第 2 行 code：“6400”代码位数不对"),
        (f"{REGION},甲,,prefecture,省,", "第 2 行 level：“prefecture”不在允许的取值"),
        (f"{REGION},,,region,省,", "第 2 行 name：缺少值"),
        (f"{REGION},甲,,region,省,,多", "第 2 行 多余的列：.*没有这一列"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, row: str, message: str) -> None:
    (tmp_path / "areas.csv").write_text(HEAD + row + "\n", encoding="utf-8")
    with pytest.raises(AreaError, match=f"areas.csv {message}"):
        Areas.load(tmp_path)


def test_a_column_that_is_none_is_named_once(tmp_path: Path) -> None:
    head = HEAD.strip() + ",valid_to\n"
    (tmp_path / "areas.csv").write_text(head + f"{REGION},甲,,region,省,,2023-01-01\n", "utf-8")
    with pytest.raises(AreaError, match=r"areas\.csv 第 1 行 valid_to：没有名为“valid_to”的列"):
        Areas.load(tmp_path)


def test_a_missing_or_misencoded_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(AreaError, match=r"areas\.csv 第 1 行：缺少这个文件"):
        Areas.load(tmp_path)
    (tmp_path / "areas.csv").write_bytes((HEAD + f"{REGION},甲,,").encode("gb18030"))
    with pytest.raises(AreaError, match=r"areas\.csv 第 1 行：不是 UTF-8"):
        Areas.load(tmp_path)
