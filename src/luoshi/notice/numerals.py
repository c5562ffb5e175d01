"""Chinese numerals as official papers write them: 十六, 三十一, 二〇二一."""

import re

NUMERALS = "〇○零一二三四五六七八九十"
"""Characters a numeral in a heading or a date may have."""

_DIGITS = {"〇": 0, "○": 0, "零": 0} | {char: n for n, char in enumerate("一二三四五六七八九", 1)}
_BEFORE_DATE_UNIT = re.compile(f"[{NUMERALS}]+(?=个?[年月日])")


def chinese_int(text: str) -> int:
    """Value of a numeral below one hundred (十六) or spelt digit by digit (二〇二一).

    >>> chinese_int("十六"), chinese_int("三十"), chinese_int("二〇二一")
    (16, 30, 2021)
    """
    tens, ten, units = text.partition("十")
    if ten:
        return 10 * (_DIGITS.get(tens, 1)) + _DIGITS.get(units, 0)
    return int("".join(str(_DIGITS[char]) for char in text))


def arabic_dates(text: str) -> str:
    """Rewrite the Chinese numerals before 年, 月 and 日, so that one pattern reads all dates.

    >>> arabic_dates("二〇二一年九月三日")
    '2021年9月3日'
    """
    return _BEFORE_DATE_UNIT.sub(lambda found: str(chinese_int(found[0])), text)
