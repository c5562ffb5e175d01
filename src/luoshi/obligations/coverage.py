"""Which obligations answer for each sentence of the notice."""

from collections.abc import Iterator
from dataclasses import dataclass

from luoshi.notice import Notice, Sentence
from luoshi.notice.store import plain
from luoshi.pack import Pack
from luoshi.pack.obligations import Obligation


@dataclass(frozen=True)
class Answered:
    """A sentence and the obligations that answer for it."""

    sentence: Sentence
    obligations: tuple[Obligation, ...]


@dataclass(frozen=True)
class Coverage:
    """Every sentence of a notice, headings and lead-unit lines aside.

    ``unknown`` are (obligation, sentence) ids the notice does not have, ``lost`` is text of its
    file that was not read, so that nobody knows who answers for it.
    """

    sentences: tuple[Answered, ...]
    unknown: tuple[tuple[str, str], ...]
    lost: tuple[str, ...] = ()

    @property
    def unanswered(self) -> tuple[Sentence, ...]:
        """The sentences no obligation answers for."""
        return tuple(one.sentence for one in self.sentences if not one.obligations)

    @property
    def complete(self) -> bool:
        """Whether every sentence was read and is answered for, and every answer is to one."""
        return not (self.unanswered or self.unknown or self.lost)

    def lines(self) -> Iterator[str]:
        """The list in Chinese, one line a sentence, and what is missing."""
        for one in self.sentences:
            titles = "、".join(
                f"{obligation.title}（{obligation.id}）" for obligation in one.obligations
            )
            yield f"{one.sentence.id} {one.sentence.text} → {titles or '没有承诺对应'}"
        for obligation, sentence in self.unknown:
            yield f"承诺 {obligation} 写的句子 {sentence} 不在文件里，请核对编号"
        yield from (f"文件里有文字没有读到：{text}" for text in self.lost)


def coverage(pack: Pack, notice: Notice) -> Coverage:
    """How a notice's obligations answer for its sentences, in their order.

    The notice is known by its number; of one the pack does not have, all obligations are asked.
    """
    answers: dict[str, list[Obligation]] = {}
    for obligation in _of_number(pack, notice.number).obligations.values():
        for sentence in obligation.sentences:
            answers.setdefault(sentence, []).append(obligation)
    sentences = list(notice.sentences())
    known = {sentence.id for sentence in sentences}
    return Coverage(
        tuple(Answered(one, tuple(answers.get(one.id, ()))) for one in sentences),
        tuple(
            (obligation.id, id_)
            for id_, obligations in answers.items()
            for obligation in obligations
            if id_ not in known
        ),
        notice.lost,
    )


def _of_number(pack: Pack, number: str) -> Pack:
    every = pack.notices.values()
    ids = [one.id for one in every if plain(one.number) == plain(number)]
    return pack.only(ids[0]) if ids else pack
