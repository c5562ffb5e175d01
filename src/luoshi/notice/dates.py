"""Dates a notice states: when it was issued, until when it holds, when a task is due."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from luoshi.months import last_of_month, months_after
from luoshi.notice.characters import squeeze
from luoshi.text.numerals import arabic_dates

_DAY = r"(?<!\d)(\d{4})年(\d{1,2})月(\d{1,2})日"
_END_DAY = r"(?<!\d)(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?"
_PRINTED = re.compile(f"{_DAY}印发(?![的之了实《])")
_IMPRINT = re.compile(f"[^，。；：]*{_DAY}印发[^，。；：]*")
_WHOLE_DAY = re.compile(_DAY)
_NUMERIC_DAY = re.compile(r"(\d{4})([./-])(\d{1,2})\2(\d{1,2})")
_LAST_DAY = re.compile(r"(.*?)\s*((?<!\d)\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)")
_FROM_DAY = re.compile(f"自{_DAY}(?:起|开始|至|到|—|-)")
_DAYS_AFTER = re.compile(r"之日起(?:满)?(\d{1,3})(?:日|天)后")
_OWN_TERM = re.compile(
    "本(?:文件|通知|意见|办法|方案|政策|措施|规定|细则|规划|决定|公告|通告|预案|条例|计划|要点|实施)"
    "|^(?:有效期|政策|自|执行期|试行)|自.*?日(?:起|至|到|—|-)|，(?:有效期|试行)"
)
_UNTIL = re.compile(
    rf"(?:有效|期限|期|施行|实施|执行|试行)[^。]*?(?:至|到|截止|截至|—|-|－|～)(?:于|到|至)?{_END_DAY}"
)
_ENDS_ON = re.compile(f"{_END_DAY}(?:起)?(?:废止|失效|终止|停止执行|届满)")
_SPAN = re.compile(
    r"(?:有效期|(?:执行|实施|施行|试行|暂行|政策)(?:期|时间)?)限?(?:暂定|暂)?(?:为|是|：)?"
    r"(?:自[^，。]{2,12}?之?日起(?:计算)?)?(\d{1,3})(年|个月)(?!\d)(?![前后初末内]|以[内来上下])"
)
_DUE = re.compile(
    r"(?<!\d)(\d{4})年"
    r"(?:底|末|年底|(上|下)半年|(?:第)?([1-4一二三四])季度|(\d{1,2})月(?:(\d{1,2})日|(上|中|下)旬)?)?"
)
_DUE_NUMERIC = re.compile(r"(?<!\d)(\d{4})[./-](\d{1,2})(?:[./-](\d{1,2}))?(?!\d)")
_RECURRING = re.compile("每[年季月半周]|长期|持续|常态|逐年")
_QUARTERS = {"1": 3, "2": 6, "3": 9, "4": 12, "一": 3, "二": 6, "三": 9, "四": 12}


def is_date(line: str) -> bool:
    """Whether a line holds a date and nothing else, as under a signature."""
    return signed_day(line) is not None or _WHOLE_DAY.fullmatch(arabic_dates(line)) is not None


def is_printed_line(line: str) -> bool:
    """Whether a line is the imprint of issue, 2021年9月3日印发, with or without the office."""
    return _IMPRINT.fullmatch(arabic_dates(line)) is not None


def signed_day(line: str) -> date | None:
    """The day a line states that holds a date and nothing else."""
    if found := _WHOLE_DAY.fullmatch(arabic_dates(line)):
        return _day(*found.groups())
    numeric = _NUMERIC_DAY.fullmatch(line)
    return _day(numeric[1], numeric[3], numeric[4]) if numeric else None


def parted_day(line: str) -> tuple[str, date | None]:
    """What stands before the day that ends a line, and that day: 云岭省财政厅 2021年9月3日."""
    if found := _LAST_DAY.fullmatch(arabic_dates(line)):
        return found[1].strip(), signed_day(squeeze(found[2]))
    return line, None


def printed_day(lines: Iterable[str]) -> date | None:
    """The day of the last “…印发”, where lines of an imprint state one."""
    found = _PRINTED.findall("".join(map(arabic_dates, lines)))
    return next((day for one in reversed(found) if (day := _day(*one))), None)


def find_expiry(sentences: Iterable[str], issued: date) -> date | None:
    """Last day the notice holds, from the last sentence that speaks of its own term."""
    own = [text for text in map(arabic_dates, sentences) if _OWN_TERM.search(text)]
    return next((day for text in reversed(own) if (day := _expiry(text, issued))), None)


def find_due(text: str) -> date | None:
    """Last day a time limit names: 2025年10月底 is the 31st, 2025年上半年 the 30th of June.

    What recurs (每年12月底, 长期坚持) or names no year has none.
    """
    if _RECURRING.search(text):
        return None
    found = [_due_day(*one) for one in _DUE.findall(arabic_dates(text))]
    found += [_last_day(*one) for one in _DUE_NUMERIC.findall(text)]
    return max((day for day in found if day), default=None)


def _expiry(text: str, issued: date) -> date | None:
    if until := _UNTIL.search(text):
        return _last_day(*until.groups())
    if span := _SPAN.search(text):
        months = int(span[1]) * (12 if span[2] == "年" else 1)
        return _last_of_span(_start(text, issued), months)
    ended = _ENDS_ON.search(text)
    return _last_day(*ended.groups()) if ended else None


def _start(text: str, issued: date) -> date:
    if stated := _FROM_DAY.search(text):
        return _day(*stated.groups()) or issued
    later = _DAYS_AFTER.search(text)
    return issued + timedelta(days=int(later[1]) if later else 0)


def _last_of_span(start: date, months: int) -> date:
    """Last day of a span whose first day is `start`: 2021-09-03 and 3 years give 2024-09-02."""
    after = months_after(start, months)
    return after if after.day < start.day else after - timedelta(days=1)


def _due_day(year: str, half: str, quarter: str, month: str, day: str, third: str) -> date | None:
    if half or quarter:
        last = {"上": 6, "下": 12}[half] if half else _QUARTERS[quarter]
        return _last_day(year, str(last), "")
    if third in ("上", "中"):
        day = {"上": "10", "中": "20"}[third]
    return _last_day(year, month, day)


def _last_day(year: str, month: str | None, day: str | None) -> date | None:
    """The day stated, or the last one of the month (2025年12月底) or year (2025年底) stated."""
    if day:
        return _day(year, month or "", day)
    in_month = int(month or 12)
    if not 1 <= in_month <= 12 or int(year) < 1:
        return None
    return last_of_month(date(int(year), in_month, 1))


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
