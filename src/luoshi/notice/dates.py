"""Dates a notice states: when it was issued and until when it holds."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

from luoshi.notice.numerals import arabic_dates

_DAY = r"(?<!\d)(\d{4})年(\d{1,2})月(\d{1,2})日"
_END_DAY = r"(?<!\d)(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?"
_PRINTED = re.compile(f"{_DAY}印发(?![的之了实《])")
_IMPRINT = re.compile(f"[^，。；：]*{_DAY}印发[^，。；：]*")
_ENDING = re.compile(f"{_DAY}(?:印发.*)?$")
_WHOLE_DAY = re.compile(_DAY)
_FROM_DAY = re.compile(f"自{_DAY}起")
_DAYS_AFTER = re.compile(r"之日起(?:满)?(\d{1,3})日后")
_OWN_TERM = re.compile(
    "本(?:文件|通知|意见|办法|方案|政策|措施|规定|细则|规划)|^(?:有效期|政策|自)|自.*?日起"
)
_UNTIL = re.compile(f"(?:有效|期限|施行|实施|执行)[^。]*?(?:至|到|截止|截至)(?:于|到)?{_END_DAY}")
_SPAN = re.compile(
    r"(?:有效期|(?:执行|实施|施行|试行|政策)期)限?(?:暂定)?(?:为|是)?(\d{1,3})(年|个月)"
)


def is_date(line: str) -> bool:
    """Whether a line holds a date and nothing else, as under a signature."""
    return _WHOLE_DAY.fullmatch(arabic_dates(line)) is not None


def is_printed_line(line: str) -> bool:
    """Whether a line is the imprint of issue, 2021年9月3日印发, with or without the office."""
    return _IMPRINT.fullmatch(arabic_dates(line)) is not None


def ends_with_date(text: str) -> bool:
    """Whether a text ends with a date, as a signature written in one run does."""
    return _ENDING.search(arabic_dates(text)) is not None


def find_issued(lines: Iterable[str]) -> date | None:
    """Day of issue: the last “…印发”, else the last date that has a line to itself."""
    arabic = [arabic_dates(line) for line in lines]
    printed = _PRINTED.findall("".join(arabic))
    signed = [found.groups() for line in arabic if (found := _WHOLE_DAY.fullmatch(line))]
    return next((day for found in reversed([*signed, *printed]) if (day := _day(*found))), None)


def find_expiry(sentences: Iterable[str], issued: date) -> date | None:
    """Last day the notice holds, from the last sentence that speaks of its own term."""
    own = [text for text in map(arabic_dates, sentences) if _OWN_TERM.search(text)]
    return next((day for text in reversed(own) if (day := _expiry(text, issued))), None)


def _expiry(text: str, issued: date) -> date | None:
    if until := _UNTIL.search(text):
        return _last_day(*until.groups())
    if span := _SPAN.search(text):
        months = int(span[1]) * (12 if span[2] == "年" else 1)
        return _last_of_span(_start(text, issued), months)
    return None


def _start(text: str, issued: date) -> date:
    if stated := _FROM_DAY.search(text):
        return _day(*stated.groups()) or issued
    later = _DAYS_AFTER.search(text)
    return issued + timedelta(days=int(later[1]) if later else 0)


def _last_of_span(start: date, months: int) -> date:
    """Last day of a span whose first day is `start`: 2021-09-03 and 3 years give 2024-09-02."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    length = monthrange(year, month + 1)[1]
    if start.day > length:
        return date(year, month + 1, length)
    return date(year, month + 1, start.day) - timedelta(days=1)


def _last_day(year: str, month: str | None, day: str | None) -> date | None:
    """The day stated, or the last one of the month (2025年12月底) or year (2025年底) stated."""
    if day is None:
        in_year, in_month = int(year), int(month or 12)
        return _day(year, str(in_month), str(monthrange(in_year, in_month)[1]))
    return _day(year, month or "", day)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
