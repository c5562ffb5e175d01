"""What a village notice says of households: who, what is proposed, until when one may object.

Never an ID number, a telephone, an account, or anything that tells of health: risks are not
named at all (秦安县的公示要求).
"""

from dataclasses import dataclass
from datetime import date

from luoshi import pack
from luoshi.casework import Rules
from luoshi.site.place import village_name
from luoshi.site.processes.models import Case
from luoshi.site.processes.policies import seen_cases
from luoshi.site.rights import Scope

STAGES = {"notice": "拟纳入防止返贫监测", "exit-notice": "拟消除防止返贫监测风险"}
"""Stages in which a notice hangs, and what it proposes."""

CLASS, START, WHERE = "监测对象类别", "公示起始日期", "公示地点"


@dataclass(frozen=True)
class NoticedHousehold:
    """One household: its head, the number of people is nobody's business."""

    head: str
    kind: str


@dataclass(frozen=True)
class VillageNotice:
    """One sheet of paper: households of one village whose notice begins on one day."""

    title: str
    village: str
    start: date
    end: date
    where: str
    lines: tuple[NoticedHousehold, ...]


def notice_of(case: Case, scope: Scope) -> VillageNotice | None:
    """The notice a case hangs on; None where nothing is to be hung up now."""
    process = pack.load().processes[case.process]
    start = case.facts.get(START)
    if not process.public or case.stage not in STAGES or not start:
        return None
    day = date.fromisoformat(start)
    together = seen_cases(scope).filter(
        process=case.process, stage=case.stage, village=case.village
    )
    hung = [one for one in together.order_by("head", "pk") if one.facts.get(START) == start]
    return VillageNotice(
        title=STAGES[case.stage],
        village=village_name(case.village),
        start=day,
        end=Rules(pack.load()).due("case_notice_days", day),
        where=case.facts.get(WHERE, ""),
        lines=tuple(
            NoticedHousehold(scope.name(one.head), one.facts.get(CLASS, "")) for one in hung
        ),
    )
