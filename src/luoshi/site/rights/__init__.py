"""Who may see and do what. Every list, page, file and call asks here, and nowhere else.

A user's :class:`Scope` is areas × departments × abilities. Where no rule is found, nothing
is shown. The rules themselves are one table: :data:`luoshi.site.rights.table.TABLE`.
"""

from luoshi.site.rights.explain import explain
from luoshi.site.rights.gate import public, require
from luoshi.site.rights.scope import ALL, NOTHING, Refused, Scope, scope_of, within
from luoshi.site.rights.table import TABLE, Ability, Role, role_choices

__all__ = [
    "ALL",
    "NOTHING",
    "TABLE",
    "Ability",
    "Refused",
    "Role",
    "Scope",
    "explain",
    "public",
    "require",
    "role_choices",
    "scope_of",
    "within",
]
