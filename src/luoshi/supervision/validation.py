"""Proving how matters are followed up: parameters and obligations are there."""

from collections.abc import Iterator

from luoshi.frozen import Found
from luoshi.pack import Pack, Problem
from luoshi.pack.names import unknown, unknown_among
from luoshi.pack.supervision import SupervisionFile


def check(pack: Pack) -> list[Problem]:
    """Everything that does not hold of it; empty where all does."""
    found = pack.supervision
    if found is None:
        return []
    return [pack.place(found).problem(*problem) for problem in _of(found, pack)]


def _of(found: SupervisionFile, pack: Pack) -> Iterator[Found]:
    if found.office not in pack.units:
        yield unknown(("office",), "单位", found.office, pack.units)
    yield from unknown_among(("standing",), "承诺", found.standing, pack.obligations)
    for key in ("orange", "yellow"):
        yield from unknown_among((key,), "参数", (getattr(found, key),), pack.parameters)
    for i, one in enumerate(found.urgencies):
        yield from unknown_among(("urgencies", i, "clock"), "参数", (one.clock,), pack.parameters)
