"""Who may enter a parameter's values: the province, and the unit the pack names for it."""

from luoshi.pack.models import Parameter
from luoshi.site.rights import ALL, Refused, Role, Scope


def may_enter(scope: Scope, parameter: Parameter) -> bool:
    """Whether a user may enter a parameter's values and agree to them."""
    if scope.areas is not ALL:
        return False
    entered = parameter.entered
    named = entered is not None and scope.allows_department(entered.by)
    return scope.role is Role.PROVINCE or (scope.role is Role.DEPARTMENT and named)


def demand_enter(scope: Scope, parameter: Parameter) -> None:
    """Stop here unless the user may.

    Raises:
        Refused: the user may not.
    """
    if not may_enter(scope, parameter):
        by = (*((parameter.entered.by,) if parameter.entered else ()), Role.PROVINCE.label)
        reason = f"“{parameter.title}”由{'或'.join(by)}录入和核对。"
        raise Refused("政策包 · entered", reason, by)
