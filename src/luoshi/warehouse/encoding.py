"""Telling the encoding of a text file: UTF-8 with or without mark, UTF-16, GB18030."""

import codecs
from pathlib import Path

from luoshi.warehouse.errors import FileError

_BLOCK = 1 << 20
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_WEB_PAGE = "这是网页格式的表，不是 Excel 或 CSV；请用 Excel 或 WPS 打开后另存为 .xlsx 再送"


def text_encoding(path: Path) -> str:
    """Give the encoding in which the whole file decodes; UTF-8 is tried before GB18030."""
    with path.open("rb") as file:
        start = file.read(_BLOCK)
    if not start.strip():
        raise FileError("文件是空的，请核对后再送")
    if start.lstrip()[:1] == b"<":
        raise FileError(_WEB_PAGE)
    for mark, encoding in _MARKS.items():
        if start.startswith(mark):
            return encoding
    for encoding in ("utf-8", "gb18030"):
        if b"\0" not in start and _decodes(path, encoding):
            return encoding
    raise FileError("文件不是 .xlsx、.xls、.csv 或 .parquet；请另存为其中一种再送")


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while block := file.read(_BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True
