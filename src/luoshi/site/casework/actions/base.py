"""What every deed beside a move shares: the case locked, the step written, the log kept."""

from collections.abc import Mapping
from datetime import date

from django.http import HttpRequest

from luoshi.site.accounts.services import User
from luoshi.site.audit.services import Action, record
from luoshi.site.casework.actions.steps import write_step
from luoshi.site.casework.choices import Deed
from luoshi.site.casework.models import Case
from luoshi.site.casework.policies import parts_of, seen_cases
from luoshi.site.rights import Ability, Refused, scope_of


def demand_case(user: User, case: Case) -> None:
    """Stop here unless the user handles cases and sees this one.

    Raises:
        Refused: the user does not, or the case lies elsewhere.
    """
    scope = scope_of(user)
    scope.demand(Ability.HANDLE)
    if not parts_of(scope) or not seen_cases(scope).filter(pk=case.pk).exists():
        raise Refused("权限表 · 地区和部门", "这个事项不在账号的地区和部门范围内。")


def locked(case: Case) -> Case:
    """The case as it stands, locked until the end of the transaction."""
    return Case.objects.select_for_update().get(pk=case.pk)


def write_deed(
    case: Case,
    deed: Deed,
    on: date,
    user: User,
    *,
    note: str = "",
    data: Mapping[str, str] | None = None,
    request: HttpRequest | None = None,
) -> None:
    """Write a step for a deed on a locked case, save the case and log it."""
    write_step(case, deed, on, by=user, note=note, data=data)
    case.save()
    target = f"{case.process} {case.pk}：{deed.label}"
    record(Action.CASE, user=user, request=request, target=target, area=case.village)
