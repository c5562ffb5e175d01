"""Put paragraphs together again that a plain text breaks at a fixed width."""

import re
import unicodedata
from collections.abc import Callable, Sequence

from luoshi.notice.closing import CLOSING
from luoshi.notice.document_number import number_in
from luoshi.notice.line import TextLine
from luoshi.notice.sentences import STOPS
from luoshi.notice.units import signing_units

_LONGEST = 60
_SHORTEST = 16
_INDENT = 2  # characters, as official papers set paragraphs
_FEWEST = 2  # lines that must be broken at the margin for there to be one
_SHARE = 0.1  # of all lines
_ENDED = (*STOPS, "：")
_NEVER_FIRST = "。，、；：！？）》”’】〕"
_DAY = re.compile(r"[\d〇○零一二]{4}\s*年.{2,9}日")
# How lines begin that go on with nothing: numbers, annexes, copies-to, notes, lead units.
_BEGINS = re.compile(
    r"\s*(?:[〇零一二三四五六七八九十百]+、|[（(][一二三四五六七八九十]+[）)]|第.{1,5}[编章节条]"
    r"|\d{1,2}(?:[.．、\s]|\.\d)|抄\s*[送报]|附\s*[件表录：:]|[（(]此件|(?:牵头|责任)(?:单位|部门)[：:])"
)


def unwrap(lines: Sequence[TextLine]) -> tuple[TextLine, ...]:
    """Join each line that reaches the right margin with the next one, if that is not indented.

    Text that is not broken at one width has no margin; there only a mark that cannot begin a
    line goes back to the line before it.
    """
    margins = [
        (measure, margin) for measure in (len, _width) if (margin := _margin(lines, measure))
    ]
    indented = sum(line.indent == _INDENT for line in lines) > 1
    joined: list[TextLine] = []
    full = False
    for line in lines:
        if joined and _goes_on(joined[-1], line, full, indented):
            joined[-1] = joined[-1]._replace(text=joined[-1].text + line.text)
        else:
            joined.append(line)
        full = any(_reaches(line, measure, margin) for measure, margin in margins)
    return tuple(joined)


def is_broken(text: str) -> bool:
    """Whether a line ends in mid-sentence; names and dates of a signature do not."""
    ended = text.rstrip().endswith(_ENDED) or _DAY.fullmatch(text.strip()) is not None
    return not (ended or signing_units(text))


def is_continued(before: str, text: str, *, parted: bool) -> bool:
    """Whether a line that reaches the margin goes on in the next, which begins at the left one.

    Behind a full stop it does only where paragraphs are ``parted`` by indents or gaps.
    """
    return is_broken(before) or (parted and not _is_new(text))


def _goes_on(before: TextLine, line: TextLine, full: bool, indented: bool) -> bool:
    if "\t" in line.text or "\t" in before.text:
        return False
    if line.text[0] in _NEVER_FIRST:
        return True
    if not full or line.indent or number_in(line.text):
        return False
    return is_continued(before.text, line.text, parted=indented)


def _is_new(text: str) -> bool:
    """Whether a line behind a full stop is surely no part of the paragraph before it."""
    begins = _BEGINS.match(text) or CLOSING.match(text) or _DAY.fullmatch(text)
    return bool(begins or signing_units(text))


def _margin(lines: Sequence[TextLine], measure: Callable[[str], int]) -> int | None:
    """The width that lines are broken at in mid-sentence; None where there is none."""
    solid = [line for line in lines if _is_solid(line)]
    widest = max((_length(line, measure) for line in solid), default=0)
    full = [line for line in solid if _reaches(line, measure, widest)]
    broken = [line for line in full if is_broken(line.text)]
    fits = _SHORTEST * measure("　") <= widest <= _LONGEST * measure("　")
    enough = len(broken) >= max(_FEWEST, _SHARE * len(solid)) and 2 * len(broken) >= len(full)
    return widest if fits and enough else None


def _reaches(line: TextLine, measure: Callable[[str], int], margin: int) -> bool:
    return _is_solid(line) and _length(line, measure) >= margin - measure("　")


def _length(line: TextLine, measure: Callable[[str], int]) -> int:
    return measure(line.text) + line.indent * measure("　")


def _is_solid(line: TextLine) -> bool:
    """Whether a line is running text: no row of a table, no names with gaps between them."""
    return re.search(r"\t|\s{2,}", line.text) is None


def _width(text: str) -> int:
    """Width in half characters."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)
