"""Undo what copying, scanning and page layout did to a text, and say what was changed.

Marks, brackets, breaks and blanks are put right silently: they carry no wording.
A changed word is a repair and is reported.
"""

import re
import unicodedata
from typing import NamedTuple

from luoshi.notice.characters import CJK, squeeze
from luoshi.notice.line import TextLine
from luoshi.notice.unwrapping import unwrap
from luoshi.text.numerals import NUMERALS

_WIDE = CJK + "（）《》“”‘’、，。；："
# Signs of radicals, which some PDFs put for the characters they look like, and doubled signs.
_RADICALS = (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00))
_PAGE = "\x1d"
_WIDTHS = {
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in _RADICALS},
    **{ord("！") + n: chr(ord("!") + n) for n in range(94) if chr(ord("!") + n).isalnum()},
    **str.maketrans("()", "（）"),
    **dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u00ad")),
    **dict.fromkeys(map(ord, "\r\v\x85\u2028\u2029"), "\n"),
    ord("\f"): f"\n{_PAGE}\n",
}
_MARKS = re.compile(r"\*{2,}|__|(?m:^\s*#{1,6}\s+)")
_NARROW = re.compile(f"(?<=[{_WIDE}])[,;:?!]|[,;:?!](?=[{_WIDE}])")
_NARROW_TO_WIDE = str.maketrans(",;:?!", "，；：？！")
_SECOND_LEVEL = re.compile(f"（\\s*((?:[{NUMERALS}]\\s*)+)）")
_FIRST_LEVEL = re.compile(f"(?m)^([^\\S\n]*)((?:[{NUMERALS}]\\s*)+)、")
_COPIES = re.compile(r"(?m)^\s*抄\s*([送报])\s*：")
_ARTICLE = re.compile(f"(?m)^([^\\S\n]*)第\\s*((?:[{NUMERALS}]\\s*)+)([编章节条])")
_PAGE_NUMBER = re.compile(
    r"(?m)^[^\S\n]*(?:[-—–－]\s?\d{1,3}\s?[-—–－]|第\s?\d+\s?页(?:[，,]?\s?共\s?\d+\s?页)?)[^\S\n]*$"
)
_BESIDE_TABS = f" 　\xa0\v\r{_PAGE}"

MISREAD = {"and": "和", "or": "或"}
"""English words that text recognition is known to put for a Chinese conjunction."""

_STRAY = re.compile(f"(?<=[{CJK}])\\s*([a-z](?:\\s*[a-z])+)\\s*(?=[{CJK}])")


class Tidied(NamedTuple):
    """The lines with text in them, page numbers taken out, and what a person should know."""

    lines: tuple[TextLine, ...]
    page_numbers: tuple[str, ...]
    repairs: tuple[str, ...]
    warnings: tuple[str, ...]


def tidy(text: str) -> Tidied:
    """Clean a text and cut it into lines."""
    text = _MARKS.sub("", text.translate(_WIDTHS))
    page_numbers = tuple(number.strip() for number in _PAGE_NUMBER.findall(text))
    text = _PAGE_NUMBER.sub(_PAGE, text)
    text = _NARROW.sub(lambda found: found[0].translate(_NARROW_TO_WIDE), text)
    text, repairs, warnings = _mend_stray_words(text)
    return Tidied(unwrap(_lines(_join_marks(text))), page_numbers, repairs, warnings)


def _lines(text: str) -> tuple[TextLine, ...]:
    lines, after_page = [], False
    for line in text.split("\n"):
        after_page |= _PAGE in line
        stripped = line.strip(_BESIDE_TABS)
        if stripped.strip():
            lines.append(TextLine(stripped, _indent(line), after_page))
            after_page = False
    return tuple(lines)


def _indent(line: str) -> int:
    """How far in a line begins, in characters; two narrow blanks are one wide."""
    blanks = line[: len(line) - len(line.lstrip(_BESIDE_TABS))]
    return blanks.count("　") + blanks.count(" ") // 2


def _join_marks(text: str) -> str:
    """Join what a break parted in the marks that the structure hangs on."""
    text = _SECOND_LEVEL.sub(lambda found: f"（{squeeze(found[1])}）", text)
    text = _FIRST_LEVEL.sub(lambda found: f"{found[1]}{squeeze(found[2])}、", text)
    text = _ARTICLE.sub(lambda found: f"{found[1]}第{squeeze(found[2])}{found[3]}", text)
    return _COPIES.sub(r"抄\1：", text)


def _mend_stray_words(text: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    repairs, warnings = [], []

    def mend(found: re.Match[str]) -> str:
        word = "".join(found[1].split())
        before, after = _surroundings(text, found)
        if word not in MISREAD:
            warnings.append(f"“{before}{word}{after}”中的“{word}”可能是识别错误，请对照原件核对")
            return found[0]
        mended = MISREAD[word]
        repairs.append(f"“{before}{word}{after}”改为“{before}{mended}{after}”")
        return mended

    return _STRAY.sub(mend, text), tuple(repairs), tuple(warnings)


def _surroundings(text: str, found: re.Match[str], width: int = 4) -> tuple[str, str]:
    before = squeeze(text[max(0, found.start() - 4 * width) : found.start()])
    after = squeeze(text[found.end() : found.end() + 4 * width])
    return before[-width:], after[:width]
