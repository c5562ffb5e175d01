"""From a result to the records it came from."""

from urllib.parse import urlencode

from django.urls import reverse

from luoshi.obligations import Evidence, Result
from luoshi.obligations.dashboard.obligation import Source
from luoshi.pack import Pack
from luoshi.site.accounts.services import User
from luoshi.site.ledgers.policies import may_see
from luoshi.warehouse.schema import Table


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
