"""Guards on the way into the bank, and from one year's bank to the next."""

from luoshi.casework.case_file import CaseFile
from luoshi.casework.projects.noticed import BANK_NOTICE, newest
from luoshi.casework.projects.rows import BANK, VILLAGES, amount, rows
from luoshi.casework.rules import Rules
from luoshi.warehouse.schema import FieldType

ORDER = (("计划开工日期", "计划完工日期"), ("下达日期", "开工日期"), ("开工日期", "完工日期"),
         ("完工日期", "验收日期"), ("验收日期", "报账日期"), ("报账日期", "移交日期"))  # fmt: skip
"""Days of which the first is not later than the second."""


def project_days(case: CaseFile, rules: Rules) -> str | None:
    """No deed lies ahead, and what comes first is dated first."""
    process, today = rules.process(case.process), case.today.isoformat()
    days = (one.name for one in process.fields if one.type is FieldType.DATE)
    late = [one for one in days if one not in process.ahead and case.facts.get(one, "") > today]
    if late:
        return f"{'、'.join(late)}晚于今天（{case.today}）"
    for first, second in ORDER:
        one, other = (case.facts.get(name, "") for name in (first, second))
        if one and other and one > other:
            return f"{second}（{other}）早于{first}（{one}）"
    return None


def money_adds_up(case: CaseFile, rules: Rules) -> str | None:
    """The parts of the money are the whole."""
    whole, *parts = (amount(case.facts, name) for name in ("总投资", "衔接资金", "其他资金"))
    if whole == sum(parts):
        return None
    return f"衔接资金 {parts[0]:,} 与其他资金 {parts[1]:,} 之和不等于总投资 {whole:,} 万元"


def villages_asked(case: CaseFile, rules: Rules) -> str | None:
    """Several villages, or one for a large project, were asked and none is against it."""
    asked = rows(case, VILLAGES)
    large = rules.number("project_large_amount", case.today)
    if not asked or (len(asked) < 2 and amount(case.facts, "总投资") < large):
        return f"跨村的先填实施村并征求意见；只涉及一个村、不到 {large:,} 万元的由村里申报"
    silent = sum(not row.get("征求意见") for row in asked)
    if silent:
        return f"还有 {silent} 个实施村没有填征求意见"
    against = sum(row["征求意见"] == "不同意" for row in asked)
    return f"有 {against} 个实施村不同意" if against else None


def in_bank_year(case: CaseFile, rules: Rules) -> str | None:
    """A project is planned for the year whose bank it is in."""
    year, bank = case.facts.get("计划年度"), case.facts.get("库年度")
    return None if year == bank else f"项目在{bank}年度库里，列入{year}年度计划前先滚动到{year}年度"


def later_year(case: CaseFile, rules: Rules) -> str | None:
    """A project rolls on into a later year's bank."""
    now = max((row.get("库年度", "") for row in rows(case, BANK)), default="")
    return None if case.facts.get("库年度", "") > now else f"已在{now}年度库里，要滚动到以后的年度"


def small_change(case: CaseFile, rules: Rules) -> str | None:
    """The investment is near what was hung up for all to read."""
    told = amount(newest(case, BANK_NOTICE), "总投资")
    now, most = amount(case.facts, "总投资"), rules.number("project_adjust_share", case.today)
    if abs(now - told) <= told * most:
        return None
    return f"总投资 {now:,} 万元与公示的 {told:,} 万元相差超过 {most:.0%}，要退回重新论证和公示"
