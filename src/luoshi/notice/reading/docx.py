"""Word files: what is printed when every tracked change is accepted."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from luoshi.notice.errors import NoticeError
from luoshi.notice.models import Aside, Place
from luoshi.notice.reading.source import DITTO, Source, is_grid, row
from luoshi.notice.reading.word_numbering import Numbering

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_P, _T, _TBL, _R = qn("w:p"), qn("w:t"), qn("w:tbl"), qn("w:r")

# Deletions are out; so is what only repeats the text (a fallback) or reads it aloud (ruby).
_LEFT_OUT = frozenset(
    {_FALLBACK, *map(qn, ("w:del", "w:moveFrom", "w:rt", "w:pPr", "w:rPr", "w:sdtPr", "w:tblPr"))}
)
_MARKS = {qn("w:tab"): "  ", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_PARTS: dict[str, Place] = {
    "header": "header",
    "footer": "header",
    "footnotes": "footnote",
    "endnotes": "footnote",
}


def read(path: Path) -> Source:
    """The text of a Word file, with its automatic numbers, as when all changes are accepted."""
    try:
        document = Document(str(path))
        numbering = Numbering(document)
        body = document.element.body
    except (BadZipFile, KeyError, PackageNotFoundError, SyntaxError, ValueError) as error:
        # lxml's error for broken XML is a SyntaxError.
        raise NoticeError("不是完好的 Word 文件（.docx），请重新保存后再读") from error
    reader = _Reader(numbering)
    text = "\n".join(reader.lines(body))
    return Source(
        text=text,
        asides=tuple(_outside(document)),
        warnings=tuple(_remarks(body)),
        lost=(*_embedded(body), *_missing(body, text)),
    )


class _Cell(NamedTuple):
    lines: list[str]
    width: int
    goes_on: bool


class _Reader:
    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering

    def lines(self, container: Element) -> Iterator[str]:
        """Paragraphs and table rows in order, through whatever wraps them."""
        opened = ""
        for block in _blocks(container):
            if block.tag == _TBL:
                yield from self._table(block)
                continue
            yield from self._text_boxes(block)
            line = opened + self._numbering.label(block) + _inline(block)
            if _runs_into_next(block):
                opened = line
                continue
            opened = ""
            yield line
        if opened:
            yield opened

    def _text_boxes(self, paragraph: Element) -> Iterator[str]:
        for box in _inner(paragraph, qn("w:txbxContent")):
            yield from self.lines(box)

    def _table(self, table: Element) -> Iterator[str]:
        rows = [[*self._cells(one)] for one in _inner(table, qn("w:tr")) if not _is_deleted(one)]
        texts = [[text for cell in cells for text in _spread(cell)] for cells in rows]
        if is_grid(texts):
            yield from map(row, texts)
        else:
            yield from (line for cells in rows for cell in cells for line in cell.lines)

    def _cells(self, table_row: Element) -> Iterator[_Cell]:
        for cell in _inner(table_row, qn("w:tc")):
            properties = cell.find(qn("w:tcPr"))
            merge = properties.find(qn("w:vMerge")) if properties is not None else None
            span = properties.find(qn("w:gridSpan")) if properties is not None else None
            yield _Cell(
                lines=[*self.lines(cell)],
                width=int(span.get(qn("w:val"), "1")) if span is not None else 1,
                goes_on=merge is not None and merge.get(qn("w:val"), "continue") == "continue",
            )


def _spread(cell: _Cell) -> list[str]:
    """A cell's text, and an empty one for each further column it covers."""
    text = "\n".join(cell.lines)
    first = DITTO if cell.goes_on and not text.strip() else text
    return [first, *[""] * (cell.width - 1)]


def _blocks(container: Element) -> Iterator[Element]:
    for child in container:
        if child.tag in (_P, _TBL):
            yield child
        elif child.tag not in _LEFT_OUT:
            yield from _blocks(child)


def _inner(element: Element, tag: str) -> Iterator[Element]:
    """The nearest elements of a kind below one, whatever wraps them."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in _LEFT_OUT:
            yield from _inner(child, tag)


def _inline(element: Element) -> str:
    return "".join(_pieces(element))


def _pieces(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag in (_T, _MATH_TEXT):
            yield child.text or ""
        elif child.tag in _MARKS:
            yield _MARKS[child.tag]
        elif child.tag == qn("w:br"):
            yield "\f" if child.get(qn("w:type")) == "page" else "\n"
        elif child.tag == qn("w:sym"):
            yield _symbol(child)
        elif not _is_unseen(child):
            yield from _pieces(child)


def _is_unseen(element: Element) -> bool:
    apart = element.tag in (qn("w:txbxContent"), *_LEFT_OUT)
    return apart or (element.tag == _R and _is_hidden(element))


def _is_hidden(run: Element) -> bool:
    properties = run.find(qn("w:rPr"))
    hidden = properties.find(qn("w:vanish")) if properties is not None else None
    return hidden is not None and hidden.get(qn("w:val"), "1") not in ("0", "false", "off")


def _symbol(element: Element) -> str:
    """A character of a symbol font; those of the private area have no meaning as text."""
    code = int(element.get(qn("w:char"), "0020"), 16)
    return "" if 0xE000 <= code <= 0xF8FF else chr(code)


def _runs_into_next(paragraph: Element) -> bool:
    """Whether the end of the paragraph is deleted, so that the next one goes on in it."""
    mark = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}")
    return mark is not None


def _is_deleted(table_row: Element) -> bool:
    return table_row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None


def _outside(document: WordDocument) -> Iterator[Aside]:
    """Headers, footers and notes, which stand outside the running text."""
    texts = set()
    for relation in document.part.rels.values():
        place = _PARTS.get(relation.reltype.rsplit("/", 1)[-1])
        if place is None or relation.is_external:
            continue
        root = parse_xml(relation.target_part.blob)
        for paragraph in root.iter(_P):
            text = _inline(paragraph).strip()
            if text and text not in texts:
                texts.add(text)
                yield Aside(place=place, text=text)


def _remarks(body: Element) -> Iterator[str]:
    changes = sum(1 for _ in body.iter(qn("w:ins"), qn("w:del"), qn("w:moveFrom"), qn("w:moveTo")))
    if changes:
        yield "文件里有未接受的修订，已按全部接受来读：插入的算，删除的不算"
    pictures = sum(1 for _ in body.iter(_BLIP, _IMAGE))
    if pictures:
        yield f"文件里有 {pictures} 张图片，图里的文字没有读"
    hidden = "".join(_inline(run) for run in body.iter(_R) if _is_hidden(run)).strip()
    if hidden:
        yield f"有隐藏的文字没有读：“{hidden[:40]}”"


def _embedded(body: Element) -> Iterator[str]:
    if next(body.iter(qn("w:altChunk")), None) is not None:
        yield "嵌在 Word 里的另一份文件（altChunk）"


def _missing(body: Element, text: str) -> Iterator[str]:
    """Characters that stand in the file's XML, and not in the text read from it."""
    left = Counter("".join("".join(_all_text(body)).split()))
    left.subtract(text)
    missing = "".join((+left).elements())
    if missing:
        yield f"{len(missing)} 个字：“{missing[:40]}”"


def _all_text(element: Element) -> Iterator[str]:
    """All text of the XML in its order, told by what is left out and not by what is read."""
    if element.tag in (_T, _MATH_TEXT):
        yield element.text or ""
    hidden = element.tag == _R and _is_hidden(element)
    if element.tag not in _LEFT_OUT and not hidden and not _is_deleted(element):
        for child in element:
            yield from _all_text(child)
