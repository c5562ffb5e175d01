"""The ledgers a unit has to fill."""

from dataclasses import dataclass

from luoshi.ledgers.schemas import ledger_tables
from luoshi.pack import Pack
from luoshi.site.accounts.services import User
from luoshi.site.ledgers.services.dues import LedgerDue, dues_of
from luoshi.warehouse.schema import Table

EVERY = {"year": "年", "half": "半年", "quarter": "季度", "month": "月"}


@dataclass(frozen=True)
class Duty:
    """A ledger a unit is named to fill; ``due`` is known of one's own unit only."""

    table: Table
    due: LedgerDue | None

    @property
    def rhythm(self) -> str:
        """How often it is to be filled; empty where there is no deadline."""
        due = self.table.due
        return f"每{EVERY[due.every]}，期满后 {due.days} 天内" if due else ""

    @property
    def is_late(self) -> bool:
        """Whether a deadline has passed."""
        return self.due is not None and bool(self.due.late)

    @property
    def said(self) -> str:
        """How it stands."""
        if self.due is None:
            return ""
        late, now = self.due.late, self.due.now
        if late:
            return f"晚了 {len(late)} 期，最早是 {late[0].title}"
        return f"该填 {now[0].title}，{now[0].deadline} 截止" if now else "已填齐"


def duties(pack: Pack, unit: str, user: User) -> list[Duty]:
    """The ledgers a unit is named to fill, those late first."""
    dues = {due.table.id: due for due in dues_of(user)} if user.unit == unit else {}
    named = [
        Duty(table, dues.get(table.id))
        for table in ledger_tables(pack).values()
        if unit in table.fills
    ]
    return sorted(named, key=lambda duty: not duty.is_late)
