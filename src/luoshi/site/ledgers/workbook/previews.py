"""What an uploaded file would do, kept beside the file until that is decided."""

import json
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any

from luoshi.site import storage
from luoshi.site.ledgers.models import Upload
from luoshi.site.ledgers.services.journal import Edit
from luoshi.site.ledgers.workbook.checks import Checking

SAMPLES = 50
"""Changed records a preview shows, each with what was there before."""


@dataclass(frozen=True)
class Preview:
    """What checking a file found, as its page shows it.

    ``refusals`` are all refused cells; ``changes`` are cells of records that would change;
    ``read`` says what was read of the file.
    """

    refusals: list[dict[str, Any]]
    changes: list[dict[str, str]]
    warnings: list[str]
    read: list[str] = field(default_factory=list)


def preview_of(upload: Upload) -> Preview:
    """What was found when the file was checked; nothing once it is forgotten."""
    file = storage.path(f"{upload.file}.json")
    if not upload.file or not file.exists():
        return Preview([], [], [])
    return Preview(**json.loads(file.read_text(encoding="utf-8")))


def make_preview(upload: Upload, checked: Checking) -> None:
    """Keep what checking an uploaded file found beside it."""
    upload.counts = {
        "added": len(checked.found.added),
        "changed": len(checked.found.changed),
        "same": checked.found.same,
        "refused": checked.refused,
        "touched": touched(checked),
    }
    found = Preview(
        [refusal.model_dump() for refusal in checked.refusals()],
        [change for edit in checked.found.changed[:SAMPLES] for change in _changes(edit)],
        checked.warnings,
        checked.intake.account.lines(),
    )
    text = json.dumps(asdict(found), ensure_ascii=False)
    storage.path(f"{upload.file}.json").write_text(text, encoding="utf-8")


def touched(checked: Checking) -> str:
    """A digest of what a file would do: which rows it adds, and which versions it changes to what.

    Rows that it does not touch are not in it, whoever changes them.
    """
    added = sorted(
        json.dumps([edit.area, edit.after], sort_keys=True) for edit in checked.found.added
    )
    changed = sorted(
        json.dumps([edit.record.pk, edit.record.version, edit.after], sort_keys=True)
        for edit in checked.found.changed
    )
    return sha256(json.dumps([added, changed, checked.refused]).encode()).hexdigest()


def _changes(edit: Edit) -> list[dict[str, str]]:
    before, after = edit.record.data, edit.after or {}
    return [
        {"record": str(edit.record.pk), "column": name, "before": before.get(name, ""),
         "after": after.get(name, "")}
        for name in {**before, **after}
        if before.get(name) != after.get(name)
    ]  # fmt: skip
