"""What schemes give each county before a change and after it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from luoshi.allocation import Allocation, allocate, gather
from luoshi.area_queries.places import places_of
from luoshi.changes.outcome import MoneyChange, Unanswered
from luoshi.changes.records import Asking

Answer = Allocation | str | None
"""What a scheme gives, or why it gives nothing; None where the pack has no such scheme."""


@dataclass(frozen=True)
class MoneyCompared:
    """The amounts that differ, and what could not be asked."""

    changes: tuple[MoneyChange, ...]
    unanswered: tuple[Unanswered, ...]


def compare_money(
    old: Asking, new: Asking, ids: Collection[str], years: Sequence[int]
) -> MoneyCompared:
    """Share out by schemes (ids) what the records say of each year, by both packs."""
    answers = [
        (id_, year, _answer(old, id_, year), _answer(new, id_, year))
        for id_ in sorted(ids)
        for year in years
    ]
    names = places_of(old.pack).names | places_of(new.pack).names
    return MoneyCompared(
        tuple(change for one in answers for change in _changes(*one, names)),
        tuple(told for one in answers for told in _unanswered(*one, old, new)),
    )


def _answer(asking: Asking, id_: str, year: int) -> Answer:
    scheme = asking.pack.schemes.get(id_)
    if scheme is None:
        return None
    try:
        inputs = gather(
            asking.pack, asking.engine, scheme, year, asking.reporting, as_of=asking.day
        )
        return allocate(scheme, inputs, year)
    except ValueError as error:
        return str(error)


def _changes(
    id_: str, year: int, old: Answer, new: Answer, names: dict[str, str]
) -> Iterator[MoneyChange]:
    one = new if isinstance(new, Allocation) else old
    if not isinstance(one, Allocation):
        return
    before = old.amounts if isinstance(old, Allocation) else {}
    after = new.amounts if isinstance(new, Allocation) else {}
    for place in sorted(before.keys() | after.keys()):
        if before.get(place) != after.get(place):
            yield MoneyChange(
                scheme=id_,
                title=one.title,
                year=year,
                unit=one.unit,
                place=place,
                name=names.get(place, place),
                old=before.get(place),
                new=after.get(place),
            )


def _unanswered(
    id_: str, year: int, old: Answer, new: Answer, before: Asking, after: Asking
) -> Iterator[Unanswered]:
    why = {
        side: answer if isinstance(answer, str) else None
        for side, answer in (("old", old), ("new", new))
    }
    if any(why.values()):
        schemes = before.pack.schemes | after.pack.schemes
        title = f"{schemes[id_].title} {year} 年"
        yield Unanswered(kind="schemes", id=f"{id_}/{year}", title=title, **why)
