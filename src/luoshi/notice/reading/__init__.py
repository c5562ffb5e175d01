"""A file's text, whatever it came in: .txt, .docx or .pdf."""

from importlib import import_module
from pathlib import Path

from luoshi.notice.errors import NoticeError
from luoshi.notice.reading.source import Source

__all__ = ["Source", "read_source"]

_OTHERS = {
    ".doc": "请在 Word 或 WPS 中另存为 .docx 再读",
    ".wps": "请在 WPS 中另存为 .docx 再读",
    ".ofd": "请导出为 .pdf 或 .docx 再读",
}

_READERS = {".txt": "txt", ".docx": "docx", ".pdf": "pdf"}
"""Modules by suffix; each is loaded when a file asks for it, for the site needs none."""


def read_source(path: Path) -> Source:
    """All text of a file.

    Raises `NoticeError`, without the file's name, when there is no text to be had.
    """
    if not path.is_file():
        raise NoticeError("找不到这个文件，请检查路径")
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise NoticeError(_unknown(path.suffix))
    source: Source = import_module(f"{__name__}.{reader}").read(path)
    if not source.text.strip():
        raise NoticeError("文件里没有文字")
    return source


def _unknown(suffix: str) -> str:
    hint = _OTHERS.get(suffix.lower(), "请先转成其中一种")
    return f"不认识的文件类型“{suffix or '无扩展名'}”：只读 {'、'.join(_READERS)}；{hint}"
