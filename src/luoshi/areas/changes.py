"""Changes of divisions: what became what, on which day, by which document.

They are the one place that says so; how long a division stands, its successors and its former
names follow from them (:mod:`luoshi.areas.evolution`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from luoshi.areas.model import DivisionCode, is_code
from luoshi.areas.naming import quoted
from luoshi.frozen import Frozen


class ChangeKind(StrEnum):
    """How a division changes, as civil-affairs offices call it."""

    MERGE = "合并"
    SPLIT = "拆分"
    RENAME = "更名"
    MOVE = "划转"
    ABOLISH = "撤销"
    FOUND = "设立"


HEADINGS = {
    "day": "变更日期",
    "kind": "变更类型",
    "old": "原代码",
    "old_name": "原名称",
    "new": "现代码",
    "new_name": "现名称",
    "document": "批准文号",
}
"""The columns of a table of changes, by the field of a change each holds."""


class AreaChange(Frozen):
    """One pair of what was and what is from ``day`` on; a merger or a split has several.

    ``old`` is empty for a division that is founded, ``new`` for one that is abolished.
    """

    day: date
    kind: ChangeKind
    old: DivisionCode | None = None
    old_name: str = ""
    new: DivisionCode | None = None
    new_name: str = ""
    document: Annotated[str, Field(min_length=1)]

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.old is None) is not (self.kind is ChangeKind.FOUND):
            raise ValueError("设立的不写原代码，其余的都要写")
        if (self.new is None) is not (self.kind is ChangeKind.ABOLISH):
            raise ValueError("撤销的不写现代码，其余的都要写")
        return self

    @property
    def stays(self) -> bool:
        """Whether the division keeps its code."""
        return self.old == self.new


@dataclass(frozen=True)
class ChangeFault:
    """What is wrong in a change: its place in the list, the field, and how to mend it."""

    place: int
    field: str
    value: str
    message: str
    hint: str

    @property
    def column(self) -> str:
        """The heading of the field."""
        return HEADINGS[self.field]

    @property
    def text(self) -> str:
        """In Chinese, without the place."""
        return f"“{self.column}”列{self.told}。{self.hint}"

    @property
    def told(self) -> str:
        """The value and what is wrong with it."""
        value = quoted(self.value) if self.value else "（空）"
        return f"{value}：{self.message}"


def parse_changes(
    rows: Iterable[Mapping[str, str]],
) -> tuple[list[AreaChange], list[ChangeFault]]:
    """Changes from rows of cells by heading, and the faults of those that are none.

    The place of a fault is the row's, from 0. A row with faults gives no change, so without any
    the places of changes are those of the rows.
    """
    changes: list[AreaChange] = []
    faults: list[ChangeFault] = []
    for place, row in enumerate(rows):
        cells = {field: row.get(heading, "").strip() for field, heading in HEADINGS.items()}
        wrong = list(_wrong(place, cells))
        faults += wrong
        if not wrong:
            changes.append(_change(cells))
    return changes, faults


def _change(cells: Mapping[str, str]) -> AreaChange:
    codes = {field: cells[field].ljust(12, "0") for field in ("old", "new") if cells[field]}
    known = {field: text for field, text in cells.items() if text}
    return AreaChange.model_validate({**known, **codes})


def _wrong(place: int, cells: Mapping[str, str]) -> Iterator[ChangeFault]:
    for field, message, hint in (*_wrong_words(cells), *_wrong_codes(cells)):
        yield ChangeFault(place, field, cells[field], message, hint)


def _wrong_words(cells: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    if not _is_day(cells["day"]):
        yield "day", "不是日期", "写成 2026-07-01，填从哪天起变"
    if cells["kind"] not in list(ChangeKind):
        yield "kind", "不是变更类型", f"填{'、'.join(ChangeKind)}之一"
    if not cells["document"]:
        yield "document", "没有写", "填批准这项变更的文号"


def _wrong_codes(cells: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for field, without in (("old", ChangeKind.FOUND), ("new", ChangeKind.ABOLISH)):
        if cells["kind"] == without:
            if cells[field]:
                yield field, f"{without}的没有{HEADINGS[field]}", "这一格留空"
        elif not is_code(cells[field]):
            yield field, "不是区划代码", "填 6、9 或 12 位统计用区划代码，单元格设成文本"


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
