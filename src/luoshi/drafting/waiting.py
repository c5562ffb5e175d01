"""What of a place's drafts nobody has decided yet."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from luoshi.drafting.models import Draft
from luoshi.drafting.reading import drafts_in, is_pending, read_draft
from luoshi.pack.loading import Pack


class Waiting(NamedTuple):
    """A notice with proposals, and how many these are.

    ``is_draft`` where the notice itself is not loaded; else ``unanswered`` are the sentences
    with proposals that no obligation names.
    """

    id: str
    number: str
    proposals: int
    unanswered: int
    is_draft: bool

    def __str__(self) -> str:
        """In words, for who proves the pack."""
        where = f"notices/{self.id}（{self.number}）"
        if self.is_draft:
            return (
                f"草稿 {where}：不在执行，什么都不计入；{self.proposals} 项建议待定。"
                "都定下来、写成承诺以后，删去 notice.yaml 里的 pending"
            )
        return f"{where}：有 {self.unanswered} 句的建议，还没有承诺对应"


def waiting(pack: Pack) -> list[Waiting]:
    """The notices of a pack's place that are drafts, or have sentences without an obligation.

    Raises:
        PackError: a draft's file is not as a draft is written.
    """
    return list(_waiting(pack, drafts_in(pack.folder)))


def _waiting(pack: Pack, folders: dict[str, Path]) -> Iterator[Waiting]:
    for id_, folder in folders.items():
        draft, is_draft = read_draft(folder), is_pending(folder)
        unanswered = 0 if is_draft else len(_unanswered(pack, id_, draft))
        if is_draft or unanswered:
            count = len(draft.proposals())
            yield Waiting(id_, draft.notice.number, count, unanswered, is_draft)


def _unanswered(pack: Pack, notice: str, draft: Draft) -> set[str]:
    every = pack.only(notice).obligations.values()
    answered = {sentence for one in every for sentence in one.sentences}
    return {sentence.id for _, sentence, _ in draft.sentences()} - answered
