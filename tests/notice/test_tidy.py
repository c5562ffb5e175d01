"""What tidying changes, and what it leaves alone."""

import pytest

from luoshi.notice.tidy import squeeze, tidy


def tidied(text: str) -> str:
    return "\n".join(squeeze(line.text) for line in tidy(text).lines)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("600 亩", "600亩"),
        ("2021 年 9 月 3 日", "2021年9月3日"),
        ("　　开头空格", "开头空格"),
        ("第五代(5G)", "第五代（5G）"),
        ("２０２１年Ａ级", "2021年A级"),
        ("茶园,茶农;茶商:10", "茶园，茶农；茶商：10"),
        ("上午8:30", "上午8:30"),
        ("1,000元", "1,000元"),
        ("**二、办法**", "二、办法"),
        ("### 二、办法", "二、办法"),
        ("甲\n— 12 —\n乙", "甲\n乙"),
        ("甲\n第 3 页 共 9 页\n乙", "甲\n乙"),
        ("甲\n12\n乙", "甲\n12\n乙"),
        ("（\n十\n六）示范", "（十六）示范"),
        ("十\n一、总则", "十一、总则"),
        ("抄\n送：省委办公厅", "抄送：省委办公厅"),
        ("Green Tea 牌", "Green Tea牌"),
        ("甲\f乙", "甲\n乙"),
        ("\ufeff甲\u200b乙", "甲乙"),
    ],
)
def test_layout_is_put_right_silently(text: str, expected: str):
    assert tidied(text) == expected
    assert tidy(text).repairs == tidy(text).warnings == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [("保护 and 修复", "保护和修复"), ("茶园or\n林地", "茶园或林地"), ("甲a\n\nnd乙", "甲和乙")],
)
def test_known_misreadings_are_mended_and_reported(text: str, expected: str):
    assert tidied(text) == expected
    assert len(tidy(text).repairs) == 1


@pytest.mark.parametrize("text", ["采用5G技术", "用GDP衡量", "每亩10kg肥", "（and）"])
def test_latin_letters_with_a_place_in_the_text_are_left(text: str):
    assert tidied(text) == text
    assert not tidy(text).repairs
    assert not tidy(text).warnings
