"""Dates as notices state them."""

from datetime import date

import pytest

from luoshi.notice.dates import (
    find_due,
    find_expiry,
    is_date,
    is_printed_line,
    printed_day,
    signed_day,
)
from luoshi.text.numerals import arabic_dates, chinese_int

ISSUED = date(2021, 9, 3)


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("一", 1), ("十", 10), ("十六", 16), ("二十", 20), ("三十一", 31), ("二〇二一", 2021)],
)
def test_numerals(numeral: str, value: int):
    assert chinese_int(numeral) == value


@pytest.mark.parametrize(
    ("text", "arabic"),
    [
        ("二〇二一年九月三日", "2021年9月3日"),
        ("二○二一年十二月三十一日", "2021年12月31日"),
        ("二零二四年十月二十日", "2024年10月20日"),
        ("有效期五年", "有效期5年"),
        ("十八个月", "18个月"),
        ("一村一品", "一村一品"),
    ],
)
def test_chinese_dates_become_arabic(text: str, arabic: str):
    assert arabic_dates(text) == arabic


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (["2021年9月3日印发"], ISSUED),
        (["省茶业局办公室2021年9月3日印发", "共印50份"], ISSUED),
        (["2021年9月", "3日印发"], ISSUED),
        (["2021年9月1日印发", "2021年9月3日印发"], ISSUED),
        (["2021年2月30日印发"], None),
        (["2020年1月1日印发《办法》"], None),
        (["会议定于2021年9月3日召开"], None),
    ],
)
def test_day_of_printing(lines: list[str], day: date | None):
    assert printed_day(lines) == day


@pytest.mark.parametrize("line", ["2021年9月3日", "二〇二一年九月三日", "2021-09-03", "2021.9.3"])
def test_day_on_a_line_of_its_own(line: str):
    assert signed_day(line) == ISSUED


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("本文件自印发之日起实施，政策执行期限截止2025年12月31日。", date(2025, 12, 31)),
        ("有效期至2025年12月31日。", date(2025, 12, 31)),
        ("本通知有效期到二〇二五年十二月三十一日止。", date(2025, 12, 31)),
        ("本意见有效期至2025年底。", date(2025, 12, 31)),
        ("本意见执行至2024年2月底。", date(2024, 2, 29)),
        ("本办法自2021年10月1日起施行，至2023年9月30日止。", date(2023, 9, 30)),
        ("本通知有效期5年。", date(2026, 9, 2)),
        ("自2021年9月3日起施行，有效期3年。", date(2024, 9, 2)),
        ("本办法自2021年10月1日起施行，有效期为两年。", date(2023, 9, 30)),
        ("现印发给你们，自印发之日起施行，试行期两年。", date(2023, 9, 2)),
        ("本办法自2021年10月1日起试行，试行两年。", date(2023, 9, 30)),
        ("本办法自印发之日起暂行一年。", date(2022, 9, 2)),
        ("本措施执行期限为2021年10月1日至2023年12月31日。", date(2023, 12, 31)),
        ("本办法自2021年10月1日起施行，2023年12月31日废止。", date(2023, 12, 31)),
        ("本办法有效期自印发之日起5年。", date(2026, 9, 2)),
        ("本通知在过渡期内有效，过渡期截至2025年12月31日。", date(2025, 12, 31)),
        ("本通知在过渡期内有效。", None),
        ("本办法试行两年后修订。", None),
        ("本办法自2021年10月1日起施行，2019年3月1日印发的办法同时废止。", None),
        ("本办法自2021年10月1日起施行，有效期为二年。", date(2023, 9, 30)),
        ("本办法自发布之日起30日后施行，有效期五年。", date(2026, 10, 2)),
        ("本办法自2022年3月1日起试行，试行期18个月。", date(2023, 8, 31)),
        ("本办法自2024年2月29日起施行，有效期1年。", date(2025, 2, 28)),
        ("食品许可证有效期5年。", None),
        ("本文件自印发之日起施行。", None),
        ("本文件有效期至2025年2月30日。", None),
    ],
)
def test_term_of_validity(text: str, day: date | None):
    assert find_expiry([text], ISSUED) == day


def test_last_statement_of_the_term_counts():
    earlier, later = "本政策执行期至2022年底。", "本文件有效期至2025年12月31日。"
    assert find_expiry([earlier, "其他。", later], ISSUED) == date(2025, 12, 31)


def test_lines_of_dates_are_told_from_sentences_with_dates():
    assert is_date("二〇二一年九月三日")
    assert not is_date("到2021年9月3日")
    assert is_printed_line("省茶业局办公室2021年9月3日印发")
    assert not is_printed_line("依据办法，2021年9月3日印发")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025年10月底", date(2025, 10, 31)),
        ("2024年2月底前", date(2024, 2, 29)),
        ("2025年12月31日前", date(2025, 12, 31)),
        ("2025年底", date(2025, 12, 31)),
        ("2025年上半年", date(2025, 6, 30)),
        ("2025年第三季度", date(2025, 9, 30)),
        ("2025年三季度末", date(2025, 9, 30)),
        ("2025年6月中旬", date(2025, 6, 20)),
        ("2025年6月下旬", date(2025, 6, 30)),
        ("2025.10", date(2025, 10, 31)),
        ("2025-10-15", date(2025, 10, 15)),
        ("2024年3月至2025年6月", date(2025, 6, 30)),
        ("二〇二五年十月底", date(2025, 10, 31)),
        ("长期坚持", None),
        ("每年12月底", None),
        ("10月底前", None),
        ("2025年13月", None),
        ("", None),
    ],
)
def test_time_limit_of_a_task(text: str, day: date | None):
    assert find_due(text) == day
