"""From a request to what it may touch."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from luoshi import pack
from luoshi.pack.processes import Move
from luoshi.site.accounts.models import User
from luoshi.site.casework.models import Case
from luoshi.site.casework.policies import seen_cases
from luoshi.site.rights import Scope, scope_of


def user_of(request: HttpRequest) -> User:
    """Who asks; views of this app are never open to strangers."""
    assert isinstance(request.user, User)
    return request.user


def scope_in(request: HttpRequest) -> Scope:
    """How far the one who asks sees."""
    return scope_of(request.user)


def seen_case(request: HttpRequest, pk: int) -> Case:
    """A case the user may see.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(seen_cases(scope_in(request)), pk=pk)


def move_of(case: Case, move: str) -> Move:
    """A move of the case's process.

    Raises:
        Http404: there is none.
    """
    found = pack.load().processes[case.process].move.get(move)
    if found is None:
        raise Http404("没有这个步骤")
    return found
