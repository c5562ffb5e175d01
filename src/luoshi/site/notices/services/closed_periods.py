"""Verdicts of periods that are over: worked out once for the records they rest on, and kept.

Once all may have been told of a period, what happens later is of later periods, so its verdict
depends on its records alone. It is kept in a file of the state folder, by their versions; losing
the file costs time, nothing else.
"""

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version

from luoshi import pack
from luoshi.home import home
from luoshi.obligations import Status, Term, earlier, judge
from luoshi.obligations.inquiry import ObligationInquiry
from luoshi.pack import Pack
from luoshi.site.ledgers.services.engine import Stamp, engine_with_subjects
from luoshi.site.ledgers.services.reporting import known_day, reporting_at
from luoshi.site.memory import remembered

FILE = "verdicts.json"

Verdicts = dict[str, dict[str, str]]
"""By the print of what is asked and of the records: the status of each place."""


@remembered(16)
def terms_at(stamp: Stamp, day: date, known_at: datetime | None) -> Mapping[tuple[str, str], Term]:
    """The statuses of all periods before the current one, by obligation and place."""
    asked = earlier(pack.load(), day)
    keys = [_print(one, stamp, known_at) for one in asked]
    kept = _read()
    missing = [one for one, key in zip(asked, keys, strict=True) if key not in kept]
    found = _judge(missing, stamp, day, known_at)
    new = {key: found[one] for one, key in zip(asked, keys, strict=True) if key not in kept}
    known_on = known_day(stamp, known_at)
    settled = {key for one, key in zip(asked, keys, strict=True) if one.is_settled(known_on)}
    if new.keys() & settled:
        _write({key: (kept | new)[key] for key in settled})
    return _terms(asked, [(kept | new)[key] for key in keys])


def _judge(
    asked: Sequence[ObligationInquiry], stamp: Stamp, day: date, known_at: datetime | None
) -> dict[ObligationInquiry, dict[str, str]]:
    if not asked:
        return {}
    engine, reporting = engine_with_subjects(stamp, known_at), reporting_at(stamp, known_at)
    results = iter(judge(pack.load(), engine, day, asked, reporting))
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


def _print(asked: ObligationInquiry, stamp: Stamp, known_at: datetime | None) -> str:
    """What the verdict depends on: the obligation, the period, the records of its tables."""
    policy = pack.load()
    registers = policy.registers.residents, policy.registers.households
    tables = {
        *asked.obligation.records,
        *asked.proof,
        *(id_ for id_, _ in asked.tables),
        *registers,
    }
    batches = [one for one in stamp.batches if one.partition("/")[0] in tables]
    revisions = [head for head in stamp.revisions if head[0] in tables]
    declared = [head for head in stamp.declarations if head[0] in tables]
    known_on = known_day(stamp, known_at)
    moment = () if asked.is_settled(known_on) else (asked.day, known_on)
    rests_on = (
        _print_of(policy), asked.obligation.id, str(asked.period), moment, known_at,
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
def _print_of(policy: Pack) -> str:
    """What of the pack verdicts depend on."""
    data = (policy.parameters, policy.tables, policy.obligations, policy.groups)
    things = [one for things in data for one in things.values()]
    text = "".join(one.model_dump_json() for one in (policy.notice, *things))
    return sha256(f"{version('luoshi')}{text}".encode()).hexdigest()
