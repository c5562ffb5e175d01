"""What is known of the project: the newest value of each field, the money and days aside."""

from typing import Any

from luoshi.ledgers.values import shown
from luoshi.site.accounts.services import User
from luoshi.site.processes.models import Case
from luoshi.site.projects.policies import OBLIGATION, process
from luoshi.site.rights import scope_of

ELSEWHERE = frozenset({
    "项目名称", "项目类别", "总投资", "衔接资金", "其他资金", "受益户数", "脱贫和监测受益户数",
    "受益方式", OBLIGATION, "公示年度", "公示文号", "资金层级", "批次", "资金任务", "公示总额",
    "公示起始日期", "公示截止日期", "公示地点", "本地监督电话", "决算金额",
})  # fmt: skip
"""Fields other parts of the page show."""


def panel(case: Case, user: User) -> dict[str, Any] | None:
    """Heading and value of each field that is known, in the process' order."""
    scope = scope_of(user)
    lines = [
        (column.heading, shown(column, case.facts[column.name], scope))
        for column in process().fields
        if case.facts.get(column.name) and column.name not in ELSEWHERE
    ]
    return {"lines": lines} if lines else None
