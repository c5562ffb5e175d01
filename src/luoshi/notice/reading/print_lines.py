"""From characters on a page to lines, and from lines to the paragraphs they were broken from."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from luoshi.notice.unwrapping import is_continued

_SAME_LINE = 0.4  # of a character's height, between base lines
_TWICE = 0.15  # of a character's height, between two prints of one
_BLANK = 0.7  # of a character's height, between characters
_SHORT_OF_MARGIN = 2.3  # heights; a mark that may not begin a line takes one or two along
_INDENT = 0.8  # heights


class Glyph(NamedTuple):
    """A character: its left and right edge, its base line and its height, in points."""

    char: str
    left: float
    right: float
    y: float
    height: float


class Line(NamedTuple):
    """A printed line, or a row of a table as one."""

    text: str
    left: float
    right: float
    y: float
    height: float
    is_row: bool = False


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """Lines from top to bottom; a wide gap in a line becomes two blanks."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(_single(glyphs), key=lambda glyph: -glyph.y):
        if rows and rows[-1][0].y - glyph.y <= _SAME_LINE * glyph.height:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    lines = (_line(sorted(found, key=lambda glyph: glyph.left)) for found in rows)
    return [line for line in lines if line.text.strip()]


def paragraphs(pages: Sequence[Sequence[Line]]) -> str:
    """Text with the lines of a paragraph joined; pages are parted by form feeds.

    A line goes on in the next when it reaches the right margin and the next begins at the left
    one.
    """
    block = _Block.of([line for page in pages for line in page if not line.is_row])
    text, last = "", None
    for page_number, page in enumerate(pages):
        for place, line in enumerate(page):
            if last is not None and not block.joins(last, line):
                text += "\f" if page_number and not place else "\n"
            text += line.text
            last = line
    return text


class _Block(NamedTuple):
    """The margins that lines are set between, and whether paragraphs begin further in."""

    left: float
    right: float
    indented: bool

    @classmethod
    def of(cls, lines: Sequence[Line]) -> "_Block":
        left = _left_margin(line.left for line in lines)
        right = max((line.right for line in lines), default=0.0)
        steps = [(line.left - left) / line.height for line in lines]
        return cls(left, right, sum(1.5 < step < 2.6 for step in steps) > 1)

    def joins(self, line: Line, following: Line) -> bool:
        if line.is_row or following.is_row:
            return False
        full = line.right >= self.right - _SHORT_OF_MARGIN * line.height
        flush = following.left <= self.left + _INDENT * following.height
        return full and flush and is_continued(line.text, following.text, indented=self.indented)


def _single(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """Each character once: some programs print bold type twice, a hair's breadth apart."""
    seen: dict[str, list[Glyph]] = {}
    for glyph in glyphs:
        twins = seen.setdefault(glyph.char, [])
        near = _TWICE * glyph.height
        if not any(abs(t.left - glyph.left) < near and abs(t.y - glyph.y) < near for t in twins):
            twins.append(glyph)
            yield glyph


def _line(glyphs: Sequence[Glyph]) -> Line:
    shown = [glyph for glyph in glyphs if not glyph.char.isspace()] or list(glyphs[:1])
    text = "".join(_spaced(glyphs))
    first, last = shown[0], shown[-1]
    return Line(text, first.left, last.right, first.y, max(glyph.height for glyph in shown))


def _spaced(glyphs: Sequence[Glyph]) -> Iterator[str]:
    end = glyphs[0].left
    for glyph in glyphs:
        if glyph.left - end > _BLANK * glyph.height:
            yield "  "
        yield " " if glyph.char.isspace() else glyph.char
        end = max(end, glyph.right)


def _left_margin(edges: Iterable[float]) -> float:
    """The leftmost of the edges at which many lines begin."""
    rounded = sorted(round(edge) for edge in edges)
    if not rounded:
        return 0.0
    counts = Counter({edge: len([*same]) for edge, same in groupby(rounded)})
    most = max(counts.values())
    return float(min(edge for edge, times in counts.items() if 2 * times >= most))
