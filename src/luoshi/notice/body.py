"""From headings to sections and clauses: headings parted from text, sentences numbered."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from luoshi.notice.headings import Block
from luoshi.notice.leads import PLACE, Leads, take_leads
from luoshi.notice.marks import Mark
from luoshi.notice.models import Clause, Passage, Section, Sentence
from luoshi.notice.sentences import STOPS, split_sentences
from luoshi.notice.tidy import Line, squeeze

_CLOSING = re.compile(
    "(?:本(?:文件|通知|意见|办法|方案|政策|措施|规定|细则|规划|决定|公告|通告|预案|计划|要点|实施[^，。]{2})"
    "|自\\d{4}年|自(?:发布|印发|公布)).*?(?:施行|实施|执行|生效|有效期|废止|试行)|政策执行期|有效期"
)
_TO_ALL = re.compile(
    "各[^，。]{0,24}(?:要|应|须|可|将|请|在|于)|请|此外|特此|以上|上述|联系|(?:执行|实施|贯彻落实|工作)中|另|对本|未尽"
)
_PUNCTUATION = re.compile("[，。；：！？]")
_RUN_IN_STOPS = re.compile("[，；：！？“]")
_HEADING_LENGTH = 40
_BROKEN_HEADING_LENGTH = 25

FRAMES = ("总体工作要求", "总的要求")
"""Headings of an opening section that says in what spirit to work, and asks for nothing yet."""


class Body(NamedTuple):
    """What the headings of a paper say; `closing` is what follows the last clause."""

    sections: tuple[Section, ...]
    clauses: tuple[Clause, ...]
    closing: tuple[str, ...]


class _Read(NamedTuple):
    block: Block
    heading: str
    leads: Leads
    paragraphs: list[str]


def read_body(blocks: Sequence[Block], prefix: str = "") -> Body:
    """Read the headings in order; `prefix` goes before every id."""
    leaves = [_is_leaf(blocks, place) for place in range(len(blocks))]
    run_in = _run_in_depths([block for block, leaf in zip(blocks, leaves, strict=True) if leaf])
    read = [_read_block(block, leaf, run_in) for block, leaf in zip(blocks, leaves, strict=True)]
    closing = _take_closing(read) if read else []
    sections: list[Section] = []
    clauses: list[Clause] = []
    for place, (one, leaf) in enumerate(zip(read, leaves, strict=True)):
        passage = _passage(one, prefix, leaf)
        if leaf and not (place == 0 and len(read) > 1 and one.heading in FRAMES):
            clauses.append(Clause(**dict(passage)))
            _hang(sections, passage, one.block)
        else:
            sections.append(Section(**dict(passage)))
    return Body(tuple(sections), tuple(clauses), tuple(closing))


def _is_leaf(blocks: Sequence[Block], place: int) -> bool:
    deeper = place + 1 < len(blocks) and blocks[place + 1].depth > blocks[place].depth
    return not (deeper or blocks[place].mark.divides)


def _hang(sections: list[Section], clause: Passage, block: Block) -> None:
    """Note a clause under the section it stands in; one of the first level is its own."""
    if block.depth == 1:
        own = Section(id=clause.id, heading=clause.heading, mark=clause.mark, sentences=())
        sections.append(own)
    if sections:
        last = sections[-1]
        sections[-1] = last.model_copy(update={"clauses": (*last.clauses, clause.id)})


def _run_in_depths(leaves: Sequence[Block]) -> dict[int, bool]:
    """At which depths headings run into the text, rather than stand on lines of their own."""
    depths: dict[int, list[bool]] = {}
    for block in leaves:
        if len(block.lines) > 1 or "。" in block.lines[0].text:
            depths.setdefault(block.depth, []).append("。" in block.lines[0].text)
    return {depth: 2 * sum(found) >= len(found) for depth, found in depths.items()}


def _read_block(block: Block, leaf: bool, run_in: dict[int, bool]) -> _Read:
    leads = take_leads([squeeze(line.text) for line in block.lines])
    lines = [line for line in leads.text.split("\n") if line]
    if _is_article(block.mark):
        return _Read(block, "", leads, _paragraphs(lines, block.lines))
    if not leaf:
        heading, rest = _inner_heading(lines)
    elif run_in.get(block.depth, False) or (lines and "。" in lines[0]):
        heading, rest = _run_in_heading(lines)
    else:
        heading, rest = _own_heading(lines)
    return _Read(block, heading, leads, _paragraphs(rest, block.lines))


def _is_article(mark: Mark) -> bool:
    return mark.text.startswith("第") and not mark.divides


def _inner_heading(lines: Sequence[str]) -> tuple[str, list[str]]:
    """The first line; where only headings follow, one that a page broke is joined."""
    joined = "".join(lines).replace(PLACE, "")
    if not _PUNCTUATION.search(joined):
        return joined, []
    heading, _, opening = (lines[0] if lines else "").partition("。")
    return heading.replace(PLACE, ""), [line for line in (opening, *lines[1:]) if line]


def _run_in_heading(lines: Sequence[str]) -> tuple[str, list[str]]:
    """The words before the first 。, unless they are already a sentence of the text."""
    heading, stop, _ = "".join(lines).partition("。")
    heading = heading.replace(PLACE, "")
    if not stop:
        return _own_heading(lines)
    if len(heading) > _HEADING_LENGTH or _RUN_IN_STOPS.search(heading):
        return "", [*lines]
    rest, length = [*lines], len("".join(lines).partition("。")[0]) + 1
    while rest and length >= len(rest[0]):
        length -= len(rest.pop(0))
    rest[:1] = [rest[0][length:]] if rest else []
    return (heading, rest) if "".join(rest).replace(PLACE, "") else ("", [*lines])


def _own_heading(lines: Sequence[str]) -> tuple[str, list[str]]:
    """The first line, joined with what a break cut off it."""
    if not lines or (_PUNCTUATION.search(lines[0].rstrip("。")) and lines[0].endswith(STOPS)):
        return "", [*lines]
    heading, used = lines[0], 1
    for line in lines[1:-1]:
        if _PUNCTUATION.search(line) or len(heading + line) > _BROKEN_HEADING_LENGTH:
            break
        heading, used = heading + line, used + 1
    return heading.replace(PLACE, ""), [*lines[used:]]


def _paragraphs(lines: Sequence[str], printed: Sequence[Line]) -> list[str]:
    """Lines joined to paragraphs; in a text with indents, a paragraph begins with one."""
    indents = {squeeze(line.text) for line in printed if line.indented}
    paragraphs: list[str] = []
    for line in lines:
        begins = not indents or line in indents or line.startswith(PLACE)
        if paragraphs and not (begins and paragraphs[-1].endswith((*STOPS, PLACE))):
            paragraphs[-1] += line
        else:
            paragraphs.append(line)
    return paragraphs


def _take_closing(read: Sequence[_Read]) -> list[str]:
    """Move off the last clause the paragraphs on the paper's own force and to all addressed."""
    last = read[-1]
    alone = all(len(_texts(one.paragraphs)) <= 1 for one in read[:-1]) and len(read) > 2
    place = next(
        (
            n
            for n, text in enumerate(last.paragraphs)
            if n and _closes(text, last.paragraphs[:n], alone)
        ),
        len(last.paragraphs),
    )
    closing = [text.replace(PLACE, "") for text in last.paragraphs[place:]]
    last.paragraphs[place:] = [PLACE for text in last.paragraphs[place:] if PLACE in text]
    return [sentence for text in closing for sentence in split_sentences(text)]


def _texts(paragraphs: Sequence[str]) -> list[str]:
    return [text for text in paragraphs if text.replace(PLACE, "")]


def _closes(text: str, before: Sequence[str], alone: bool) -> bool:
    said = "".join(before)
    if not said.replace(PLACE, ""):
        return False
    return bool(
        alone
        or PLACE in said
        or text.startswith(PLACE)
        or _CLOSING.match(text)
        or _TO_ALL.match(text)
    )


def _passage(read: _Read, prefix: str, leaf: bool) -> Passage:
    block = read.block
    id_ = f"{prefix}{block.id}"
    own = id_ if leaf and "." in block.id else f"{id_}.0"
    text = "".join(read.paragraphs).replace(PLACE, "")
    numbered = enumerate(split_sentences(text), 1)
    return Passage(
        id=id_,
        heading=read.heading,
        sentences=tuple(Sentence(id=f"{own}.{n}", text=sentence) for n, sentence in numbered),
        leads=read.leads.units,
        support=read.leads.support,
        mark=squeeze(block.mark.text),
        stated=read.leads.stated,
    )
