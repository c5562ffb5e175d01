"""The modules of the system, and which of them a place uses."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from luoshi.allocation.requirements import ALLOCATION
from luoshi.assessment.requirements import ASSESSMENT
from luoshi.casework.requirements import (
    CAMPAIGNS,
    CASEWORK,
    INCOMES,
    INTAKE,
    NATIONAL,
    NEEDS,
    PROJECTS,
)
from luoshi.duties.requirements import DUTIES
from luoshi.ledgers.requirements import LEDGERS
from luoshi.obligations.requirements import OBLIGATIONS
from luoshi.pack import Pack, Problem
from luoshi.pack.deliveries import DELIVERIES
from luoshi.pack.names import unknown_among
from luoshi.pack.requirements import Module, head_of
from luoshi.quality.requirements import QUALITY
from luoshi.screening.requirements import SCREENING
from luoshi.supervision.requirements import SUPERVISION
from luoshi.topics.requirements import TOPICS

MODULES = (
    OBLIGATIONS,
    LEDGERS,
    DELIVERIES,
    SCREENING,
    CASEWORK,
    NEEDS,
    CAMPAIGNS,
    INCOMES,
    NATIONAL,
    INTAKE,
    PROJECTS,
    QUALITY,
    ALLOCATION,
    ASSESSMENT,
    SUPERVISION,
    TOPICS,
    DUTIES,
)  # fmt: skip
"""Every module that a place may do without; what others rest on stands before them."""


class UnusedError(ValueError):
    """The place does not use a module; the text is Chinese and says what it would start from."""


@dataclass(frozen=True)
class Standing:
    """Whether a place uses a module, and what stands in the way of it."""

    module: Module
    used: bool
    problems: tuple[Problem, ...]

    @property
    def on(self) -> bool:
        """Whether it runs: it is used, and all it needs is there."""
        return self.used and not self.problems

    @property
    def text(self) -> str:
        """How it stands, in one line."""
        if self.on:
            return f"启用：{self.module.title}"
        if not self.used:
            return f"未启用：{self.module.title}（要用就写上 {self.module.start.files}）"
        return f"未启用：{self.module.title}（缺 {len(self.problems)} 处）"


def standings(pack: Pack, modules: Sequence[Module] = MODULES) -> dict[str, Standing]:
    """How each module stands, by id."""
    found: dict[str, Standing] = {}
    for module in modules:
        used = module.used_by(pack)
        alone = _alone(module, pack, found) if used else ()
        lacks = module.lacks(pack) if used else ()
        found[module.id] = Standing(module, used, (*alone, *lacks))
    return found


def check(pack: Pack, modules: Sequence[Module] = MODULES) -> list[Problem]:
    """What used modules lack, and names of modules that are none; empty for a proved pack."""
    known = {module.id for module in modules}
    without = unknown_among(("without",), "模块", pack.without, known)
    amiss = [problem for one in standings(pack, modules).values() for problem in one.problems]
    return [*(head_of(pack).problem(*found) for found in without), *amiss]


@lru_cache(maxsize=4)
def modules_of(pack: Pack) -> frozenset[str]:
    """The modules (ids) that run in the pack's place."""
    return frozenset(id_ for id_, one in standings(pack).items() if one.on)


def demand(pack: Pack, module: Module, modules: Sequence[Module] = MODULES) -> None:
    """Stop here unless a module (one of ``modules``) runs in the pack's place.

    Raises:
        UnusedError: it does not.
    """
    if not standings(pack, modules)[module.id].on:
        raise UnusedError(unused(module))


def unused(module: Module) -> str:
    """That a module is not used, in a sentence."""
    return f"这里没有启用“{module.title}”：政策包没有写 {module.start.files}，或者没有写全"


def _alone(module: Module, pack: Pack, before: dict[str, Standing]) -> Iterator[Problem]:
    """The modules it rests on that do not run."""
    for id_ in module.rests_on:
        other = before[id_]
        if not other.on:
            message = f"“{other.module.title}”没有启用"
            hint = f"先写全 {other.module.start.files}"
            yield module.told(head_of(pack).problem((), message, hint))
