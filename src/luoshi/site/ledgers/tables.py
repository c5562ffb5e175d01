"""The records of a ledger, whose columns are those of its schema; and who declared which period."""

from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import FloatField, Func, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils.timezone import localdate

from luoshi.ledgers.schemas import is_number
from luoshi.site.accounts.policies import user_of
from luoshi.site.json_text import TextIn
from luoshi.site.ledgers.filters import LedgerFilter
from luoshi.site.ledgers.models import Record
from luoshi.site.ledgers.presenters.records import Presenter, look_of
from luoshi.site.list_table import Column, ListTable
from luoshi.site.rights import Ability
from luoshi.warehouse.schema import Column as SchemaColumn
from luoshi.warehouse.schema import FieldType, Table


class StandingTable(ListTable):
    """Who has declared which period of a ledger complete, those with somebody late first."""

    title = "谁报全了"
    shown = ("table", "period", "deadline", "reported", "lacking")

    table = Column("台账", lambda row: row.table.title, cell="ledgers/cells/table.html", link=True,
                   bare=True)  # fmt: skip
    period = Column("哪一期", lambda row: row.period.title)
    deadline = Column("期限", lambda row: row.period.deadline, cell="ledgers/cells/deadline.html",
                      look="numbers")  # fmt: skip
    reported = Column("报全", lambda row: f"{row.declared}/{row.owing}", look="number")
    lacking = Column("没有报全的", lambda row: "、".join(row.lacking),
                     cell="ledgers/cells/lacking.html")  # fmt: skip


class RecordTable(ListTable):
    """Records, the newest period first, else the last changed.

    ``?sort=`` is ``period``, ``changed`` or ``c3`` (the column at place 3). The file is the
    ledger's own template, filled: it can be mended and sent back, so it has every column.
    """

    look = "ledger"

    period = Column("", sort="period")
    changed = Column(
        "最后修改",
        lambda row: localdate(row.record.changed_at),
        sort="changed_at",
        look="numbers",
    )

    def __init__(self, request: HttpRequest, form: LedgerFilter) -> None:
        own = {f"c{place}": _column(form.table, place) for place in range(len(form.table.columns))}
        self.declared = own | self.declared
        self.shown = (*own, "changed")
        self.default = "-period" if form.table.period else "-changed"
        self.form = form
        present = Presenter(form.table, user_of(request)).rows
        super().__init__(request, form.rows(), present, title=form.table.title)

    @property
    def records(self) -> QuerySet[Record]:
        """The records found, in the order asked."""
        return self.sorting.rows(self.form.rows())

    @cached_property
    def page(self) -> "Page[Any]":
        """The page asked for; words are looked for once, not to count and again to fill it."""
        if not self.form.cleaned_data.get("q"):
            return super().page
        pks = list(self.records.values_list("pk", flat=True))
        page: Page[Any] = Paginator(pks, self.size).get_page(self.request.GET.get("page"))
        found = Record.objects.in_bulk(page.object_list)
        page.object_list = [found[pk] for pk in page.object_list]
        return page


def _column(table: Table, place: int) -> Column:
    """A column of the schema; no list is ordered by a person, of whom only a hash is there."""
    of = table.columns[place]
    column = Column(
        of.heading,
        lambda row: row.cells[place],
        sort=() if of.type is FieldType.PERSON else _order(table, of),
        right=Ability.NAMES if of.personal else Ability.READ,
        masked=True,
        cell="ledgers/_cell.html",
        look=look_of(of),
        brief=of.name,
    )
    column.__set_name__(RecordTable, f"c{place}")
    return column


def _order(table: Table, column: SchemaColumn) -> "str | Func":
    if column is table.area:
        return "area"
    if column.name == table.period:
        return "period"
    return Cast(TextIn("data", column.name), FloatField() if is_number(column) else TextField())
