"""Numbers as papers write them: 1,000, 2.5, 三百二十, 两万三千."""

from decimal import Decimal

from luoshi.text.numerals import chinese_int

_ONE = "[一二两三四五六七八九]"
_SOME = "(?<=[一二两三四五六七八九十百千])"
_CHINESE = f"(?:{_ONE}?千)?(?:[零〇]?{_ONE}?百)?(?:[零〇]?{_ONE}?十)?(?:[零〇]?{_ONE})?{_SOME}"
NUMERAL = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|{_CHINESE}(?:万{_CHINESE})?)"
"""A number, not a guess (三五) or a year spelt out (二〇二五).

A 万 or 亿 behind it belongs to the unit, unless the number goes on.
"""


def number(text: str) -> Decimal:
    """The value of what `NUMERAL` matches.

    >>> [str(number(text)) for text in ("1,000", "2.5", "三百二十", "两万三千", "百")]
    ['1000', '2.5', '320', '23000', '100']
    """
    if text[0].isdecimal():
        return Decimal(text.replace(",", ""))
    high, _, low = text.replace("两", "二").rpartition("万")
    return Decimal(10_000 * _below_ten_thousand(high) + _below_ten_thousand(low))


def _below_ten_thousand(text: str) -> int:
    high, thousand, low = text.rpartition("千")
    low = low.lstrip("〇○零") if thousand else low
    return (1000 * chinese_int(high or "一") if thousand else 0) + (chinese_int(low) if low else 0)
