"""Characters in, characters out: whether a notice holds all of the text it was read from."""

from collections import Counter
from collections.abc import Iterable, Iterator

from luoshi.notice.models import Notice, Passage, Text


def lost_text(lines: Iterable[str], notice: Notice) -> tuple[str, ...]:
    """Lines of a text, or pieces of them, whose characters are nowhere in the notice.

    Letters, digits and characters count; blanks and marks carry no wording.
    """
    held = Counter(_letters("".join(_printed(notice))))
    missing = Counter()
    texts = [*lines]
    missing.update(_letters("".join(texts)))
    missing.subtract(held)
    missing = +missing
    if not missing:
        return ()
    known = _letters("".join(_printed(notice)))
    gone = tuple(text for text in texts if _letters(text) and _letters(text) not in known)
    return gone or (f"{missing.total()} 个字：“{''.join(missing.elements())[:40]}”",)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _printed(notice: Notice) -> Iterator[str]:
    """Each text of a notice once, as it was printed, in the order of the paper."""
    yield from (aside.text for aside in notice.asides)
    yield from notice.addressees
    yield notice.enclosed
    yield from _wording(notice)
    for text in notice.appended:
        yield from _wording(text)


def _wording(text: Text) -> Iterator[str]:
    yield text.title
    yield from text.preamble
    clauses = {clause.id for clause in text.clauses}
    for passage in text.passages():
        if isinstance(passage, Passage) and not _repeats(passage, clauses):
            yield from _passage(passage)
    yield from text.closing


def _repeats(passage: Passage, clauses: set[str]) -> bool:
    """Whether a section only stands for the clause of its own id."""
    return passage.id in clauses and not passage.sentences and bool(getattr(passage, "clauses", ()))


def _passage(passage: Passage) -> Iterator[str]:
    yield passage.mark
    yield passage.heading
    yield from (sentence.text for sentence in passage.sentences)
    yield from passage.stated
