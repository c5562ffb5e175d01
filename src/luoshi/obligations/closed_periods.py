"""Verdicts of periods that are over: worked out once for the records they rest on, and kept.

Once all may have been told of a period, what happens later is of later periods, so its verdict
depends on its records alone. It is kept in a file of the state folder, by their versions; losing
the file costs time, nothing else.
"""

import json
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from typing import Protocol

from luoshi.home import home
from luoshi.obligations.evaluation import earlier
from luoshi.obligations.inquiry import ObligationInquiry
from luoshi.obligations.results import Result, Term
from luoshi.obligations.status import Status
from luoshi.pack import Pack

FILE = "verdicts.json"

Verdicts = dict[str, dict[str, str]]
"""By the print of what is asked and of the records: the status of each place."""


Judge = Callable[[Sequence[ObligationInquiry]], Iterable[Result]]
"""Gives the results of what is asked, place by place, in its order."""


class Versions(Protocol):
    """Which records there are: the batches, the last change of each ledger and the
    last declaration on it."""

    @property
    def batches(self) -> tuple[str, ...]:
        """The batches, as ``table/batch``."""

    @property
    def revisions(self) -> tuple[tuple[str, int], ...]:
        """The last change of each ledger."""

    @property
    def declarations(self) -> tuple[tuple[str, int], ...]:
        """The last declaration on each ledger."""


@dataclass(frozen=True)
class Moment:
    """The end of ``day``, by what was known at ``known_at`` (None: all that is).

    ``known_on`` is the day on which that was all.
    """

    day: date
    known_at: datetime | None
    known_on: date


def earlier_terms(
    pack: Pack, moment: Moment, versions: Versions, judge: Judge
) -> Mapping[tuple[str, str], Term]:
    """The statuses of all periods before the current one, by obligation and place.

    What is not kept is asked of ``judge``; what can change no more is kept.
    """
    asked = earlier(pack, moment.day)
    keys = [_key(pack, one, versions, moment) for one in asked]
    kept = _read()
    missing = [one for one, key in zip(asked, keys, strict=True) if key not in kept]
    found = _judged(missing, judge)
    new = {key: found[one] for one, key in zip(asked, keys, strict=True) if key not in kept}
    known_on = moment.known_on
    settled = {key for one, key in zip(asked, keys, strict=True) if one.is_settled(known_on)}
    if new.keys() & settled:
        _write({key: (kept | new)[key] for key in settled})
    return _terms(asked, [(kept | new)[key] for key in keys])


def _judged(
    asked: Sequence[ObligationInquiry], judge: Judge
) -> dict[ObligationInquiry, dict[str, str]]:
    if not asked:
        return {}
    results = iter(judge(asked))
    return {one: {(r := next(results)).county: r.status.value for _ in one.judged} for one in asked}


def _terms(
    asked: Iterable[ObligationInquiry], verdicts: Iterable[Mapping[str, str]]
) -> dict[tuple[str, str], Term]:
    found: dict[tuple[str, str], Term] = {}
    for one, statuses in zip(asked, verdicts, strict=True):
        for place, status in statuses.items():
            key = (one.obligation.id, place)
            found[key] = (*found.get(key, ()), (one.period, Status(status)))
    return found


def _key(pack: Pack, asked: ObligationInquiry, versions: Versions, moment: Moment) -> str:
    """What the verdict depends on: the obligation, the period, the records of its tables."""
    registers = pack.registers.residents, pack.registers.households
    tables = {
        *asked.obligation.records,
        *asked.proof,
        *(id_ for id_, _ in asked.tables),
        *registers,
    }
    batches = [one for one in versions.batches if one.partition("/")[0] in tables]
    revisions = [head for head in versions.revisions if head[0] in tables]
    declared = [head for head in versions.declarations if head[0] in tables]
    known_on = moment.known_on
    asked_on = () if asked.is_settled(known_on) else (asked.day, known_on)
    rests_on = (
        print_of(pack), asked.obligation.id, str(asked.period), asked_on, moment.known_at,
        sorted(batches), revisions, declared,
    )  # fmt: skip
    return sha256(repr(rests_on).encode()).hexdigest()


def _read() -> Verdicts:
    try:
        kept: Verdicts = json.loads((home() / FILE).read_text())
    except (FileNotFoundError, ValueError):
        return {}
    return kept


def _write(verdicts: Verdicts) -> None:
    draft = home() / f".{secrets.token_hex(8)}"
    draft.write_text(json.dumps(verdicts))
    draft.replace(home() / FILE)


@lru_cache(maxsize=4)
def print_of(pack: Pack) -> str:
    """What of the pack verdicts depend on."""
    data = (pack.notices, pack.parameters, pack.tables, pack.obligations, pack.groups)
    things = [one for things in data for one in things.values()]
    text = "".join(one.model_dump_json() for one in things)
    return sha256(f"{version('luoshi')}{text}".encode()).hexdigest()
