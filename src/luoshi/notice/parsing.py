"""From text to notice: the parts in order, and what to say when one is missing."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from luoshi.notice.accounting import lost_text
from luoshi.notice.body import Body, read_body
from luoshi.notice.dates import find_expiry, signed_day
from luoshi.notice.document_number import number_in
from luoshi.notice.errors import NoticeError
from luoshi.notice.head import Head, read_head
from luoshi.notice.headings import Cut, cut
from luoshi.notice.line import TextLine
from luoshi.notice.models import Aside, Notice, Text
from luoshi.notice.reading import Source, read_source
from luoshi.notice.sentences import split_sentences
from luoshi.notice.surroundings import Signature, Surroundings, sort_lines
from luoshi.notice.tables import Tables, take_tables
from luoshi.notice.tidy import Tidied, tidy
from luoshi.notice.units import signing_units
from luoshi.notice.web_page import WebPage, take_web_page


def read_notice(path: Path) -> Notice:
    """Read a notice from a .txt, .docx or .pdf file; `NoticeError` names the file."""
    try:
        return _read(read_source(path))
    except NoticeError as error:
        raise NoticeError(f"{path.name}：{error}") from error


def parse_notice(text: str) -> Notice:
    """Read a notice from its text; `NoticeError` names all that is missing at once."""
    return _read(Source(text))


class _Parts(NamedTuple):
    tidied: Tidied
    page: WebPage
    tables: Tables
    cut: Cut
    head: Head
    body: Body
    appended: tuple[Text, ...]
    around: tuple[Surroundings, ...]
    """What stands round the text: before it first, then behind it."""


def _read(source: Source) -> Notice:
    parts = _parts(source.text)
    issued = _require(parts, _issued(parts))
    notice = Notice(
        number=parts.head.number or number_in(parts.page.data.get("number", "")),
        title=_title(parts),
        issuers=_issuers(parts),
        addressees=parts.head.addressees,
        issued=issued,
        expires=find_expiry(_statements(parts), issued),
        preamble=_preamble(parts.around[0]),
        sections=parts.body.sections,
        clauses=parts.body.clauses,
        closing=parts.body.closing,
        copies_to=next((one.copies_to for one in parts.around if one.copies_to), ()),
        enclosed=parts.around[0].title,
        tasks=parts.tables.tasks,
        appended=parts.appended,
        asides=(*source.asides, *_asides(parts)),
        repairs=parts.tidied.repairs,
        warnings=(*source.warnings, *parts.tidied.warnings, *parts.cut.warnings),
    )
    lost = lost_text(_all_text(parts), notice)
    warnings = (*notice.warnings, *_absent(notice))
    return notice.model_copy(update={"warnings": warnings, "lost": (*source.lost, *lost)})


def _parts(text: str) -> _Parts:
    tidied = tidy(text)
    page = take_web_page(tidied.lines)
    tables = take_tables(page.lines)
    first = cut(tables.lines)
    head = read_head(first.front)
    appended, behind = _papers_behind(first.back)
    return _Parts(
        tidied=tidied,
        page=page,
        tables=tables,
        cut=first,
        head=head,
        body=read_body(first.blocks),
        appended=appended,
        around=(sort_lines(head.below, annexed=False), *behind),
    )


def _papers_behind(
    lines: Sequence[TextLine],
) -> tuple[tuple[Text, ...], tuple[Surroundings, ...]]:
    """The further papers behind the text of the first, and what stands round them."""
    appended: list[Text] = []
    around: list[Surroundings] = []
    rest = lines
    while True:
        found = cut(rest)
        if all(block.mark.divides for block in found.blocks):
            return tuple(appended), (*around, sort_lines(rest, annexed=True))
        around.append(sort_lines(found.front, annexed=False))
        body = read_body(found.blocks, prefix=f"{len(appended) + 2}:")
        appended.append(_appended(around[-1], body))
        rest = found.back


def _appended(front: Surroundings, body: Body) -> Text:
    return Text(
        number=front.number,
        title=front.title,
        preamble=_preamble(front),
        **body._asdict(),
    )


def _title(parts: _Parts) -> str:
    return parts.head.title or parts.page.data.get("title", "")


def _preamble(front: Surroundings) -> tuple[str, ...]:
    return tuple(split_sentences("".join(front.prose)))


def _signatures(parts: _Parts) -> list[Signature]:
    """Signatures in the order of the paper, those with a day first."""
    signed = [signature for one in parts.around for signature in one.signatures]
    return sorted(signed, key=lambda one: not one.day)


def _issued(parts: _Parts) -> date | None:
    """The day under the signature, else the day of printing, else what the web page says."""
    signed = _signatures(parts)
    units = [one for one in signed if one.units and one.day]
    days = [one.day for one in (*units, *signed)]
    days += [one.printed for one in parts.around]
    return next((day for day in days if day), signed_day(parts.page.data.get("issued", "")))


def _issuers(parts: _Parts) -> tuple[str, ...]:
    """Units of the letterhead; where more have signed, these."""
    letterhead = parts.head.issuers()
    signed = next((one.units for one in _signatures(parts) if one.units), ())
    found = letterhead if len(letterhead) >= len(signed) else signed
    return found or parts.head.titled_issuers() or signing_units(parts.page.data.get("issuers", ""))


def _asides(parts: _Parts) -> Iterator[Aside]:
    yield from (Aside(place="web_page", text=text) for text in parts.page.printed)
    yield from (Aside(place="letterhead", text=text) for text in parts.head.above)
    yield from (aside for one in parts.around for aside in one.asides)
    yield from (Aside(place="table", text=row) for row in parts.tables.rows)
    yield from (Aside(place="page_number", text=n) for n in parts.tidied.page_numbers)


def _all_text(parts: _Parts) -> Iterator[str]:
    yield from (line.text for line in parts.tidied.lines)
    yield from parts.tidied.page_numbers


def _require(parts: _Parts, issued: date | None) -> date:
    """The day of issue, if this and every other part a notice must have was found."""
    needed = {
        "发文字号（如 云农发〔2021〕26号）": parts.head.number or parts.page.data.get("number"),
        "标题（如 关于……的通知）": _title(parts),
        "发文机关（文头或落款）": _issuers(parts),
        "条款（如 一、总体要求，（一）强化支持。，第一条，1.1 目的）": parts.body.clauses,
        "成文日期（如 落款下的 2021年9月3日）": issued,
    }
    missing = [f"没有找到{part}" for part, found in needed.items() if not found]
    if missing or issued is None:
        raise NoticeError(f"认不出是公文通知：{'；'.join(missing)}")
    return issued


def _statements(parts: _Parts) -> Iterator[str]:
    """Where a notice may state its term; the closing, read in one run, has the last word."""
    yield from _preamble(parts.around[0])
    for passage in (*parts.body.sections, *parts.body.clauses):
        yield from (sentence.text for sentence in passage.sentences)
    yield "".join(parts.body.closing)


def _absent(notice: Notice) -> Iterator[str]:
    """Parts that most notices have and this one seems to lack."""
    if not notice.addressees:
        yield "没有找到主送机关"
    if notice.expires is None:
        yield "没有找到有效期"
    if not notice.copies_to:
        yield "没有找到抄送机关"
