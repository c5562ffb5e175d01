"""The map: every county coloured by an obligation, or by the share of its obligations met."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django import forms

from luoshi.areas import Area
from luoshi.obligations import Result, Status
from luoshi.pack import Pack
from luoshi.pack.obligations import REGION
from luoshi.site.forms import Styled
from luoshi.site.notices.policies import Sight
from luoshi.site.notices.presenters.figures import target_of, value_of
from luoshi.site.notices.presenters.status_counts import Tally
from luoshi.text.numerals import clause_label

SHAPES = "counties.geojson"
"""The file of a pack that holds the counties' borders."""

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


class MapForm(Styled):
    """Picks the obligation to colour by; none colours by the share of obligations met."""

    promise = forms.ChoiceField(label="按哪一项着色", required=False)

    def __init__(self, data: Mapping[str, Any], pack: Pack) -> None:
        super().__init__(data)
        field = self.fields["promise"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", SHARE), *_by_clause(pack)]
        self.pack = pack
        self.is_valid()

    @property
    def asked(self) -> str:
        """The id of the obligation; empty for the share."""
        return str(self.cleaned_data.get("promise") or "")

    @property
    def title(self) -> str:
        """What the map is coloured by."""
        return self.pack.obligations[self.asked].title if self.asked else SHARE


def _by_clause(pack: Pack) -> list[tuple[str, list[tuple[str, str]]]]:
    """The obligations made to counties, under their clauses."""
    obligations = [one for one in pack.obligations.values() if one.where != REGION]
    return [
        (
            f"{clause_label(clause.id)} {clause.title}",
            [(one.id, one.title) for one in obligations if one.clause == clause.id],
        )
        for clause in pack.clauses.values()
    ]


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
    "status": lambda place: place.result and place.result.status.gravity,
    "value": lambda place: place.result and place.result.value,
    "percent": lambda place: place.percent,
}
"""What the table beside the map may be ordered by."""


@dataclass(frozen=True)
class Credit:
    """Whose borders these are, and the number the map was approved under, if known."""

    attribution: str = ""
    note: str = ""
    approval: str = ""
    approval_confirmed: bool = False


@lru_cache(maxsize=4)
def credit(folder: Path) -> Credit | None:
    """What the borders' file says of itself; None where the pack has no borders."""
    file = folder / SHAPES
    if not file.is_file():
        return None
    found = json.loads(file.read_text(encoding="utf-8"))
    return Credit(**{name: found[name] for name in Credit.__dataclass_fields__ if name in found})
