"""The letter that hands the money down, laid out as an office sends it (GB/T 9704).

Songti, Heiti and Fangsong are named, not embedded: every office has them.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from luoshi.allocation.papers import wording
from luoshi.allocation.papers.wording import Signatures
from luoshi.allocation.sheet import AllocationSheet
from luoshi.papers.letter_page import LINE, lay_out
from luoshi.text.numbers import written
from luoshi.text.numerals import chinese

BODY, HEAD, TITLE = "仿宋", "黑体", "宋体"
RESULT = "分配结果"
NONE = ("没有。",)


def write_word(file: IO[bytes], sheet: AllocationSheet, signatures: Signatures | None) -> None:
    """Write a plan, or a draft where there is none, as .docx."""
    document = Document()
    lay_out(document)
    _line(document, wording.title(sheet), TITLE, 22, bold=True, centred=True)
    _line(document, "（文号：　　　　　　）", BODY, 16, centred=True)
    if signatures is None:
        _line(document, wording.DRAFT, HEAD, 14, centred=True)
    _line(document, "各有关市、县（市、区）：", BODY, 16)
    _body(document, f"现将{sheet.year}年{sheet.fund}安排如下，合计 {_amount(sheet, sheet.total)}。")
    for place, (heading, lines) in enumerate(_sections(sheet), start=1):
        _section(document, f"{chinese(place)}、{heading}", lines)
        if heading == RESULT:
            _table(document, sheet)
    _body(document, wording.signed(signatures))
    document.save(file)


def _sections(sheet: AllocationSheet) -> Iterator[tuple[str, Sequence[str]]]:
    """The headings of the letter with their lines; a table stands under the result's."""
    yield "分配依据", sheet.basis
    yield "分配办法", sheet.method
    if sheet.changes:
        yield "本方案与分配办法的不同", sheet.changes
    if sheet.lapsed:
        yield "已经到期、没有计入的内容", sheet.lapsed
    if sheet.untold:
        yield "没有报全或数据较旧的依据", sheet.untold
    yield RESULT, ()
    yield "限制做到的情况", [f"{one.title}：{one.text}" for one in sheet.limits] or NONE
    yield "需要核实的事项", sheet.assumptions or NONE


def _section(document: Any, heading: str, lines: Iterable[str]) -> None:
    _line(document, heading, HEAD, 16)
    for place, line in enumerate(lines, start=1):
        _body(document, f"{place}. {line}")


def _body(document: Any, text: str) -> None:
    paragraph = _line(document, text, BODY, 16)
    paragraph.paragraph_format.first_line_indent = Pt(32)


def _line(
    document: Any, text: str, font: str, size: int, *, bold: bool = False, centred: bool = False
) -> Any:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.line_spacing = LINE
    paragraph.paragraph_format.space_after = Pt(0)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(paragraph, text, font, size, bold=bold)
    return paragraph


def _run(paragraph: Any, text: str, font: str, size: int, *, bold: bool = False) -> Any:
    run = paragraph.add_run(text)
    run.font.size, run.font.name, run.font.bold = Pt(size), font, bold
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
    return run


def _table(document: Any, sheet: AllocationSheet) -> None:
    headings = ["县（市、区）", "上年", "按公式", "限制调整", f"分配数（{sheet.unit}）"]
    table = document.add_table(rows=1, cols=len(headings))
    table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
    _repeat(table.rows[0])
    _cells(table.rows[0], headings, HEAD)
    for one in wording.lines(sheet):
        _cells(table.add_row(), _texts(sheet, one), BODY)
    _cells(table.add_row(), _texts(sheet, wording.together(sheet)), HEAD)


def _texts(sheet: AllocationSheet, one: wording.PaperLine) -> list[str]:
    before = "—" if one.last_year is None else _shown(sheet, one.last_year)
    return [one.name, before, *(_shown(sheet, it) for it in (one.formula, one.moved, one.amount))]


def _cells(row: Any, texts: Iterable[str], font: str) -> None:
    for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        paragraph = cell.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if place else WD_ALIGN_PARAGRAPH.LEFT
        _run(paragraph, text, font, 12)


def _repeat(row: Any) -> None:
    """Repeat the row at the top of each page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _amount(sheet: AllocationSheet, value: Any) -> str:
    return f"{_shown(sheet, value)} {sheet.unit}"


def _shown(sheet: AllocationSheet, value: Any) -> str:
    return written(value, sheet.places)
