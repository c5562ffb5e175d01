"""Why a full delivery is held until it is confirmed: it would lose much, or looks like an old one.

Nobody sees from a receipt that the wrong file was sent; so what it would do is asked first.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from luoshi.frozen import Frozen
from luoshi.text.lists import listed
from luoshi.text.numbers import MOST_PLACES, percent
from luoshi.warehouse.batches import Manifest
from luoshi.warehouse.effect import CountyEffect, Effect
from luoshi.warehouse.errors import WarehouseError
from luoshi.warehouse.schema import Table
from luoshi.warehouse.states import in_force
from luoshi.warehouse.terms import Limits, Terms

_NAMED = 5
"""How many counties a reason names."""


class HeldError(WarehouseError):
    """A delivery that is held: nothing of it is stored until it is confirmed."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("；".join(reasons))
        self.reasons = tuple(reasons)


class JudgedDelivery(Frozen):
    """A delivery that is judged: its batch, those before it, and what it would do."""

    table: Table
    manifest: Manifest
    earlier: tuple[Manifest, ...]
    effect: Effect


def holds(case: JudgedDelivery, terms: Terms) -> list[str]:
    """Why a delivery is held, in Chinese; nothing where it may be stored at once."""
    if terms.limits is None or case.table.delivery != "full" or case.manifest.supplement:
        return []
    limits = terms.limits(case.manifest.received_at.date())
    name = terms.county_name
    return [
        *_is_zero(case, name),
        *_takes_over(case, name),
        *_loses(case, limits, name),
        *_mostly_refused(case, limits),
        *_is_older(case, name),
    ]


def _is_zero(case: JudgedDelivery, name: Callable[[str], str]) -> Iterator[str]:
    if case.manifest.is_zero:
        told = _listed([_named(county, name) for county in case.manifest.counties])
        yield f"零报告：截至 {case.manifest.reach} 一行也没有（{told}）"


def _takes_over(case: JudgedDelivery, name: Callable[[str], str]) -> Iterator[str]:
    """What the delivery of some counties says has moved there from others."""
    scope = case.manifest.scope
    moved = [one for one in case.effect.counties if one.county and one.gone]
    told = [f"{name(one.county)} {one.gone:,} 行" for one in moved if one.county not in scope]
    if scope and told:
        yield f"从别的县转来，那里不再有：{_listed(told)}"


def _loses(case: JudgedDelivery, limits: Limits, name: Callable[[str], str]) -> Iterator[str]:
    much = [one for one in case.effect.counties if one.gone > limits.gone * _base(case, one)]
    if much:
        told = (
            f"{_named(one.county, name)}现有 {one.before:,} 行，{one.gone:,} 行将不再有效"
            for one in much
        )
        yield f"不再有效的超过 {percent(limits.gone, places=MOST_PLACES)}：{_listed(list(told))}"


def _base(case: JudgedDelivery, one: CountyEffect) -> int:
    """The rows of which those that go are a share.

    A few that no register knows always go with the delivery they came in: they are a share of
    all, unless a whole delivery in force is of no known county.
    """
    unplaced = not one.county and all(
        each.manifest.counties for each in in_force(case.earlier, date.max)
    )
    return case.effect.total.before if unplaced else one.before


def _mostly_refused(case: JudgedDelivery, limits: Limits) -> Iterator[str]:
    refused = case.manifest.refused
    rows = refused + case.manifest.accepted + case.manifest.known
    if refused > limits.refused * rows:
        most = percent(limits.refused, places=MOST_PLACES)
        yield f"{rows:,} 行中退回 {refused:,} 行，超过 {most}"


def _is_older(case: JudgedDelivery, name: Callable[[str], str]) -> Iterator[str]:
    reach, covers = case.manifest.reach, set(case.manifest.counties)
    last: dict[str, date] = {}
    for one in in_force(case.earlier, date.max):
        standing = set(one.manifest.counties or {""}) - one.gone
        for county in standing & (covers or {""}):
            last[county] = max(one.manifest.reach, last.get(county, date.min))
    newer = {county: day for county, day in last.items() if day > reach}
    if newer:
        told = [f"{_named(county, name)} {day}" for county, day in sorted(newer.items())]
        yield (
            f"数据截至 {reach}，早于现有的数据（{_listed(told)}）；"
            "确认后只作为那一天的情况保存，不替换更晚的"
        )


def _named(county: str, name: Callable[[str], str]) -> str:
    return name(county) if county else "县不明的"


def _listed(told: Sequence[str]) -> str:
    return listed(told, _NAMED, "个县（市、区）", "，")
