"""A file's text, whatever it came in: .txt, .docx or .pdf."""

import logging
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import BadZipFile

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from pypdf import PageObject, PdfReader
from pypdf.errors import FileNotDecryptedError, PyPdfError

from luoshi.notice.errors import NoticeError

# What is wrong with a PDF is told once, in Chinese.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

_OTHERS = {
    ".doc": "请在 Word 或 WPS 中另存为 .docx 再读",
    ".wps": "请在 WPS 中另存为 .docx 再读",
    ".ofd": "请导出为 .pdf 或 .docx 再读",
}


def read_text(path: Path) -> str:
    """All text of a file, a line a paragraph or printed line; pages are parted by form feeds.

    Raises `NoticeError`, without the file's name, when there is no text to be had.
    """
    if not path.is_file():
        raise NoticeError("找不到这个文件，请检查路径")
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise NoticeError(_unknown(path.suffix))
    text = reader(path)
    if not text.strip():
        raise NoticeError("文件里没有文字")
    return text


def _unknown(suffix: str) -> str:
    hint = _OTHERS.get(suffix.lower(), "请先转成其中一种")
    return f"不认识的文件类型“{suffix or '无扩展名'}”：只读 {'、'.join(_READERS)}；{hint}"


def _read_txt(path: Path) -> str:
    data = path.read_bytes()
    utf16 = data.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NoticeError("文字编码认不出来，请另存为 UTF-8 或 GB18030 编码的文本文件")


def _read_docx(path: Path) -> str:
    try:
        document = Document(str(path))
    except (BadZipFile, KeyError, PackageNotFoundError, SyntaxError, ValueError) as error:
        # lxml's error for broken XML is a SyntaxError.
        raise NoticeError("不是完好的 Word 文件（.docx），请重新保存后再读") from error
    lines: list[str] = []
    for block in document.iter_inner_content():
        lines.extend(_table_lines(block) if isinstance(block, Table) else [block.text])
    return "\n".join(lines)


def _table_lines(table: Table) -> Iterator[str]:
    """Lines of a table; imprints (抄送 …) often stand in one. A merged cell counts once."""
    seen = set()
    for row in table.rows:
        for cell in row.cells:
            if cell._tc not in seen:
                seen.add(cell._tc)
                yield cell.text


def _read_pdf(path: Path) -> str:
    try:
        pages = [_page_text(page) for page in PdfReader(path).pages]
    except FileNotDecryptedError as error:
        raise NoticeError("PDF 有密码，请先解除密码再读") from error
    except PyPdfError as error:
        raise NoticeError("不是完好的 PDF 文件，请重新导出后再读") from error
    if not any(page.strip() for page in pages):
        raise NoticeError(
            "PDF 里没有文字，可能是扫描件：请先做文字识别（OCR），或换成 .docx、.txt 再读"
        )
    return "\f".join(pages)


def _page_text(page: PageObject) -> str:
    """Text of a page without a bare page number at its foot."""
    lines = page.extract_text().rstrip().split("\n")
    if lines[-1].strip() == str((page.page_number or 0) + 1):
        lines.pop()
    return "\n".join(lines)


_READERS: dict[str, Callable[[Path], str]] = {
    ".txt": _read_txt,
    ".docx": _read_docx,
    ".pdf": _read_pdf,
}
