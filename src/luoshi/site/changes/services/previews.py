"""Working out what a value would touch, in the background: the page shows it when it is there."""

import logging
from dataclasses import replace
from datetime import date

from django.utils import timezone
from django.utils.timezone import localdate

from luoshi import pack
from luoshi.changes import Outcome, compare
from luoshi.pack import Pack
from luoshi.pack.entering import Entries, with_entered
from luoshi.site.background import background, unfinished
from luoshi.site.changes.choices import State
from luoshi.site.changes.models import Preview
from luoshi.site.changes.services.records import SiteRecords
from luoshi.site.changes.services.resting import resting
from luoshi.site.handover import renew

_log = logging.getLogger(__name__)

BROKEN = "中途网站停了，没有算成；请重新算。"
FAILED = "系统出错，没有算成；已记入日志，请重新算，或联系管理员。"

MOST_YEARS = 6
"""Of how many years money is shared out: a value from long ago touches plans nobody changes."""


@background
def reckon(pk: int) -> None:
    """Work out what the value of a preview would touch, if that is still waited for."""
    preview = Preview.objects.filter(pk=pk, state=State.WAITING).first()
    if preview:
        finish(preview)


def finish(preview: Preview) -> Preview:
    """Work a preview out now, and keep the outcome; what went wrong is told."""
    try:
        outcome = touched_by(preview)
        _keep(preview, State.DONE, outcome.document(), "")
    except Exception:
        _log.exception("参数录入的影响 %s 没有算成", preview.pk)
        _keep(preview, State.FAILED, None, FAILED)
    return preview


def effect_of(entry: int) -> Outcome:
    """What an entry (key) touches; worked out now unless it is known.

    Raises:
        LookupError: there is nothing to tell of it, and why; in Chinese.
    """
    preview = Preview.objects.filter(entry__pk=entry).first()
    if preview is None:
        raise LookupError(f"没有第 {entry} 条录入")
    found = (preview if preview.found else finish(preview)).found
    if found is None:
        raise LookupError(preview.told)
    return found


def touched_by(preview: Preview) -> Outcome:
    """What the value of a preview touches, by the records there are now."""
    renew()
    old = pack.load()
    new = with_values(old, (preview.entered,))
    day = asked_day(preview.valid_from, preview.valid_to, localdate())
    years = range(max(preview.valid_from.year, day.year - MOST_YEARS + 1), day.year + 1)
    return compare(
        old, new, SiteRecords(), day, years, lambda touched, lost: resting(old, touched, lost)
    )


def with_values(policy: Pack, entries: Entries) -> Pack:
    """A pack with more values entered."""
    return replace(policy, parameters=with_entered(policy.parameters, entries))


def asked_day(first: date, last: date | None, today: date) -> date:
    """The day a value is asked about: today, or the nearest day on which it would be in force."""
    day = max(first, today)
    return min(day, last) if last else day


def give_up_abandoned() -> None:
    """Give up what no task will work out; asked by the worker, between two tasks."""
    waiting = list(Preview.objects.filter(state=State.WAITING))
    awaited = unfinished(reckon)
    for preview in waiting:
        if preview.pk not in awaited:
            _keep(preview, State.FAILED, None, BROKEN)


def _keep(preview: Preview, state: State, outcome: dict[str, object] | None, told: str) -> None:
    done = {"state": state, "outcome": outcome, "told": told, "done_at": timezone.now()}
    Preview.objects.filter(pk=preview.pk).update(**done)
    preview.refresh_from_db()
