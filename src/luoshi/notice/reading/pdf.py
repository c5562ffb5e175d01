"""PDF files with text in them: read by position, whatever the order it was written in.

Pages are taken apart by pdfminer.six, which knows the width of a character from the file alone;
readers that measure the font's outlines lose characters where a font is not installed.
"""

import logging
import re
import struct
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTComponent, LTContainer, LTCurve, LTImage, LTPage
from pdfminer.pdfdocument import PDFEncryptionError
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.psexceptions import PSException

from luoshi.notice.errors import NoticeError
from luoshi.notice.models import Aside
from luoshi.notice.reading.print_lines import Glyph, PrintLine, lines_of, paragraphs
from luoshi.notice.reading.ruled import Table, find_tables, rulings
from luoshi.notice.reading.source import Source, row

# What is wrong with a PDF is told once, in Chinese.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)

_BARE_NUMBER = re.compile(r"[-—–－·\s]*\d{1,3}[-—–－·\s]*|第\s*\d+\s*页.*")
_UNMAPPED = re.compile(r"\(cid:\d+\)|[\x00\ufffd\uffff]")
_BROKEN = (
    PSException,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


class _Page(NamedTuple):
    number: int
    lines: list[PrintLine]
    numbers: list[str]
    unmapped: int
    pictures: bool


def read(path: Path) -> Source:
    """The text of a PDF: paragraphs put together again, rows of ruled tables, page by page."""
    try:
        pages = [_read_page(page, number) for number, page in enumerate(_layouts(path), 1)]
    except PDFEncryptionError as error:
        raise NoticeError("PDF 有密码，请先解除密码再读") from error
    except _BROKEN as error:
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


def _layouts(path: Path) -> Iterator[LTPage]:
    manager = PDFResourceManager()
    device = PDFPageAggregator(manager)
    interpreter = PDFPageInterpreter(manager, device)
    with path.open("rb") as file:
        for page in PDFPage.get_pages(file):
            interpreter.process_page(page)
            yield device.get_result()


def _read_page(page: LTPage, number: int) -> _Page:
    parts = [*_parts(page)]
    chars = [part for part in parts if isinstance(part, LTChar) and not _is_turned(part)]
    glyphs = [_glyph(char) for char in chars if not _UNMAPPED.search(char.get_text())]
    tables = find_tables(rulings(part for part in parts if isinstance(part, LTCurve)), glyphs)
    inside = {glyph for table in tables for glyph in table.glyphs}
    lines = lines_of(glyph for glyph in glyphs if glyph not in inside)
    lines, numbers = _without_page_number(lines)
    return _Page(
        number,
        sorted([*lines, *_rows(tables)], key=lambda line: -line.y),
        numbers,
        len(chars) - len(glyphs),
        any(isinstance(part, LTImage) for part in parts),
    )


def _parts(container: LTContainer[LTComponent]) -> Iterator[LTComponent]:
    """Characters, rules and pictures of a page, those in its forms as well."""
    for part in container:
        if isinstance(part, LTContainer):
            yield from _parts(part)
        else:
            yield part


def _is_turned(char: LTChar) -> bool:
    """Whether a character is a watermark's, which lies across the page."""
    along, up, *_ = char.matrix
    return abs(up) > 0.1 * abs(along)


def _glyph(char: LTChar) -> Glyph:
    return Glyph(char.get_text(), char.x0, char.x1, char.matrix[5], max(char.size, 1.0))


def _without_page_number(lines: list[PrintLine]) -> tuple[list[PrintLine], list[str]]:
    """Lines without the page number, which stands at the foot or the head."""
    ends = {0, len(lines) - 1} if lines else set()
    numbers = {n for n in ends if _BARE_NUMBER.fullmatch(lines[n].text.strip())}
    kept = [line for n, line in enumerate(lines) if n not in numbers]
    return kept, [lines[n].text.strip() for n in sorted(numbers)]


def _rows(tables: Iterable[Table]) -> Iterator[PrintLine]:
    for table in tables:
        for y, cells in table.rows:
            yield PrintLine(row(cells), table.left, table.right, y, 1.0, is_row=True)


def _lost(pages: list[_Page]) -> Iterator[str]:
    for page in pages:
        if not page.lines and page.pictures:
            yield f"第 {page.number} 页没有文字，只有图片，可能是扫描件"
        if page.unmapped:
            yield f"第 {page.number} 页有 {page.unmapped} 个字的字体没有编码，认不出来"
