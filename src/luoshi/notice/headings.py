"""Finding the headings of two levels: 一、 and （一）."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from luoshi.notice.numerals import NUMERALS, chinese_int

_FIRST = re.compile(f"(?P<mark>(?P<number>[{NUMERALS}]+)、)(?P<rest>.*)")
_SECOND = re.compile(f"(?P<mark>（(?P<number>[{NUMERALS}]+)）)(?P<rest>.*)")
_STOPS = ("。", "！", "？", "；", "）", "”")
_HEADING_LENGTH = 40


class Block(NamedTuple):
    """The lines that follow a heading's mark; the number is 0 where no heading was seen yet."""

    number: int
    lines: list[str]


class Part(NamedTuple):
    """A first-level block: the lines before its first （一）, and the blocks from there on."""

    number: int
    lines: list[str]
    clauses: list[Block]


class Headings(NamedTuple):
    """The first-level parts in order, and the doubts met on the way."""

    parts: tuple[Part, ...]
    warnings: tuple[str, ...]


def first_heading(lines: Sequence[str]) -> int:
    """Index of the line 一、…; the number of lines when there is none."""
    return next((n for n, line in enumerate(lines) if line.startswith("一、")), len(lines))


def find_headings(lines: Sequence[str]) -> Headings:
    """Sort lines under first-level and, within these, second-level headings."""
    warnings: list[str] = []
    parts = []
    for number, inside in _blocks(lines, _FIRST, warnings)[1:]:
        plain, *clauses = _blocks(inside, _SECOND, warnings)
        parts.append(Part(number, plain.lines, clauses))
    return Headings(tuple(parts), tuple(warnings))


def _blocks(lines: Sequence[str], mark: re.Pattern[str], warnings: list[str]) -> list[Block]:
    blocks = [Block(0, [])]
    for previous, line in pairwise(["", *lines]):
        found = mark.fullmatch(line)
        if found and _is_heading(found, blocks[-1].number, previous, warnings):
            blocks.append(Block(chinese_int(found["number"]), [found["rest"]]))
        else:
            blocks[-1].lines.append(line)
    return blocks


def _is_heading(found: re.Match[str], last: int, previous: str, warnings: list[str]) -> bool:
    """Whether a mark at the start of a line heads a block, or only fell there by a break.

    A page may break anywhere, so 第二、三产业 may put 二、 first on a line: the numbers must
    go up, and the text before must have come to a stop or the line must look like a heading.
    """
    number, stopped = chinese_int(found["number"]), previous.endswith(_STOPS)
    if number == last + 1:
        return not last or stopped or _looks_like_heading(found["rest"])
    if stopped:
        warnings.append(_doubt(found["mark"], number, last))
    return stopped and number > last


def _looks_like_heading(rest: str) -> bool:
    opening = rest.partition("。")[0]
    return len(opening) <= _HEADING_LENGTH and "，" not in opening


def _doubt(mark: str, number: int, last: int) -> str:
    if number > last:
        return f"标题“{mark}”之前缺少编号 {last + 1}，请对照原件核对"
    return f"行首的“{mark}”编号没有递增，已当作正文，请对照原件核对"
