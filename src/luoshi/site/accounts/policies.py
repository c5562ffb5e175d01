"""Who asks, and how far the one who asks sees."""

from django.http import HttpRequest

from luoshi.site.accounts.models import User
from luoshi.site.rights import Scope, scope_of


def user_of(request: HttpRequest) -> User:
    """Who asks; the views that call this are never open to strangers."""
    assert isinstance(request.user, User)
    return request.user


def scope_in(request: HttpRequest) -> Scope:
    """How far the one who asks sees."""
    return scope_of(request.user)
