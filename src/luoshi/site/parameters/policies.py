"""Who may enter a parameter's values: the unit the pack names, and the province."""

from luoshi.pack.models import Parameter
from luoshi.site.rights import ALL, Refused, Role, Scope


def may_enter(scope: Scope, parameter: Parameter) -> bool:
    """Whether a user may enter a parameter's values and agree to them."""
    entered = parameter.entered
    if entered is None or scope.areas is not ALL:
        return False
    own = scope.role is Role.DEPARTMENT and scope.allows_department(entered.by)
    return own or scope.role is Role.PROVINCE


def demand_enter(scope: Scope, parameter: Parameter) -> None:
    """Stop here unless the user may.

    Raises:
        Refused: the user may not.
    """
    if not may_enter(scope, parameter):
        by = parameter.entered.by if parameter.entered else "维护政策包的人"
        reason = f"“{parameter.title}”由{by}或{Role.PROVINCE.label}录入和核对。"
        raise Refused("政策包 · entered", reason, (Role.PROVINCE.label, by))
