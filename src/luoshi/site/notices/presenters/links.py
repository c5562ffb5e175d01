"""From a result to the records it came from."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from luoshi.obligations import Evidence, Result
from luoshi.pack import Pack
from luoshi.site.accounts.services import User
from luoshi.site.ledgers.policies import may_see
from luoshi.warehouse.schema import Table


@dataclass(frozen=True)
class Source:
    """Rows of a table behind a result; ``url`` is empty where the user has no list of them.

    ``violations`` name the rows that should not be.
    """

    title: str
    rows: int
    url: str
    violations: tuple[str, ...] = ()


def sources_of(result: Result, pack: Pack, user: User) -> list[Source]:
    """The tables behind a result."""
    return [
        Source(
            evidence.title,
            evidence.rows,
            _url(evidence, pack.tables[evidence.table], user),
            tuple("、".join(value for _, value in key) for key in evidence.keys),
        )
        for evidence in result.evidence
    ]


def _url(evidence: Evidence, table: Table, user: User) -> str:
    if table.home != "ledger" or not may_see(user, table):
        return ""
    asked = {"county": evidence.county.ljust(12, "0")}
    period = evidence.period
    if period and period.start.year == period.end.year:
        asked |= {"year": str(period.end.year)}
    return f"{reverse('ledgers:ledger', args=[table.id])}?{urlencode(asked)}"
