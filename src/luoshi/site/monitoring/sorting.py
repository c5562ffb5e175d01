"""The orders a worklist may be in."""

from django.db.models import QuerySet

from luoshi.site.monitoring.models import FlaggedHousehold

DEFAULT = "-colour"

ORDERS = {
    "colour": ("gravest", "-since"),
    "place": ("village", "number"),
    "head": ("head", "number"),
    "leads": ("standing", "gravest"),
    "since": ("since", "-gravest"),
}
"""What ``?sort=`` may say, with the fields it orders by; ``-`` before it turns all of them."""


def in_order(rows: QuerySet[FlaggedHousehold], asked: str) -> QuerySet[FlaggedHousehold]:
    """The rows as asked; where that makes no sense, gravest first and then longest waiting."""
    key = asked if asked.removeprefix("-") in ORDERS else DEFAULT
    fields = ORDERS[key.removeprefix("-")]
    return rows.order_by(*(map(_turned, fields) if key.startswith("-") else fields), "pk")


def _turned(field: str) -> str:
    return field.removeprefix("-") if field.startswith("-") else f"-{field}"
