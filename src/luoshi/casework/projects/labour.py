"""Work for relief (以工代赈): the share of the money paid for labour, against the year's floor."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from luoshi.casework.case_file import Cells
from luoshi.casework.projects.rows import amount
from luoshi.casework.rules import Rules
from luoshi.text.numbers import MOST_PLACES, fixed_percent, percent

FLOOR = "work_relief_pay_share"
YEAR, FUND, PAID = "年度", "以工代赈资金", "劳务报酬"
CAME = "下达日期"
"""The field with the day the project's money came."""


@dataclass(frozen=True)
class Labour:
    """A year's labour pay of a project (万元), and the least share in force on ``day``."""

    year: str
    fund: Decimal
    paid: Decimal
    floor: Decimal
    day: date

    @property
    def share(self) -> Decimal | None:
        """Pay of the money; None where there is no money."""
        return self.paid / self.fund if self.fund else None

    @property
    def enough(self) -> bool:
        """Whether the share reaches the floor."""
        return self.paid >= self.fund * self.floor

    @property
    def words(self) -> str:
        """The share against the floor, in words."""
        return f"{self.year} 年占 {self._told}，下限 {percent(self.floor, places=MOST_PLACES)}"

    @property
    def _told(self) -> str:
        if self.share is None:
            return "没有资金"
        return fixed_percent(self.share, against=self.floor)


def labour(row: Cells, money_came: str, rules: Rules) -> Labour:
    """A row of the ledger judged by the floor of the day the project's money came.

    ``money_came`` (a day, or empty) counts for its own year; for others, the year's last day.
    """
    year = row[YEAR]
    day = date.fromisoformat(money_came if money_came.startswith(year) else f"{year}-12-31")
    fund, paid = amount(row, FUND), amount(row, PAID)
    return Labour(year, fund, paid, rules.number(FLOOR, day), day)
