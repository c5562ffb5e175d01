"""What others call: bring the notice's own text."""

from pathlib import Path

from luoshi import pack
from luoshi.notice import read_notice
from luoshi.notice import store as text
from luoshi.notice.store import NoticeText
from luoshi.pack.models import Notice


class OtherNoticeError(ValueError):
    """A file that holds another notice than the place has; the text is Chinese."""


class LostTextError(ValueError):
    """A file of which some text could not be read; the message is Chinese and quotes it."""


def import_notice(path: Path, *, anyway: bool = False) -> NoticeText:
    """Read a notice's file (.txt, .docx, .pdf) and keep its sentences beside the obligations.

    Raises:
        NoticeError: the file cannot be read as a notice; it names the file.
        OtherNoticeError: its number is that of none of the place's notices.
        LostTextError: some of its text was not read, and the caller does not want it `anyway`.
    """
    notice = read_notice(path)
    found = text.text_of(notice)
    expected = _expected(found, path)
    if notice.lost and not anyway:
        raise LostTextError(
            f"{path.name}：有文字没有读到，没有导入：{'；'.join(notice.lost)}。"
            "请换一份完整的文件；确知缺的无关紧要，可以加 --anyway 导入"
        )
    text.keep(found.model_copy(update={"number": expected.number}))
    return found


def _expected(found: NoticeText, path: Path) -> Notice:
    every = pack.load().notices.values()
    number = text.plain(found.number)
    expected = next((one for one in every if text.plain(one.number) == number), None)
    if expected is None:
        known = "、".join(f"“{one.number}”《{one.title}》" for one in every)
        raise OtherNoticeError(
            f"{path.name}：这份文件是“{found.number}”《{found.title}》，"
            f"政策包里只有{known}，没有导入；请换成其中一份文件"
        )
    return expected


__all__ = ["LostTextError", "NoticeText", "OtherNoticeError", "import_notice"]
