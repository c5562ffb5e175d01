"""PDF files with text in them: read by position, whatever the order it was written in."""

import ctypes
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from luoshi.notice.errors import NoticeError
from luoshi.notice.models import Aside
from luoshi.notice.reading.print_lines import Glyph, Line, lines_of, paragraphs
from luoshi.notice.reading.ruled import Table, find_tables, rulings
from luoshi.notice.reading.source import Source, row

_BARE_NUMBER = re.compile(r"\W*\d{1,3}\W*|第\s*\d+\s*页.*")
_HYPHEN = "\x02"


class _Page(NamedTuple):
    number: int
    lines: list[Line]
    numbers: list[str]
    unmapped: int
    pictures: bool


def read_pdf(path: Path) -> Source:
    """The text of a PDF: paragraphs put together again, rows of ruled tables, page by page."""
    try:
        with pypdfium2.PdfDocument(path) as document:
            pages = [_read_page(document[n], n + 1) for n in range(len(document))]
    except pypdfium2.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise NoticeError("PDF 有密码，请先解除密码再读") from error
        raise NoticeError("不是完好的 PDF 文件，请重新导出后再读") from error
    if not any(page.lines for page in pages):
        raise NoticeError(
            "PDF 里没有文字，可能是扫描件：请先做文字识别（OCR），或换成 .docx、.txt 再读"
        )
    return Source(
        text=paragraphs([page.lines for page in pages]),
        asides=tuple(Aside(place="page_number", text=n) for page in pages for n in page.numbers),
        lost=tuple(_lost(pages)),
    )


def _read_page(page: pypdfium2.PdfPage, number: int) -> _Page:
    glyphs, unmapped = _glyphs(page.get_textpage())
    tables = find_tables(rulings(page), glyphs)
    inside = {glyph for table in tables for glyph in table.glyphs}
    lines = lines_of(glyph for glyph in glyphs if glyph not in inside)
    lines, numbers = _without_page_number(lines)
    placed = sorted([*lines, *_rows(tables)], key=lambda line: -line.y)
    pictures = next(iter(page.get_objects([raw.FPDF_PAGEOBJ_IMAGE])), None) is not None
    return _Page(number, placed, numbers, unmapped, pictures)


def _glyphs(text: pypdfium2.PdfTextPage) -> tuple[list[Glyph], int]:
    """Characters with their place, and how many have a shape but no meaning as text."""
    glyphs, unmapped = [], 0
    for place in range(text.count_chars()):
        if raw.FPDFText_IsGenerated(text, place) == 1 or _is_turned(text, place):
            continue
        char = chr(raw.FPDFText_GetUnicode(text, place))
        if raw.FPDFText_HasUnicodeMapError(text, place) == 1 or char in "\x00\ufffd\uffff":
            unmapped += 1
        else:
            glyphs.append(_glyph(text, place, "-" if char == _HYPHEN else char))
    return glyphs, unmapped


def _is_turned(text: pypdfium2.PdfTextPage, place: int) -> bool:
    """Whether a character is a watermark's, which lies across the page."""
    turn = abs(raw.FPDFText_GetCharAngle(text, place)) % 3.1416
    return 0.1 < turn < 3.0


def _glyph(text: pypdfium2.PdfTextPage, place: int, char: str) -> Glyph:
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, place, x, y)
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text, place, box)
    return Glyph(char, box.left, box.right, y.value, max(abs(box.top - box.bottom), 1.0))


def _without_page_number(lines: list[Line]) -> tuple[list[Line], list[str]]:
    """Lines without the page number, which stands at the foot or the head."""
    numbers = [lines[n] for n in {0, len(lines) - 1} if lines and _is_bare_number(lines[n])]
    return [line for line in lines if line not in numbers], [line.text.strip() for line in numbers]


def _is_bare_number(line: Line) -> bool:
    return _BARE_NUMBER.fullmatch(line.text.strip()) is not None


def _rows(tables: Iterable[Table]) -> Iterator[Line]:
    for table in tables:
        for y, cells in table.rows:
            yield Line(row(cells), table.left, table.right, y, 1.0, is_row=True)


def _lost(pages: list[_Page]) -> Iterator[str]:
    for page in pages:
        if not page.lines and page.pictures:
            yield f"第 {page.number} 页没有文字，只有图片，可能是扫描件"
        if page.unmapped:
            yield f"第 {page.number} 页有 {page.unmapped} 个字的字体没有编码，认不出来"
