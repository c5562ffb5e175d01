"""Declaring that a period of a ledger is complete, and taking that back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.timezone import localdate

from luoshi import pack
from luoshi.area_queries.due_periods import DuePeriod, begun_periods
from luoshi.site.accounts.services import User
from luoshi.site.ledgers.models import Declaration
from luoshi.site.ledgers.policies import demand_fill
from luoshi.site.ledgers.services.dues import holder_of, owes
from luoshi.site.ledgers.services.log import filled
from luoshi.site.rights import Refused, scope_of
from luoshi.warehouse.schema import Table


@dataclass(frozen=True)
class Declare:
    """Say that a ledger holds all there is to tell of a period, or (not ``complete``) that it
    does not any more.

    ``counties`` (six digits) names those it is said of; empty for all the user owes.
    """

    table: Table
    user: User
    start: date
    counties: Sequence[str] = ()
    complete: bool = True
    request: HttpRequest | None = None

    def check(self) -> DuePeriod:
        """Stop here unless the user owes this period, and it has ended.

        Raises:
            Refused: the schema does not name the user's role or unit.
            ValidationError: the period has not ended, or is none of the ledger's; a county is
                none of the user's.
        """
        demand_fill(self.user, self.table)
        if not owes(self.user, self.table):
            named = self.table.owed_by or self.table.fills
            raise Refused("台账表样 · owed_by", f"“{self.table.title}”不由你报全。", named)
        ours = [code for code in self.counties if not scope_of(self.user).allows(f"{code}000000")]
        if ours:
            raise ValidationError(f"{'、'.join(ours)}不在你填报的地区范围内。")
        period = next((one for one in self._ended() if one.start == self.start), None)
        if period is None:
            raise ValidationError("没有这一期，或这一期还没有结束，现在不能报全。")
        return period

    @transaction.atomic
    def execute(self) -> DuePeriod:
        """Check, keep and log.

        Raises:
            ValidationError: as :meth:`check` does.
        """
        period = self.check()
        holder = holder_of(scope_of(self.user))
        for county in self.counties or ("",):
            Declaration(
                ledger=self.table.id,
                holder=holder,
                start=period.start,
                county=county,
                complete=self.complete,
                by=self.user,
            ).save()
        said = "报全" if self.complete else "收回报全"
        filled(self.user, self.table, f"{period.title}{said}", request=self.request)
        return period

    def _ended(self) -> Sequence[DuePeriod]:
        today = localdate()
        every = begun_periods(pack.load(), self.table.id, today)
        return [one for one in every if one.has_ended(today)]
