"""From a sentence to what it seems to promise."""

from collections.abc import Sequence
from typing import NamedTuple

from luoshi.drafting.kinds import Found, find_kind
from luoshi.drafting.models import Proposal, Strength
from luoshi.drafting.places import Places, find_scopes
from luoshi.drafting.quantities import quantities
from luoshi.drafting.splitting import Part, hide, parts
from luoshi.drafting.times import Times, is_time
from luoshi.drafting.vocabulary import vocabulary
from luoshi.notice import Sentence


class _Piece(NamedTuple):
    """What one proposal is made of: where it stands, and what was found in it."""

    start: int
    end: int
    times: Times
    found: Found | None


def propose(sentence: Sentence, places: Places) -> tuple[Proposal, ...]:
    """The proposals of one sentence, in its order; none where it obliges nobody.

    What stands between parts with clues, or a sentence without any, is one activity.
    """
    if vocabulary().nothing.found(hide(sentence.text)):
        return ()
    pieces = _pieces(parts(sentence.text))
    return tuple(
        _proposal(f"{sentence.id}-{n}", sentence.text[piece.start : piece.end], piece, places)
        for n, piece in enumerate(pieces, 1)
    )


def _pieces(cut: Sequence[Part]) -> list[_Piece]:
    """Parts put together: those that lead in go with the next, purposes with the one before."""
    pieces: list[_Piece] = []
    opened: int | None = None
    leading = Times()
    for part in cut:
        times = Times.of(part.text).within(leading)
        found = find_kind(part.text, times)
        if _leads_in(part.text, found):
            opened, leading = part.start if opened is None else opened, times
        elif found is None and opened is None and pieces and _goes_on(part.text, pieces[-1]):
            pieces[-1] = pieces[-1]._replace(end=part.end)
        else:
            start = part.start if opened is None else opened
            pieces.append(_Piece(start, part.end, times, found))
            opened = None
    if opened is not None:
        pieces[-1:] = [_closed(pieces, opened, cut[-1].end, leading)]
    return pieces


def _closed(pieces: Sequence[_Piece], opened: int, end: int, times: Times) -> _Piece:
    """The last piece with lead-ins behind it that lead to nothing."""
    return pieces[-1]._replace(end=end) if pieces else _Piece(opened, end, times, None)


def _leads_in(text: str, found: Found | None) -> bool:
    """Whether a part only says when, to whom or in what; a clue of words is more than that."""
    said = found is not None and found.worded
    return not said and (is_time(text) or vocabulary().lead_in.found(text) is not None)


def _goes_on(text: str, before: _Piece) -> bool:
    return before.found is None or vocabulary().purpose.found(text) is not None


def _proposal(id_: str, words: str, piece: _Piece, places: Places) -> Proposal:
    strength, wording = _strength(words)
    found = piece.found
    return Proposal(
        id=id_,
        kind=found.kind if found else "activity",
        words=words,
        clue=found.clue if found else "",
        where=find_scopes(words, places),
        target=found.target if found else None,
        quantities=tuple(one for part in parts(words) for one in quantities(part.text)),
        due=piece.times.due,
        period=piece.times.period,
        each=piece.times.each,
        strength=strength,
        wording=wording,
    )


def _strength(words: str) -> tuple[Strength, str]:
    """How the sentence puts it, and its own word where that is weaker than a duty."""
    for strength, weaker in vocabulary().weaker.items():
        for part in parts(words):
            if found := weaker.found(hide(part.text)):
                return strength, found[0]
    return "duty", ""
