"""The rows without a fault, column by column, as they are stored."""

from collections import Counter
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from luoshi.warehouse.converters import Outcomes
from luoshi.warehouse.outcome import Fault, Noted, Outcome, Person, Stored
from luoshi.warehouse.schema import Table
from luoshi.warehouse.storage import ARROW


@dataclass
class Accepted:
    """Columns of accepted rows; ``rows`` are their numbers in the sheet.

    ``notes`` counts remarks by column. ``numbers`` are the ID numbers by person key.
    """

    rows: npt.NDArray[np.int64]
    columns: dict[str, pa.Array] = field(default_factory=dict)
    notes: Counter[tuple[str, str]] = field(default_factory=Counter)
    numbers: dict[int, str] = field(default_factory=dict)


def accept(
    rows: npt.NDArray[np.int64], table: Table, outcomes: dict[str, Outcomes], bad: set[int]
) -> Accepted:
    """Keep the rows that are not ``bad``; take remarks and ID numbers out of their values."""
    good = np.flatnonzero(~np.isin(rows, list(bad))) if bad else None
    accepted = Accepted(rows if good is None else rows[good])
    for column in table.columns:
        found = outcomes[column.name]
        at = found.at if good is None else found.at[good]
        values = _values(column.name, found.values, at, accepted)
        array = pa.array(values, ARROW[column.storage])
        accepted.columns[column.name] = array.take(pa.array(at))
    return accepted


def _values(
    name: str, outcomes: list[Outcome], at: npt.NDArray[np.int32], accepted: Accepted
) -> list[Stored]:
    """What is stored of outcomes; of those in no accepted row, nothing."""
    if {Noted, Person, Fault}.isdisjoint(map(type, outcomes)):
        plain: list[Stored] = outcomes  # type: ignore[assignment]
        return plain
    times = np.bincount(at, minlength=len(outcomes)).tolist()
    return [
        _stored(name, outcome, count, accepted) if count else None
        for outcome, count in zip(outcomes, times, strict=True)
    ]


def _stored(name: str, outcome: Outcome, count: int, accepted: Accepted) -> Stored:
    if isinstance(outcome, Noted):
        accepted.notes[name, outcome.note] += count
        outcome = outcome.value
    if isinstance(outcome, Person):
        accepted.numbers[outcome.key] = outcome.number
        return outcome.key
    assert not isinstance(outcome, Noted | Fault)
    return outcome
