"""What others call: bring the notice's own text."""

from pathlib import Path

from luoshi import pack
from luoshi.notice import read_notice
from luoshi.site.policy import text
from luoshi.site.policy.text import NoticeText


class OtherNoticeError(ValueError):
    """A file that holds another notice than the pack is about; the text is Chinese."""


def import_notice(path: Path) -> NoticeText:
    """Read a notice's file (.txt, .docx, .pdf) and keep its sentences beside the promises.

    Raises:
        NoticeError: the file cannot be read as a notice; it names the file.
        OtherNoticeError: its number is not that of the pack's notice.
    """
    found = text.text_of(read_notice(path))
    expected = pack.load().notice
    if text.plain(found.number) != text.plain(expected.number):
        raise OtherNoticeError(
            f"{path.name}：这份文件是“{found.number}”《{found.title}》，"
            f"政策包是“{expected.number}”《{expected.title}》的，没有导入；请换成这一份文件"
        )
    text.keep(found.model_copy(update={"number": expected.number}))
    return found


__all__ = ["NoticeText", "OtherNoticeError", "import_notice"]
