"""Writing the audit log."""

from django.http import HttpRequest

from luoshi.site.accounts.services import User
from luoshi.site.audit.choices import Action
from luoshi.site.audit.models import Event
from luoshi.text.masking import shortened

__all__ = ["Action", "record"]


def record(
    action: Action,
    *,
    user: User | None,
    request: HttpRequest | None = None,
    username: str = "",
    target: str = "",
    area: str = "",
) -> Event:
    """Add one event. ``target`` holds no name and no ID number: a household's number will do."""
    return Event.objects.create(
        action=action,
        user=user,
        username=shortened(user.username if user else username, 150),
        target=target[:200],
        area=area,
        address=request.META.get("REMOTE_ADDR") or None if request else None,
    )
