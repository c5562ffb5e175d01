"""Values that an office entered, laid over those of the pack."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from luoshi.pack.models import DatedValue, Parameter

DAY = timedelta(1)


@dataclass(frozen=True)
class EnteredValue:
    """A value entered for a parameter (id)."""

    parameter: str
    value: DatedValue


Entries = tuple[EnteredValue, ...]
"""Entered values in the order they came to count: of two for one day the later governs."""


def with_entered(parameters: Mapping[str, Parameter], entries: Entries) -> dict[str, Parameter]:
    """The parameters with the values entered for them; entries of none of them are left out."""
    found = dict(parameters)
    for entry in entries:
        parameter = found.get(entry.parameter)
        if parameter is not None:
            values = overlaid(parameter.values, entry.value)
            found[parameter.id] = parameter.model_copy(update={"values": values})
    return found


def overlaid(values: Iterable[DatedValue], newer: DatedValue) -> tuple[DatedValue, ...]:
    """The values with a newer one, by their days; what it covers of the others is cut away."""
    kept = (part for value in values for part in _outside(value, newer))
    return tuple(sorted((*kept, newer), key=lambda one: one.valid_from))


def _outside(value: DatedValue, newer: DatedValue) -> Iterator[DatedValue]:
    """The parts of a value before and after a newer one."""
    if value.valid_from < newer.valid_from:
        before = newer.valid_from - DAY
        yield _cut(value, value.valid_from, min(value.valid_to or before, before))
    after = newer.valid_to and newer.valid_to + DAY
    if after and (value.valid_to is None or value.valid_to >= after):
        yield _cut(value, max(value.valid_from, after), value.valid_to)


def _cut(value: DatedValue, first: date, last: date | None) -> DatedValue:
    return value.model_copy(update={"valid_from": first, "valid_to": last})
