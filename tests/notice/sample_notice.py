"""A notice of a province that does not exist, and the ways a file may hold it."""

from pathlib import Path

from docx import Document
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

PARAGRAPHS = [
    "云岭省茶业局",
    "云岭省财政厅",
    "云岭省林业局",
    "文件",
    "云茶发〔2023〕7号",
    "关于印发《关于扶持高山茶园县的若干措施》的通知",
    "各市、县（区）人民政府：",
    (
        "为让高山茶园早日恢复生机，省茶业局、财政厅、林业局拟定了《关于扶持高山茶园县的若干措施》"
        "，现印发给你们，请照此办理。"
    ),
    "云岭省茶业局",
    "云岭省财政厅（代章）",
    "关于扶持高山茶园县的若干措施",
    "为帮助高山茶园县渡过难关，提出如下措施。",
    "一、总的要求",
    "青石县、白鹭县为高山茶园县。两县要以“老茶园、新茶农”为路子，把茶业办成富民产业。",
    "二、扶持办法",
    (
        "（一）增加茶园资金。省财政每年给每个高山茶园县安排茶园资金800万元，不低于其他县的平均数。"
        "资金用于育苗（含扦插、嫁接）和修路；不得用于楼堂馆所。（牵头单位：省财政厅、茶业局）"
    ),
    (
        "（二）修复茶园水土。2023—2025年，治理水土流失茶园2万亩，推广“茶林间作。以林养茶”做法。"
        "到2025年建成第一、二批示范园10—12个。（牵头单位：省林业局，水利厅、云岭气象中心等）"
    ),
    (
        "（三）培训茶农。每年培训茶农3000人次，学习修剪、采摘和制作手艺！"
        "符合《茶农手册（2022年版）》要求的，发给证书。（牵头单位：省人力资源社会保障厅、茶业局）"
    ),
    "三、工作要求",
    "（一）落实责任。各县要在2个月内拿出实施方案，报省茶业局备案。",
    "（二）加强督查。对办得好的县给予表扬，对拖延的县予以通报。",
    "本措施自印发之日起施行，有效期至2026年12月31日。",
    "抄送：省委办公厅、组织部，省政协办公厅、省档案馆。",
    "云岭省茶业局办公室",
    "2023年5月8日印发",
    "共印60份",
]
BODY = range(11, 22)
"""Places of the paragraphs from the measures' opening to their term."""

COPIES = 22
"""Place of the list of units that get a copy."""

CLEAN = "\n".join(PARAGRAPHS)

# The same notice after a scanner, a word processor and a web form had their turn.
ROUGH = (
    CLEAN.replace("〔2023〕", "[2023]")
    .replace("高山茶园县的若干措施》的", "高山\n茶园县的若干措施》的", 1)
    .replace("（一）增加茶园资金。", "\n\n**(一) 增加茶园资金。**")
    .replace("二、扶持办法", "## **二、扶持办法**")
    .replace("800万元", " 800 万元")
    .replace("育苗（含扦插", "育苗(含扦\n\n— 2 —\n\f\n插")
    .replace("社会保障厅、茶业局）", "社会保\n\n障厅、茶业局)")
    .replace("（牵头单位：省林业局", "(牵头单位:省林业局")
    .replace("2023年5月8日印发", "2023 年 5 月 8 日印发")
    .replace("采摘和制作", "采摘 and 制作")
)


def write_docx(path: Path) -> Path:
    """The notice as a Word file whose imprint stands in a table, as it often does."""
    document = Document()
    imprint = next(n for n, text in enumerate(PARAGRAPHS) if text.startswith("抄送"))
    for text in PARAGRAPHS[:imprint]:
        document.add_paragraph(text)
    table = document.add_table(rows=0, cols=2)
    for text in PARAGRAPHS[imprint:]:
        left, right = table.add_row().cells
        left.merge(right).text = text
    document.save(str(path))
    return path


def write_pdf(path: Path, pages: list[list[str]], password: str = "") -> Path:
    """A PDF of printed lines."""
    return write_drawings(path, [_drawing(lines) for lines in pages], password)


def write_drawings(path: Path, drawings: list[str], password: str = "") -> Path:
    """A PDF, a page a drawing. It names a Chinese font and embeds none, so it needs none here."""
    writer = PdfWriter()
    for drawing in drawings:
        page = writer.add_blank_page(width=595, height=842)
        page[NameObject("/Resources")] = _font_resources()
        stream = DecodedStreamObject()
        stream.set_data(drawing.encode())
        page[NameObject("/Contents")] = writer._add_object(stream)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    writer.write(path)
    return path


def printed_pages(width: int = 28, height: int = 20) -> list[list[str]]:
    """The notice as a printer sets it: lines of equal width, pages with their number."""
    lines = [
        text[start : start + width] for text in PARAGRAPHS for start in range(0, len(text), width)
    ]
    pages = [lines[start : start + height] for start in range(0, len(lines), height)]
    return [[*page, str(number)] for number, page in enumerate(pages, 1)]


def _drawing(lines: list[str]) -> str:
    shown = "".join(f"<{line.encode('utf-16-be').hex()}> Tj 0 -20 Td\n" for line in lines)
    return f"BT /F1 16 Tf 60 780 Td\n{shown}ET"


def _font_resources() -> DictionaryObject:
    system = {"/Registry": TextStringObject("Adobe"), "/Ordering": TextStringObject("GB1")}
    descendant = _names({"/Type": "/Font", "/Subtype": "/CIDFontType0", "/BaseFont": _FONT})
    descendant[NameObject("/DW")] = NumberObject(1000)
    descendant[NameObject("/CIDSystemInfo")] = DictionaryObject(
        {
            **{NameObject(key): value for key, value in system.items()},
            NameObject("/Supplement"): NumberObject(4),
        }
    )
    font = _names(
        {"/Type": "/Font", "/Subtype": "/Type0", "/BaseFont": _FONT, "/Encoding": _ENCODING}
    )
    font[NameObject("/DescendantFonts")] = ArrayObject([descendant])
    return DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})})


_FONT, _ENCODING = "/STSong-Light", "/UniGB-UTF16-H"


def _names(entries: dict[str, str]) -> DictionaryObject:
    return DictionaryObject({NameObject(key): NameObject(name) for key, name in entries.items()})
