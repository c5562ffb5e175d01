"""The rows without a fault, column by column, as they are stored."""

from collections import Counter
from dataclasses import dataclass, field

from luoshi.warehouse.outcome import Fault, Noted, Outcome, Person, Stored


@dataclass
class Accepted:
    """Columns of accepted rows; ``rows`` are their numbers in the sheet.

    ``notes`` counts remarks by column. ``numbers`` are the ID numbers by person key.
    """

    rows: list[int]
    columns: dict[str, list[Stored]] = field(default_factory=dict)
    notes: Counter[tuple[str, str]] = field(default_factory=Counter)
    numbers: dict[int, str] = field(default_factory=dict)


def accept(rows: list[int], outcomes: dict[str, list[Outcome]], bad: set[int]) -> Accepted:
    """Keep the rows that are not ``bad``; take remarks and ID numbers out of their values."""
    good = [index for index, number in enumerate(rows) if number not in bad]
    accepted = Accepted([rows[index] for index in good])
    for name, column in outcomes.items():
        kept = [column[index] for index in good] if bad else column
        accepted.columns[name] = _values(name, kept, accepted)
    return accepted


def _values(name: str, outcomes: list[Outcome], accepted: Accepted) -> list[Stored]:
    if not {Noted, Person}.isdisjoint(map(type, outcomes)):
        accepted.notes.update((name, each.note) for each in outcomes if isinstance(each, Noted))
        bare = [each.value if isinstance(each, Noted) else each for each in outcomes]
        return [_stored(each, accepted.numbers) for each in bare]
    values: list[Stored] = outcomes  # type: ignore[assignment]
    return values


def _stored(outcome: Outcome, numbers: dict[int, str]) -> Stored:
    if isinstance(outcome, Person):
        numbers[outcome.key] = outcome.number
        return outcome.key
    assert not isinstance(outcome, Noted | Fault)
    return outcome
