"""Who holds a duty: the rows of its ledger that count on a day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from luoshi.duties.inputs import Wanted
from luoshi.pack.duties import Duty

Key = tuple[str, str]


class LedgerRecord(Protocol):
    """A row of a duty's ledger, as it is kept: its number and its cells by column name."""

    @property
    def pk(self) -> Any:
        """The number it is kept under."""

    @property
    def ledger(self) -> str:
        """The id of its ledger."""

    @property
    def data(self) -> Mapping[str, Any]:
        """Its cells."""


@dataclass(frozen=True)
class Holding:
    """One who answers since a day: the ledger's record, the holder, and for what."""

    record: LedgerRecord
    holder: str
    since: date
    key: Key


def holdings(
    duty: Duty, records: Iterable[LedgerRecord], day: date, codes: Mapping[str, str]
) -> dict[Key, list[Holding]]:
    """The holders on a day among the ledger's records, by place and name, newest first.

    ``codes`` are those of divisions that are called otherwise on the day.
    """
    found: defaultdict[Key, list[Holding]] = defaultdict(list)
    for record in records:
        if counts(duty, record, day):
            one = _holding(duty, record, codes)
            found[one.key].append(one)
    return {
        key: sorted(some, key=lambda one: one.since, reverse=True) for key, some in found.items()
    }


def counts(duty: Duty, record: LedgerRecord, day: date) -> bool:
    """Whether a record is one of the duty's, begun and not ended on a day."""
    held, data = duty.held, record.data
    if any(data.get(column) not in values for column, values in held.fixed.items()):
        return False
    text = day.isoformat()
    return bool(data.get(held.since, "9999") <= text < data.get(held.until, "9999"))


def key_of(duty: Duty, one: Wanted) -> Key:
    """How the ledger tells what is wanted: by place, and by name where it has one."""
    return (one.place, one.name if duty.held.name else "")


def _holding(duty: Duty, record: LedgerRecord, codes: Mapping[str, str]) -> Holding:
    held, data = duty.held, record.data
    name = data.get(held.name, "") if held.name else ""
    key = (codes.get(data[held.place], data[held.place]), name)
    return Holding(record, data[held.holder], date.fromisoformat(data[held.since]), key)
