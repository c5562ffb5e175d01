"""Proving that tables say what their rows are in time, how long they are good and who owes them."""

from collections.abc import Iterator

from luoshi.frozen import Found
from luoshi.pack.loading import Pack
from luoshi.pack.models import ParameterKind
from luoshi.pack.names import unknown
from luoshi.pack.problems import Problem
from luoshi.warehouse.schema import Table

ROLES = ("province", "county", "township", "village")
"""The roles that fill ledgers."""

READERS = (*ROLES, "assessor")
"""The roles that see tables."""


def times(pack: Pack) -> Iterator[Problem]:
    """What does not hold of how tables lie in time, and of who answers for them."""
    for table in pack.tables.values():
        for found in (*_freshness(table, pack), *_owed(table, pack), *_days(table)):
            yield pack.place(table).problem(*found)


def _freshness(table: Table, pack: Pack) -> Iterator[Found]:
    parameter = pack.parameters.get(table.fresh or "")
    if table.fresh and parameter is None:
        yield unknown(("fresh",), "参数", table.fresh, pack.parameters)
    elif parameter:
        days = [day for one in pack.notices.values() for day in (one.issued, one.expires)]
        whole = parameter.kind is ParameterKind.NUMBER and all(
            value.value.isdigit() for value in parameter.values
        )
        missing = [day for day in days if parameter.on(day) is None]
        if not whole:
            yield (
                ("fresh",),
                f"参数“{parameter.title}”要是整数的月数",
                "写一个每期的值都是整数的参数",
            )
        elif missing:
            message = f"参数“{parameter.title}”在 {missing[0]} 没有生效的值"
            yield ("fresh",), message, "给参数补上这一段时间的值"


def _owed(table: Table, pack: Pack) -> Iterator[Found]:
    for i, name in enumerate(table.sees):
        if name not in READERS and name not in pack.units:
            yield unknown(("sees", i), "角色或单位", name, (*READERS, *pack.units))
    for key in ("fills", "owed_by"):
        for i, name in enumerate(getattr(table, key)):
            if name not in ROLES and name not in pack.units:
                yield unknown((key, i), "角色或单位", name, (*ROLES, *pack.units))
            elif name not in table.fills:
                hint = "把它加进 fills，或从 owed_by 去掉"
                yield (key, i), f"“{name}”不能填报这张表，却要它报全", hint


def _days(table: Table) -> Iterator[Found]:
    """Days that may all be empty, where neither a year, nor the delivery, nor the moment of
    writing says when a row was."""
    known = table.year or table.is_state or table.home == "ledger"
    may_be_empty = not any(table.by_name[name].required for name in table.happened)
    if table.happened and may_be_empty and not known:
        message = f"{'、'.join(table.happened)}都可以空着，空着的行就不知道发生在哪天，不会计入"
        yield ("happened",), message, "把其中一列写成 required: true"
