"""From text to notice: the parts in order, and what to say when one is missing."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from luoshi.notice.body import Body, read_body
from luoshi.notice.dates import find_expiry, find_issued
from luoshi.notice.errors import NoticeError
from luoshi.notice.head import Head, read_head, signers
from luoshi.notice.headings import find_headings, first_heading
from luoshi.notice.models import Clause, Notice, Section
from luoshi.notice.reading import read_text
from luoshi.notice.tail import find_copies, tail_start
from luoshi.notice.tidy import squeeze, tidy


def read_notice(path: Path) -> Notice:
    """Read a notice from a .txt, .docx or .pdf file; `NoticeError` names the file."""
    try:
        return parse_notice(read_text(path))
    except NoticeError as error:
        raise NoticeError(f"{path.name}：{error}") from error


def parse_notice(text: str) -> Notice:
    """Read a notice from its text; `NoticeError` names all that is missing at once."""
    tidied = tidy(text)
    lines = [squeeze(line) for line in tidied.lines]
    start = first_heading(lines)
    end = tail_start(lines, start)
    head = read_head(tidied.lines[:start], signers(lines))
    headings = find_headings(lines[start:end])
    body = read_body(headings.parts)
    issued = _require(head, body, find_issued(lines))
    notice = Notice(
        **head._asdict(),
        issued=issued,
        expires=find_expiry(_statements(head, body), issued),
        clauses=body.clauses,
        copies_to=find_copies(lines[end:]),
        sections=body.sections,
        closing=body.closing,
        repairs=tidied.repairs,
        warnings=(*tidied.warnings, *headings.warnings, *body.warnings),
    )
    return notice.model_copy(update={"warnings": (*notice.warnings, *_absent(notice))})


def _require(head: Head, body: Body, issued: date | None) -> date:
    """The day of issue, if this and every other part a notice must have was found."""
    needed = {
        "发文字号（如 云农发〔2021〕26号）": head.number,
        "标题（如 关于……的通知）": head.title,
        "发文机关（文头或落款）": head.issuers,
        "一级标题（如 一、总体要求）": body.sections,
        "二级标题（如 （一）强化财政政策支持。）": body.clauses,
        "印发日期（如 2021年9月3日印发）": issued,
    }
    missing = [f"没有找到{part}" for part, found in needed.items() if not found]
    if missing or issued is None:
        hint = "" if body.clauses else "。标题编号若是 Word 自动编号，请先改成手写的文字"
        raise NoticeError(f"认不出是公文通知：{'；'.join(missing)}{hint}")
    return issued


def _statements(head: Head, body: Body) -> Iterator[str]:
    """Where a notice may state its term; the closing, read in one run, has the last word."""
    yield from head.preamble
    passages: tuple[Section | Clause, ...] = (*body.sections, *body.clauses)
    for passage in passages:
        yield from (sentence.text for sentence in passage.sentences)
    yield "".join(body.closing)


def _absent(notice: Notice) -> Iterator[str]:
    """Parts that most notices have and this one seems to lack."""
    if not notice.addressees:
        yield "没有找到主送机关"
    if notice.expires is None:
        yield "没有找到有效期"
    if not notice.copies_to:
        yield "没有找到抄送机关"
