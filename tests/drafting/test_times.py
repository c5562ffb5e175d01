"""Time limits, spans and how often."""

from datetime import date

import pytest

from luoshi.drafting.times import Period, find_each, find_limit, find_period, is_time


@pytest.mark.parametrize(
    ("text", "words", "on"),
    [
        ("到2023年全部达标", "到2023年", date(2023, 12, 31)),
        ("到2025年底实现", "到2025年底", date(2025, 12, 31)),
        ("2025年底前完成", "2025年底前", date(2025, 12, 31)),
        ("2026年12月15日前建成", "2026年12月15日前", date(2026, 12, 15)),
        ("2024年上半年建成", "2024年上半年", date(2024, 6, 30)),
        ("2024年3季度末建成", "2024年3季度末", date(2024, 9, 30)),
        ("2024年2月底前建成", "2024年2月底前", date(2024, 2, 29)),
        ("二〇二五年底前完成", "二〇二五年底前", date(2025, 12, 31)),
        ("2021年要完成轮训", "2021年", date(2021, 12, 31)),
        ("“十四五”末达到", "“十四五”末", date(2025, 12, 31)),
        ("十五五末达到", "十五五末", date(2030, 12, 31)),
        ("要在2个月内出台", "2个月内", None),
        ("在半年内完成", "半年内", None),
        ("6月20日前完成排查", "6月20日前", None),
    ],
)
def test_a_time_limit_is_its_last_day(text: str, words: str, on: date | None) -> None:
    due = find_limit(text)
    assert due is not None
    assert (due.words, due.on) == (words, on)


@pytest.mark.parametrize(
    "text",
    [
        "每年1月底前报送",
        "2021—2023年继续实施",
        "2021至2025年",
        "2024年预算",
        "截至2020年底已脱贫",
        "租金三年内减半",
        "每两个月内",
        "“十四五”规划的项目",
    ],
)
def test_what_recurs_lasts_or_is_past_is_no_limit(text: str) -> None:
    assert find_limit(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021—2023年延续", ("2021—2023年", date(2021, 1, 1), date(2023, 12, 31))),
        ("2024年至2026年安排", ("2024年至2026年", date(2024, 1, 1), date(2026, 12, 31))),
        ("“十四五”期间新建", ("“十四五”期间", date(2021, 1, 1), date(2025, 12, 31))),
        ("十五五时期", ("十五五时期", date(2026, 1, 1), date(2030, 12, 31))),
        ("过渡期内稳定", ("过渡期内", None, None)),
    ],
)
def test_a_span_has_both_ends(text: str, expected: tuple[str, date | None, date | None]) -> None:
    words, since, until = expected
    assert find_period(text) == Period(words=words, since=since, until=until)


@pytest.mark.parametrize(
    ("text", "each"),
    [
        ("每年每县安排", "每年"),
        ("每半年一次", "每半年"),
        ("每三年复核", "每三年"),
        ("每县安排", ""),
    ],
)
def test_how_often(text: str, each: str) -> None:
    assert find_each(text) == each


@pytest.mark.parametrize("text", ["到2025年底", "2021—2023年", "每年", "过渡期内"])
def test_a_part_that_says_only_when(text: str) -> None:
    assert is_time(text)


def test_a_part_that_says_more() -> None:
    assert not is_time("到2025年底建成")
    assert not is_time("加强领导")
