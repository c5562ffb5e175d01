"""Citizens' ID numbers: GB 11643-1999, check digit by ISO 7064 MOD 11-2.

A number is an area code (6), a birth day (8), a sequence number (3, odd for men) and a
check digit. A disability certificate is the holder's ID number and the class (1-7) and
grade (1-4) of the disability, with two more characters when it was issued again. The area
code is that of the county which gave the number, often long before today's division: it
tells nothing certain, so an odd one is never an error here.
"""

import re
from datetime import date
from functools import lru_cache
from operator import mul
from typing import NamedTuple

LENGTH = 18
"""Characters of an ID number."""

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
"""What each of its first 17 digits counts in the check digit."""

CHECK_DIGITS = "10X98765432"
"""The check digit by the weighted sum of the others modulo 11."""

_ZEROS = sum(WEIGHTS) * ord("0")
_SHAPE = re.compile(r"\d{17}[\dX]", re.ASCII)
_CARD_TAIL = re.compile(r"[1-7][1-4](?:[0-9A-Z]{2})?")
_LENGTHS = (18, 20, 22)
_MEND_DAY = "按身份证核对出生年月日后重新填写"
_UNKNOWN_HOLDER = "999999"
_BIRTH_YEARS = range(1850, 2100)
"""What numbers in use can tell: 18 digits that begin with a village's code often read as a
number of somebody born in the year 1032."""

MALE, FEMALE = "男", "女"
_ODD = frozenset("13579")

PROVINCES = frozenset(
    f"{number}"
    for decade in ("11-15", "21-23", "31-37", "41-46", "50-54", "61-65", "71-71", "81-83")
    for number in range(int(decade[:2]), int(decade[3:]) + 1)
)
"""First two digits in use: GB/T 2260, and 83 of the residence permit for Taiwan residents."""


class PersonNumberError(ValueError):
    """A number that is not a person's; ``reason`` and ``mend`` are Chinese, without the number."""

    def __init__(self, reason: str, mend: str) -> None:
        super().__init__(f"{reason}；{mend}")
        self.reason = reason
        self.mend = mend


class PersonNumber(NamedTuple):
    """A sound number: its 18 characters and what they tell."""

    number: str
    birth_day: date
    sex: str

    @property
    def area(self) -> str:
        """Six-digit code of the county that gave the number."""
        return self.number[:6]


def check_digit(body: str) -> str:
    """The 18th character for the first 17 digits."""
    # Of the characters' codes, which come without a call for each.
    return CHECK_DIGITS[(sum(map(mul, WEIGHTS, body.encode())) - _ZEROS) % 11]


def parse(text: str, today: date) -> PersonNumber:
    """Read an ID number or disability certificate in half-width characters without blanks.

    ``today`` is the day it was received: nobody is born after it.
    """
    number = _id_part(text.upper())
    if number.startswith(_UNKNOWN_HOLDER):
        raise PersonNumberError("999999 开头的是系统临时号，不是真实号码", "填写本人真实号码")
    birth_day = day_of(number[6:14])
    if birth_day > today:
        raise PersonNumberError("出生日期晚于收到日期", _MEND_DAY)
    if check_digit(number[:17]) != number[17]:
        raise PersonNumberError("校验码不对，号码中有错字", _check_hint(number))
    return PersonNumber(number, birth_day, sex_of(number))


def sex_of(number: str) -> str:
    """The sex a number tells."""
    return MALE if number[16] in _ODD else FEMALE


def is_number(text: str) -> bool:
    """Whether 18 characters are, by date and check digit, an ID number."""
    try:
        return len(text) == 18 and parse(text, date.max).birth_day.year in _BIRTH_YEARS
    except PersonNumberError:
        return False


def is_old_number(text: str) -> bool:
    """Whether 15 digits are, by province and date, an ID number as given until 1999."""
    try:
        return len(text) == 15 and text[:2] in PROVINCES and bool(day_of(f"19{text[6:12]}"))
    except PersonNumberError:
        return False


def _id_part(text: str) -> str:
    if len(text) == 15 and text.isdigit():
        raise PersonNumberError("15 位是旧号码，2013 年起已停用", "按现用身份证填写 18 位号码")
    if len(text) not in _LENGTHS:
        raise PersonNumberError(
            f"应为 18 位（残疾人证 20 或 22 位），现为 {len(text)} 位", "核对后补全号码"
        )
    number, tail = text[:18], text[18:]
    if not _SHAPE.fullmatch(number):
        raise PersonNumberError("号码中有数字和末位 X 以外的字符", "核对后重新填写")
    if tail and not _CARD_TAIL.fullmatch(tail):
        raise PersonNumberError(
            "残疾人证号第 19 位应为类别 1—7、第 20 位应为等级 1—4", "按残疾人证核对后填写"
        )
    return number


@lru_cache(maxsize=50_000)
def day_of(digits: str) -> date:
    """The day eight digits tell; :class:`PersonNumberError` where there is none."""
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise PersonNumberError("第 7—14 位不是真实的出生日期", _MEND_DAY) from None


def _check_hint(number: str) -> str:
    if number.endswith("000"):
        return "末三位是 000，可能被 Excel 当作数字截断；先把该列设为“文本”，再重新填写"
    return "按身份证逐位核对后重新填写"
