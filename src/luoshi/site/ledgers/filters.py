"""Filters of a ledger's list. Only what the user may see is offered and asked."""

from typing import ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.timezone import localdate

from luoshi import pack
from luoshi.areas import Level
from luoshi.ledgers.schemas import has_place, levels_of
from luoshi.site.accounts.services import User
from luoshi.site.filtering import AreaFilter
from luoshi.site.ledgers.models import Record
from luoshi.site.ledgers.policies import seen_records
from luoshi.site.rights import Ability, scope_of
from luoshi.warehouse.schema import Table

REMOVED = "removed"


class LedgerFilter(AreaFilter):
    """By words, division, year and whether the record is still there."""

    searched: ClassVar = {"words__contains": Ability.READ, "personal__contains": Ability.NAMES}

    q = forms.CharField(label="包含文字", max_length=64, required=False)
    year = forms.ChoiceField(label="年份", required=False)
    state = forms.ChoiceField(
        label="状态", choices=[("", "在册"), (REMOVED, "已删除")], required=False
    )

    def __init__(self, data: QueryDict, user: User, table: Table) -> None:
        super().__init__(data, scope_of(user))
        self.user = user
        self.table = table
        self.steps = self.steps[: _levels(table)]
        if table.period is None:
            del self.fields["year"]
        else:
            self.offer("year", "全部年份", _years())
        self.ready()

    def rows(self) -> QuerySet[Record]:
        """The records asked for."""
        removed = self.asked("state") == REMOVED
        rows = seen_records(self.user, self.table, removed=removed).filter(self.words)
        if self.area:
            rows = rows.filter(county=self.area.code[:6], area__startswith=self.prefix_asked)
        year = self.asked("year")
        return rows.filter(period__year=int(year)) if year else rows


def _levels(table: Table) -> int | None:
    """How many levels of divisions a ledger's records may be asked by; None for all."""
    if not has_place(table):
        return 0
    only_counties = table.area is not None and Level.VILLAGE not in levels_of(table.area)
    return 1 if only_counties else None


def _years() -> dict[str, str]:
    term = pack.load().term
    last = max(term.last.year, localdate().year)
    return {str(year): f"{year} 年" for year in range(last, term.first.year - 1, -1)}
