"""How obligations stand before a change and after it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.area_queries.places import places_of
from luoshi.changes.outcome import StatusChange, Unanswered
from luoshi.changes.records import Asking
from luoshi.obligations import Result, judge
from luoshi.obligations.inquiry import ObligationInquiry
from luoshi.obligations.period import begun, current
from luoshi.pack import Pack
from luoshi.pack.obligations import Obligation

Found = tuple[str, str, date]
"""Obligation, place and first day of the period."""


@dataclass(frozen=True)
class StatusesCompared:
    """What stands otherwise, how many results stand the same by other figures, and what could
    not be asked."""

    changes: tuple[StatusChange, ...]
    refigured: int
    unanswered: tuple[Unanswered, ...]


def compare_statuses(old: Asking, new: Asking, ids: Collection[str]) -> StatusesCompared:
    """Judge obligations (ids) by both packs, in every period begun by the day, and in the one to
    come where none has begun."""
    before, after = _Side.of(old, ids), _Side.of(new, ids)
    names = places_of(old.pack).names | places_of(new.pack).names
    titles = {id_: one.title for pack in (old.pack, new.pack) for id_, one in _asked(pack, ids)}
    changes, refigured = [], 0
    for found in sorted(before.results.keys() | after.results.keys()):
        one, other = before.results.get(found), after.results.get(found)
        if one and other and one.status is other.status:
            refigured += one.reason != other.reason
        else:
            changes.append(_change(one, other, titles, names))
    return StatusesCompared(tuple(changes), refigured, tuple(_unanswered(before, after, titles)))


@dataclass(frozen=True)
class _Side:
    """The results of one side; ``untold`` says why there are none of an obligation."""

    results: Mapping[Found, Result]
    untold: Mapping[str, str]

    @classmethod
    def of(cls, asking: Asking, ids: Collection[str]) -> "_Side":
        """Judged by one of the packs, all at once where no parameter lacks."""
        asked = [(id_, _inquiries(asking, one)) for id_, one in _asked(asking.pack, ids)]
        try:
            return cls(_judged(asking, [one for _, some in asked for one in some]), {})
        except ValueError:
            return cls._one_by_one(asking, asked)

    @classmethod
    def _one_by_one(
        cls, asking: Asking, asked: Iterable[tuple[str, list[ObligationInquiry]]]
    ) -> "_Side":
        results: dict[Found, Result] = {}
        untold = {}
        for id_, some in asked:
            try:
                results |= _judged(asking, some)
            except ValueError as error:
                untold[id_] = str(error)
        return cls(results, untold)


def _asked(pack: Pack, ids: Collection[str]) -> list[tuple[str, Obligation]]:
    return [(id_, one) for id_, one in pack.obligations.items() if id_ in ids]


def _inquiries(asking: Asking, obligation: Obligation) -> list[ObligationInquiry]:
    periods = begun(obligation, asking.day) or [current(obligation, asking.day)]
    return [ObligationInquiry(obligation, one, asking.day, asking.pack) for one in periods]


def _judged(asking: Asking, asked: Sequence[ObligationInquiry]) -> dict[Found, Result]:
    results = judge(asking.pack, asking.engine, asking.day, asked, asking.reporting)
    return {(one.id, one.county, one.period.start): one for one in results}


def _change(
    old: Result | None, new: Result | None, titles: Mapping[str, str], names: Mapping[str, str]
) -> StatusChange:
    one = new or old
    assert one
    return StatusChange(
        obligation=one.id,
        title=titles[one.id],
        place=one.county,
        name=names.get(one.county, one.county),
        period=str(one.period),
        old=old.status if old else None,
        new=new.status if new else None,
        old_reason=old.reason if old else "",
        new_reason=new.reason if new else "",
    )


def _unanswered(old: _Side, new: _Side, titles: Mapping[str, str]) -> Iterator[Unanswered]:
    for id_ in sorted({*old.untold, *new.untold}):
        why = {"old": old.untold.get(id_), "new": new.untold.get(id_)}
        yield Unanswered(kind="obligations", id=id_, title=titles[id_], **why)
