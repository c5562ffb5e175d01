"""What every list shares: order by a column's heading, words that search it, and pages.

A column that is masked for a reader says something all the same where the reader may order or
search by it. So each order and each lookup names the ability it needs, here and nowhere else.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Func, Model, Q, QuerySet, TextChoices
from django.http import HttpRequest

from luoshi.site.rights import Ability, Scope, scope_of

T = TypeVar("T")
C = TypeVar("C", bound=TextChoices)
M = TypeVar("M", bound=Model)

PAGE_SIZE = 50


@dataclass(frozen=True)
class Order:
    """What a heading orders by: fields, ``-`` before those that run against the others.

    ``needs`` is the ability a reader must have to see the column, and so to order by it.
    """

    fields: "tuple[str | Func, ...]"
    needs: Ability = Ability.READ


def by(*fields: "str | Func", needs: Ability = Ability.READ) -> Order:
    """An order by fields; equal rows keep the order of their id."""
    return Order(fields if fields[-1] == "-pk" else (*fields, "pk"), needs)


@dataclass(frozen=True)
class Sorting:
    """The order a list is asked in: ``?sort=`` is a key of ``orders``, ``-`` before it turned.

    A key that is not among them, or that the reader has no right to, gives ``default``.
    """

    request: HttpRequest
    orders: Mapping[str, Order]
    default: str

    @cached_property
    def asked(self) -> str:
        """The key in effect, with its sign."""
        key = self.request.GET.get("sort", "")
        return key if self.offers(key.removeprefix("-")) else self.default

    def offers(self, key: str) -> bool:
        """Whether the reader may order the list by a key."""
        order = self.orders.get(key)
        return order is not None and scope_of(self.request.user).can(order.needs)

    def rows(self, rows: QuerySet[M]) -> QuerySet[M]:
        """The rows in the order asked."""
        fields = self.orders[self.asked.removeprefix("-")].fields
        turned = self.asked.startswith("-")
        return rows.order_by(*(_directed(field, turned) for field in fields))


def _directed(field: "str | Func", turned: bool) -> Any:
    if not isinstance(field, str):
        return field.desc(nulls_last=True) if turned else field.asc(nulls_last=True)
    if not turned:
        return field
    return field.removeprefix("-") if field.startswith("-") else f"-{field}"


def chosen(tabs: Iterable[C], asked: str | None, otherwise: C) -> C:
    """The tab asked for, where the reader has it."""
    return next((tab for tab in tabs if tab.value == asked), otherwise)


def worded(scope: Scope, words: str, lookups: Mapping[str, Ability]) -> Q:
    """Rows in which one of the lookups finds the words; all rows where there are no words.

    Who does not see a column must not find out by searching what stands in it: a lookup whose
    ability the reader lacks finds nothing.
    """
    if not words:
        return Q()
    found = Q(pk__in=())
    for lookup, needs in lookups.items():
        if scope.can(needs):
            found |= Q((lookup, words))
    return found


def paged(
    request: HttpRequest,
    rows: QuerySet[Any, Any] | Sequence[Any],
    size: int = PAGE_SIZE,
    count: int | None = None,
) -> "Page[Any]":
    """The page ``?page=`` asks for; the nearest one where it does not exist.

    ``count`` is how many rows there are, where that is known already.
    """
    pages = Paginator(rows, size)
    if count is not None:
        pages.count = count
    return pages.get_page(request.GET.get("page"))
