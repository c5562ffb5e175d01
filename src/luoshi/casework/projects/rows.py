"""Reading the rows that tell of a project."""

from collections.abc import Sequence
from decimal import Decimal

from luoshi.casework.case_file import CaseFile, Cells

NOTHING = Decimal(0)

BANK, VILLAGES, FUNDS = "project_bank", "project_villages", "project_funds"
NOTICES, RELIEF, ASSETS = "project_notices", "work_relief", "project_assets"
"""The ledgers with rows about projects."""


def rows(case: CaseFile, ledger: str) -> Sequence[Cells]:
    """The rows of a ledger about the project."""
    return case.rows.get(ledger, ())


def amount(cells: Cells, name: str) -> Decimal:
    """A number in a row; nothing where it is empty."""
    return Decimal(cells.get(name) or 0)


def arranged(funds: Sequence[Cells]) -> Decimal:
    """The money given to a project, of all funds."""
    return sum((amount(row, "安排金额") for row in funds), NOTHING)
