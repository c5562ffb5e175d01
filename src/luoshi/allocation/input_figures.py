"""Which figures a scheme asks of the counties."""

from collections.abc import Iterator

from luoshi.allocation.inputs import Wanted
from luoshi.expressions import Kind
from luoshi.frozen import KeyPath
from luoshi.pack.allocation import LAST_YEAR, Block, Either, Scheme

LEVELS = ("amount", "rate", "at_least", "at_most", "penalty", "ratio", "reference", "coefficient")
"""The keys that hold a level: numbers, or an expression asked of the year itself."""

PAST = ("measure", "count", "per", "times", "when")
"""The keys asked of the year so many years back as the block says."""

LEAVING_OUT = "leaving_out"
CONDITIONS = ("when", LEAVING_OUT)
"""The keys that hold a condition."""

Asked = tuple[KeyPath, Wanted]
"""A figure and the key under which it is asked for."""


def wanted(scheme: Scheme) -> tuple[Wanted, ...]:
    """Every figure the scheme asks for, each once."""
    return tuple(dict.fromkeys(figure for _, figure in asked(scheme)))


def asked(scheme: Scheme) -> Iterator[Asked]:
    """Every figure the scheme asks for, with its place in the file."""
    if scheme.received is not None:
        yield ("received",), Wanted(scheme.received)
        yield ("received",), Wanted(scheme.received, 1)
    for key in ("factors", "lumps", "supplements", "awards", "limits"):
        for i, block in enumerate(getattr(scheme, key)):
            yield from _under((key, i), asked_of(block))
    for key in ("difficulty", "cut"):
        if getattr(scheme, key):
            yield from _under((key,), asked_of(getattr(scheme, key)))
    for i, per in enumerate(scheme.tilt.per if scheme.tilt else ()):
        if per.measure:
            yield ("tilt", "per", i, "measure"), Wanted(per.measure)


def _under(path: KeyPath, found: Iterator[Asked]) -> Iterator[Asked]:
    for key, figure in found:
        yield (*path, *key), figure


def asked_of(block: Block) -> Iterator[Asked]:
    """Every figure a part of a scheme asks for, with its place in that part."""
    for key in (*LEVELS, *PAST, LEAVING_OUT):
        text = getattr(block, key, None)
        if isinstance(text, str) and text != LAST_YEAR:
            back = getattr(block, "years_back", 0) if key in PAST else 0
            kind = Kind.BOOLEAN if key in CONDITIONS else Kind.NUMBER
            yield (key,), Wanted(text, back, kind)
    for i, one in enumerate(block.any_of if isinstance(block, Either) else ()):
        yield from _under(("any_of", i), asked_of(one))
