"""What the changes app does when a value is entered, or would be agreed to."""

from typing import Any

from luoshi.site.changes.models import Preview
from luoshi.site.changes.services.previews import reckon
from luoshi.site.parameters.services import agreeing, entered


def connect() -> None:
    """Hear of both."""
    entered.connect(work_out, dispatch_uid="changes")
    agreeing.connect(demand_worked_out, dispatch_uid="changes")


def work_out(entry: Any, **_: Any) -> None:
    """Have it worked out what a value touches that was entered just now."""
    preview = Preview.objects.create(
        entry=entry,
        parameter=entry.parameter,
        value=entry.value,
        valid_from=entry.valid_from,
        valid_to=entry.valid_to,
        by=entry.by,
    )
    reckon.enqueue(preview.pk)


def demand_worked_out(entry: Any, **_: Any) -> str | None:
    """Nobody agrees to a value before it is known what it touches."""
    waits = Preview.objects.filter(entry=entry).first()
    return "它影响什么还在算，算完看过再核对。" if waits and waits.is_working else None
