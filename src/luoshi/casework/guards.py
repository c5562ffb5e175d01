"""What must hold before a case moves on. Each guard tells, in Chinese, what is in the way."""

from collections.abc import Callable, Iterable
from decimal import Decimal

from luoshi.casework.case_file import CaseFile
from luoshi.casework.fitting import relief_only, unmatched_risks
from luoshi.casework.projects import PROJECT_GUARDS
from luoshi.casework.rules import Rules
from luoshi.months import months_after
from luoshi.pack.lacking import LackingError
from luoshi.warehouse.schema import FieldType

Guard = Callable[[CaseFile, Rules], str | None]
"""Told the case and the pack's rules; gives what is in the way, or None."""

RISKS, DISASTER, OTHER_RISK = "致贫返贫风险", "因自然灾害子项", "其他风险说明"
LABOUR, CLASS, WAY = "有劳动力", "监测对象类别", "消除方式"
SECURITIES = ("住房安全", "饮水安全", "义务教育有保障", "基本医疗有保障")
QUESTIONS = ("识别准确", "措施落实", "收入稳定", *SECURITIES, "没有新风险", "退出稳妥")
SUDDEN, NATURAL = "突发严重困难户", "自然消除"


def risks_named(case: CaseFile, rules: Rules) -> str | None:
    """One risk to the most the pack allows, each sub-item and remark given."""
    risks = case.codes(RISKS)
    most = int(rules.number("case_max_risks", case.today))
    if not 1 <= len(risks) <= most:
        return f"致贫返贫风险要填一到{most}个，现在是{len(risks)}个"
    if "因自然灾害" in risks and not case.facts.get(DISASTER):
        return "风险有“因自然灾害”，请填子项"
    if "其他" in risks and not case.facts.get(OTHER_RISK):
        return "风险有“其他”，请写明"
    return None


def not_in_future(case: CaseFile, rules: Rules) -> str | None:
    """No day that was told lies after today."""
    days = [c.name for c in rules.process(case.process).fields if c.type is FieldType.DATE]
    late = [day for day in days if case.facts.get(day, "") > case.today.isoformat()]
    return f"{'、'.join(late)}晚于今天（{case.today}）" if late else None


def comparison_answered(case: CaseFile, rules: Rules) -> str | None:
    """Every comparison is answered, or its department's time is over."""
    waiting = [one for one in case.replies if one.answered is None and one.due >= case.today]
    if not case.replies:
        return "还没有发出信息比对"
    titles = "、".join(rules.pack.comparisons[one.comparison].title for one in waiting)
    return f"部门还没有答复：{titles}，最晚{waiting[-1].due}" if waiting else None


def majority(case: CaseFile, rules: Rules) -> str | None:
    """More than half of those who came agreed."""
    came, agreed = (Decimal(case.facts.get(name, "0")) for name in ("参加人数", "同意人数"))
    if agreed > came:
        return f"同意人数（{agreed}）多于参加人数（{came}）"
    return None if agreed * 2 > came else f"{came} 人参加、{agreed} 人同意，没有过半"


def income_sheet(case: CaseFile, rules: Rules) -> str | None:
    """The income sheet is filled."""
    return "还没有填家庭收入表" if case.income is None else None


def class_fits_income(case: CaseFile, rules: Rules) -> str | None:
    """A sudden hardship lies above the income line in force that month, the others below it."""
    if case.income is None or case.income_on is None:
        return None
    line = rules.number("income_line", case.income_on)
    above = case.income >= float(line)
    if above == (case.facts.get(CLASS) == SUDDEN):
        return None
    side = "不低于" if above else "低于"
    hint = f"应为{SUDDEN}" if above else f"不应为{SUDDEN}"
    return f"人均纯收入 {case.income:,.0f} 元，{side}当时的监测范围 {line:,} 元，监测对象类别{hint}"


def notice_elapsed(case: CaseFile, rules: Rules) -> str | None:
    """The notice in the village hung as long as the pack asks."""
    start = case.last("appraised", "exit-appraised")
    if start is None:
        return "还没有开始公示"
    hung = case.facts.get("公示起始日期") or start.on.isoformat()
    end = rules.due("case_notice_days", type(case.today).fromisoformat(hung))
    return None if case.today >= end else f"公示从{hung}起，到{end}才满期"


def measures_given(case: CaseFile, rules: Rules) -> str | None:
    """At least one measure is given."""
    return None if _standing(case) else "还没有一项帮扶措施"


