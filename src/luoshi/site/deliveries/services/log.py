"""Deliveries on the audit log; what they hold is never there."""

from django.http import HttpRequest

from luoshi.site.accounts.services import User
from luoshi.site.audit.services import Action, record
from luoshi.site.deliveries.models import Delivery
from luoshi.site.deliveries.policies import datasets


def told(user: User, delivery: Delivery, what: str, request: HttpRequest | None = None) -> None:
    """Someone sent, stored or gave up a delivery."""
    title = next((one.title for one in datasets() if one.id == delivery.table), delivery.table)
    area = delivery.scope[0] if len(delivery.scope) == 1 else ""
    target = f"{title}：{what}（第 {delivery.pk} 号）"
    record(Action.DELIVERY, user=user, request=request, target=target, area=area)


def fetched(user: User, delivery: Delivery, request: HttpRequest) -> None:
    """Someone took the refused rows away."""
    target = f"部门数据第 {delivery.pk} 号：退回的行"
    record(Action.EXPORT, user=user, request=request, target=target)
