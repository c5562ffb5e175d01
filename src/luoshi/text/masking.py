"""Hiding personal values in everything that is shown or logged.

An ID number is looked for at every place it can begin, whatever digits stand around it. One of
18 characters proves itself by its check digit, so anything but letters may stand inside; one of
15 proves little, so only what people put inside one number may. Where two overlap both are
hidden, with what lies between: which of them is real cannot be told.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Protocol
from unicodedata import decimal

from luoshi.text.characters import half_width
from luoshi.text.person_number import is_number, is_old_number

HIDDEN = "****"
_SHOWN = 40
_SHORT = 10

_APART = r"(?:[^\w*]|_)*"
"""Anything but letters, digits and the stars that hide."""

_LIKE_X = "×✕✖✗✘❌❎╳⨉⨯⤫⤬🗙хХχΧⅩⅹⓍⓧ🅇🆇𝐗𝐱𝑋𝑥𝖷𝗑𝚇𝚡ᕁⲬⲭꓫꭓꞳ"
"""Signs that stand for the X at a number's end; some of them, inside one, only keep it apart."""

_WITHIN = r"[\s_./\-\u00ad\u00b7\u200b-\u2015\u2022\u2027\u2060\u2212\u30fb\u3002\ufe63\ufeff]*"
"""Blanks, line breaks, invisible signs, dashes, dots and slashes, in half-width text."""

_CANDIDATE = re.compile(rf"\d(?:{_APART}\d){{13}}")
_LONG_NUMBER = re.compile(rf"\d(?:{_WITHIN}\d){{13,}}(?:{_WITHIN}[Xx{_LIKE_X}])?")
_HIDDEN_NUMBER = re.compile(r"(\d{6}\*{4}[\dX]{2})")

_PLACES = (
    re.compile(rf"(?=(\d(?:{_APART}\d){{16}}{_APART}[\dXx]))"),
    re.compile(rf"(?=(\d(?:{_APART}\d){{16}}(?:[^\w*{_LIKE_X}]|_)*[{_LIKE_X}]))"),
    # A household's number begins with a village's code, which reads like a birth before 1930.
    re.compile(rf"(?!(?<!\d)\d{{6}}[0-2]\d{{9}})(?=(\d(?:{_WITHIN}\d){{14}}))"),
)
"""Every place where a number of 18 or 15 characters may begin."""

_MOBILE, _DAY = r"1[3-9]\d{9}", r"(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}"
_PLACED = r"\d{6}[0-2]\d{5}(?:\d{4,8})?"
_ALONE = re.compile(
    rf"(?<!\d)(?:(?P<number>\d{{15}}|\d{{17}}[\dXx])|{_MOBILE}|{_DAY}|{_PLACED})(?!\d)"
)
"""What is known for what it is where it stands alone: numbers, phones, days, households."""

_CARD_END = re.compile(
    r"[\-\u00ad\u200b-\u2015\u2060\ufeff]*[1-7][1-4](?:[0-9A-Za-z]{2})?(?![0-9A-Za-z])"
)
"""What makes a disability card's number of an ID number: kind, grade, two more if given again."""

Run = tuple[int, int, int]
"""Where a number begins and ends in a text, and where what belongs to it ends."""


class Viewer(Protocol):
    """Who looks at personal values: each is given as that person may see it."""

    def name(self, text: str) -> str:
        """A person's name."""

    def phone(self, text: str) -> str:
        """A telephone number."""

    def private(self, text: str) -> str:
        """Any other personal value."""


def masked_number(number: str) -> str:
    """An ID number with its first 6 and last 2 characters; a short text is hidden whole."""
    return f"{number[:6]}{HIDDEN}{number[-2:]}" if len(number) > _SHORT else HIDDEN


def masked_name(name: str) -> str:
    """The surname and a star for each other character: 马**."""
    return name[:1] + "*" * (len(name) - 1)


def masked_phone(number: str) -> str:
    """The first 3 digits and the last 4: 138****5678; a short one is hidden whole."""
    stars = HIDDEN[: max(len(number) - 7, 0)]
    return f"{number[:3]}{stars}{number[-4:]}" if stars else "*" * len(number)


def masked_text(text: str) -> str:
    """The text with every number of 14 digits or more masked."""
    found = _LONG_NUMBER.finditer(half_width(text))
    text = _masked(text, ((one.start(), one.end(), one.end()) for one in found))
    return without_id_numbers(text)


def without_id_numbers(text: str) -> str:
    """The text with every sound ID number of 18 or 15 characters in it masked.

    Also in the number of a disability card, whose kind and grade go with it. Masking again
    changes nothing.
    """
    if not _CANDIDATE.search(text):
        return text
    # What is shown of a number hidden before is no part of another.
    parts = _HIDDEN_NUMBER.split(text)
    parts[::2] = [_masked(part, _runs(half_width(part))) for part in parts[::2]]
    return "".join(parts)


def shortened(text: str, longest: int) -> str:
    """The text without ID numbers, cut: the other way round half a number would come through."""
    return without_id_numbers(text)[:longest]


def masked_value(text: str, personal: bool) -> str:
    """A cell for an error text, cut to a readable length.

    Long numbers are masked, other personal values hidden.
    """
    if personal and text and not _LONG_NUMBER.fullmatch(half_width(text)):
        return HIDDEN
    masked = masked_text(text)
    return masked if len(masked) <= _SHOWN else f"{masked[:_SHOWN]}…"


def _runs(half: str) -> list[Run]:
    """Where numbers stand in half-width text; those that overlap are one run."""
    runs: list[Run] = []
    for start, end, rest in sorted(_numbers(half)):
        if runs and start < runs[-1][2]:
            begun, other, more = runs.pop()
            start, end, rest = begun, max(end, other), max(rest, more)
        runs.append((start, end, rest))
    return runs


def _numbers(half: str) -> Iterator[Run]:
    alone = [one for one in _ALONE.finditer(half) if not one["number"] or _proven(one["number"])]
    yield from (_run(half, *one.span()) for one in alone if one["number"])
    known = [one.span() for one in alone]
    series = _series(half, known)
    for place in _PLACES:
        for one in place.finditer(half):
            across = _inside(one.span(1), series) and not _inside(one.span(1), known)
            if not across and _proven(one[1]):
                yield _run(half, *one.span(1))


def _inside(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(first <= span[0] and span[1] <= last for first, last in others)


def _series(half: str, alone: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches of what is known one after the other: nothing is to be found across two."""
    series: list[tuple[int, int]] = []
    for start, end in alone:
        if series and re.fullmatch(_APART, half[series[-1][1] : start]):
            start, _ = series.pop()
        series.append((start, end))
    return series


def _run(half: str, start: int, end: int) -> Run:
    rest = _CARD_END.match(half, end) if len(_bare(half[start:end])) == 18 else None
    return start, end, rest.end() if rest else end


def _proven(number: str) -> bool:
    bare = _bare(number)
    return is_number(bare) or is_old_number(bare)


def _masked(text: str, runs: Iterable[Run]) -> str:
    # half_width keeps places, so a number found there is cut out of the text as it is.
    for start, end, rest in reversed([*runs]):
        text = text[:start] + masked_number(_bare(text[start:end])) + text[rest:]
    return text


def _bare(number: str) -> str:
    """The characters of a number alone: its digits in ASCII, and X at its end."""
    digits = "".join(str(decimal(one)) for one in number if one.isdecimal())
    return f"{digits}X" if half_width(number[-1:]) in {"X", "x", *_LIKE_X} else digits
