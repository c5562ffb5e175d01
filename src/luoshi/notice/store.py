"""The notice's own text, kept in the state folder once someone brought it."""

import re
import secrets
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from luoshi.frozen import Frozen
from luoshi.home import home
from luoshi.notice import Notice


class NoticeText(Frozen):
    """The sentences of a notice by id ("2.1.3", in the notice's order)."""

    number: str
    title: str
    sentences: dict[str, str]

    def quoted(self, ids: Iterable[str]) -> list[str]:
        """The sentences of these ids; those the text lacks are left out."""
        return [self.sentences[id_] for id_ in ids if id_ in self.sentences]

    def of_clause(self, clause: str) -> list[tuple[str, str]]:
        """Ids and sentences of a clause."""
        own = f"{clause}."
        return [(id_, text) for id_, text in self.sentences.items() if id_.startswith(own)]


def text_of(notice: Notice) -> NoticeText:
    """What is kept of a notice as read."""
    sentences = {one.id: one.text for one in notice.sentences()}
    return NoticeText(number=notice.number, title=notice.title, sentences=sentences)


def plain(number: str) -> str:
    """A notice's number without blanks and with one kind of bracket, to compare by."""
    return re.sub(r"[\s/\\]", "", number).translate(str.maketrans("[]［］()（）【】", "〔〕" * 5))


def keep(text: NoticeText) -> None:
    """Store a notice's text, in place of what was stored for its number before."""
    file = _file(text.number)
    file.parent.mkdir(exist_ok=True)
    draft = file.with_name(f".{secrets.token_hex(8)}")
    draft.write_text(text.model_dump_json(indent=1), encoding="utf-8")
    draft.replace(file)


def kept(number: str) -> NoticeText | None:
    """The text stored for a notice's number; None where nobody brought it."""
    found = version(number)
    return _read(_file(number), found) if found else None


def version(number: str) -> int:
    """Which text is stored for a notice's number: another once it is replaced; 0 for none."""
    file = _file(number)
    return file.stat().st_mtime_ns if file.is_file() else 0


@lru_cache(maxsize=4)
def _read(file: Path, _changed: int) -> NoticeText:
    return NoticeText.model_validate_json(file.read_text(encoding="utf-8"))


def _file(number: str) -> Path:
    return home() / "notices" / f"{plain(number)}.json"
