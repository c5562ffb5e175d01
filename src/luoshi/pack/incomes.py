"""What a household's income sheet asks, item by item."""

from typing import Literal

from luoshi.frozen import Frozen


class IncomeSection(Frozen):
    """Part of the sheet: its items are added (1), taken off (-1) or kept beside (0)."""

    id: str
    title: str
    sign: Literal["1", "-1", "0"]


class IncomeItem(Frozen):
    """One line of the sheet, in yuan over twelve months."""

    id: str
    section: str
    title: str
    source: str
    assumption: bool = False
    note: str | None = None


class IncomeFile(Frozen):
    """What ``income_items.yaml`` holds."""

    sections: tuple[IncomeSection, ...]
    items: tuple[IncomeItem, ...]
