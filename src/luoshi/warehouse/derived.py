"""Columns the ID number tells: filled where empty, checked where not."""

from collections.abc import Sequence

import numpy as np

from luoshi.warehouse.converters import Converter, Outcomes
from luoshi.warehouse.outcome import Cell, Fault, Noted, Outcome, Person
from luoshi.warehouse.schema import Column

_MEND = "核对证件号码和本列，改正错的一项；本列也可留空，由系统按证件号码填写"


def derived(
    column: Column, converter: Converter, own: Outcomes, persons: Outcomes, source: str
) -> Outcomes:
    """Give the outcomes of a derived column from its own cells and the persons of its rows.

    ``source`` is the name of the column the persons stand in.
    """
    told = converter.outcomes(_told(column, persons.values))
    if own.values == [None]:
        return Outcomes(told, persons.at)
    differs = Fault(f"与{source}不符", _MEND)
    both = persons.at.astype(np.int64) * len(own.values) + own.at
    pairs, at = np.unique(both, return_inverse=True)
    values = [
        _agreed(own.values[pair % len(own.values)], told[pair // len(own.values)], differs)
        for pair in pairs.tolist()
    ]
    return Outcomes(values, at.astype(np.int32))


def _told(column: Column, persons: Sequence[Outcome]) -> list[Cell]:
    """What the ID numbers tell; nothing where there is no sound number."""
    found = [person.value if isinstance(person, Noted) else person for person in persons]
    return [
        getattr(person, column.derive or "") if isinstance(person, Person) else None
        for person in found
    ]


def _agreed(own: Outcome, told: Outcome, differs: Fault) -> Outcome:
    if own is None or told is None:
        return told if own is None else own
    value = own.value if isinstance(own, Noted) else own
    return own if isinstance(own, Fault) or value == told else differs
