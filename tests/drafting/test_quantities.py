"""Numbers are read as they are written, and what is no number is not read."""

from decimal import Decimal

import pytest

from luoshi.drafting.quantities import quantities


def read(text: str) -> list[tuple[str, str | None, str, str]]:
    return [
        (str(one.value), one.upper and str(one.upper), one.unit, one.bound)
        for one in quantities(text)
    ]


@pytest.mark.parametrize(
    ("text", "value", "upper", "unit", "bound"),
    [
        ("安排指标600亩", "600", None, "亩", "exactly"),
        ("安排600—1000亩", "600", "1000", "亩", "between"),
        ("安排600亩至1000亩", "600", "1000", "亩", "between"),
        ("配备三到五名教师", "3", "5", "名", "between"),
        ("百分之六十至七十", "60", "70", "%", "between"),
        ("投入1.25亿元", "1.25", None, "亿元", "exactly"),
        ("投入三百万元", "300", None, "万元", "exactly"),
        ("造林两万三千亩", "23000", None, "亩", "exactly"),
        ("造林十二万亩", "12", None, "万亩", "exactly"),
        ("培训1,200人次", "1200", None, "人次", "exactly"),
        ("培训5万人次以上", "5", None, "万人次", "at_least"),
        ("装机百万千瓦", "100", None, "万千瓦", "exactly"),
        ("监测三类对象", "3", None, "类", "exactly"),
        ("比例达到百分之三十五点", "35", None, "%", "exactly"),
        ("覆盖率98.50%", "98.50", None, "%", "exactly"),
        ("九成以上农户", "9", None, "成", "at_least"),
        ("同意的不少于三分之二", "2", None, "/3", "at_least"),
        ("发病率不超过0.9‰", "0.9", None, "‰", "at_most"),
        ("控制在5%以内", "5", None, "%", "at_most"),
        ("不低于总里程的6%", "6", None, "%", "at_least"),
        ("约2万亩", "2", None, "万亩", "about"),
        ("至少检测一次", "1", None, "次", "at_least"),
    ],
)
def test_a_number_has_value_unit_and_bound(
    text: str, value: str, upper: str | None, unit: str, bound: str
) -> None:
    assert read(text) == [(value, upper, unit, bound)]


@pytest.mark.parametrize(
    "text",
    [
        "2021—2023年",
        "二〇二五年",
        "2025年12月",
        "第三个村",
        "一批项目",
        "每季度通报一次",
        "三五个",
        "二三十户",
        "数十个村",
        "“三区”教师计划",
        "《十个重点》",
        "云农发〔2022〕8号",
        "第十二条",
        "统一管理",
    ],
)
def test_years_names_and_guesses_are_no_numbers(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "对带动二十户以上的合作社",
        "三千人以上安置区",
        "缺口超过一百个的",
        "不足五十人的学校",
        "聚焦1000人以上的安置点",
        "65岁以上老年人",
        "每三年复核",
    ],
)
def test_a_number_that_tells_which_are_meant_is_a_condition(text: str) -> None:
    assert [one.condition for one in quantities(text)] == [True]


@pytest.mark.parametrize("text", ["配备不少于两名医师", "开行不少于五个批次的专车", "安排600亩"])
def test_a_number_that_is_promised_is_none(text: str) -> None:
    assert [one.condition for one in quantities(text)] == [False]


def test_several_numbers_come_in_order() -> None:
    values = [one.value for one in quantities("新建校舍20所、床位1500张")]
    assert values == [Decimal(20), Decimal(1500)]
