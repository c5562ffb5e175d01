"""Ledger events on the audit log. What changed in a record stands in its revisions."""

from django.http import HttpRequest

from luoshi.site.accounts.services import User
from luoshi.site.audit.services import Action, record
from luoshi.warehouse.schema import Table


def filled(
    user: User | None, table: Table, what: str, area: str = "", request: HttpRequest | None = None
) -> None:
    """Someone wrote to a ledger. ``what`` holds no value of any cell."""
    record(Action.LEDGER, user=user, request=request, target=f"{table.title}：{what}", area=area)


def taken_out(user: User, table: Table, what: str, request: HttpRequest | None = None) -> None:
    """Someone took rows or files of a ledger away."""
    record(Action.EXPORT, user=user, request=request, target=f"{table.title}：{what}")
