"""What a change of a pack can touch, so that nothing else need be asked twice.

A thing reads what its texts name: a parameter as ``:名`` in an expression or as the value of a
key, a group as the value of a key. That takes in a little too much (a word that happens to be an
id), and never too little. Of a kind that is not known here, anything may depend.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from luoshi.area_queries.reported import SHARE
from luoshi.changes.differences import Difference
from luoshi.changes.things import Name, things
from luoshi.obligations.evaluation import TOLERANCE
from luoshi.pack import Pack

ASKED = ("rules", "needs", "obligations", "schemes")
"""The kinds that are asked of the records, before a change and after it."""

TOLD = ("topics", "checks", "guards", "processes", "duties")
"""The kinds of which it is told that a change reaches them, and that are not asked."""

NAMED = ("parameters", "groups", "guards")
"""The kinds that others name."""

ALONE = (
    *("clauses", "check_groups", "comparisons", "help_groups", "income_sections", "income_items"),
    *("campaign_groups", "national"),
)
"""The kinds on which nothing that is asked depends."""

OF_ALL_OBLIGATIONS = {TOLERANCE, SHARE}
"""The parameters by which every obligation is judged, though none names them."""

WORD = re.compile(r":(\w+)")


@dataclass(frozen=True)
class Reach:
    """The ids a change can touch, by kind; of ``everything`` nothing is known to be left alone."""

    ids: Mapping[str, frozenset[str]]
    everything: bool

    def of(self, kind: str) -> frozenset[str]:
        """The ids of a kind."""
        return self.ids.get(kind, frozenset())


def reach(old: Pack, new: Pack, changed: Collection[Difference]) -> Reach:
    """What the differences of two packs can touch in either of them."""
    names = {one.id for one in changed if one.kind in NAMED}
    own = {(one.kind, one.id) for one in changed}
    touched = own | set(_readers(old, names)) | set(_readers(new, names))
    known = {*ASKED, *TOLD, *NAMED, *ALONE}
    if any(kind not in known for kind, _ in touched):
        return everything(old, new)
    if names & OF_ALL_OBLIGATIONS:
        touched |= {("obligations", id_) for pack in (old, new) for id_ in pack.obligations}
    return Reach(_by_kind(touched), everything=False)


def everything(old: Pack, new: Pack) -> Reach:
    """All there is to ask or tell of in either pack."""
    every = {*things(old), *things(new)}
    return Reach(_by_kind({one for one in every if one[0] in (*ASKED, *TOLD)}), everything=True)


def _readers(pack: Pack, names: Collection[str]) -> Iterator[Name]:
    """The things whose texts name one of these."""
    mentioned = _mentions(pack)
    return (name for name, words in mentioned.items() if not words.isdisjoint(names))


@lru_cache(maxsize=8)
def _mentions(pack: Pack) -> Mapping[Name, frozenset[str]]:
    return {
        name: frozenset(_words(thing.data))
        for name, thing in things(pack).items()
        if name[0] not in ("parameters", "groups")
    }


def _words(data: object) -> Iterator[str]:
    """Every text that may be the name of something else."""
    if isinstance(data, str):
        yield data
        yield from WORD.findall(data)
    elif isinstance(data, Mapping):
        yield from (word for one in data.values() for word in _words(one))
    elif isinstance(data, list):
        yield from (word for one in data for word in _words(one))


def _by_kind(touched: Collection[Name]) -> dict[str, frozenset[str]]:
    kinds = {kind for kind, _ in touched}
    return {kind: frozenset(id_ for one, id_ in touched if one == kind) for kind in kinds}
