"""The public notices of the project, with their days counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from luoshi import pack
from luoshi.casework import Rules
from luoshi.casework.notices import FILES, KIND, Hanging, hanging
from luoshi.casework.projects.rows import NOTICES
from luoshi.site.accounts.services import User
from luoshi.site.processes.models import Case
from luoshi.site.projects.presenters.panels.rows import about


@dataclass(frozen=True)
class NoticeLine:
    """One notice: how long it hangs, and what is amiss with it on the day."""

    record: int
    kind: str
    document: str
    hanging: Hanging | None
    files: str
    faults: tuple[str, ...]
    running: bool


def panel(case: Case, user: User) -> dict[str, Any] | None:
    """Every notice, in the order of time."""
    records = about(case, NOTICES, user).records
    if not records:
        return None
    rules, today = Rules(pack.load()), localdate()
    lines = [notice_line(record.pk, record.data, today, rules) for record in records]
    return {"case": case, "lines": lines}


def notice_line(pk: int, data: Mapping[str, str], today: date, rules: Rules) -> NoticeLine:
    """A notice judged on a day."""
    found = hanging(data, rules)
    files = data.get(FILES, "")
    over = found is not None and found.end < today
    faults = []
    if found is not None and not found.long_enough:
        faults.append(f"公示太短：{found.words}")
    if over and not files:
        faults.append("没有上传附件")
    running = found is not None and found.start <= today <= found.end
    return NoticeLine(pk, data[KIND], data["公示文号"], found, files, tuple(faults), running)
