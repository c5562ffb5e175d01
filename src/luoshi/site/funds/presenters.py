"""What the pages of funds show of a sheet, beside the plan in force."""

from dataclasses import dataclass
from decimal import Decimal

from luoshi.allocation.sheet import AllocationSheet, CountyLine
from luoshi.site.funds.models import Plan
from luoshi.text.numbers import signed, written

BANDS = (
    (Decimal("-0.1"), "#b2473e", "减一成以上"),
    (Decimal(0), "#e7b3a8", "减不到一成"),
    (Decimal("0.1"), "#a9c9e8", "增不到一成"),
    (None, "#2f6db0", "增一成以上"),
)
"""How the map colours a change against the year before: up to which share, colour, words."""

SAME = ("#dfe3e8", "不变或没有上年数")


@dataclass(frozen=True)
class ScenarioLine:
    """A county's line, with what the plan in force gives it and its part of the largest."""

    county: CountyLine
    planned: Decimal | None
    width: int

    @property
    def against(self) -> Decimal | None:
        """Against the plan in force."""
        return None if self.planned is None else self.county.amount - self.planned


@dataclass(frozen=True)
class Board:
    """A sheet as it is shown, beside the plan in force if there is one."""

    sheet: AllocationSheet
    plan: Plan | None
    lines: tuple[ScenarioLine, ...]

    @property
    def gainers(self) -> list[CountyLine]:
        """Those that get more than the year before, most first."""
        more = [one for one in self.sheet.counties if one.change and one.change > 0]
        return sorted(more, key=lambda one: (-(one.change or 0), one.code))

    @property
    def losers(self) -> list[CountyLine]:
        """Those that get less, most first."""
        less = [one for one in self.sheet.counties if one.change and one.change < 0]
        return sorted(less, key=lambda one: (one.change or 0, one.code))

    @property
    def drawn(self) -> list[dict[str, object]]:
        """What the map draws."""
        return [_place(one, self.sheet.unit) for one in self.sheet.counties]


def board_of(sheet: AllocationSheet, plan: Plan | None) -> Board:
    """A sheet as it is shown."""
    planned = AllocationSheet.model_validate(plan.sheet) if plan else None
    amounts = {one.code: one.amount for one in planned.counties} if planned else {}
    largest = max((one.amount for one in sheet.counties), default=Decimal(0)) or Decimal(1)
    lines = tuple(
        ScenarioLine(one, amounts.get(one.code), int(100 * one.amount / largest))
        for one in sheet.counties
    )
    return Board(sheet, plan, lines)


def _place(one: CountyLine, unit: str) -> dict[str, object]:
    colour, band = _band(one)
    told = f"{written(one.amount, 0)} {unit}"
    percent = one.percent
    change = f"比上年 {signed(percent, 1)}%" if percent is not None else ""
    return {
        "code": one.code,
        "name": one.name,
        "colour": colour,
        "band": band,
        "said": written(one.amount, 0),
        "reason": "，".join(filter(None, (told, change))),
    }


def _band(one: CountyLine) -> tuple[str, str]:
    if not one.change or not one.last_year:
        return SAME
    share = one.change / one.last_year
    return next((c, w) for limit, c, w in BANDS if limit is None or share < limit)
