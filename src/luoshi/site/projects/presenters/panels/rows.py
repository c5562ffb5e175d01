"""Rows of a ledger about a project, and whether the reader may add one."""

from dataclasses import dataclass

from luoshi.site.accounts.services import User
from luoshi.site.ledgers.policies import may_fill_in
from luoshi.site.ledgers.services.records import Record
from luoshi.site.ledgers.services.schemas import ledger
from luoshi.site.processes.models import Case
from luoshi.site.processes.services.ledger_rows import records_about
from luoshi.warehouse.schema import Table


@dataclass(frozen=True)
class About:
    """The records of a ledger about a project."""

    table: Table
    records: list[Record]
    fillable: bool


def about(case: Case, ledger_id: str, user: User) -> About:
    """The records of a ledger about a project; who sees the project sees them."""
    table = ledger(ledger_id)
    records = list(records_about(case, ledger_id).order_by("period", "pk"))
    fillable = case.closed_on is None and may_fill_in(user, table, case.village)
    return About(table, records, fillable)
