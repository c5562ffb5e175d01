"""One cell of the national table: what a column asks of a household and its member."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from luoshi import pack
from luoshi.areas import AreaError, Level
from luoshi.casework.income import by_section
from luoshi.pack.national import NationalColumn
from luoshi.text.masking import Viewer
from luoshi.text.numbers import rounded

APPROVE, CLEAR = "approve", "exit-approve"
"""The moves by which a household enters monitoring, and leaves it."""

RISKS = "致贫返贫风险"
NUMBER = "_person"
"""The column of a member's row that holds the ID number, as the viewer may see it."""

OTHER_WAY = {"是": "否", "否": "是"}


class HelpGiven(Protocol):
    """A measure of help: its group and its kind."""

    group: Any
    kind: Any


class Income(Protocol):
    """An income sheet: amounts by item, net, and net per head."""

    items: Any
    net: Any
    per_head: Any


@dataclass(frozen=True)
class Household:
    """A case with what its rows are made of; ``told`` is what each move last told.

    ``cleared`` says that the risk was removed and the household has not come back since.
    """

    head: str
    village: str
    facts: Mapping[str, Any]
    cleared: bool
    measures: Sequence[HelpGiven]
    sheets: Mapping[str, Income]
    told: Mapping[str, Mapping[str, str]]
    members: Sequence[Mapping[str, Any]]


def cell(viewer: Viewer, home: Household, member: Mapping[str, Any], column: NationalColumn) -> str:
    """What a column says, as one viewer may see it."""
    if column.once_cleared and not home.cleared:
        return ""
    if column.person:
        return _of_member(viewer, column, member.get(column.heading))
    if column.number:
        return str(member.get(NUMBER, ""))
    if column.head:
        return viewer.name(home.head)
    if column.place:
        return _place(home.village, Level(column.place))
    if column.income or column.item:
        return _income(home, column)
    return _of_case(viewer, home, column)


def _of_member(viewer: Viewer, column: NationalColumn, value: object) -> str:
    if value is None:
        return ""
    told = f"{value:%Y%m%d}" if isinstance(value, date) else str(value)
    if "电话" in column.heading:
        return viewer.phone(told)
    return viewer.name(told) if column.heading == "姓名" else told


def _place(village: str, level: Level) -> str:
    areas = pack.load().areas
    try:
        chain = (*areas.ancestors(village), areas.by_code(village))
    except AreaError:
        return ""
    return next((area.name for area in chain if area.level is level), "")


def _of_case(viewer: Viewer, home: Household, column: NationalColumn) -> str:
    facts = home.facts
    if column.field:
        return _field(viewer, home, column)
    if column.month:
        return str(facts.get(column.month, ""))[:7].replace("-", "")
    if column.risk:
        risks = [one for one in str(facts.get(RISKS, "")).split(",") if one]
        return risks[column.risk - 1] if len(risks) >= column.risk else ""
    if column.help:
        kinds = (one.kind for one in home.measures if one.group == column.help)
        return ",".join(dict.fromkeys(kinds))
    if column.cleared:
        return "是" if home.cleared else "否"
    return _developed(home) if column.developed else ""


def _field(viewer: Viewer, home: Household, column: NationalColumn) -> str:
    told = home.told.get(column.told_at, {}) if column.told_at else home.facts
    value = str(told.get(column.field or "", ""))
    if column.denied:
        return OTHER_WAY.get(value, "")
    return viewer.phone(value) if "电话" in column.heading and value else value


def _developed(home: Household) -> str:
    groups = pack.load().help_groups
    return "已实施" if any(groups[one.group].develops for one in home.measures) else "尚未实施"


def _income(home: Household, column: NationalColumn) -> str:
    sheet = home.sheets.get(column.sheet or "")
    if sheet is None:
        return ""
    if column.item:
        return str(sheet.items.get(column.item, "0.00"))
    if column.income in ("net", "per_head"):
        return str(getattr(sheet, column.income))
    items = by_section(pack.load().income_items.values())[column.income or ""]
    amounts = (Decimal(sheet.items.get(item.id, 0)) for item in items)
    return str(rounded(sum(amounts, Decimal(0)), 2))
