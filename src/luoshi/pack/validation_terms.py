"""Proving that what a notice asks lies in its term, and that nothing in between is left out."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from typing import TypeVar

from luoshi.areas import Group
from luoshi.frozen import Found, Frozen, KeyPath
from luoshi.pack.allocation import Scheme
from luoshi.pack.loading import Pack
from luoshi.pack.models import Parameter
from luoshi.pack.obligations import Obligation
from luoshi.pack.problems import Problem
from luoshi.pack.terms import Term
from luoshi.pack.validation_ends import dated

HINT = "改正日期；确实如此的，用 outside_term 写明为什么"


def terms(pack: Pack) -> Iterator[Problem]:
    """What lies outside the term of its notice without saying why, and gaps in values."""
    for notice in pack.notices.values():
        said, term = pack.only(notice.id), notice.term
        yield from _each(pack, said.obligations.values(), partial(_of_obligation, term=term))
        yield from _each(pack, said.groups.values(), partial(_of_group, term=term))
        yield from _each(pack, said.schemes.values(), partial(_of_scheme, term=term))
    yield from _each(pack, pack.parameters.values(), _gaps)


Thing = TypeVar("Thing", bound=Frozen)


def _each(
    pack: Pack, things: Iterable[Thing], of: Callable[[Thing], Iterator[Found]]
) -> Iterator[Problem]:
    for thing in things:
        yield from (pack.place(thing).problem(*found) for found in of(thing))


def _of_scheme(scheme: Scheme, term: Term) -> Iterator[Found]:
    for path, value in dated(scheme):
        yield from _missed(path, value.valid_from, value.valid_to, term)


def _of_obligation(obligation: Obligation, term: Term) -> Iterator[Found]:
    if obligation.outside_term is None:
        yield from _outside((), obligation.since, obligation.until, term)


def _of_group(group: Group, term: Term) -> Iterator[Found]:
    if group.outside_term is None and group.complement_of is None:
        for i, listed in enumerate(group.memberships):
            last = listed.last_day or term.last
            yield from _outside(("members", i), listed.first_day, last, term)


def _outside(path: KeyPath, first: date, last: date, term: Term) -> Iterator[Found]:
    """Days before the notice was issued, or after it expires."""
    issued, expires = term.first, term.last
    if first < issued:
        yield (*path, "from"), f"{first} 早于文件印发的 {issued}", HINT
    if last > expires:
        yield (*path, "to"), f"{last} 晚于文件到期的 {expires}", HINT


def _missed(path: KeyPath, first: date, last: date | None, term: Term) -> Iterator[Found]:
    """Values that are never in force while the notice is."""
    issued, expires = term.first, term.last
    if first > expires or (last is not None and last < issued):
        key = "from" if first > expires else "to"
        message = f"这个值在文件期限（{issued} 到 {expires}）内用不上"
        yield (*path, key), message, "改正日期，或删去"


def _gaps(parameter: Parameter) -> Iterator[Found]:
    """Days without a value between others; those that an office enters may yet be entered."""
    if parameter.entered is not None:
        return
    ordered = sorted(enumerate(parameter.values), key=lambda one: one[1].valid_from)
    for (_, earlier), (i, later) in pairwise(ordered):
        if earlier.valid_to and earlier.valid_to + timedelta(1) < later.valid_from:
            message = f"{earlier.valid_to} 以后、{later.valid_from} 以前没有值"
            yield ("values", i, "from"), message, "改正日期，或补上这一段的值"


__all__ = ["terms"]
