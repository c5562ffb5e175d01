"""Guards on money, work and what is left when a project is done."""

from luoshi.casework.case_file import CaseFile
from luoshi.casework.projects.labour import labour
from luoshi.casework.projects.rows import ASSETS, FUNDS, RELIEF, amount, arranged, rows
from luoshi.casework.rules import Rules


def no_money_yet(case: CaseFile, rules: Rules) -> str | None:
    """No money was given to the project."""
    given = arranged(rows(case, FUNDS))
    return f"已经安排资金 {given:,} 万元，不能滚动或出库；请先调减" if given > 0 else None


def funds_arranged(case: CaseFile, rules: Rules) -> str | None:
    """Money is written down by fund, and not more than the project costs."""
    given, whole = arranged(rows(case, FUNDS)), amount(case.facts, "总投资")
    if given <= 0:
        return "还没有在“项目资金安排”里按资金填写安排金额"
    return f"安排资金 {given:,} 万元，超过总投资 {whole:,} 万元" if given > whole else None


def labour_paid(case: CaseFile, rules: Rules) -> str | None:
    """In work for relief, the share of labour pay reaches the floor in force."""
    if case.facts.get("以工代赈") != "是":
        return None
    years = [labour(row, case.facts.get("下达日期", ""), rules) for row in rows(case, RELIEF)]
    if not years:
        return "以工代赈项目还没有填“以工代赈”台账的劳务报酬"
    short = [one.words for one in years if not one.enough]
    return f"劳务报酬不够：{'；'.join(short)}" if short else None


def settled_within(case: CaseFile, rules: Rules) -> str | None:
    """The final account is not above what the project was to cost."""
    paid, whole = amount(case.facts, "决算金额"), amount(case.facts, "总投资")
    return None if paid <= whole else f"决算金额 {paid:,} 万元超过总投资 {whole:,} 万元"


def assets_registered(case: CaseFile, rules: Rules) -> str | None:
    """What was built is registered, each with whom it belongs to and who keeps it."""
    if case.facts.get("形成资产") == "否":
        return None
    assets = rows(case, ASSETS)
    if not assets:
        return "还没有登记资产；没有形成资产的，在报账决算时填“否”"
    bare = [row["资产名称"] for row in assets if not (row.get("产权人") and row.get("管护单位"))]
    return f"资产还没有产权人或管护单位：{'、'.join(bare)}" if bare else None
