"""What an uploaded file would do, kept beside the file until that is decided."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from luoshi.site.accounts.models import User
from luoshi.site.ledgers import storage
from luoshi.site.ledgers.checking import check_file
from luoshi.site.ledgers.journal import Edit
from luoshi.site.ledgers.models import Ledger, Upload
from luoshi.warehouse.schema import Table

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


def make_preview(upload: Upload, table: Table, user: User) -> None:
    """Check an uploaded file as the ledger stands, and keep what was found beside it.

    Raises:
        WarehouseError: the file cannot be read as this ledger.
    """
    revision = Ledger.objects.filter(pk=table.id).values_list("revision", flat=True).first()
    checked = check_file(table, storage.path(upload.file), user)
    upload.counts = {
        "added": len(checked.found.added),
        "changed": len(checked.found.changed),
        "same": checked.found.same,
        "refused": checked.refused,
        "revision": revision or 0,
    }
    found = Preview(
        [refusal.model_dump() for refusal in checked.refusals()],
        [change for edit in checked.found.changed[:SAMPLES] for change in _changes(edit)],
        checked.warnings,
        checked.intake.account.lines(),
    )
    text = json.dumps(asdict(found), ensure_ascii=False)
    storage.path(f"{upload.file}.json").write_text(text, encoding="utf-8")


def _changes(edit: Edit) -> list[dict[str, str]]:
    before, after = edit.record.data, edit.after or {}
    return [
        {"record": str(edit.record.pk), "column": name, "before": before.get(name, ""),
         "after": after.get(name, "")}
        for name in {**before, **after}
        if before.get(name) != after.get(name)
    ]  # fmt: skip
