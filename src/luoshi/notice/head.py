"""What stands before the first heading: issuers, number, title, addressees, opening text."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from luoshi.notice.dates import is_date
from luoshi.notice.sentences import is_balanced, split_sentences
from luoshi.notice.tidy import CJK, squeeze

_NUMBER = re.compile(
    f"(?:(?:发文字号|文号)：)?([{CJK}]{{2,12}})"
    r"[〔［【（\[](\d{4})[〕］】）\]]第?(\d+)号(?:签发人.*)?"
)
# The kinds of official paper in 党政机关公文处理工作条例 (2012), article 8.
_KIND = re.compile("(?:决议|决定|命令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要)$")
_URGENCY = re.compile("绝密|机密|秘密|特急|加急|特提|平急|紧急")
_UNIT = re.compile(f"[{CJK}]{{4,}}")
_SEAL = re.compile("（[^（）]*章）$")
_SIGNED = re.compile(f"[{CJK}]{{3,28}}[厅局委部室办处行会院府社联组]")


class Head(NamedTuple):
    """The parts before the first heading; a part that was not found is empty."""

    number: str
    title: str
    issuers: tuple[str, ...]
    addressees: tuple[str, ...]
    preamble: tuple[str, ...]


class _Titled(NamedTuple):
    before: Sequence[str]
    title: str
    after: Sequence[str]


def read_head(lines: Sequence[str], signed: Sequence[str]) -> Head:
    """Read the lines before the first heading; `signed` issued it where no letterhead says."""
    place = next((n for n, line in enumerate(lines) if _number(line)), None)
    letterhead, title, rest = _around_title(lines, place)
    addressees, opening = _take_addressees([squeeze(line) for line in rest])
    issuers = _letterhead_units(letterhead) or tuple(signed)
    return Head(
        number=_number(lines[place]) if place is not None else "",
        title=title,
        issuers=issuers,
        addressees=addressees,
        preamble=_preamble(opening, issuers, title),
    )


def signers(lines: Sequence[str]) -> tuple[str, ...]:
    """Units that sign above the last date that has a line to itself."""
    dated = next((n for n in reversed(range(len(lines))) if is_date(lines[n])), 0)
    units: list[str] = []
    for line in reversed(lines[:dated]):
        unit = _SEAL.sub("", line)
        if not _SIGNED.fullmatch(unit):
            break
        units.insert(0, unit)
    return tuple(units)


def _number(line: str) -> str:
    found = _NUMBER.fullmatch(squeeze(line))
    return f"{found[1]}〔{found[2]}〕{found[3]}号" if found else ""


def _around_title(lines: Sequence[str], place: int | None) -> _Titled:
    """On paper the number stands above the title; on a page of a web site, below it."""
    if place is None:
        return _find_title(lines, _first_about(lines)) or _Titled(lines, "", ())
    above, below = lines[:place], lines[place + 1 :]
    if under := _find_title(below, 0):
        return under._replace(before=above)
    over = _find_title(above, _first_about(above))
    return over._replace(after=below) if over else _Titled(above, "", below)


def _first_about(lines: Sequence[str]) -> int:
    return next((n for n, line in enumerate(lines) if "关于" in line), len(lines))


def _find_title(lines: Sequence[str], start: int) -> _Titled | None:
    """Join lines from `start` on until they end as a title does, with its 《》 closed."""
    title = ""
    for place in range(start, len(lines)):
        title = squeeze(title + lines[place])
        if "：" in title or "。" in title:
            return None
        if _KIND.search(title) and is_balanced(title):
            return _Titled(lines[:start], title, lines[place + 1 :])
    return None


def _take_addressees(lines: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    """Split off the lines up to the first colon, if they are no sentence yet."""
    named = ""
    for place, line in enumerate(lines):
        named += line
        stated, colon, opening = named.partition("：")
        if "。" in stated:
            break
        if colon:
            return tuple(stated.split("，")), [opening, *lines[place + 1 :]]
    return (), list(lines)


def _letterhead_units(lines: Sequence[str]) -> tuple[str, ...]:
    names = (name for line in lines if not _URGENCY.search(line) for name in _units_in(line))
    units = (name.removesuffix("文件") for name in names)
    return tuple(dict.fromkeys(unit for unit in units if _UNIT.fullmatch(unit)))


def _units_in(line: str) -> list[str]:
    """Units on a line: parted by blanks, unless the blanks only spread one name out."""
    parts = line.split()
    return parts if all(len(part) >= 4 for part in parts) else [squeeze(line)]


def _preamble(lines: Sequence[str], issuers: Sequence[str], title: str) -> tuple[str, ...]:
    """The opening sentences, without signatures, date and the title of the paper enclosed."""

    def is_prose(line: str) -> bool:
        signed = any(issuer.endswith(_SEAL.sub("", line)) for issuer in issuers)
        return not (signed or is_date(line) or f"《{line}》" in title)

    return tuple(split_sentences("".join(line for line in lines if line and is_prose(line))))
