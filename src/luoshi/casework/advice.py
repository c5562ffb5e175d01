"""What is wrong with the help a household gets, told before anybody asks."""

from dataclasses import dataclass

from luoshi.casework.case_file import CaseFile
from luoshi.casework.fitting import relief_only, unmatched_risks
from luoshi.casework.guards import RISKS
from luoshi.casework.reads import Reads
from luoshi.casework.rules import Rules
from luoshi.expressions import Kind
from luoshi.months import months_after
from luoshi.pack.helping import HelpGroup

LABOUR, APPROVE, GAP = "有劳动力", "approve", "case_help_gap_months"

READS = Reads(fields={RISKS: Kind.CODES, LABOUR: Kind.TEXT}, moves=(APPROVE,), parameters=(GAP,))
"""What advice reads of a case of monitoring, proved as guards are."""


@dataclass(frozen=True)
class Advice:
    """A risk no measure answers, with the groups that would."""

    risk: str
    groups: tuple[HelpGroup, ...]


def missing_help(case: CaseFile, rules: Rules) -> list[Advice]:
    """Each risk without a measure that fits, with the groups that do."""
    bare = unmatched_risks(case.codes(RISKS), case.standing, rules.pack)
    groups = rules.pack.help_groups.values()
    return [Advice(risk, tuple(one for one in groups if risk in one.fits)) for risk in bare]


def warnings(case: CaseFile, rules: Rules) -> list[str]:
    """What else is wrong: only relief for those who can work, or no way to earn for too long."""
    if case.facts.get(LABOUR) != "是":
        return []
    told = []
    if relief_only(case.standing, rules.pack):
        told.append("家里有劳动力，却只有综合保障")
    approved = case.last(APPROVE)
    months = int(rules.number(GAP, case.today))
    late = approved is not None and case.today > months_after(approved.on, months)
    if late and not develops(case, rules):
        told.append(f"家里有劳动力，纳入监测超过{months}个月还没有开发式帮扶")
    return told


def develops(case: CaseFile, rules: Rules) -> bool:
    """Whether some measure lets people earn (开发式帮扶)."""
    return any(rules.pack.help_groups[group].develops for group in case.standing)
