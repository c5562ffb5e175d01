"""Who may enter changes of divisions and agree to them: the province."""

from luoshi.site.rights import ALL, Refused, Role, Scope


def may_enter(scope: Scope) -> bool:
    """Whether a user may enter changes and agree to those of others."""
    return scope.role is Role.PROVINCE and scope.areas is ALL


def demand_enter(scope: Scope) -> None:
    """Stop here unless the user may.

    Raises:
        Refused: the user may not.
    """
    if not may_enter(scope):
        reason = f"区划变更由{Role.PROVINCE.label}账号登记和核对。"
        raise Refused("区划变更 · 登记", reason, (Role.PROVINCE.label,))
