"""The page of an official letter: margins, pitch of lines, page numbers (GB/T 9704—2012)."""

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

MARGINS = {"top": 37, "bottom": 35, "left": 28, "right": 26}
"""In millimetres; they leave a type area of 156 × 225."""

LINES = 22
LINE = Pt(28.95)
"""29 pt, less what 22 lines would overrun the 225 mm of the type area by."""

NUMBER_FONT, NUMBER_SIZE = "宋体", Pt(14)
FOOTER_DISTANCE = Mm(23)
"""Puts the dashes of page numbers about 7 mm below the type area."""


def lay_out(document: Any) -> None:
    """Give the document A4 pages with a letter's margins; numbers odd right, even left."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for side, wide in MARGINS.items():
        setattr(section, f"{side}_margin", Mm(wide))
    section.footer_distance = FOOTER_DISTANCE
    document.settings.odd_and_even_pages_header_footer = True
    _number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)


def _number(footer: Any, side: WD_ALIGN_PARAGRAPH) -> None:
    """Write — 1 — one character in from the given side."""
    paragraph = footer.paragraphs[0]
    paragraph.alignment = side
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = NUMBER_SIZE
    run = paragraph.add_run("— ")
    for part in (_mark("begin"), _words("PAGE"), _mark("end")):
        run._element.append(part)
    for one in (run, paragraph.add_run(" —")):
        one.font.size, one.font.name = NUMBER_SIZE, NUMBER_FONT
        one._element.rPr.rFonts.set(qn("w:eastAsia"), NUMBER_FONT)


def _words(text: str) -> Any:
    words = OxmlElement("w:instrText")
    words.set(qn("xml:space"), "preserve")
    words.text = text
    return words


def _mark(kind: str) -> Any:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    return mark
