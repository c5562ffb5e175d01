"""What an assessment rests on, frozen as one text: it gives the scores again, whatever comes later.

The text holds the cards themselves, so neither the pack nor the records are asked again.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from luoshi.area_queries import Value
from luoshi.assessment.basis import Basis, Figure
from luoshi.assessment.figures import Ask
from luoshi.assessment.results import Assessment
from luoshi.assessment.scoring import scores_of
from luoshi.assessment.sources import Judgement
from luoshi.expressions import Kind
from luoshi.pack.scorecards import Scorecard

Json = dict[str, Any]


@dataclass(frozen=True)
class Frozen:
    """The bases of a year's assessment of a notice (id), as of a day, by named records."""

    notice: str
    year: int
    as_of: date
    bases: tuple[Basis, ...]
    records: Mapping[str, Any]

    def text(self) -> str:
        """As JSON: the same for the same bases."""
        return json.dumps(_document(self), ensure_ascii=False, separators=(",", ":"))

    def assessed(
        self, settled: Sequence[Judgement] = (), left_out: Mapping[str, str] | None = None
    ) -> Assessment:
        """The scores that follow from it."""
        found = [(one.card, scores_of(one, settled, left_out or {})) for one in self.bases]
        of = {
            subject: tuple(s for card, scores in found if card.subject == subject for s in scores)
            for subject in ("county", "unit")
        }
        cards = tuple(card for card, _ in found)
        return Assessment(self.notice, self.year, self.as_of, cards, of["county"], of["unit"])


def thawed(text: str) -> Frozen:
    """What a frozen text says."""
    said = json.loads(text)
    bases = tuple(_basis(one, said["year"]) for one in said["bases"])
    as_of = date.fromisoformat(said["as_of"])
    return Frozen(said["notice"], said["year"], as_of, bases, said["records"])


def _document(frozen: Frozen) -> Json:
    return {
        "notice": frozen.notice,
        "year": frozen.year,
        "as_of": frozen.as_of.isoformat(),
        "records": frozen.records,
        "bases": [_of_basis(one) for one in frozen.bases],
    }


def _of_basis(basis: Basis) -> Json:
    return {
        "card": basis.card.model_dump(mode="json", by_alias=True),
        "places": [list(place) for place in basis.places],
        "figures": [_of_figure(ask, one) for ask, one in basis.figures.items()],
    }


def _of_figure(ask: Ask, figure: Figure) -> Json:
    return {
        "text": ask.text,
        "kind": ask.kind.value,
        "by": ask.by,
        "tables": [list(table) for table in figure.tables],
        "values": {place: _plain(figure.values[place]) for place in sorted(figure.values)},
        "lacking": dict(figure.lacking),
    }


def _plain(value: Value) -> str | bool | None:
    return str(value) if isinstance(value, Decimal) else value


def _basis(said: Json, year: int) -> Basis:
    card = Scorecard.model_validate(said["card"])
    places = tuple((code, name, group) for code, name, group in said["places"])
    figures = dict(_figure(one) for one in said["figures"])
    return Basis(card, year, places, figures)


def _figure(said: Json) -> tuple[Ask, Figure]:
    tables = tuple((id_, title) for id_, title in said["tables"])
    values = {place: _value(value) for place, value in said["values"].items()}
    ask = Ask(said["text"], Kind(said["kind"]), said["by"])
    return ask, Figure(values, tables, said["lacking"])


def _value(value: str | bool | None) -> Value:
    return Decimal(value) if isinstance(value, str) else value
