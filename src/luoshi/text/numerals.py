"""Chinese numerals as official papers write them: 十六, 三十一, 一百零二, 二〇二一."""

import re

from luoshi.ids import own

NUMERALS = "〇○零一二三四五六七八九十百"
"""Characters a numeral in a heading or a date may have."""

_DIGITS = {"〇": 0, "○": 0, "零": 0} | {char: n for n, char in enumerate("一二三四五六七八九", 1)}
_BEFORE_DATE_UNIT = re.compile(f"[{NUMERALS}两]+(?=个?[年月日])")


def chinese_int(text: str) -> int:
    """Value of a numeral below one thousand (十六) or spelt digit by digit (二〇二一).

    >>> chinese_int("十六"), chinese_int("一百零二"), chinese_int("二〇二一")
    (16, 102, 2021)
    """
    hundreds, hundred, rest = text.rpartition("百")
    if hundred:
        return 100 * _DIGITS.get(hundreds, 1) + (chinese_int(rest) if rest else 0)
    tens, ten, units = text.rpartition("十")
    if ten:
        return 10 * (_DIGITS.get(tens.strip("零〇○"), 1)) + _DIGITS.get(units, 0)
    return int("".join(str(_DIGITS[char]) for char in text))


def chinese(number: int) -> str:
    """A numeral below one thousand in Chinese.

    >>> chinese(16), chinese(30), chinese(102)
    ('十六', '三十', '一百零二')
    """
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    digits = "零一二三四五六七八九"
    before = f"{digits[hundreds]}百" if hundreds else ""
    gap = "零" if hundreds and units and not tens else ""
    one = "" if tens == 1 and not hundreds else digits[tens]
    middle = f"{one}十" if tens else gap
    return f"{before}{middle}{digits[units] if units else ''}" or "零"


def chinese_digits(number: int) -> str:
    """A number digit by digit: 2021 is 二〇二一."""
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))


def arabic(numeral: str) -> str:
    """A numeral of a date as digits, zeros kept: 二〇二三〇一 is 202301, 十二 is 12, 廿 is 20."""
    for sign, tens in (("廿", "二十"), ("卅", "三十")):
        numeral = numeral.replace(sign, tens, 1) if numeral.startswith(sign) else numeral
    if "十" not in numeral:
        return "".join(str(_DIGITS.get(sign, sign)) for sign in numeral)
    tens, _, ones = numeral.partition("十")
    return f"{_DIGITS.get(tens, 1)}{_DIGITS.get(ones, 0)}"


def section_label(section: str) -> str:
    """A section's number as the notice writes it: ``2`` is 二."""
    return chinese(int(section))


def clause_label(clause: str) -> str:
    """A clause's number as its notice writes it: ``2021-26/2.12`` is 二（十二）, ``2`` is 二."""
    section, _, number = own(clause).partition(".")
    return section_label(section) + (f"（{chinese(int(number))}）" if number else "")


def arabic_dates(text: str) -> str:
    """Rewrite the Chinese numerals before 年, 月 and 日, so that one pattern reads all dates.

    >>> arabic_dates("二〇二一年九月三日"), arabic_dates("试行两年")
    ('2021年9月3日', '试行2年')
    """
    return _BEFORE_DATE_UNIT.sub(lambda found: str(_value(found[0])), text)


def _value(numeral: str) -> int:
    return chinese_int(numeral.replace("两", "二"))
