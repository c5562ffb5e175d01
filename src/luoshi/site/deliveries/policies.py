"""Who may send which table, and see what has come of it. Everything of this app asks here.

A table is its sender's: accounts of that unit send it and see its deliveries. The province sees
all. What has come of a table at all is shown to whom the table's facts are shown.
"""

from collections.abc import Sequence

from luoshi import pack
from luoshi.areas import Area, Level
from luoshi.site.monitoring.visible_tables import may_see
from luoshi.site.rights import ALL, Refused, Role, Scope
from luoshi.warehouse.schema import Table


def datasets() -> list[Table]:
    """The tables that departments send, in the pack's order."""
    return [table for table in pack.load().tables.values() if table.home == "dataset"]


def may_send(scope: Scope, table: Table) -> bool:
    """Whether an account of the user's unit sends the table."""
    own = scope.departments is not ALL and table.sender in scope.departments
    return own and bool(scope.areas)


def may_follow(scope: Scope, table: Table) -> bool:
    """Whether the user sees who sent what of the table, and when."""
    return scope.role == Role.PROVINCE or may_send(scope, table)


def seen_tables(scope: Scope) -> list[Table]:
    """The tables of which the user sees what has come."""
    return [table for table in datasets() if may_follow(scope, table) or may_see(scope, table)]


def sent_tables(scope: Scope) -> list[Table]:
    """The tables the user sends."""
    return [table for table in datasets() if may_send(scope, table)]


def demand_send(scope: Scope, table: Table) -> None:
    """Stop here unless the user sends the table.

    Raises:
        Refused: the table is another unit's to send.
    """
    if not may_send(scope, table):
        raise Refused(
            "表样 · sender", f"“{table.title}”由{_sender(table)}报送。", (_sender(table),)
        )


def demand_follow(scope: Scope, table: Table) -> None:
    """Stop here unless the user sees who sent what of the table.

    Raises:
        Refused: it is another unit's.
    """
    if not may_follow(scope, table):
        reason = f"“{table.title}”的报送记录只对{_sender(table)}和自治区开放。"
        raise Refused("表样 · sender", reason, (_sender(table), Role.PROVINCE.label))


def places(scope: Scope) -> tuple[Area, ...]:
    """The counties the user may send data of."""
    return tuple(
        one for one in pack.load().areas.counties() if scope.allows(one.code[: Level.COUNTY.digits])
    )


def is_bound(scope: Scope) -> bool:
    """Whether the user sends for counties of its own only."""
    return scope.areas is not ALL


def demand_places(scope: Scope, codes: Sequence[str]) -> None:
    """Stop here unless all counties (six digits) are the user's to send for.

    Raises:
        Refused: one is not, or none is named where the user has but some.
    """
    if not all(map(scope.allows, codes)) or (is_bound(scope) and not codes):
        raise Refused("权限表 · 地区", "这个县不在账号的地区范围内。")


def _sender(table: Table) -> str:
    return table.sender or "未写明的单位"
