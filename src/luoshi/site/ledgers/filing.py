"""Saying that a period has nothing to tell."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from luoshi.site.accounts.models import User
from luoshi.site.ledgers.access import demand_fill
from luoshi.site.ledgers.dues import dues_of, holder_of
from luoshi.site.ledgers.log import filled
from luoshi.site.ledgers.models import Filing
from luoshi.site.ledgers.periods import Period
from luoshi.site.rights import scope_of
from luoshi.warehouse.schema import Table


@dataclass(frozen=True)
class FileNothing:
    """Tell that there is nothing to fill for a period of a ledger."""

    table: Table
    user: User
    start: date
    request: HttpRequest | None = None

    def check(self) -> Period:
        """Stop here unless the user owes this period.

        Raises:
            Refused: the schema does not name the user's role or unit.
            ValidationError: the period is filled, has not ended, or is none of the ledger's.
        """
        demand_fill(self.user, self.table)
        own = (due for due in dues_of(self.user) if due.table.id == self.table.id)
        periods = (each for due in own for each in due.open)
        period = next((each for each in periods if each.start == self.start), None)
        if period is None:
            raise ValidationError("这一期已经填过，或还没有结束，不用零报告。")
        return period

    @transaction.atomic
    def execute(self) -> Period:
        """Check, keep and log; what someone else told meanwhile stays as it is.

        Raises:
            ValidationError: as :meth:`check` does.
        """
        period = self.check()
        holder = holder_of(scope_of(self.user))
        Filing.objects.get_or_create(
            ledger=self.table.id, holder=holder, start=period.start, defaults={"by": self.user}
        )
        filled(self.user, self.table, f"{period.title}零报告", request=self.request)
        return period
