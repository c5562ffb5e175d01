"""Whose schemes are whose: who may try numbers, and who may sign."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest

from luoshi import pack
from luoshi.pack.allocation import Scheme
from luoshi.site.rights import ALL, Ability, Refused, Role, Scope, scope_of


def may_allocate(scope: Scope, scheme: Scheme) -> bool:
    """Whether a scheme's scenarios are the user's: who leads its clause, and the province."""
    clause = pack.load().clauses.get(scheme.clause or "")
    leads = clause.leads if clause else ()
    of_region = scope.can(Ability.ALLOCATE) and scope.areas is ALL
    return of_region and any(map(scope.allows_department, leads or ("",)))


def demand_allocate(scope: Scope, scheme: Scheme) -> None:
    """Stop here unless a scheme's scenarios are the user's.

    Raises:
        Refused: they are not.
    """
    scope.demand(Ability.ALLOCATE)
    if not may_allocate(scope, scheme):
        rule = f"分配办法 · {scheme.title}"
        raise Refused(rule, f"测算方案由牵头这一条款的部门和{Role.PROVINCE.label}编制。", ())


def scheme_of(id_: str) -> Scheme:
    """A scheme by id.

    Raises:
        Http404: there is none.
    """
    every = pack.load().schemes.values()
    found = next((one for one in every if id_ in one.names), None)
    if found is None:
        raise Http404("没有这个分配办法")
    return found


def asked_scheme(request: HttpRequest, id_: str) -> Scheme:
    """A scheme whose scenarios are the user's.

    Raises:
        Http404: there is none.
        Refused: its scenarios are not the user's.
    """
    scheme = scheme_of(id_)
    demand_allocate(scope_of(request.user), scheme)
    return scheme


def own_schemes(scope: Scope) -> Iterator[Scheme]:
    """The schemes whose scenarios are the user's."""
    return (one for one in pack.load().schemes.values() if may_allocate(scope, one))
