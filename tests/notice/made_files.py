"""Made-up papers as Word and PDF files, in the ways that programs write them."""

import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from random import Random

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml import etree
from notice.made_papers import Paper, paragraphs
from notice.sample_notice import write_drawings

FORMATS = {"一、": ("chineseCountingThousand", 0), "（一）": ("chineseCounting", 1)}
"""Number formats of the marks that Word counts by itself, and their levels."""

_AUTOMATIC = 7
_LEVELS = """
<w:abstractNum xmlns:w="{w}" w:abstractNumId="{id}">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>
    <w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>{restart}
    <w:suff w:val="nothing"/><w:lvlText w:val="（%2）"/></w:lvl>
</w:abstractNum>
"""


def write_docx(path: Path, paper: Paper, random: Random, *, automatic: bool = False) -> Path:
    """A paper in Word: with tracked changes, content controls, smart tags, its own numbers."""
    document = Document()
    if automatic:
        _define_numbers(document, runs_on=_runs_on(paper))
    for line in [*paper.head, *paper.cover]:
        _add(document, line, random)
    for item in paper.items:
        first, *others = paragraphs(item)
        paragraph = _add(document, first.removeprefix(item.mark) if automatic else first, random)
        if automatic:
            _number(paragraph, 0 if item.depth == 1 else 1)
        for line in others:
            _add(document, line, random)
    for line in [*paper.closing, *paper.tail]:
        _add(document, line, random)
    document.save(str(path))
    return path


def _runs_on(paper: Paper) -> bool:
    """Whether numbers of the second level go on over the first."""
    numbers = [int(item.id.split(".")[1]) for item in paper.items if item.depth == 2]
    return all(after == before + 1 for before, after in pairwise(numbers))


def _add(document: Document, text: str, random: Random) -> Paragraph:  # type: ignore[valid-type]
    """Add a paragraph whose pieces are wrapped as Word wraps what was changed or tagged."""
    paragraph = document.add_paragraph()
    cut = random.randrange(len(text) + 1)
    for piece in (text[:cut], text[cut:]):
        paragraph._p.append(_wrapped(piece, random))
    if random.random() < 0.3:
        paragraph._p.append(_wrapper("w:del", _run("删去的话。", "w:delText")))
    if random.random() < 0.2:
        _control(paragraph)
    return paragraph


def _wrapped(text: str, random: Random) -> etree._Element:
    run = _run(text)
    kind = random.choice(["", "", "w:ins", "w:smartTag", "w:sdt", "w:moveTo"])
    if kind == "w:sdt":
        return _wrapper(kind, _wrapper("w:sdtContent", run))
    return _wrapper(kind, run) if kind else run


def _run(text: str, tag: str = "w:t") -> etree._Element:
    run, held = OxmlElement("w:r"), OxmlElement(tag)
    held.text = text
    held.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(held)
    return run


def _wrapper(tag: str, content: etree._Element) -> etree._Element:
    wrapper = OxmlElement(tag)
    wrapper.append(content)
    return wrapper


def _control(paragraph: Paragraph) -> None:
    """Put a whole paragraph into a content control."""
    control = _wrapper("w:sdt", OxmlElement("w:sdtContent"))
    paragraph._p.addprevious(control)
    control[0].append(paragraph._p)


def _define_numbers(document: Document, *, runs_on: bool) -> None:  # type: ignore[valid-type]
    root = document.part.numbering_part.element
    restart = '<w:lvlRestart w:val="0"/>' if runs_on else ""
    levels = _LEVELS.format(w=root.nsmap["w"], id=_AUTOMATIC + 70, restart=restart)
    root.insert(0, etree.fromstring(levels, etree.XMLParser(remove_blank_text=True)))
    number = OxmlElement("w:num")
    number.set(qn("w:numId"), str(_AUTOMATIC + 70))
    link = OxmlElement("w:abstractNumId")
    link.set(qn("w:val"), str(_AUTOMATIC + 70))
    number.append(link)
    root.append(number)


def _number(paragraph: Paragraph, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = _AUTOMATIC + 70


def write_pdf(path: Path, lines: Sequence[str], random: Random, *, indented: bool = True) -> Path:
    """Paragraphs as a PDF, parted by indents or by gaps: lines of 28 characters, in any order."""
    drawings: list[list[str]] = [[]]
    y = 780
    for line in lines:
        for left, text in _printed(line, indented=indented):
            if y < 100:
                drawings.append([])
                y = 780
            drawings[-1].append(_text(60 + 16 * left, y, text))
            y -= 24
        y -= 0 if indented else 12
    for number, drawn in enumerate(drawings, 1):
        drawn.append(_text(280, 60, f"— {number} —"))
        random.shuffle(drawn)
    return write_drawings(path, ["\n".join(drawn) for drawn in drawings])


def write_table_pdf(path: Path, before: Sequence[str], rows: Sequence[Sequence[str]]) -> Path:
    """Lines with a ruled table below them, whose cells wrap."""
    drawn = [_text(60, 780 - 20 * row, text) for row, text in enumerate(before)]
    top, width, height = 780 - 20 * len(before), 95, 44
    across, down = range(len(rows) + 1), range(len(rows[0]) + 1)
    drawn += [f"60 {top - n * height} {width * len(rows[0])} 0.5 re f" for n in across]
    tall = len(rows) * height
    drawn += [f"{60 + n * width} {top - tall} 0.5 {tall} re f" for n in down]
    for place, row in enumerate(rows):
        for column, cell in enumerate(row):
            pieces = [cell[n : n + 5] for n in range(0, len(cell), 5)]
            x, y = 64 + column * width, top - place * height - 18
            drawn += [_text(x, y - 18 * n, piece) for n, piece in enumerate(pieces)]
    return write_drawings(path, ["\n".join(drawn)])


def _printed(line: str, *, indented: bool) -> list[tuple[int, str]]:
    """Lines of a paragraph with where they begin; names and dates stand to the right."""
    if re.search(r"\s{2}", line) or (len(line) < 26 and not re.search("[。；：！）”]$", line)):
        return [(8 if re.search("\\s{2}|日$|[局厅]$", line) else 0, line)]
    indent = 2 if indented else 0
    pieces = [line[: 28 - indent]]
    pieces += [line[n : n + 28] for n in range(28 - indent, len(line), 28)]
    return [(indent if n == 0 else 0, piece) for n, piece in enumerate(pieces)]


def _text(x: float, y: float, text: str) -> str:
    return f"BT /F1 16 Tf 1 0 0 1 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET"
