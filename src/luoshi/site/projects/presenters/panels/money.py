"""What the project costs, and the money given to it by fund."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from luoshi.casework.projects.rows import FUNDS, amount, arranged
from luoshi.site.accounts.services import User
from luoshi.site.processes.models import Case
from luoshi.site.projects.presenters.panels.rows import about


@dataclass(frozen=True)
class FundingLine:
    """Money of one fund by one document (万元)."""

    record: int
    fund: str
    document: str
    batch: str
    day: str
    amount: Decimal


def panel(case: Case, user: User) -> dict[str, Any] | None:
    """The plan of the money against what was given."""
    found = about(case, FUNDS, user)
    given = arranged([record.data for record in found.records])
    total = amount(case.facts, "总投资")
    return {
        "case": case,
        "lines": [_line(record.pk, record.data) for record in found.records],
        "total": total,
        "bridging": amount(case.facts, "衔接资金"),
        "others": amount(case.facts, "其他资金"),
        "given": given,
        "missing": total - given,
        "settled": case.facts.get("决算金额", ""),
        "ledger": FUNDS,
        "fillable": found.fillable,
    }


def _line(pk: int, data: dict[str, str]) -> FundingLine:
    return FundingLine(
        pk, data["资金"], data["指标文号"], data.get("批次", ""), data["安排日期"],
        Decimal(data["安排金额"]),
    )  # fmt: skip
