"""A closing account for one reader: what it rests on, its rows, and what differs since."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from luoshi.area_queries.undeclared import Undeclared
from luoshi.obligations.closing.account import Account, ClosedRow, tallies
from luoshi.obligations.closing.comparison import Difference
from luoshi.obligations.dashboard.sight import Sight
from luoshi.obligations.dashboard.status_counts import Tally
from luoshi.pack.models import Notice
from luoshi.site.ledgers.services.engine import Stamp
from luoshi.site.notices.models import ClosingAccount
from luoshi.site.notices.services.closing import compared, content_of
from luoshi.text.dates import chinese_date

MOST_SHOWN = 100
"""How many differences the page names; the workbook has them all."""


@dataclass(frozen=True)
class Since:
    """Where today's records say otherwise than the account: how many, and those one may see."""

    every: Sequence[Difference]
    sight: Sight

    @cached_property
    def seen(self) -> list[Difference]:
        """Those of places whose figures the reader sees."""
        return [one for one in self.every if self.sight.sees(one.county)]

    @property
    def shown(self) -> list[Difference]:
        """The first of them."""
        return self.seen[:MOST_SHOWN]

    @property
    def in_another_state(self) -> int:
        """How many would stand in another state."""
        return sum(one.changes_status for one in self.every)


@dataclass(frozen=True)
class ClosingView:
    """A kept account as a reader sees it."""

    kept: ClosingAccount
    content: Account
    sight: Sight

    @cached_property
    def rows(self) -> list[ClosedRow]:
        """The obligations."""
        return self.content.rows(self.sight)

    @property
    def last(self) -> Tally:
        """How many obligations stood in each state in the last period."""
        return tallies(self.rows)[0]

    @property
    def term(self) -> Tally:
        """How many over the whole term."""
        return tallies(self.rows)[1]

    @property
    def results(self) -> Tally:
        """How many results of single places stood in each state."""
        return Tally.of(one.status for one in self.content.results)

    @property
    def records(self) -> dict[str, int]:
        """How many batches, revisions and declarations it rests on."""
        records = self.content.closing["records"]
        return {
            "batches": len(records["batches"]),
            "revisions": sum(1 for head in records["revisions"].values() if head),
            "declarations": len(records["declarations"]),
        }

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What it rests on, in words."""
        closing, records = self.content.closing, self.records
        said = [
            ("文件", str(closing["title"])),
            ("截至", chinese_date(self.content.day)),
            ("按什么时候为止的记录", f"{self.content.known_at:%Y-%m-%d %H:%M:%S}"),
            ("部门数据截至", str(self.content.data_to or "还没有部门数据")),
            ("部门数据", f"{records['batches']} 个批次"),
            ("台账", f"{records['revisions']} 本有记录，{records['declarations']} 本有报全的说明"),
            ("没有报全的", f"{len(closing['undeclared'])} 期"),
            ("政策包", f"{closing['pack']['print'][:16]}，luoshi {closing['pack']['version']}"),
            ("依据的文号", str(closing["document"])),
            ("理由", str(closing["reason"])),
            ("提出", f"{closing['proposed_by']}，{self.kept.at:%Y-%m-%d}"),
            ("校验值（SHA-256）", self.kept.digest),
        ]
        return [(name, value) for name, value in said if value]

    def row(self, id_: str) -> ClosedRow | None:
        """The obligation of an id."""
        return next((one for one in self.rows if one.wording["id"] == id_), None)

    def since(self, stamp: Stamp, notice: Notice) -> Since:
        """What today's records say otherwise."""
        blind = self.sight.blind
        return Since([] if blind else compared(stamp, notice, self.content), self.sight)


@dataclass(frozen=True)
class OpenLedger:
    """A ledger with the periods not declared: how many, of how many who owe them."""

    title: str
    id: str
    periods: Sequence[Undeclared]

    @property
    def lacking(self) -> int:
        """How many declarations are lacking."""
        return sum(one.lacking for one in self.periods)


def view_of(found: ClosingAccount, sight: Sight) -> ClosingView:
    """A kept account as a reader sees it.

    Raises:
        BrokenSealError: it is not what was sealed.
    """
    return ClosingView(found, content_of(found), sight)


def open_ledgers(found: Sequence[Undeclared]) -> list[OpenLedger]:
    """What stands in the way, by ledger."""
    parted = groupby(found, key=lambda one: one.table)
    return [OpenLedger(table.title, table.id, list(periods)) for table, periods in parted]
