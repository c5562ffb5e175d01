"""The changes a pack knows of: ``area_changes.csv``, one pair of what was and what is a row."""

import csv
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from luoshi.areas.changes import HEADINGS, AreaChange, ChangeFault, parse_changes
from luoshi.areas.model import AreaError, Flaw

CHANGES = "area_changes.csv"


def read_changes(path: Path) -> tuple[AreaChange, ...]:
    """The changes in a pack's file; none where there is no file.

    Raises:
        AreaError: the text tells of the first bad row, the flaws of all.
    """
    if not path.is_file():
        return ()
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            rows = [{name: cell or "" for name, cell in row.items()} for row in reader]
    except UnicodeDecodeError:
        hint = "请另存为 UTF-8"
        flaw = Flaw(path, 1, "", "不是 UTF-8 编码", hint)
        raise AreaError(f"{path.name} 不是 UTF-8 编码，{hint}", [flaw]) from None
    lacking = [heading for heading in HEADINGS.values() if heading not in (reader.fieldnames or ())]
    if lacking:
        flaws = [Flaw(path, 1, name, f"缺少“{name}”列", "补上这一列") for name in lacking]
        raise AreaError(f"{path.name} 第 1 行：缺“{lacking[0]}”列", flaws)
    changes, faults = parse_changes(rows)
    today = datetime.now(UTC).date()
    faults += [_too_early(i, one) for i, one in enumerate(changes) if one.day > today]
    if faults:
        raise refused(path, faults)
    return tuple(changes)


def refused(path: Path, faults: Sequence[ChangeFault]) -> AreaError:
    """What is wrong in the rows of a pack's file, the first in the text and each as a flaw."""
    first, *_ = faults
    flaws = [Flaw(path, one.place + 2, one.column, one.told, one.hint) for one in faults]
    return AreaError(f"{path.name} 第 {first.place + 2} 行{first.text}", flaws)


def _too_early(place: int, change: AreaChange) -> ChangeFault:
    hint = "到那天再写进来，或在网站上登记，到那天自动生效"
    return ChangeFault(place, "day", str(change.day), "还没到变更日期", hint)
