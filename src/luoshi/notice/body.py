"""From headings to sections and clauses: headings parted from text, sentences numbered."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from luoshi.notice.characters import squeeze
from luoshi.notice.closing import CLOSING, TO_ALL
from luoshi.notice.heading_text import RunIn, is_article, part_heading
from luoshi.notice.headings import Block
from luoshi.notice.leads import PLACE, Leads, take_leads
from luoshi.notice.line import TextLine
from luoshi.notice.models import Clause, Passage, Section, Sentence
from luoshi.notice.sentences import STOPS, split_sentences

_FRAME = re.compile("总(?:体|的)(?:工作)?要求")
_TARGET = re.compile(r"\d{4}年|百分之|[\d%％]|不[低少高多]于|不得|达到|每[个年月季]")


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
    run_in = RunIn([block for block, leaf in zip(blocks, leaves, strict=True) if leaf])
    read = [_read_block(block, leaf, run_in) for block, leaf in zip(blocks, leaves, strict=True)]
    closing = _take_closing(read) if read else []
    sections: list[Section] = []
    clauses: list[Clause] = []
    for place, (one, leaf) in enumerate(zip(read, leaves, strict=True)):
        passage = _passage(one, prefix, leaf)
        if leaf and not (place == 0 and len(read) > 1 and _is_frame(passage)):
            clauses.append(Clause(**dict(passage)))
            _hang(sections, passage, one.block)
        else:
            sections.append(Section(**dict(passage)))
    return Body(tuple(sections), tuple(clauses), tuple(closing))


def _is_frame(passage: Passage) -> bool:
    """Whether an opening section only says in what spirit to work (总体要求).

    It is a clause like others once it names something that can be checked.
    """
    said = "".join(sentence.text for sentence in passage.sentences)
    return bool(_FRAME.fullmatch(passage.heading)) and not _TARGET.search(said)


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


def _read_block(block: Block, leaf: bool, run_in: RunIn) -> _Read:
    leads = take_leads([squeeze(line.text) for line in block.lines])
    lines = [line for line in leads.text.split("\n") if line]
    heading, rest = part_heading(block, lines, leaf=leaf, run_in=run_in.at(block))
    return _Read(block, heading, leads, _paragraphs(rest, block.lines))


def _paragraphs(lines: Sequence[str], printed: Sequence[TextLine]) -> list[str]:
    """Lines joined to paragraphs; in a text with indents, a paragraph begins with one."""
    indents = {squeeze(line.text) for line in printed if line.indent}
    paragraphs: list[str] = []
    for line in lines:
        begins = not indents or line in indents or CLOSING.match(line.lstrip(PLACE)) is not None
        if paragraphs and not (begins and paragraphs[-1].endswith((*STOPS, PLACE))):
            paragraphs[-1] += line
        else:
            paragraphs.append(line)
    return paragraphs


def _take_closing(read: Sequence[_Read]) -> list[str]:
    """Move off the last clause the paragraphs on the paper's own force and to all addressed."""
    last = read[-1]
    closes = _closes_article if is_article(last.block.mark) else _closes
    one_each = len(read) > 2 and all(map(_is_one_paragraph, read[:-1])) and _is_whole(last)
    place = next(
        (
            n
            for n, text in enumerate(last.paragraphs)
            if n and "".join(last.paragraphs[:n]).replace(PLACE, "")
            if closes(text, last.paragraphs[:n], one_each)
        ),
        len(last.paragraphs),
    )
    closing = [text.replace(PLACE, "") for text in last.paragraphs[place:]]
    del last.paragraphs[place:]
    return [sentence for text in closing for sentence in split_sentences(text)]


def _is_one_paragraph(read: _Read) -> bool:
    """Whether a heading's text is one paragraph, not broken by printed lines or pages."""
    return len([text for text in read.paragraphs if text.replace(PLACE, "")]) <= 1 and _is_whole(
        read
    )


def _is_whole(read: _Read) -> bool:
    lines = read.block.lines[1:] if len(read.block.lines) > 1 else []
    return all(line.text.endswith(STOPS) and not line.after_page for line in lines[:-1])


def _closes(text: str, before: Sequence[str], one_each: bool) -> bool:
    """Whether a paragraph speaks of the whole paper: by its words, or because the clause ended.

    A clause has ended with the statement of its units, or with the one paragraph that each
    clause of the paper has.
    """
    ended = (
        (one_each and not before[-1].endswith("；"))
        or text.startswith(PLACE)
        or any(PLACE in one for one in before)
    )
    return ended or bool(CLOSING.match(text) or TO_ALL.match(text))


def _closes_article(text: str, before: Sequence[str], one_each: bool) -> bool:
    """An article may have several paragraphs; only that on the paper's force closes it."""
    del before, one_each
    return CLOSING.match(text) is not None


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
