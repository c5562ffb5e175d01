"""Names of units: lists of them, their short names, the bracket that names who leads."""

import re
from typing import NamedTuple

from luoshi.notice.tidy import CJK

_NESTED = r"[^（）]*(?:（[^（）]*）[^（）]*)*"
_LEAD_BRACKET = re.compile(f"（(?:牵头|责任|主办|负责)(?:单位|部门)：({_NESTED})）")
_HELPERS = re.compile(r"[；，。]?(?:配合|参与|协助|协办)(?:单位|部门)：")

# 各市、县 is one addressee, so the mark after 各市 does not part units.
_MARK = re.compile(r"(?<!各[省市州县区])、|[，；]")
_IN_BRACKETS = re.compile(r"（[^（）]*）")
_TRAILER = re.compile(r"(?:等(?:有关|相关)?(?:部门|单位)?|按(?:照)?职责分工(?:负责)?|负责)+$")

# 市场监管局, 市政管理局, 省级单位, 省委办公厅: the first character belongs to the name.
_REGION = re.compile(
    f"^(?:[{CJK}]{{2,6}}自治区|自治区|[{CJK}]{{2,3}}省|[省市县区])"
    r"(?![级直委内外属域场政容]|人民政府)(?=.{2})"
)


class Leads(NamedTuple):
    """A clause's text without its lead-unit brackets, and what these said."""

    text: str
    units: tuple[str, ...]
    has_helpers: bool


def take_leads(text: str) -> Leads:
    """Take the brackets （牵头单位：…） out of a clause; units that only help are not leads."""
    stated = _LEAD_BRACKET.findall(text)
    parts = [_HELPERS.split(bracket, maxsplit=1) for bracket in stated]
    units = [unit for part in parts for unit in split_units(part[0])]
    return Leads(
        text=_LEAD_BRACKET.sub("", text),
        units=tuple(dict.fromkeys(units)),
        has_helpers=any(len(part) > 1 for part in parts),
    )


def split_units(text: str) -> tuple[str, ...]:
    """Units in a list parted by 、，；, as short names, in order, without repeats.

    >>> split_units("自治区乡村振兴局、财政厅，宁夏证监局等")
    ('乡村振兴局', '财政厅', '宁夏证监局')
    """
    names = (short_name(part) for part in _parts(text.strip("。")))
    return tuple(dict.fromkeys(name for name in names if name))


def short_name(unit: str) -> str:
    """A unit's name without the region it shares with its list and without a trailing 等.

    The region word is said once for a whole list (自治区乡村振兴局、财政厅), so it goes
    everywhere: 自治区财政厅 and 财政厅 are one unit. What tells units apart stays:
    党委组织部, 人行银川中心支行, 宁夏证监局.
    """
    return _REGION.sub("", _TRAILER.sub("", unit))


def _parts(text: str) -> list[str]:
    hidden = _IN_BRACKETS.sub(lambda found: "\0" * len(found[0]), text)
    starts = [0, *(mark.end() for mark in _MARK.finditer(hidden))]
    ends = [*(mark.start() for mark in _MARK.finditer(hidden)), len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]
