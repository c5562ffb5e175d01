"""From characters on a page to lines, and from lines to the paragraphs they were broken from."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from statistics import mode
from typing import NamedTuple

from luoshi.notice.unwrapping import is_broken, is_continued

_SAME_LINE = 0.4  # of a character's height, between base lines
_TWICE = 0.15  # of a character's height, between two prints of one
_BLANK = 0.7  # of a character's height, between characters
_SHORT_OF_MARGIN = 2.3  # heights; a mark that may not begin a line takes one or two along
_FEWEST, _SHARE = 2, 0.05  # lines that are broken at the right margin
_SPACED = 1.25  # of the distance of lines: what is more parts paragraphs
_INDENT = 0.8  # heights


class Glyph(NamedTuple):
    """A character: its left and right edge, its base line and its height, in points."""

    char: str
    left: float
    right: float
    y: float
    height: float


class PrintLine(NamedTuple):
    """A printed line, or a row of a table as one."""

    text: str
    left: float
    right: float
    y: float
    height: float
    is_row: bool = False


def lines_of(glyphs: Iterable[Glyph]) -> list[PrintLine]:
    """Lines from top to bottom; a wide gap in a line becomes two blanks."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(_single(glyphs), key=lambda glyph: -glyph.y):
        if rows and rows[-1][0].y - glyph.y <= _SAME_LINE * glyph.height:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    lines = (_line(sorted(found, key=lambda glyph: glyph.left)) for found in rows)
    return [line for line in lines if line.text.strip()]


def paragraphs(pages: Sequence[Sequence[PrintLine]]) -> str:
    """Text with the lines of a paragraph joined; pages are parted by form feeds.

    A line goes on in the next when it reaches the right margin and the next begins at the left
    one.
    """
    block = _Block.of(pages)
    text, last = "", None
    for page_number, page in enumerate(pages):
        for place, line in enumerate(page):
            if last is not None and not block.joins(last, line):
                text += "\f" if page_number and not place else "\n"
                text += block.indent(line)
            text += line.text
            last = line
    return text


class _Block(NamedTuple):
    """The margins lines are set between, their distance, and what parts paragraphs."""

    left: float
    right: float
    pitch: float
    indented: bool
    spaced: bool

    @classmethod
    def of(cls, pages: Sequence[Sequence[PrintLine]]) -> "_Block":
        lines = [line for page in pages for line in page if not line.is_row]
        left = _left_margin(line.left for line in lines)
        steps = [(line.left - left) / line.height for line in lines]
        gaps = [round(one.y - two.y) for page in pages for one, two in pairwise(page)]
        pitch = float(mode(gaps)) if gaps else 0.0
        return cls(
            left=left,
            right=_right_margin(lines),
            pitch=pitch,
            indented=sum(1.5 < step < 2.6 for step in steps) > 1,
            spaced=sum(_SPACED * pitch < gap < 3 * pitch for gap in gaps) > 1,
        )

    def indent(self, line: PrintLine) -> str:
        """The blanks a paragraph begins with, as plain text has them."""
        step = (line.left - self.left) / line.height
        return "　　" if self.indented and 1.5 < step < 2.6 else ""

    def joins(self, line: PrintLine, following: PrintLine) -> bool:
        """Whether a line goes on in the next one."""
        if line.is_row or following.is_row or line.y - following.y > _SPACED * self.pitch:
            return False
        full = line.right >= self.right - _SHORT_OF_MARGIN * line.height
        flush = following.left <= self.left + _INDENT * following.height
        parted = self.indented or self.spaced
        return full and flush and is_continued(line.text, following.text, parted=parted)


def _single(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """Each character once: some programs print bold type twice, a hair's breadth apart."""
    seen: dict[str, list[Glyph]] = {}
    for glyph in glyphs:
        twins = seen.setdefault(glyph.char, [])
        near = _TWICE * glyph.height
        if not any(abs(t.left - glyph.left) < near and abs(t.y - glyph.y) < near for t in twins):
            twins.append(glyph)
            yield glyph


def _line(glyphs: Sequence[Glyph]) -> PrintLine:
    shown = [glyph for glyph in glyphs if not glyph.char.isspace()] or list(glyphs[:1])
    text = "".join(_spaced(glyphs))
    first, last = shown[0], shown[-1]
    return PrintLine(text, first.left, last.right, first.y, max(glyph.height for glyph in shown))


def _spaced(glyphs: Sequence[Glyph]) -> Iterator[str]:
    end = glyphs[0].left
    for glyph in glyphs:
        if glyph.left - end > _BLANK * glyph.height:
            yield "  "
        yield " " if glyph.char.isspace() else glyph.char
        end = max(end, glyph.right)


def _right_margin(lines: Sequence[PrintLine]) -> float:
    """The outermost edge, if lines are broken there; without one there is no margin."""
    widest = max(lines, key=lambda line: line.right, default=None)
    if widest is None:
        return float("inf")
    near = widest.right - _SHORT_OF_MARGIN * widest.height
    broken = [line.right for line in lines if line.right >= near and is_broken(line.text)]
    return widest.right if len(broken) >= max(_FEWEST, _SHARE * len(lines)) else float("inf")


def _left_margin(edges: Iterable[float]) -> float:
    """The leftmost of the edges at which many lines begin."""
    rounded = sorted(round(edge) for edge in edges)
    if not rounded:
        return 0.0
    counts = Counter({edge: len([*same]) for edge, same in groupby(rounded)})
    most = max(counts.values())
    return float(min(edge for edge, times in counts.items() if 2 * times >= most))
