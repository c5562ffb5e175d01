"""Time limits, spans and recurrences of a sentence."""

import re
from datetime import date
from typing import NamedTuple, Self

from luoshi.drafting.models import Due, Period
from luoshi.drafting.splitting import hide
from luoshi.notice.dates import find_due
from luoshi.text.numerals import NUMERALS

_YEAR = f"(?:(?:19|20|21)\\d\\d|二[〇○零][{NUMERALS}]{{2}})"
_MONTH = f"(?:[1-9]\\d?|[{NUMERALS}]{{1,3}})月"
_DAY = f"(?:[1-9]\\d?|[{NUMERALS}]{{1,3}})日"
_IN_YEAR = (
    f"(?:年?[底末]|上半年|下半年|第?[一二三四1-4]季度[末底]?|{_MONTH}(?:{_DAY}|[上中下]旬|[底末])?)"
)
_BEFORE = "(?:之前|以前|前)"
_LIMIT = re.compile(
    f"(?:到|至|力争)于?{_YEAR}年(?:{_IN_YEAR})?{_BEFORE}?"
    f"|{_YEAR}年(?:{_IN_YEAR}{_BEFORE}?|{_BEFORE})"
    f"|{_YEAR}年(?=(?:[要应须]|力争|全面|基本|全部|率先)*(?:完成|建成|实现|达到|消除|形成))"
    f"|(?<!年){_MONTH}(?:{_DAY}|[上中下]旬|[底末]){_BEFORE}"
)
_WITHIN = re.compile(f"(?<=[在于])(?:\\d+|[{NUMERALS}两]+|半)(?:个月|年)[之以]?内")
_PLAN = {name: 2001 + 5 * n for n, name in enumerate(["十", *(f"十{n}" for n in "一二三四五六")])}
"""The first year of each five-year plan: “十五” is 2001 to 2005."""
_PLAN_END = re.compile("“?(十[一二三四五六]?)五”?(?:规划)?(?:期)?末")
_PLAN_PERIOD = re.compile("“?(十[一二三四五六]?)五”?(?:规划)?(?:期间|时期|期内)")
_SPAN = re.compile(f"({_YEAR})年?(?:[—－–~～-]+|至|到)({_YEAR})年")
_NAMED_SPAN = re.compile("过渡期(?:内|期间)?|政策执行期(?:限)?内?|试点期(?:间|内)?")
_EACH = re.compile(
    f"每(?:半|[{NUMERALS}两\\d]+个?)?(?:学年|学期|年度|年|季度|季|月|旬|周|日|天)"
    "|逐年|按年度?|按季度?|按月"
)


class Times(NamedTuple):
    """When something is due: by a day, in a span, how often."""

    due: Due | None = None
    period: Period | None = None
    each: str = ""

    @classmethod
    def of(cls, text: str) -> Self:
        """What a part of a sentence says of time."""
        return cls(find_limit(text), find_period(text), find_each(text))

    def within(self, leading: "Times") -> "Times":
        """With what the parts that lead in have said already."""
        return Times(
            self.due or leading.due, self.period or leading.period, self.each or leading.each
        )


def find_limit(text: str) -> Due | None:
    """The time limit a text states: 到2023年, 2025年底前, “十四五”末, 两个月内.

    None is what comes every year (每年1月底前), is over (截至2020年底) or is a span.
    """
    seen = _SPAN.sub(lambda one: "\0" * len(one[0]), text)
    for found in _LIMIT.finditer(seen):
        if not re.search("(?:每[年季月][^，]{0,2}|截)$", text[: found.start()]):
            return Due(words=found[0], on=find_due(found[0]))
    if ended := _PLAN_END.search(text):
        return Due(words=ended[0], on=date(_PLAN[ended[1]] + 4, 12, 31))
    within = _WITHIN.search(hide(text))
    return Due(words=within[0], on=None) if within else None


def find_period(text: str) -> Period | None:
    """The span a text states: 2021—2023年, “十四五”期间, 过渡期内."""
    if span := _SPAN.search(text):
        first, last = find_due(f"{span[1]}年"), find_due(f"{span[2]}年")
        return Period(words=span[0], since=first and date(first.year, 1, 1), until=last)
    if plan := _PLAN_PERIOD.search(text):
        first, last = date(_PLAN[plan[1]], 1, 1), date(_PLAN[plan[1]] + 4, 12, 31)
        return Period(words=plan[0], since=first, until=last)
    named = _NAMED_SPAN.search(text)
    return Period(words=named[0]) if named else None


def find_each(text: str) -> str:
    """How often something is due, as written: 每年, 每季度, 每三年; empty where it is not said."""
    found = _EACH.search(text)
    return found[0] if found else ""


def is_time(text: str) -> bool:
    """Whether a part says nothing but when: 到2025年底, 2021—2023年, 每年."""
    due, period, each = Times.of(text)
    rest = text
    for words in (due and due.words, period and period.words, each):
        rest = rest.replace(words or "", "", 1)
    return rest != text and not rest.strip("在从自到于起力争")
