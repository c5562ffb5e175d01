"""The parameters a rule asked, as they were in force on the day."""

from datetime import date
from typing import TypedDict

from luoshi.pack import Pack
from luoshi.pack.rules import ParsedRule


class Threshold(TypedDict):
    """One parameter with its value, and where that comes from."""

    id: str
    title: str
    value: str
    unit: str
    source: str
    assumption: bool
    ending: str


def thresholds_of(pack: Pack, parsed: ParsedRule, day: date) -> list[Threshold]:
    """Every parameter of a rule in force on ``day``, in the order of their ids."""
    names = sorted(parsed.parameters & pack.parameters.keys())
    return [found for name in names if (found := _threshold(pack, name, day))]


def _threshold(pack: Pack, name: str, day: date) -> Threshold | None:
    parameter = pack.parameters[name]
    value = parameter.on(day)
    if value is None:
        return None
    return {
        "id": name,
        "title": parameter.title,
        "value": value.value,
        "unit": parameter.unit or "",
        "source": value.source,
        "assumption": value.assumption,
        "ending": value.ending,
    }
