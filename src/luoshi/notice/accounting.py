"""Characters in, characters out: whether a notice holds all of the text it was read from."""

from collections import Counter
from collections.abc import Iterable, Iterator

from luoshi.notice.models import Notice, Passage, Section, Text

_QUOTED = 40


def lost_text(lines: Iterable[str], notice: Notice) -> tuple[str, ...]:
    """Lines of a text whose characters are nowhere in the notice; else the characters alone.

    Letters, digits and characters count; blanks and marks carry no wording.
    """
    printed = [_letters(line) for line in lines]
    held = _letters("".join(_printed(notice)))
    missing = Counter("".join(printed)) - Counter(held)
    if not missing:
        return ()
    gone = tuple(_unaccounted(printed, held))
    scattered = "".join(missing.elements())[:_QUOTED]
    return gone or (f"{missing.total()} 个字：“{scattered}”",)


def _unaccounted(lines: Iterable[str], held: str) -> Iterator[str]:
    """Lines that are not in the text held, in one piece or, where something was taken out, two."""
    broken = [line for line in lines if line not in held]
    left = Counter(held)
    left.subtract("".join(line for line in lines if line in held))
    for line in broken:
        if Counter(line) <= left:
            left.subtract(line)
        else:
            yield line


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _printed(notice: Notice) -> Iterator[str]:
    """Each text of a notice once, as it was printed."""
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
        # A first-level heading that is a clause is a section besides, with nothing of its own.
        if not isinstance(passage, Section) or passage.id not in clauses:
            yield from _passage(passage)
    yield from text.closing


def _passage(passage: Passage) -> Iterator[str]:
    yield passage.mark
    yield passage.heading
    yield from (sentence.text for sentence in passage.sentences)
    yield from passage.stated