def measures_fit(case: CaseFile, rules: Rules) -> str | None:
    """Each risk has a measure that answers it."""
    bare = unmatched_risks(case.codes(RISKS), _standing(case), rules.pack)
    return f"这些风险还没有对应的措施：{'、'.join(bare)}" if bare else None


def not_relief_only(case: CaseFile, rules: Rules) -> str | None:
    """A household that can work gets more than relief."""
    can_work = case.facts.get(LABOUR) == "是"
    if can_work and relief_only(_standing(case), rules.pack):
        return "家里有劳动力，不能只有综合保障，请加产业、就业、金融或公益岗位措施"
    return None


def has_labour(case: CaseFile, rules: Rules) -> str | None:
    """A household without anyone who can work stays in monitoring (不标注风险消除)."""
    if case.facts.get(LABOUR) == "是" or case.facts.get(WAY) == NATURAL:
        return None
    return "整户没有劳动力，落实兜底后继续监测，不申请消除风险"


def four_securities(case: CaseFile, rules: Rules) -> str | None:
    """Schooling, medical cover, house and water are all secure."""
    bad = [name for name in SECURITIES if case.facts.get(name) != "是"]
    return f"还没有保障：{'、'.join(bad)}" if bad else None


def exit_income(case: CaseFile, rules: Rules) -> str | None:
    """The newest income sheet was made since entry and lies above the line in force then."""
    approved = case.last("approve")
    if case.income is None or case.income_on is None:
        return "还没有填家庭收入表"
    if approved and case.income_on <= approved.on:
        return f"家庭收入表是{case.income_on}的，请按现在的收入重新填一张"
    line = rules.number("income_line", case.income_on)
    if case.income >= float(line):
        return None
    return f"人均纯收入 {case.income:,.0f} 元，低于监测范围 {line:,} 元"


def measures_done(case: CaseFile, rules: Rules) -> str | None:
    """Help was given: at least one measure is done, and every risk has one that fits."""
    done = tuple(one.group for one in case.given if one.done)
    if not done:
        return "还没有一项措施落实完成，帮扶消除要有措施"
    return measures_fit(case, rules)


def long_enough(case: CaseFile, rules: Rules) -> str | None:
    """Help went on for the months the pack asks."""
    approved = case.last("approve")
    if approved is None:
        return "还没有审定纳入"
    months = int(rules.number("case_min_help_months", case.today))
    end = months_after(approved.on, months)
    return None if case.today >= end else f"纳入监测不满{months}个月，{end}以后才能申请"


def natural_way(case: CaseFile, rules: Rules) -> str | None:
    """What ends by itself is told as such."""
    return None if case.facts.get(WAY) == NATURAL else "这一步只用于自然消除"


def watched_long_enough(case: CaseFile, rules: Rules) -> str | None:
    """The household was watched for the months the pack asks."""
    left = case.last("exit-approve")
    if left is None:
        return "还没有消除风险"
    end = months_after(left.on, int(rules.number("case_watch_months", case.today)))
    return None if case.today >= end else f"跟踪到{end}才满期"


def nothing_amiss(case: CaseFile, rules: Rules) -> str | None:
    """A review found nothing: no question was answered with no."""
    bad = [name for name in QUESTIONS if case.facts.get(name) == "否"]
    return f"有回答“否”的，要整改或转监测核实：{'、'.join(bad)}" if bad else None


def _standing(case: CaseFile) -> tuple[str, ...]:
    return tuple(one.group for one in case.given if not one.refused)


GUARDS: dict[str, Guard] = PROJECT_GUARDS | {
    guard.__name__: guard
    for guard in (
        risks_named,
        not_in_future,
        comparison_answered,
        majority,
        income_sheet,
        class_fits_income,
        notice_elapsed,
        measures_given,
        measures_fit,
        not_relief_only,
        has_labour,
        four_securities,
        exit_income,
        measures_done,
        long_enough,
        natural_way,
        watched_long_enough,
        nothing_amiss,
    )
}
"""Every guard by the name processes use."""


def hindrances(case: CaseFile, guards: Iterable[str], rules: Rules) -> list[str]:
    """What stands in the way of a move, one sentence each; empty when nothing does.

    A guard that asks for a number no one has entered stands in the way too, and says so.
    """
    said = (_said(GUARDS[name], case, rules) for name in guards)
    return list(dict.fromkeys(one for one in said if one))


def _said(guard: Guard, case: CaseFile, rules: Rules) -> str | None:
    try:
        return guard(case, rules)
    except LackingError as error:
        return f"没法核对：{error.text}"
