"""What every list shares: order by a column's heading, and pages."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest

M = TypeVar("M", bound=Model)

PAGE_SIZE = 50


def ordered(
    request: HttpRequest, rows: QuerySet[M], fields: Mapping[str, str], default: str
) -> QuerySet[M]:
    """The rows as ``?sort=`` asks: a key of ``fields``, with ``-`` before it for descending.

    A key that is not in ``fields`` gives ``default``. Equal rows keep the order of their id.
    """
    asked = request.GET.get("sort", default)
    asked = asked if asked.removeprefix("-") in fields else default
    sign = "-" if asked.startswith("-") else ""
    return rows.order_by(sign + fields[asked.removeprefix("-")], sign + "pk")


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
