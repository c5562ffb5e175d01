"""Telling the encoding of a text file: UTF-8 with or without mark, UTF-16, GB18030."""

import codecs
from collections.abc import Iterator
from pathlib import Path

from luoshi.warehouse.errors import FileError

NAMES = {"utf-8": "UTF-8", "utf-16": "UTF-16", "gb18030": "GB18030"}
"""Encodings as users know them."""

_BLOCK = 1 << 20
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MEND = "请用 Excel 或 WPS 打开后另存为 .xlsx 再送"
_WEB_PAGE = f"这是网页格式的表，不是 Excel 或 CSV；{_MEND}"
_OTHER = "文件不是 .xlsx、.xls、.csv 或 .parquet；请另存为其中一种再送"
_CHANCE = 3
"""So many characters of GB18030 may look like UTF-8 by chance; a text with more is UTF-8."""

_MAIL = (b"mime-version:", b"from:", b"content-type:")
_BLANKS = b" \t\r\n\0"


def text_encoding(path: Path) -> tuple[str, int]:
    """Give the encoding in which the whole file decodes, and how many bytes of mark to skip.

    UTF-8 is tried before GB18030, behind a mark of UTF-8 too: programs put it before either.

    Raises:
        FileError: it is empty, a web page, cut off, or no text.
    """
    with path.open("rb") as file:
        start = file.read(_BLOCK)
    marked = len(codecs.BOM_UTF8) if start.startswith(codecs.BOM_UTF8) else 0
    wide = start.startswith(_WIDE_MARKS)
    _demand_table(start[2:].replace(b"\0", b"") if wide else start[marked:])
    if wide:
        if not _decodes(path, "utf-16", 0):
            raise FileError(f"文件是 UTF-16 文字，但不完整，末尾或中间缺了一截；{_MEND}")
        return "utf-16", 0
    if b"\0" in start:
        raise FileError(_OTHER)
    read, whole = _read_as_utf8(path, marked)
    if whole:
        return "utf-8", marked
    if read <= _CHANCE and _decodes(path, "gb18030", marked):
        return "gb18030", marked
    if marked or read > _CHANCE:
        raise FileError(f"文件是 UTF-8 文字，但不完整或混有别的编码，读不准；{_MEND}")
    raise FileError(_OTHER)


def _read_as_utf8(path: Path, skipped: int) -> tuple[int, bool]:
    """How many characters beyond ASCII are read before the first fault, and whether all are."""
    decoder, read = codecs.getincrementaldecoder("utf-8")(), 0
    try:
        for block in _blocks(path, skipped):
            read += _beyond_ascii(decoder.decode(block))
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        return read + _beyond_ascii(error.object[: error.start].decode(errors="replace")), False
    return read, True


def _beyond_ascii(text: str) -> int:
    return 0 if text.isascii() else sum(sign > "\x7f" for sign in text)


def _demand_table(start: bytes) -> None:
    """Stop here where what a file begins with is no table as text."""
    begin = start.lstrip(_BLANKS)
    if not begin:
        raise FileError("文件是空的，请核对后再送")
    if begin[:1] == b"<" or begin[:13].lower().startswith(_MAIL):
        raise FileError(_WEB_PAGE)


def _decodes(path: Path, encoding: str, skipped: int) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for block in _blocks(path, skipped):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _blocks(path: Path, skipped: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(skipped)
        while block := file.read(_BLOCK):
            yield block
