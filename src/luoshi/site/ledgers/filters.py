"""Filters and orders of a ledger's list. Only what the user may see is offered and asked."""

from django import forms
from django.db.models import FloatField, Func, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils.timezone import localdate

from luoshi import pack
from luoshi.areas import Level
from luoshi.site.accounts.models import User
from luoshi.site.celltext import TextIn
from luoshi.site.filtering import AreaFilter
from luoshi.site.ledgers.access import seen_records
from luoshi.site.ledgers.models import Record
from luoshi.site.ledgers.schemas import has_place, is_number, levels_of
from luoshi.site.rights import Ability, scope_of
from luoshi.warehouse.schema import Column, FieldType, Table

REMOVED = "removed"


class LedgerFilter(AreaFilter):
    """By words, division, year and whether the record is still there."""

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
        rows = seen_records(self.user, self.table, removed=removed).filter(self._words())
        if self.area:
            rows = rows.filter(county=self.area.code[:6], area__startswith=self.prefix_asked)
        year = self.asked("year")
        return rows.filter(period__year=int(year)) if year else rows

    def _words(self) -> Q:
        words = self.asked("q")
        if not words:
            return Q()
        found = Q(words__contains=words)
        # Who sees no names must not find out by searching whose names there are.
        return found | Q(personal__contains=words) if self.scope.can(Ability.NAMES) else found


def _levels(table: Table) -> int | None:
    """How many levels of divisions a ledger's records may be asked by; None for all."""
    if not has_place(table):
        return 0
    only_counties = table.area is not None and Level.VILLAGE not in levels_of(table.area)
    return 1 if only_counties else None


def _years() -> dict[str, str]:
    notice = pack.load().notice
    last = max(notice.expires.year, localdate().year)
    return {str(year): f"{year} 年" for year in range(last, notice.issued.year - 1, -1)}


def sortable(column: Column, names_seen: bool) -> bool:
    """Whether a list may be ordered by a column: its order must not tell hidden names."""
    return column.type is not FieldType.PERSON and (names_seen or not column.personal)


def default_sort(table: Table) -> str:
    """The order of a list where none is asked: newest period, else last changed, first."""
    return "-period" if table.period else "-changed"


def sorted_rows(
    rows: QuerySet[Record], table: Table, asked: str, names_seen: bool
) -> QuerySet[Record]:
    """The rows by ``period``, ``changed`` or ``c3`` (the column at place 3), ``-`` descending."""
    field = _field(table, asked.removeprefix("-"), names_seen)
    if field is None:
        return sorted_rows(rows, table, default_sort(table), names_seen)
    descending = asked.startswith("-")
    if isinstance(field, str):
        return rows.order_by(*([f"-{field}", "-pk"] if descending else [field, "pk"]))
    order = field.desc(nulls_last=True) if descending else field.asc(nulls_last=True)
    return rows.order_by(order, "-pk" if descending else "pk")


def _field(table: Table, name: str, names_seen: bool) -> "str | Func | None":
    if name in FIELDS:
        return FIELDS[name]
    place = name.removeprefix("c")
    if not place.isdecimal() or int(place) >= len(table.columns):
        return None
    column = table.columns[int(place)]
    if not sortable(column, names_seen):
        return None
    return _of_column(table, column)


def _of_column(table: Table, column: Column) -> "str | Func":
    if column is table.area:
        return "area"
    if column.name == table.period:
        return "period"
    return Cast(TextIn("data", column.name), FloatField() if is_number(column) else TextField())


FIELDS = {"period": "period", "changed": "changed_at"}
"""What may be asked beside columns, and the field that holds it."""
