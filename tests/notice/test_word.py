"""Word files: numbers that Word counts, what wraps a text, and what of a file is not read."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, nsmap

from luoshi.notice.reading import Source, read_source
from luoshi.notice.reading.word_numbering import Numbering

nsmap.setdefault("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006")
nsmap.setdefault("wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape")
nsmap.setdefault("v", "urn:schemas-microsoft-com:vml")
LEVEL = (
    '<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/>{more}'
    '<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
)


def numbered(levels: Sequence[dict[str, object]], starts: str = "") -> WordDocument:
    """A document with the list number 71 of the given levels, and 72 over the same."""
    document = Document()
    root = document.part.numbering_part.element
    drawn = "".join(
        LEVEL.format(**{"depth": depth, "start": 1, "more": "", **level})
        for depth, level in enumerate(levels)
    )
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="71">{drawn}</w:abstractNum>'
    root.insert(0, parse_xml(abstract))
    for number, override in ((71, ""), (72, starts)):
        link = f'<w:abstractNumId w:val="71"/>{override}'
        root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}">{link}</w:num>'))
    return document


def labels(document: WordDocument, places: Sequence[tuple[int, int]]) -> list[str]:
    """The numbers of paragraphs at these (list, level) places."""
    for number, depth in places:
        properties = document.add_paragraph("文")._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = depth
        properties.get_or_add_numId().val = number
    numbering = Numbering(document)
    return [numbering.label(paragraph._p) for paragraph in document.paragraphs]


CHINESE = [
    {"format": "chineseCountingThousand", "text": "%1、"},
    {"format": "chineseCounting", "text": "（%2）"},
]


def test_the_second_level_starts_anew_under_each_first():
    places = [(71, 0), (71, 1), (71, 1), (71, 0), (71, 1)]
    assert labels(numbered(CHINESE), places) == ["一、", "（一）", "（二）", "二、", "（一）"]


def test_the_second_level_may_run_on():
    levels = [CHINESE[0], {**CHINESE[1], "more": '<w:lvlRestart w:val="0"/>'}]
    assert labels(numbered(levels), [(71, 0), (71, 1), (71, 0), (71, 1)])[3] == "（二）"


def test_lists_over_one_definition_count_together_unless_one_starts_anew():
    places = [(71, 0), (72, 0), (71, 0)]
    assert labels(numbered(CHINESE), places) == ["一、", "二、", "三、"]
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    assert labels(numbered(CHINESE, anew), places) == ["一、", "一、", "二、"]


@pytest.mark.parametrize(
    ("format_", "text", "second"),
    [
        ("decimal", "%1.", "6."),
        ("decimal", "第%1条", "第6条"),
        ("chineseCounting", "第%1条", "第六条"),
        ("decimalEnclosedCircle", "%1", "⑥"),
        ("lowerRoman", "%1)", "vi)"),
        ("upperLetter", "%1.", "F."),
        ("decimalZero", "%1", "06"),
        ("bullet", "•", ""),
        ("none", "", ""),
    ],
)
def test_formats_of_numbers(format_: str, text: str, second: str):
    document = numbered([{"format": format_, "text": text, "start": 5}])
    assert labels(document, [(71, 0), (71, 0)])[1] == second


def test_levels_of_decimals_show_those_above():
    levels = [{"format": "decimal", "text": "%1"}, {"format": "decimal", "text": "%1.%2"}]
    places = [(71, 0), (71, 1), (71, 0), (71, 1), (71, 1)]
    assert labels(numbered(levels), places) == ["1", "1.1", "2", "2.1", "2.2"]


def test_arabic_numbers_may_be_asked_of_chinese_levels():
    levels = [CHINESE[0], {"format": "decimal", "text": "%1.%2", "more": "<w:isLgl/>"}]
    assert labels(numbered(levels), [(71, 0), (71, 1)]) == ["一、", "1.1"]


def test_a_style_may_number_its_paragraphs_and_one_of_them_may_opt_out():
    document = numbered(CHINESE)
    properties = document.styles["Heading 1"].element.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val = 71
    for text in ("甲", "乙", "丙"):
        document.add_heading(text, 1)
    opted = document.paragraphs[1]._p.get_or_add_pPr().get_or_add_numPr()
    opted.get_or_add_numId().val = 0
    numbering = Numbering(document)
    shown = [numbering.label(paragraph._p) for paragraph in document.paragraphs]
    assert shown == ["一、", "", "二、"]


def source(folder: Path, body: str) -> Source:
    """What is read of a document with this XML in its body."""
    document = Document()
    held = document.element.body
    for element in parse_xml(f"<w:body {nsdecls('w', 'mc', 'wps', 'v', 'm')}>{body}</w:body>"):
        held.insert(len(held) - 1, element)
    path = folder / "文.docx"
    document.save(str(path))
    return read_source(path)


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    "wrapped",
    [
        f"<w:ins>{r('茶')}</w:ins>",
        f"<w:moveTo>{r('茶')}</w:moveTo>",
        f"<w:smartTag>{r('茶')}</w:smartTag>",
        f"<w:hyperlink>{r('茶')}</w:hyperlink>",
        f"<w:fldSimple>{r('茶')}</w:fldSimple>",
        f"<w:sdt><w:sdtPr/><w:sdtContent>{r('茶')}</w:sdtContent></w:sdt>",
        f"<w:customXml><w:ins>{r('茶')}</w:ins></w:customXml>",
        "<m:oMath><m:r><m:t>茶</m:t></m:r></m:oMath>",
        f"<w:ruby><w:rt>{r('cha')}</w:rt><w:rubyBase>{r('茶')}</w:rubyBase></w:ruby>",
        f"{r('茶')}<w:del>{r('')}<w:r><w:delText>删</w:delText></w:r></w:del>",
        f"{r('茶')}<w:moveFrom>{r('移')}</w:moveFrom>",
    ],
)
def test_text_counts_whatever_wraps_it_and_deletions_do_not(tmp_path: Path, wrapped: str):
    read = source(tmp_path, p(r("种"), wrapped, r("园")))
    assert (read.text, read.lost) == ("种茶园", ())


def test_changes_are_told(tmp_path: Path):
    assert source(tmp_path, p(f"<w:ins>{r('茶')}</w:ins>")).warnings == (
        "文件里有未接受的修订，已按全部接受来读：插入的算，删除的不算",
    )


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next(tmp_path: Path):
    ended = p(r("种"), properties="<w:rPr><w:del/></w:rPr>")
    assert source(tmp_path, ended + p(r("茶"))).text == "种茶"


def test_a_deleted_row_of_a_table_is_out(tmp_path: Path):
    def tr(text: str, properties: str = "") -> str:
        cells = "".join(f"<w:tc>{p(r(text + str(n)))}</w:tc>" for n in range(3))
        return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"

    table = f"<w:tbl>{tr('甲')}{tr('乙', '<w:del/>')}{tr('丙')}</w:tbl>"
    read = source(tmp_path, table)
    assert read.text.split("\n") == ["甲0\t甲1\t甲2", "丙0\t丙1\t丙2"]
    assert read.lost == ()


def test_a_text_box_counts_once(tmp_path: Path):
    box = f"<w:txbxContent>{p(r('云茶发〔2024〕1号'))}</w:txbxContent>"
    choice = f"<mc:Choice><wps:txbx>{box}</wps:txbx></mc:Choice>"
    fallback = f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
    run = f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>"
    read = source(tmp_path, p(run, r("标题")))
    assert read.text == "云茶发〔2024〕1号\n标题"
    assert read.lost == ()


def test_hidden_text_is_not_read_and_told(tmp_path: Path):
    read = source(tmp_path, p(r("种"), r("密", "<w:vanish/>"), r("茶")))
    assert read.text == "种茶"
    assert read.warnings == ("有隐藏的文字没有读：“密”",)


def test_an_embedded_file_is_lost_text(tmp_path: Path):
    assert source(tmp_path, p(r("茶")) + "<w:altChunk/>").lost == (
        "嵌在 Word 里的另一份文件（altChunk）",
    )


def test_headers_and_footnotes_stand_beside_the_text(tmp_path: Path):
    document = Document()
    document.add_paragraph("正文。")
    document.sections[0].header.paragraphs[0].text = "内部文件"
    path = tmp_path / "文.docx"
    document.save(str(path))
    read = read_source(path)
    assert read.text == "正文。"
    assert [(aside.place, aside.text) for aside in read.asides] == [("header", "内部文件")]


def test_tabs_and_breaks(tmp_path: Path):
    run = "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>"
    assert source(tmp_path, p(run)).text == "甲  乙\n丙"
