"""What could become a matter: promises that were not kept. A person decides."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

from django.utils.timezone import localdate

from luoshi import pack
from luoshi.area_queries import places_of
from luoshi.obligations import Result, Status
from luoshi.pack.obligations import ObligationBase
from luoshi.site.notices.services.results import Moment, results_at
from luoshi.site.supervision.services.matters import open_of, rules
from luoshi.text.lists import listed

WANTED = (Status.BREACHED, Status.AT_RISK)
DIGITS = 12
"""Of the digest that tells one violating row from another."""


@dataclass(frozen=True)
class Proposal:
    """An obligation that is not kept: for its first lead unit, or, where single rows violate it
    and name one, for the unit of each ``row``."""

    obligation: str
    title: str
    unit: str
    text: str
    standing: bool
    row: str = ""

    @property
    def origin(self) -> str:
        """What a matter made of it is known by."""
        whole = f"obligation:{self.obligation}"
        return f"{whole}#{self.row}" if self.row else whole


def proposals() -> list[Proposal]:
    """Obligations that are breached or at risk today and are no matter yet; standing ones first."""
    found = list(_proposals())
    known = open_of(one.origin for one in found)
    rest = [one for one in found if one.origin not in known]
    return sorted(rest, key=lambda one: not one.standing)


def proposal_of(obligation: str, row: str = "") -> Proposal | None:
    """One of them, or any other obligation with nothing to say of it; None where there is none."""
    same = (one for one in _proposals() if (one.obligation, one.row) == (obligation, row))
    found = next(same, None)
    known = pack.load().obligations.get(obligation)
    if found is not None or known is None or row:
        return found
    return Proposal(known.id, known.title, known.leads[0], "", standing=False)


def _proposals() -> Iterator[Proposal]:
    by_id: dict[str, list[Result]] = {}
    for one in results_at(Moment(localdate())):
        if one.term_status in WANTED:
            by_id.setdefault(one.id, []).append(one)
    for id_, results in by_id.items():
        yield from proposed(pack.load().obligations[id_], results)


def proposed(obligation: ObligationBase, results: list[Result]) -> Iterator[Proposal]:
    """What is proposed of an obligation that some places do not keep."""
    first = obligation.id in rules().standing
    whole = Proposal(obligation.id, obligation.title, obligation.leads[0], _said(results), first)
    rows = [row for one in results for row in _by_unit(whole, one)]
    yield from rows or [whole]


def _by_unit(whole: Proposal, result: Result) -> Iterator[Proposal]:
    """A proposal for each violating row that names a unit of the place."""
    for key in (key for one in result.evidence for key in one.keys):
        unit = next((value for _, value in key if value in pack.load().units), None)
        if unit:
            said = "，".join(f"{name}：{value}" for name, value in key)
            values = "/".join((result.county, *(value for _, value in key)))
            row = sha256(values.encode()).hexdigest()[:DIGITS]
            yield replace(whole, unit=unit, text=said, row=row)


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
