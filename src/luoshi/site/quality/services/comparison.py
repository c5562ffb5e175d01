"""Keeping what a run found beside what was found before it."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils import timezone

from luoshi.quality import Report
from luoshi.quality.comparison import OVER, Comparison, Known, State, Turn, compare
from luoshi.quality.finding_records import FindingRecord
from luoshi.site.quality.actions.settling import settle
from luoshi.site.quality.choices import ExemptionState, RunState, SeverityRank
from luoshi.site.quality.models import Exemption, Finding, FindingEvent, Run

CHUNK = 2_000
"""Rows written at a time."""

_UNIQUE = ("county", "key")
_CHANGING = (
    *("facts", "table", "group", "weight", "township", "village", "area"),
    *("household", "name", "row", "state", "since", "seen"),
)


@transaction.atomic
def keep_findings(run: Run, report: Report, found: Mapping[str, FindingRecord]) -> None:
    """Store what a run found beside what is known of its county, and end the run.

    Checks that were not asked say nothing: their findings stay as they were.
    """
    known = _known(run.county)
    compared = compare(known, found, _exempt(run), report)
    numbers = _keep(run, found, compared, known)
    _retire(compared.gone)
    _write_events(run, _events(numbers, compared))
    settle(run)
    _end(run, compared)


def _known(county: str) -> dict[str, Known]:
    columns = ("key", "pk", "rule", "facts", "state", "since")
    # Locked: whoever explains one meanwhile waits, and then sees what this run made of it.
    rows = Finding.objects.select_for_update().filter(county=county).values_list(*columns)
    return {key: Known(*rest) for key, *rest in rows.iterator(CHUNK)}


def _exempt(run: Run) -> dict[str, set[str]]:
    """The facts with which findings stay exempt on the run's day, by key."""
    granted = Exemption.objects.filter(
        state=ExemptionState.GRANTED, finding__county=run.county
    ).exclude(until__lt=run.as_of)
    found: dict[str, set[str]] = {}
    for key, facts in granted.values_list("finding__key", "facts"):
        found.setdefault(key, set()).add(facts)
    return found


def _keep(
    run: Run,
    found: Mapping[str, FindingRecord],
    compared: Comparison,
    known: Mapping[str, Known],
) -> dict[str, int]:
    """Write what the run tells of; gives each finding's number by key."""
    since = {key: one.since for key, one in known.items() if one.state not in OVER}
    rows = [
        Finding(
            **_fields(one),
            county=run.county,
            state=compared.turns[key].state,
            since=since.get(key, run.as_of),
            seen=run,
        )
        for key, one in found.items()
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
        keys = [pk for pk, turn in gone.items() if turn.event and turn.state is state]
        for start in range(0, len(keys), CHUNK):
            Finding.objects.filter(pk__in=keys[start : start + CHUNK]).update(state=state)


def _fields(found: FindingRecord) -> dict[str, Any]:
    """What a finding's row holds of what a run says of it."""
    fields = asdict(found)
    severity = fields.pop("severity")
    return {**fields, "weight": SeverityRank[severity.name]}


def _events(numbers: Mapping[str, int], compared: Comparison) -> Iterator[tuple[int, Turn]]:
    yield from ((numbers[key], turn) for key, turn in compared.turns.items())
    yield from compared.gone.items()


def _write_events(run: Run, turns: Iterator[tuple[int, Turn]]) -> None:
    now = timezone.now()
    rows = [
        FindingEvent(finding_id=pk, kind=turn.event, run=run, change=turn.change, at=now)
        for pk, turn in turns
        if turn.event
    ]
    FindingEvent.objects.bulk_create(rows, batch_size=CHUNK)


def _end(run: Run, compared: Comparison) -> None:
    counts = compared.counts
    run.opened, run.standing = counts[State.OPENED], counts[State.STANDING]
    run.explained = counts[State.EXPLAINED]
    run.mended = compared.mended
    run.state, run.step, run.share = RunState.DONE, "", 1
    run.save()
