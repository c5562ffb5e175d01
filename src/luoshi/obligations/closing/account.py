"""A frozen account read again: its rows for one reader, by its own words alone."""

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256
from typing import Any

from luoshi.obligations.dashboard.figures import target_of, value_of
from luoshi.obligations.dashboard.sight import Sight
from luoshi.obligations.dashboard.status_counts import Tally
from luoshi.obligations.results import Result
from luoshi.obligations.status import Status, worst
from luoshi.pack.obligations import REGION


class BrokenSealError(ValueError):
    """A kept account that is not what its digest was made of; the text is Chinese."""


@dataclass(frozen=True)
class ClosedLine:
    """A place's result with the name the place had."""

    name: str
    result: Result

    @property
    def value(self) -> str:
        """The number; a dash where there is none."""
        return value_of(self.result)

    @property
    def target(self) -> str:
        """What it is held against."""
        return target_of(self.result)

    @property
    def periods(self) -> str:
        """How each period stood: 2022年达成、2023年未达成."""
        return "、".join(f"{period.title}{status.label}" for period, status in self.result.term)


@dataclass(frozen=True)
class ClosedRow:
    """An obligation in its words of then, its places' results, and whose eyes see them."""

    wording: Mapping[str, Any]
    lines: tuple[ClosedLine, ...]
    sight: Sight

    @property
    def of_region(self) -> bool:
        """Whether it was asked of the region as one."""
        return bool(self.wording["where"] == REGION)

    @cached_property
    def asked(self) -> list[ClosedLine]:
        """The results of those it was made to."""
        return [one for one in self.lines if one.result.status is not Status.NOT_APPLICABLE]

    @cached_property
    def seen(self) -> list[ClosedLine]:
        """The results the reader sees one by one: its own, or all it was made to."""
        if self.sight.everywhere:
            return self.asked
        return [one for one in self.lines if self.sight.sees(one.result.county)][:1]

    @cached_property
    def light(self) -> Status | None:
        """One's own state, or the most severe of all; None for who sees no figures."""
        return None if self.sight.blind else worst([one.result.status for one in self.seen])

    @cached_property
    def term_light(self) -> Status | None:
        """The same over the whole term."""
        if self.sight.blind:
            return None
        return worst([one.result.term_status for one in self.seen])

    @cached_property
    def tally(self) -> Tally:
        """How many of those it was made to stood in each state."""
        return Tally.of(one.result.status for one in self.asked)


@dataclass(frozen=True)
class Account:
    """A frozen account. ``text`` is the JSON as it was frozen."""

    text: str

    @cached_property
    def document(self) -> Mapping[str, Any]:
        """The text as data."""
        found: Mapping[str, Any] = json.loads(self.text)
        return found

    @property
    def closing(self) -> Mapping[str, Any]:
        """What the results rest on."""
        found: Mapping[str, Any] = self.document["closing"]
        return found

    @property
    def day(self) -> date:
        """The notice's last day."""
        return date.fromisoformat(self.document["as_of"])

    @property
    def known_at(self) -> datetime:
        """The moment whose knowledge it holds."""
        return datetime.fromisoformat(self.closing["known_at"])

    @property
    def data_to(self) -> date | None:
        """The day the departments' data reached to."""
        reach = self.document["data_to"]
        return date.fromisoformat(reach) if reach else None

    @cached_property
    def lacking(self) -> int:
        """How many declarations were still lacking."""
        return sum(one["lacking"] for one in self.closing["undeclared"])

    @cached_property
    def results(self) -> tuple[Result, ...]:
        """Every obligation's result for every place."""
        return tuple(map(Result.read, self.document["obligations"]))

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The obligations' titles by id."""
        return {one["id"]: one["title"] for one in self.closing["obligations"]}

    def place(self, code: str) -> str:
        """What a place was called; its code where it was none."""
        return str(self.closing["places"].get(code, code))

    def rows(self, sight: Sight) -> list[ClosedRow]:
        """The obligations, as a reader sees them."""
        return list(self._rows(sight))

    def _rows(self, sight: Sight) -> Iterator[ClosedRow]:
        for wording in self.closing["obligations"]:
            yield ClosedRow(wording, self._lines.get(wording["id"], ()), sight)

    @cached_property
    def _lines(self) -> Mapping[str, tuple[ClosedLine, ...]]:
        found: dict[str, tuple[ClosedLine, ...]] = {}
        for one in self.results:
            found[one.id] = (*found.get(one.id, ()), ClosedLine(self.place(one.county), one))
        return found


def opened(content: bytes, digest: str) -> Account:
    """The account that was sealed.

    Raises:
        BrokenSealError: it is not what the digest was made of.
    """
    text = zlib.decompress(content)
    if sha256(text).hexdigest() != digest:
        raise BrokenSealError("结账的内容和校验值对不上，被改动过：请从备份恢复数据库")
    return Account(text.decode())


def tallies(rows: Sequence[ClosedRow]) -> tuple[Tally, Tally]:
    """How many obligations stood in each state, in the last period and over the whole term."""
    last = Tally.of(row.light for row in rows if row.light)
    return last, Tally.of(row.term_light for row in rows if row.term_light)
