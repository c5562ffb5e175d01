"""How some of the demonstration's households fared since somebody first knocked at the door."""

from collections.abc import Iterator, Sequence

import numpy as np

from luoshi.demonstration.synthetic import DEMO_SEED
from luoshi.site.casework.demo.story import (
    ANSWER,
    ASK,
    DONE,
    INCOME,
    RICHER,
    TAKE,
    HouseholdStep,
    HouseholdStory,
)


def _way(*steps: tuple[str, int]) -> tuple[HouseholdStep, ...]:
    return tuple(HouseholdStep(name, after) for name, after in steps)


def _ending(name: str, reason: str, after: int = 2) -> tuple[HouseholdStep, ...]:
    return (HouseholdStep(name, after, reason),)


_SENT = _way(("dispatch", 1))
_SEEN = _SENT + _way(("verify", 4))
_SIGNED = _SEEN + _way(("authorise", 1))
_ANSWERED = _SIGNED + _way((ANSWER, 2))
_COMPARED = _ANSWERED + _way(("compared", 1))
_SHOWN = _COMPARED + _way((INCOME, 1), ("appraised", 1))
_HUNG = _SHOWN + _way(("noticed", 6))
_CHECKED = _HUNG + _way(("reviewed", 1))
_ENTERED = _CHECKED + _way(("approve", 2))
_PLANNED = _ENTERED + _way((ASK, 4), ("planned", 2))
_HELPED = _PLANNED + _way((TAKE, 3), ("follow", 24), ("follow", 29), (DONE, 12), ("follow", 18))
_BETTER = _HELPED + _way(*[("follow", 30)] * 4, (RICHER, 6), ("propose-exit", 1))
_LEAVING = _BETTER + _way(("exit-appraised", 2), ("exit-noticed", 6))
_LEFT = _LEAVING + _way(("exit-reviewed", 1), ("exit-approve", 2), ("follow", 60))


def household_stories() -> Sequence[HouseholdStory]:
    """One household at each point of the way, and at each of its ends, in no order."""
    told = [HouseholdStory(steps, idle_days) for steps, idle_days in _stories()]
    mixed = np.random.default_rng(DEMO_SEED).permutation(len(told))
    return tuple(told[place] for place in mixed)


def _stories() -> Iterator[tuple[tuple[HouseholdStep, ...], int]]:
    yield from ((_SENT, idle_days) for idle_days in (1, 2, 3, 12))
    for reason in ("入户核实，生活不受影响", "问题已经解决"):
        yield from ((_SENT + _ending("dismiss", reason), idle_days) for idle_days in (20, 75, 160))
    yield from ((_SENT + _ending("exclude", "部门数据有误"), idle_days) for idle_days in (20, 75))
    yield _ending("exclude", "人户不符，或已迁出、死亡"), 160
    yield from ((_SEEN, idle_days) for idle_days in (0, 1, 6))
    yield _SEEN + _ending("decline", "农户不愿查询家庭信息"), 40
    yield from ((_SIGNED, idle_days) for idle_days in (1, 2))
    yield from ((steps, 1) for steps in (_ANSWERED, _COMPARED, _SHOWN, _HUNG, _CHECKED))
    yield _COMPARED + _way((INCOME, 1)), 0
    yield _SHOWN, 6
    yield _COMPARED + _ending("voted-down", "家庭有足够的应对能力"), 90
    yield _HUNG + _ending("return-appraisal", ""), 2
    yield from ((_ENTERED, idle_days) for idle_days in (2, 13))
    yield _ENTERED + _way((ASK, 3)), 8
    yield from ((_PLANNED, idle_days) for idle_days in (3, 9, 38))
    yield from ((_HELPED, idle_days) for idle_days in (4, 11, 17, 25, 35, 44))
    yield from ((_BETTER, idle_days) for idle_days in (1, 3))
    yield _BETTER + _way(("exit-appraised", 2)), 3
    yield _LEAVING, 1
    yield _LEAVING + _way(("exit-reviewed", 1)), 1
    yield from ((_LEFT, idle_days) for idle_days in (12, 80))
    yield _LEFT + _ending("relapse", "", 45), 2
