"""Sections and clauses: headings parted from text, sentences numbered, lead units taken."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from luoshi.notice.dates import ends_with_date
from luoshi.notice.headings import Block, Part
from luoshi.notice.models import Clause, Section, Sentence
from luoshi.notice.sentences import split_sentences
from luoshi.notice.tidy import CJK
from luoshi.notice.units import Leads, take_leads

_CLOSING = re.compile(
    "(?:本(?:文件|通知|意见|办法|方案|政策|措施|规定|细则|规划)|自\\d{4}年).*"
    "(?:施行|实施|执行|生效|有效期|废止)|政策执行期|有效期"
)
_NOTE = re.compile("（[^（）]*）$")
_OFFICE = re.compile(f"[{CJK}]{{4,}}[厅局委部室处院府社联]$")


class Body(NamedTuple):
    """What the parts of a notice say; `closing` is what follows the last clause."""

    sections: tuple[Section, ...]
    clauses: tuple[Clause, ...]
    closing: tuple[str, ...]
    warnings: tuple[str, ...]


class _Passage(NamedTuple):
    id: str
    heading: str
    leads: Leads
    sentences: list[str]


def read_body(parts: Sequence[Part]) -> Body:
    """Read the first-level parts in order."""
    sections = [_read_section(part) for part in parts]
    clauses = _read_clauses(parts)
    ending = (clauses if parts and parts[-1].clauses else sections)[-1:]
    closing = [text for passage in ending for text in _take_closing(passage.sentences)]
    return Body(
        sections=tuple(
            Section(id=part.id, heading=part.heading, sentences=_number(f"{part.id}.0", part))
            for part in sections
        ),
        clauses=tuple(_clause(passage) for passage in clauses),
        closing=tuple(closing),
        warnings=tuple(_doubts(clauses)),
    )


def _read_section(part: Part) -> _Passage:
    heading, text = _section_heading([line for line in part.lines if line], bool(part.clauses))
    leads = take_leads(text)
    return _Passage(str(part.number), heading, leads, split_sentences(leads.text))


def _section_heading(lines: Sequence[str], has_clauses: bool) -> tuple[str, str]:
    """The first line; where only clauses follow, a heading broken by a page is joined."""
    joined = "".join(lines)
    if has_clauses and not re.search("[，。；：]", joined):
        return joined, ""
    heading, _, opening = (lines[0] if lines else "").partition("。")
    return heading, opening + "".join(lines[1:])


def _read_clauses(parts: Sequence[Part]) -> list[_Passage]:
    """Clauses of all parts. In one notice, headings either run into the text or stand alone."""
    run_in = any("。" in block.lines[0] for part in parts for block in part.clauses)
    return [
        _read_clause(f"{part.number}.{block.number}", block, run_in)
        for part in parts
        for block in part.clauses
    ]


def _read_clause(clause_id: str, block: Block, run_in: bool) -> _Passage:
    first = "".join(block.lines) if run_in else block.lines[0]
    heading, _, opening = first.partition("。")
    leads = take_leads(opening if run_in else "".join(block.lines[1:]))
    return _Passage(clause_id, heading, leads, split_sentences(leads.text))


def _take_closing(sentences: list[str]) -> list[str]:
    """Move the sentences on the paper's own force, and the signature, off the last clause."""
    start = next((n for n, text in enumerate(sentences) if _is_closing(text)), len(sentences))
    closing = sentences[start:]
    del sentences[start:]
    return closing


def _is_closing(text: str) -> bool:
    return _CLOSING.match(text) is not None or _is_signature(text)


def _is_signature(text: str) -> bool:
    unsigned = _NOTE.sub("", text)
    return ends_with_date(unsigned) or _OFFICE.search(unsigned) is not None


def _clause(passage: _Passage) -> Clause:
    return Clause(
        id=passage.id,
        heading=passage.heading,
        sentences=_number(passage.id, passage),
        leads=passage.leads.units,
    )


def _number(prefix: str, passage: _Passage) -> tuple[Sentence, ...]:
    numbered = enumerate(passage.sentences, 1)
    return tuple(Sentence(id=f"{prefix}.{number}", text=text) for number, text in numbered)


def _doubts(clauses: Iterable[_Passage]) -> Iterable[str]:
    for clause in clauses:
        if clause.leads.has_helpers:
            yield f"条款 {clause.id} 的配合单位没有计入牵头单位"
