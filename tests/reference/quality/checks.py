"""Where checks are put down, and the households they are asked of."""

from collections.abc import Callable
from dataclasses import dataclass

from .rows import Row, World

Finding = tuple[str, str, int]
"""Check, table, row in the sheet."""

Scope = Callable[[Row], bool]
Test = Callable[[Row, World], bool]


@dataclass(frozen=True)
class Check:
    """One check: of which table's rows it is asked, and what it finds there."""

    id: str
    table: str
    scope: Scope
    test: Test
    once_a_home: bool = False


CHECKS: dict[str, Check] = {}


def asked_of(table: str, once_a_home: bool = False):
    """The decorator for checks about the rows of a table."""

    def decorator(id_: str, scope: Scope):
        def register(test: Test) -> Test:
            assert id_ not in CHECKS, id_
            CHECKS[id_] = Check(id_, table, scope, test, once_a_home)
            return test

        return register

    return decorator


person = asked_of("monitored")
household = asked_of("monitored", once_a_home=True)
job = asked_of("working_away")
plan = asked_of("plans_away")
village = asked_of("export_villages")


def anybody(row: Row) -> bool:
    return True


def lifted(row: Row) -> bool:
    return row["户类型"] == "脱贫户"


def monitored(row: Row) -> bool:
    return row["监测对象类别"] is not None


def lifted_or_monitored(row: Row) -> bool:
    return lifted(row) or monitored(row)


def only_lifted(row: Row) -> bool:
    return lifted(row) and not monitored(row)


def at_risk(row: Row) -> bool:
    return monitored(row) and row["风险是否已消除"] == "否"


def cleared(row: Row) -> bool:
    return monitored(row) and row["风险是否已消除"] == "是"


def helped_clear(row: Row) -> bool:
    return cleared(row) and row["风险消除方式"] == "帮扶消除"


def no_longer_poor(row: Row) -> bool:
    """Villages that left the list of poor ones."""
    return row["是否出列"] == "是"
