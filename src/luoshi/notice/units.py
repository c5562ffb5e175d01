"""Names of units: lists of them and their short names."""

import re

from luoshi.notice.characters import CJK, squeeze

# 各市、县 is one addressee, so the mark after 各市 does not part units.
_MARK = re.compile(
    r"(?<!各[省市州县区])、|[，；]|(?<=[厅局委部室办处行会院府社联]{1})\s+(?=[省市县区各])"
)
_IN_BRACKETS = re.compile(r"（[^（）]*）")
_TRAILER = re.compile(r"(?:等(?:有关|相关)?(?:部门|单位)?|按(?:照)?职责分工(?:负责)?|负责)+$")

# 市场监管局, 市政管理局, 省级单位, 省委办公厅: the first character belongs to the name.
_REGION = re.compile(
    f"^(?:[{CJK}]{{2,6}}自治区|自治区|[{CJK}]{{2,3}}省|[省市县区])"
    r"(?![级直委内外属域场政容（]|人民政府)(?=.{2})"
)
_LAST = "厅局委部室办处行会院府社联组署站所队馆校司团"
_NAME = re.compile(f"(?=.{{3,32}}$)[{CJK}]+(?:（[^（）]*）[{CJK}]*)?(?:[{_LAST}]|中心|集团|公司)")
_GROUP = re.compile(
    f"各?[{CJK}（）、]*(?:单位|部门|政府|机构|乡镇|县（区）|县（市、区）|街道|系统)"
)
_NO_NAME = re.compile("(?:[自进执实施推运举先另]行|[举兴开协]办|[全内外]部|[社机都将]会|组织)$")
_SEAL = re.compile("（[^（）]*章）$")


def split_units(text: str) -> tuple[str, ...]:
    """Units in a list parted by 、，；, as short names, in order, without repeats.

    >>> split_units("岚江省乡村振兴局、财政厅，岚江证监局等")
    ('乡村振兴局', '财政厅', '岚江证监局')
    """
    names = (short_name(squeeze(part)) for part in _parts(text.strip("。")))
    return tuple(dict.fromkeys(name for name in names if name))


def short_name(unit: str) -> str:
    """A unit's name without the region it shares with its list and without a trailing 等.

    The region word is said once for a whole list (省乡村振兴局、财政厅), so it goes
    everywhere: 省财政厅 and 财政厅 are one unit. What tells units apart stays:
    党委组织部, 人行岚江中心支行, 岚江证监局.
    """
    return _REGION.sub("", _TRAILER.sub("", unit))


def is_unit(text: str) -> bool:
    """Whether a text reads as the name of one unit: 岚江省财政厅."""
    return _NAME.fullmatch(text) is not None and not _NO_NAME.search(text)


def are_units(text: str) -> bool:
    """Whether a text is a list of units or of kinds of units: 县民政局、各乡镇人民政府."""
    parts = [_TRAILER.sub("", squeeze(part)) for part in _parts(text)]
    return all(is_unit(part) or _GROUP.fullmatch(part) is not None for part in parts)


def signing_units(line: str) -> tuple[str, ...]:
    """Units that fill a line of signatures, however they are spread; none if it is no such line.

    >>> signing_units("岚江省财政厅    岚江省林业局（代章）"), signing_units("财 政 部")
    (('岚江省财政厅', '岚江省林业局'), ('财政部',))
    """
    for parts in (re.split(r"\s+|、", line.strip()), [squeeze(line)]):
        names = tuple(_SEAL.sub("", part) for part in parts)
        if all(is_unit(name) for name in names):
            return names
    return ()


def _parts(text: str) -> list[str]:
    hidden = _IN_BRACKETS.sub(lambda found: "\0" * len(found[0]), text)
    starts = [0, *(mark.end() for mark in _MARK.finditer(hidden))]
    ends = [*(mark.start() for mark in _MARK.finditer(hidden)), len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]
