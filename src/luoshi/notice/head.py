"""The head of a paper: who issues it, its number and title, whom it addresses."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from luoshi.notice.characters import squeeze
from luoshi.notice.document_number import number_in
from luoshi.notice.ending import is_title
from luoshi.notice.line import TextLine
from luoshi.notice.sentences import is_balanced
from luoshi.notice.units import signing_units

_DATED = re.compile("（?[^（）]*日(?:通过|发布|印发)?）?")
_NO_ADDRESS = re.compile("如下|现就|现将|根据|为[了贯进加推切做深全]|通知|[一二三四五六七八九十]、")
_LONGEST_TITLE = 8  # lines
_ISSUED_BY = re.compile("([^《》]{3,}?)(?:关于|印发|转发|批转)")


class Head(NamedTuple):
    """The parts above the first sentence; a part that was not found is empty.

    ``above`` are the lines round number and title, ``below`` the lines behind the addressees.
    """

    number: str
    title: str
    addressees: tuple[str, ...]
    above: tuple[str, ...]
    below: tuple[TextLine, ...]

    def issuers(self) -> tuple[str, ...]:
        """Units in the letterhead, as one finds them on its lines."""
        names = (name for line in self.above for name in _letterhead_units(line))
        return tuple(dict.fromkeys(names))

    def titled_issuers(self) -> tuple[str, ...]:
        """Units that the title begins with: 国务院办公厅关于……的意见."""
        found = _ISSUED_BY.match(self.title)
        return signing_units(found[1]) if found else ()


class _Titled(NamedTuple):
    before: Sequence[TextLine]
    title: str
    after: Sequence[TextLine]


def read_head(lines: Sequence[TextLine]) -> Head:
    """Read the lines before the first heading."""
    place = next((n for n, line in enumerate(lines) if number_in(line.text)), None)
    before, title, after = _around_title(lines, place)
    number = number_in(lines[place].text) if place is not None else ""
    noted = next((n for n, line in enumerate(after) if not _is_letterhead(line.text)), 0)
    notes, after = after[:noted], after[noted:]
    addressees, used, opening = _take_addressees(after)
    return Head(
        number=number,
        title=title,
        addressees=addressees,
        above=tuple(line.text for line in (*before, *notes)),
        below=(*opening, *after[used:]),
    )


def _around_title(lines: Sequence[TextLine], place: int | None) -> _Titled:
    """On paper the number stands above the title; on a page of a web site, below it."""
    if place is None:
        return _find_title(lines, _first_about(lines)) or _Titled(lines, "", ())
    above, below = lines[:place], lines[place + 1 :]
    numbered = lines[place : place + 1]
    if under := _find_title(below, 0):
        return under._replace(before=[*above, *numbered, *under.before])
    over = _find_title(above, _first_about(above))
    if over and not _of_prose(over.after):
        return _Titled([*over.before, *numbered], over.title, [*over.after, *below])
    return _Titled([*above, *numbered], "", below)


def _of_prose(lines: Sequence[TextLine]) -> bool:
    return any(line.text.endswith(("。", "：")) for line in lines)


def _first_about(lines: Sequence[TextLine]) -> int:
    return next((n for n, line in enumerate(lines) if "关于" in line.text), 0)


def _find_title(lines: Sequence[TextLine], start: int) -> _Titled | None:
    """The longest run of lines from `start` on that ends as a title does, with its 《》 closed.

    Issuers on lines of their own above it are no part of it.
    """
    begin = start
    while begin < len(lines) and _is_letterhead(lines[begin].text):
        begin += 1
    found, title = None, ""
    for place in range(begin, min(begin + _LONGEST_TITLE, len(lines))):
        title = squeeze(title + lines[place].text)
        if re.search("[：。；]", title) or (found and not _may_go_on(lines[place].text)):
            break
        if (is_balanced(title) and is_title([title])) or _is_plain_title(title):
            found = _Titled(lines[:begin], title, lines[place + 1 :])
    return found


def _may_go_on(line: str) -> bool:
    """Whether a line may still be part of a title that could have ended before it."""
    return is_title([f"关于印发办{squeeze(line)}"]) and not number_in(line)


def _is_plain_title(title: str) -> bool:
    """Titles hold commas, if seldom, and may be long."""
    return is_balanced(title) and "关于" in title and is_title([title.replace("，", "")[-40:]])


def _is_letterhead(line: str) -> bool:
    found = squeeze(line)
    return (
        bool(signing_units(line))
        or found in ("文件", "（此件公开发布）")
        or bool(number_in(line))
        or _DATED.fullmatch(found) is not None
    )


def _take_addressees(
    lines: Sequence[TextLine],
) -> tuple[tuple[str, ...], int, tuple[TextLine, ...]]:
    """The units addressed, the lines they fill, and what else stands on the last of these."""
    named = ""
    for place, line in enumerate(lines[:8]):
        named += squeeze(line.text)
        stated, colon, opening = named.partition("：")
        if "。" in stated or _NO_ADDRESS.search(stated):
            break
        if colon:
            rest = (line._replace(text=opening),) if opening else ()
            return tuple(stated.split("，")), place + 1, rest
    return (), 0, ()


def _letterhead_units(line: str) -> tuple[str, ...]:
    text = line.strip().removesuffix("文件").strip()
    return signing_units(text)
