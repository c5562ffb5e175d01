"""Plain text, in the encodings that offices use."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path

from luoshi.notice.errors import NoticeError
from luoshi.notice.reading.source import Source


def read(path: Path) -> Source:
    """The text of a plain file; `NoticeError` where its encoding cannot be told."""
    data = path.read_bytes()
    utf16 = data.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "gb18030"):
        try:
            return Source(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise NoticeError("文字编码认不出来，请另存为 UTF-8 或 GB18030 编码的文本文件")
