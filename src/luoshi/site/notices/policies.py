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


def may_close(scope: Scope) -> bool:
    """Whether a user may close a notice's account, and agree to another's closing."""
    return scope.role is Role.PROVINCE and scope.areas is ALL


def demand_close(scope: Scope) -> None:
    """Stop here unless the user may.

    Raises:
        Refused: the user may not.
    """
    if not may_close(scope):
        role = Role.PROVINCE.label
        raise Refused("结账", f"结账由{role}的账号提出，另一个{role}的账号核对。", (role,))


def demand_whole(sight: Sight) -> None:
    """Stop here unless the figures of all counties are the user's to see one by one.

    Raises:
        Refused: they are not.
    """
    if not sight.everywhere:
        reason = "结账的全文写着各县每一项的情况；本县的在结账页和导出的 Excel 里。"
        raise Refused("结账 · 全文", reason, ())
