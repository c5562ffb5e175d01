"""The numbers of a sentence, exactly as written."""

import re
from collections.abc import Iterator
from functools import cache

from luoshi.drafting.models import Bound, Quantity
from luoshi.drafting.numerals import NUMERAL, number
from luoshi.drafting.splitting import hide
from luoshi.drafting.vocabulary import vocabulary
from luoshi.text.numerals import NUMERALS

_TO = "[—－–~～-]+|至|到"
_BEFORE: tuple[tuple[Bound, str], ...] = (
    ("at_least", r"(?:不(?:得)?(?:低于|少于|小于)|至少|最低|最少|保底)[^，]{0,12}$"),
    ("at_most", r"(?:不(?:得)?(?:超过|高于|多于|大于)|最高|最多|至多|控制在)[^，]{0,12}$"),
    ("more_than", r"(?:超过|高于|多于|大于)$"),
    ("less_than", r"(?:不足|低于|少于|未满)$"),
    ("about", r"(?:约|近)$"),
)
_AFTER: tuple[tuple[Bound, str], ...] = (
    ("at_least", "及?以上"),
    ("at_most", "及?以下|[以之]内"),
    ("about", "左右|上下"),
)
_ENDS_OF = "[^，；。]{0,14}的$"


@cache
def _quantity() -> re.Pattern[str]:
    words = vocabulary()
    unit = f"(?:[百千]?[万亿]{{0,2}}(?:{words.units})|(?<=\\d)[万亿])"
    ranged = f"(?:{unit})?(?:{_TO})(?P<high>{NUMERAL})"
    plain = f"(?P<low>{NUMERAL})(?:{ranged})?(?P<unit>{unit})级?"
    percent = f"百分之(?P<share>{NUMERAL})(?:(?:{_TO})(?:百分之)?(?P<upper>{NUMERAL}))?"
    part = f"(?P<whole>{NUMERAL})分之(?P<part>{NUMERAL})"
    return re.compile(f"(?<![第数几上.\\d{NUMERALS}两千])(?:{percent}|{part}|{plain})")


def quantities(text: str) -> tuple[Quantity, ...]:
    """The numbers of a piece of a sentence, in order, without years and without names.

    >>> [(one.words, str(one.value), one.unit) for one in quantities("每县安排三百万元，占60%以上")]
    [('三百万元', '300', '万元'), ('60%', '60', '%')]
    """
    return tuple(_read(text))


def _read(text: str) -> Iterator[Quantity]:
    for found in _quantity().finditer(hide(text)):
        before, after = text[: found.start()], text[found.end() :]
        bound = _bound(found, before, after)
        if not _is_year(found) and not (bound in ("exactly", "about") and _is_word(found[0])):
            condition = found["unit"] == "岁" or _is_condition(before, after)
            yield _made(found, bound, condition)


def _is_year(found: re.Match[str]) -> bool:
    """Whether a number is a calendar year, or two (2021—2023年)."""
    return (
        found["unit"] == "年"
        and re.match("(?:19|20|21)\\d\\d|[一二][〇○零九]", found["low"]) is not None
    )


def _is_word(text: str) -> bool:
    """Whether what reads as a number says no more than that there is one: 一批, 一次."""
    return re.match(vocabulary().not_counted, text) is not None


def _made(found: re.Match[str], bound: Bound, condition: bool) -> Quantity:
    if found["whole"]:
        value, upper, unit = found["part"], None, f"/{number(found['whole'])}"
    elif found["share"]:
        value, upper, unit = found["share"], found["upper"], "%"
    else:
        value, upper, unit = found["low"], found["high"], found["unit"]
    return Quantity(
        words=found[0],
        value=number(value),
        unit=unit,
        bound=bound,
        upper=number(upper) if upper else None,
        condition=condition,
    )


def _bound(found: re.Match[str], before: str, after: str) -> Bound:
    if found["high"] or found["upper"]:
        return "between"
    ahead = [bound for bound, words in _BEFORE if re.search(words, before)]
    behind = [bound for bound, words in _AFTER if re.match(words, after)]
    return next(iter([*ahead, *behind]), "exactly")


def _is_condition(before: str, after: str) -> bool:
    """Whether a number tells which things are meant, and not how many are promised."""
    bounded = re.match("及?以[上下内]", after)
    rest = after[bounded.end() :] if bounded else after
    of_a_thing = rest.startswith("的") and not re.search(_BEFORE[0][1], before)
    return bool(
        of_a_thing
        or re.match(_ENDS_OF, rest)
        or (bounded and not before)
        or re.search(vocabulary().condition_before, before)
    )
