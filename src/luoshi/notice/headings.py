"""Where a paper's numbered text begins, what its headings are, and where it ends."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from luoshi.notice.characters import squeeze
from luoshi.notice.ending import ends_at, is_title, unfinished
from luoshi.notice.line import TextLine
from luoshi.notice.marks import ARTICLES, DECIMALS, ITEMS, Mark, Style, is_numbered, style_of
from luoshi.notice.sentences import STOPS, quotations

_HEADING_LENGTH = 40
_OPENING_LENGTH = 12  # lines from a paper's title to its first heading
_ANNEX_LIST = re.compile("附[件表]?[:：]")
_ANNEX_ITEM = re.compile(r"\d{1,2}[.．、]")


class Block(NamedTuple):
    """A heading's mark and the lines from there to the next heading."""

    id: str
    depth: int
    mark: Mark
    lines: list[TextLine]


class Cut(NamedTuple):
    """A paper cut in three: before its first heading, the headings, behind the text."""

    front: tuple[TextLine, ...]
    blocks: tuple[Block, ...]
    back: tuple[TextLine, ...]
    warnings: tuple[str, ...]


def cut(lines: Sequence[TextLine]) -> Cut:
    """Find the headings of the first paper in some lines; without any, all is front."""
    style, start = _first_heading(lines)
    if style is None:
        return Cut(tuple(lines), (), (), ())
    cutter = _Cutter(style, lines, start)
    end = cutter.run()
    return Cut(tuple(lines[:start]), tuple(cutter.blocks), tuple(lines[end:]), (*cutter.warnings,))


class _Cutter:
    def __init__(self, style: Style, lines: Sequence[TextLine], start: int) -> None:
        self._style, self._lines, self._start = style, lines, start
        self._texts = [line.text for line in lines]
        self._quoted = set(_quoted(self._texts))
        self._last: dict[int, int] = {}
        self._path: dict[int, int] = {}
        self.blocks: list[Block] = []
        self.warnings: list[str] = []

    def run(self) -> int:
        """Gather the blocks; the place of the first line behind the text."""
        end = len(self._lines)
        for place in range(self._start, len(self._lines)):
            mark = None if place in self._quoted else self._style.read(self._texts[place])
            if mark and self._heads(mark, self._texts[place - 1] if self.blocks else ""):
                self._open(mark, self._lines[place])
            elif place not in self._quoted and self._ends(place):
                end = place
                break
            else:
                self.blocks[-1].lines.append(self._lines[place])
        return end - self._give_back()

    def _ends(self, place: int) -> bool:
        return ends_at(self._texts, place) or (
            self._texts[place - 1].endswith(STOPS) and _another_begins(self._texts, place)
        )

    def _give_back(self) -> int:
        """Take from the last block what is no sentence of it; the number of lines."""
        lines = self.blocks[-1].lines
        extra = unfinished([line.text for line in lines])
        del lines[len(lines) - extra :]
        return extra

    def _open(self, mark: Mark, line: TextLine) -> None:
        self._path = {depth: n for depth, n in self._path.items() if depth < mark.depth}
        self._path[mark.depth] = self._last[mark.depth] = mark.number
        text = line._replace(text=mark.rest.strip())
        self.blocks.append(Block(self._id(mark), mark.depth, mark, [text]))

    def _id(self, mark: Mark) -> str:
        if mark.divides:
            return squeeze(mark.text)
        numbers = self._path.values() if self._style.nested_ids else [mark.number]
        return ".".join(map(str, numbers))

    def _heads(self, mark: Mark, previous: str) -> bool:
        """Whether a mark at the start of a line heads a block, or only fell there by a break.

        A page may break anywhere, so 第二、三产业 may put 二、 first on a line: the numbers must
        go up, and the text before must have come to a stop or the line must look like a heading.
        Numbers may run on over the headings above them: （三） first under 二、.
        """
        if not self._is_below(mark):
            return False
        first = mark.depth not in self._path
        last, stopped = self._last.get(mark.depth, 0), previous.endswith(STOPS)
        if mark.number == last + 1 or (first and mark.number == 1 and mark.starts_anew):
            return first or stopped or _looks_like_heading(mark.rest)
        if stopped:
            since = 0 if first and mark.starts_anew else last
            self.warnings.append(_doubt(squeeze(mark.text), mark.number, since))
            return mark.number > since
        return False

    def _is_below(self, mark: Mark) -> bool:
        """Whether the numbers a mark states above its own are those it stands under."""
        if mark.above is None:
            return mark.divides or mark.depth == 1 or bool(self._path) or self._style is ARTICLES
        above = tuple(self._path.get(depth, 0) for depth in range(1, mark.depth))
        return mark.above == above


def _first_heading(lines: Sequence[TextLine]) -> tuple[Style | None, int]:
    texts = [line.text for line in lines]
    quoted, listed = set(_quoted(texts)), set(_annex_list(texts))
    items: int | None = None
    for place, text in enumerate(texts):
        if place in quoted or place in listed:
            continue
        style = style_of(text)
        if style and (style is not DECIMALS or is_numbered(texts[place + 1 :])):
            return style, place
        mark = ITEMS.read(text)
        items = place if items is None and mark and mark.number == 1 else items
    return (None, len(lines)) if items is None else (ITEMS, items)


def _another_begins(texts: Sequence[str], place: int) -> bool:
    """Whether a title and, soon, the first heading of a further paper stand here."""
    following = texts[place + 1 : place + 1 + _OPENING_LENGTH]
    if texts[place + 1 : place + 2] and _is_bare(texts[place]) and _begins(following[0]):
        return True
    titled = any(is_title(texts[place:end]) for end in range(place + 1, place + 4))
    return titled and any(_begins(text) for text in following)


def _begins(text: str) -> bool:
    style = style_of(text)
    return style is not None and style is not DECIMALS


def _is_bare(text: str) -> bool:
    return 4 <= len(text) <= _HEADING_LENGTH and not re.search("[，。；：]", text)


def _annex_list(texts: Sequence[str]) -> Iterator[int]:
    """Lines that number the annexes a cover names: 附件：1.甲办法 2.乙办法."""
    listing = False
    for place, text in enumerate(texts):
        listing = bool(_ANNEX_LIST.match(text)) or (listing and bool(_ANNEX_ITEM.match(text)))
        if listing:
            yield place


def _quoted(texts: Sequence[str]) -> Iterator[int]:
    """Lines that begin inside a quotation: numbers there belong to the text quoted."""
    starts, length = [], 0
    for text in texts:
        starts.append(length)
        length += len(text)
    spans = quotations("".join(texts))
    yield from (n for n, at in enumerate(starts) if any(a < at < b for a, b in spans))


def _looks_like_heading(rest: str) -> bool:
    opening = rest.partition("。")[0]
    return len(opening) <= _HEADING_LENGTH and "，" not in opening


def _doubt(mark: str, number: int, last: int) -> str:
    if number > last:
        return f"标题“{mark}”之前缺少编号 {last + 1}，请对照原件核对"
    return f"行首的“{mark}”编号没有递增，已当作正文，请对照原件核对"
