"""One run against all before it: what opened, what stands, what was mended, by key."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from luoshi.quality import Report
from luoshi.site.quality.actions.settling import settle
from luoshi.site.quality.choices import ACTIVE, ExemptionState, Kind, RunState, State
from luoshi.site.quality.models import Exemption, Finding, Run, Step
from luoshi.site.quality.presenters.wording import FindingWording

CHUNK = 2_000
"""Rows written at a time."""

OVER = (State.MENDED, State.RETIRED)
"""The states of what no export has any more."""

_UNIQUE = ("county", "key")
_CHANGING = (
    *("facts", "table", "group", "weight", "township", "village", "area"),
    *("household", "name", "row", "state", "since", "seen"),
)


@dataclass(frozen=True)
class Known:
    """What was known of a finding before this run."""

    pk: int
    rule: str
    facts: str
    state: str
    since: date


@dataclass(frozen=True)
class Turn:
    """What a run does to a finding: its state afterwards, and what happened."""

    state: State
    kind: Kind | None = None
    change: int = 0


@transaction.atomic
def keep_findings(run: Run, report: Report, told: Mapping[str, FindingWording]) -> None:
    """Store what a run found beside what is known of its county, and end the run.

    Checks that were not asked say nothing: their findings stay as they were.
    """
    known = _known(run.county)
    quiet = _exempt(run)
    turns = {
        key: _turn(known.get(key), one, one.facts in quiet.get(key, ()))
        for key, one in told.items()
    }
    found = _keep(run, told, turns, known)
    asked = {result.check.id for result in report.results if not result.skipped}
    there = {result.check.id for result in report.results}
    gone = {
        one.pk: _gone(one, there)
        for key, one in known.items()
        if key not in told and (one.rule in asked or one.rule not in there)
    }
    _retire(gone)
    _write_steps(run, _steps(found, turns, gone))
    settle(run)
    _end(run, turns, gone)


def _known(county: str) -> dict[str, Known]:
    columns = ("key", "pk", "rule", "facts", "state", "since")
    # Locked: whoever explains one meanwhile waits, and then sees what this run made of it.
    rows = Finding.objects.select_for_update().filter(county=county).values_list(*columns)
    return {key: Known(*rest) for key, *rest in rows.iterator(CHUNK)}


def _exempt(run: Run) -> dict[str, set[str]]:
    """The facts with which findings stay quiet on the run's day, by key."""
    granted = Exemption.objects.filter(
        state=ExemptionState.GRANTED, finding__county=run.county
    ).exclude(until__lt=run.as_of)
    found: dict[str, set[str]] = {}
    for key, facts in granted.values_list("finding__key", "facts"):
        found.setdefault(key, set()).add(facts)
    return found


def _turn(before: Known | None, told: FindingWording, quiet: bool) -> Turn:
    """What becomes of a finding that the run tells of."""
    was = State(before.state) if before else None
    if quiet:
        kind = None if was is State.EXPLAINED else Kind.QUIET
        return Turn(State.EXPLAINED, kind, -1 if was in ACTIVE else 0)
    if before is None:
        return Turn(State.OPENED, Kind.OPENED, 1)
    if was in ACTIVE:
        return Turn(State.STANDING, None if before.facts == told.facts else Kind.CHANGED)
    return Turn(State.OPENED, Kind.LAPSED if was is State.EXPLAINED else Kind.BACK, 1)


def _gone(before: Known, there: set[str]) -> Turn:
    """What becomes of a finding that the run tells of no more."""
    was, still_a_check = State(before.state), before.rule in there
    if was in OVER:
        return Turn(was)
    state, kind = (State.MENDED, Kind.MENDED) if still_a_check else (State.RETIRED, Kind.RETIRED)
    return Turn(state, kind, -1 if was in ACTIVE else 0)


def _keep(
    run: Run,
    told: Mapping[str, FindingWording],
    turns: Mapping[str, Turn],
    known: Mapping[str, Known],
) -> dict[str, int]:
    """Write what the run tells of; gives each finding's number by key."""
    since = {key: one.since for key, one in known.items() if one.state not in OVER}
    rows = [
        Finding(
            **asdict(one),
            county=run.county,
            state=turns[key].state,
            since=since.get(key, run.as_of),
            seen=run,
        )
        for key, one in told.items()
    ]
    kept = Finding.objects.bulk_create(
        rows,
        batch_size=CHUNK,
        update_conflicts=True,
        unique_fields=_UNIQUE,
        update_fields=_CHANGING,
    )
    return {one.key: one.pk for one in kept}


def _retire(gone: Mapping[int, Turn]) -> None:
    for state in OVER:
        keys = [pk for pk, turn in gone.items() if turn.kind and turn.state is state]
        for start in range(0, len(keys), CHUNK):
            Finding.objects.filter(pk__in=keys[start : start + CHUNK]).update(state=state)


def _steps(
    found: Mapping[str, int], turns: Mapping[str, Turn], gone: Mapping[int, Turn]
) -> Iterator[tuple[int, Turn]]:
    yield from ((found[key], turn) for key, turn in turns.items())
    yield from gone.items()


def _write_steps(run: Run, turns: Iterator[tuple[int, Turn]]) -> None:
    now = timezone.now()
    rows = [
        Step(finding_id=pk, kind=turn.kind, run=run, change=turn.change, at=now)
        for pk, turn in turns
        if turn.kind
    ]
    Step.objects.bulk_create(rows, batch_size=CHUNK)


def _end(run: Run, turns: Mapping[str, Turn], gone: Mapping[int, Turn]) -> None:
    counts = Counter(turn.state for turn in turns.values())
    run.opened, run.standing = counts[State.OPENED], counts[State.STANDING]
    run.explained = counts[State.EXPLAINED]
    run.mended = sum(turn.kind is Kind.MENDED for turn in gone.values())
    run.state, run.step, run.share = RunState.DONE, "", 1
    run.save()
