"""Log-in, log-out and lock-out go on the audit log, whichever view they came through."""

from typing import Any

from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from luoshi.site.accounts.services import User
from luoshi.site.audit.choices import Action
from luoshi.site.audit.services import record


@receiver(user_logged_in)
def logged_in(request: HttpRequest, user: User, **_: Any) -> None:
    """Someone came in."""
    record(Action.LOG_IN, user=user, request=request)


@receiver(user_logged_out)
def logged_out(request: HttpRequest, user: User | None, **_: Any) -> None:
    """Someone left."""
    if user is not None:
        record(Action.LOG_OUT, user=user, request=request)


@receiver(user_login_failed)
def log_in_failed(
    credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any
) -> None:
    """Someone gave a wrong password, or a name nobody has."""
    username = str(credentials.get("username", ""))
    record(Action.LOG_IN_FAILED, user=None, request=request, username=username)


@receiver(user_locked_out)
def locked_out(request: HttpRequest, username: str, **_: Any) -> None:
    """Someone gave too many wrong passwords."""
    record(Action.LOCKED_OUT, user=None, request=request, username=username)
