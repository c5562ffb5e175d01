"""What could become a matter: promises that were not kept. A person decides."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.timezone import localdate

from luoshi import pack
from luoshi.area_queries import places_of
from luoshi.obligations import Result, Status
from luoshi.site.notices.services.results import Moment, results_at
from luoshi.site.supervision.services.matters import open_of, rules
from luoshi.text.lists import listed

WANTED = (Status.BREACHED, Status.AT_RISK)


@dataclass(frozen=True)
class Proposal:
    """An obligation that is not kept, for its first lead unit."""

    obligation: str
    title: str
    unit: str
    text: str
    standing: bool

    @property
    def origin(self) -> str:
        """What a matter made of it is known by."""
        return origin_of(self.obligation)


def origin_of(obligation: str) -> str:
    """What a matter made of an obligation (full id) is known by."""
    return f"obligation:{obligation}"


def proposals() -> list[Proposal]:
    """Obligations that are breached or at risk today and are no matter yet; standing ones first."""
    found = list(_proposals())
    known = open_of(one.origin for one in found)
    rest = [one for one in found if one.origin not in known]
    return sorted(rest, key=lambda one: not one.standing)


def proposal_of(obligation: str) -> Proposal | None:
    """One of them, or any other obligation with nothing to say of it; None where there is none."""
    found = next((one for one in _proposals() if one.obligation == obligation), None)
    known = pack.load().obligations.get(obligation)
    if found is not None or known is None:
        return found
    return Proposal(known.id, known.title, known.leads[0], "", standing=False)


def _proposals() -> Iterator[Proposal]:
    by_id: dict[str, list[Result]] = {}
    for one in results_at(Moment(localdate())):
        if one.term_status in WANTED:
            by_id.setdefault(one.id, []).append(one)
    policy = pack.load()
    for id_, results in by_id.items():
        obligation = policy.obligations[id_]
        first = id_ in rules().standing
        yield Proposal(id_, obligation.title, obligation.leads[0], _said(results), first)


def _said(results: list[Result]) -> str:
    """Where it is not kept now, and why; else in which periods before it was not."""
    now = [one for one in results if one.status in WANTED]
    names = places_of(pack.load()).names
    places = listed([names.get(one.county, one.county) for one in now or results])
    if now:
        return f"{places}：{now[0].reason}"
    failed = (period for one in results for period, status in one.term if status in WANTED)
    periods = dict.fromkeys(period.title for period in sorted(failed, key=lambda one: one.start))
    return f"{places}：{'、'.join(periods)}没有做到"
