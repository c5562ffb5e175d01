"""The numbers that head parts of a paper, in the styles papers are numbered in."""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from luoshi.text.numerals import NUMERALS, chinese_int

_N = f"[{NUMERALS}]+"
_SECTION = re.compile(f"({_N})、")
_ITEM = re.compile(f"（({_N})）")
_DIVISION = re.compile(rf"第\s*({_N}|\d+)\s*([编章节])(?![{NUMERALS}\d])\s*")
_ARTICLE = re.compile(rf"第\s*({_N}|\d+)\s*条(?![第款项和、，。至的])\s*")
_DECIMAL = re.compile(r"(\d{1,2}(?:[.．]\d{1,2})*)(?:[.．、](?!\d)\s*|\s+|(?=[^\d\s%％.．]))")
_FIRST_DECIMAL = re.compile(r"\d{1,2}(?:[.．、]|\s)")
_DIVISIONS = {"编": 1, "章": 2, "节": 3}
_ARTICLE_DEPTH = 4


class Mark(NamedTuple):
    """A number at the start of a line.

    ``depth`` is its level from 1 on, ``above`` the numbers of the levels above where it states
    them (1.2 does, （二） does not), ``divides`` whether it only divides a paper and heads no
    clause, ``starts_anew`` whether it may begin with one again under each heading above it.
    """

    depth: int
    number: int
    text: str
    rest: str
    above: tuple[int, ...] | None = None
    divides: bool = False
    starts_anew: bool = True


class Style(NamedTuple):
    """A way of numbering: how its marks are read, and how clauses are named after them."""

    read: Callable[[str], Mark | None]
    nested_ids: bool = True


def _chinese(line: str) -> Mark | None:
    for depth, pattern in ((1, _SECTION), (2, _ITEM)):
        if found := pattern.match(line):
            return _mark(found, depth, line)
    return None


def _items(line: str) -> Mark | None:
    found = _ITEM.match(line)
    return _mark(found, 1, line) if found else None


def _articles(line: str) -> Mark | None:
    if found := _DIVISION.match(line):
        return _mark(found, _DIVISIONS[found[2]], line)._replace(divides=True)
    found = _ARTICLE.match(line)
    return _mark(found, _ARTICLE_DEPTH, line)._replace(starts_anew=False) if found else None


def _decimals(line: str) -> Mark | None:
    found = _DECIMAL.match(line)
    if not found or ("." not in found[1] and not _FIRST_DECIMAL.match(line)):
        return None
    *above, number = (int(part) for part in re.split("[.．]", found[1]))
    return Mark(len(above) + 1, number, found[0], line[found.end() :], above=tuple(above))


def _mark(found: re.Match[str], depth: int, line: str) -> Mark:
    number = int(found[1]) if found[1].isdigit() else chinese_int(found[1])
    return Mark(depth, number, found[0], line[found.end() :])


CHINESE = Style(_chinese)
"""一、 with （一） under it."""

ITEMS = Style(_items)
"""（一） alone."""

ARTICLES = Style(_articles, nested_ids=False)
"""第一条, in 章 or not."""

DECIMALS = Style(_decimals)
"""1, 1.1, 1.1.1."""


def style_of(line: str) -> Style | None:
    """The style a paper has whose first heading is this line; None where it heads nothing."""
    for style in (CHINESE, ARTICLES, DECIMALS):
        mark = style.read(line)
        if mark and mark.number == 1 and not mark.above and (mark.depth == 1 or style is ARTICLES):
            return style
    return None


def is_numbered(lines: Iterable[str]) -> bool:
    """Whether decimal headings go on: a 1 alone is a figure or an item of a list."""
    marks = [mark for line in lines if (mark := _decimals(line))]
    return any((mark.above, mark.number) in (((1,), 1), ((), 2)) for mark in marks)
