"""The map: every county coloured by an obligation, or by the share of its obligations met."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from luoshi.areas import Area
from luoshi.obligations import Result, Status
from luoshi.obligations.dashboard.figures import target_of, value_of
from luoshi.obligations.dashboard.sight import Sight
from luoshi.obligations.dashboard.status_counts import Tally
from luoshi.pack import Pack

SHARE = "达成的承诺所占比例"
"""What the map shows where no obligation is chosen."""


@dataclass(frozen=True)
class Place:
    """A county on the map: its result of the obligation chosen, or its tally over all obligations.

    Neither where its figures are not the user's to see.
    """

    county: Area
    result: Result | None = None
    tally: Tally | None = None

    @property
    def seen(self) -> bool:
        """Whether its figures are the user's to see."""
        return self.result is not None or self.tally is not None

    @property
    def value(self) -> str:
        """The number of the obligation chosen."""
        return value_of(self.result)

    @property
    def target(self) -> str:
        """What it is held against."""
        return target_of(self.result)

    @property
    def percent(self) -> int | None:
        """The share of its obligations met, in whole percent."""
        return self.tally.percent_met if self.tally else None

    def document(self) -> dict[str, object]:
        """What the map draws of it."""
        status = self.result.status if self.result else None
        return {
            "code": self.county.code[:6],
            "name": self.county.short_name,
            "status": status.value if status else None,
            "label": status.label if status else None,
            "reason": self.result.reason if self.result else "",
            "percent": self.percent,
        }


def places(pack: Pack, results: Sequence[Result], sight: Sight, obligation: str) -> list[Place]:
    """Every county, by code, with what is to be drawn of it."""
    by_county: dict[str, list[Result]] = {}
    for result in results:
        if sight.sees(result.county) and obligation in ("", result.id):
            by_county.setdefault(result.county, []).append(result)
    return [
        _place(county, by_county.get(county.code[:6], []), obligation)
        for county in pack.areas.counties()
    ]


def _place(county: Area, found: Sequence[Result], obligation: str) -> Place:
    if obligation:
        return Place(county, result=found[0] if found else None)
    made = [one.status for one in found if one.status is not Status.NOT_APPLICABLE]
    return Place(county, tally=Tally.of(made) if found else None)


ORDERS: dict[str, Callable[[Place], object]] = {
    "place": lambda place: place.county.code,
    "status": lambda place: place.result and place.result.status.severity,
    "value": lambda place: place.result and place.result.value,
    "percent": lambda place: place.percent,
}
"""What the table beside the map may be ordered by."""
