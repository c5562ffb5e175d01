"""The same notice out of each kind of file, and what is said of files that cannot be read."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from notice.sample_notice import CLEAN, printed_pages, write_docx, write_pdf
from pypdf import PdfWriter

from luoshi.notice import NoticeError, parse_notice, read_notice

BESIDE = {"asides"}
EXPECTED = parse_notice(CLEAN).model_dump(exclude=BESIDE)


def refusal(path: Path) -> str:
    with pytest.raises(NoticeError) as caught:
        read_notice(path)
    return str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("suffix", [".txt", ".TXT"])
def test_txt_in_any_usual_encoding(tmp_path: Path, encoding: str, suffix: str):
    path = tmp_path / f"通知{suffix}"
    path.write_bytes(CLEAN.replace("\n", "\r\n").encode(encoding))
    assert read_notice(path).model_dump(exclude=BESIDE) == EXPECTED


def test_docx_with_its_imprint_in_a_table(tmp_path: Path):
    assert read_notice(write_docx(tmp_path / "通知.docx")).model_dump(exclude=BESIDE) == EXPECTED


def test_docx_with_broken_xml_is_refused(tmp_path: Path):
    path, torn = tmp_path / "通知.docx", tmp_path / "残.docx"
    with ZipFile(write_docx(path)) as whole, ZipFile(torn, "w") as part:
        for name in whole.namelist():
            content = whole.read(name)
            part.writestr(name, content[:90] if name == "word/document.xml" else content)
    assert refusal(torn).startswith("残.docx：不是完好的 Word 文件")


def test_pdf_with_broken_lines_and_page_numbers(tmp_path: Path):
    path = write_pdf(tmp_path / "通知.pdf", printed_pages())
    assert read_notice(path).model_dump(exclude=BESIDE) == EXPECTED


def test_scanned_pdf_is_named_as_such(tmp_path: Path):
    path = tmp_path / "扫描.pdf"
    writer = PdfWriter()
    writer.add_blank_page(width=595, height=842)
    writer.write(path)
    assert refusal(path).startswith("扫描.pdf：PDF 里没有文字，可能是扫描件")


def test_locked_pdf_is_named_as_such(tmp_path: Path):
    path = write_pdf(tmp_path / "加密.pdf", printed_pages(), password="9f2k")
    assert refusal(path) == "加密.pdf：PDF 有密码，请先解除密码再读"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("坏.pdf", b"not a pdf", "不是完好的 PDF 文件"),
        ("坏.docx", b"not a docx", "不是完好的 Word 文件"),
        ("坏.txt", b"\xff\xff\xff", "文字编码认不出来"),
        ("空.txt", b" \n", "文件里没有文字"),
        ("旧.doc", b"", "不认识的文件类型“.doc”：只读 .txt、.docx、.pdf；请在 Word 或 WPS"),
        ("图.png", b"", "不认识的文件类型“.png”：只读 .txt、.docx、.pdf"),
        ("无", b"", "不认识的文件类型“无扩展名”"),
        ("信.txt", "你好".encode(), "认不出是公文通知：没有找到发文字号"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(
    tmp_path: Path, name: str, content: bytes, message: str
):
    path = tmp_path / name
    path.write_bytes(content)
    assert refusal(path).startswith(f"{name}：{message}")


def test_missing_file_is_refused(tmp_path: Path):
    assert refusal(tmp_path / "没有.txt") == "没有.txt：找不到这个文件，请检查路径"
