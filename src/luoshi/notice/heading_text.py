"""What of the lines under a number is its heading, and what is the text."""

import re
from collections.abc import Sequence

from luoshi.notice.characters import squeeze
from luoshi.notice.headings import Block
from luoshi.notice.leads import PLACE
from luoshi.notice.marks import Mark
from luoshi.notice.sentences import STOPS

_PUNCTUATION = re.compile("[，。；：！？]")
_RUN_IN_STOPS = re.compile("[，；：！？]")
_AMENDS = re.compile("(?=.*(?:“|第.{1,6}[条款项章节])).*(?:改为|删去|删除|增加|合并|调整|废止)")
_LONGEST = 40
_LONGEST_BROKEN = 25
_SCRAP = 3  # characters: a line as short is no paragraph


class RunIn:
    """Whether headings run into the text, rather than stand on lines of their own.

    Most clauses of a section decide; where they are too few or of two minds, most of all clauses
    of the same depth do.
    """

    def __init__(self, leaves: Sequence[Block]) -> None:
        self._votes: dict[tuple[int, str], list[bool]] = {}
        for block in leaves:
            if len(block.lines) > 1 or "。" in block.lines[0].text:
                for section in ("", f"in {_section(block)}"):
                    votes = self._votes.setdefault((block.depth, section), [])
                    votes.append("。" in block.lines[0].text)

    def at(self, block: Block) -> bool:
        """Whether the heading of this block is to be looked for in its running text."""
        own = self._votes.get((block.depth, f"in {_section(block)}"), [])
        if len(own) > 1 and 2 * sum(own) != len(own):
            return 2 * sum(own) > len(own)
        votes = self._votes.get((block.depth, ""), [])
        return bool(votes) and 2 * sum(votes) >= len(votes)


def _section(block: Block) -> str:
    return block.id.rpartition(".")[0]


def is_article(mark: Mark) -> bool:
    """Whether a mark is 第N条."""
    return mark.text.startswith("第") and not mark.divides


def part_heading(
    block: Block, lines: Sequence[str], *, leaf: bool, run_in: bool
) -> tuple[str, list[str]]:
    """Heading and text of a block, given its lines without statements of units.

    An article has no heading; nor has an item that runs straight into a sentence.
    """
    if is_article(block.mark):
        return "", [*lines]
    if not leaf:
        return _inner_heading(lines)
    if run_in or (lines and "。" in lines[0]):
        return _run_in_heading(block, lines)
    return _own_heading(block, lines)


def _inner_heading(lines: Sequence[str]) -> tuple[str, list[str]]:
    """The first line; where only headings follow, one that a page broke is joined."""
    joined = "".join(lines).replace(PLACE, "")
    if not _PUNCTUATION.search(joined):
        return joined, []
    heading, _, opening = (lines[0] if lines else "").partition("。")
    return heading.replace(PLACE, ""), [line for line in (opening, *lines[1:]) if line]


def _run_in_heading(block: Block, lines: Sequence[str]) -> tuple[str, list[str]]:
    """The words before the first 。, unless they are already a sentence of the text."""
    words, stop, text = "\n".join(lines).partition("。")
    heading = words.replace("\n", "").replace(PLACE, "")
    if not stop and not _RUN_IN_STOPS.search(lines[0]):
        return _own_heading(block, lines)
    if not stop or _is_said(heading) or not text.replace(PLACE, "").strip():
        return "", [*lines]
    return heading, [line for line in text.split("\n") if line]


def _is_said(words: str) -> bool:
    """Whether the words before the first 。 are a sentence: 将第六条中的“甲”修改为“乙”。"""
    long = len(words) > _LONGEST or _RUN_IN_STOPS.search(words) is not None
    return long or _AMENDS.match(words) is not None


def _own_heading(block: Block, lines: Sequence[str]) -> tuple[str, list[str]]:
    """The first line, joined with what a break cut off it."""
    if not lines or (_PUNCTUATION.search(lines[0].rstrip("。")) and lines[0].endswith(STOPS)):
        return "", [*lines]
    over_page = {squeeze(line.text) for line in block.lines if line.after_page}
    heading, used = lines[0], 1
    for line in lines[1:-1]:
        broken = line in over_page or max(len(heading), len(line)) <= _SCRAP
        if not broken or _PUNCTUATION.search(line) or len(heading + line) > _LONGEST_BROKEN:
            break
        heading, used = heading + line, used + 1
    return heading.replace(PLACE, ""), [*lines[used:]]
