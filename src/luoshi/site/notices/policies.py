"""Whose figures a user sees on the notice's pages.

How far a county has kept a public obligation is no personal data, so it needs no masking; the
table of rights still bounds it as everything else. Who sees everywhere sees each county.
Whoever is placed in one county (its own staff, a township's, a village's) sees that county's
figures in full, and of the others only how many stand where and their average: enough to know
one's place, without a ranking of neighbours. What is asked of the region as one belongs to
nobody else and is seen by all who see anything. Who sees no data sees the obligations alone.
"""

from luoshi.areas import Level
from luoshi.obligations.dashboard.sight import Sight
from luoshi.pack import Pack
from luoshi.site.rights import ALL, Refused, Role, Scope


def sight_of(scope: Scope, pack: Pack) -> Sight:
    """What a scope sees of a pack's places."""
    region = pack.areas.region.code[:6]
    if scope.areas is ALL:
        return Sight(None, region)
    return Sight(frozenset(prefix[: Level.COUNTY.digits] for prefix in scope.areas), region)


def may_decide(scope: Scope) -> bool:
    """Whether a user may look at drafted notices and decide their proposals."""
    return scope.role is Role.PROVINCE and scope.areas is ALL


def demand_decide(scope: Scope) -> None:
    """Stop here unless the user may.

    Raises:
        Refused: the user may not.
    """
    if not may_decide(scope):
        reason = f"文件的草稿由{Role.PROVINCE.label}账号逐项定。"
        raise Refused("文件 · 草稿", reason, (Role.PROVINCE.label,))
