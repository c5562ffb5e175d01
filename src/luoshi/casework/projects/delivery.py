"""Guards on the work when a project is done."""

from luoshi.casework.case_file import CaseFile
from luoshi.casework.projects.labour import CAME, FLOOR, FUND, PAID, YEAR, labour
from luoshi.casework.projects.rows import RELIEF, rows
from luoshi.casework.reads import Reads, Written
from luoshi.casework.rules import Rules
from luoshi.expressions import Kind

FOR_RELIEF = "以工代赈"


def labour_paid(case: CaseFile, rules: Rules) -> str | None:
    """In work for relief, the share of labour pay reaches the floor in force."""
    if case.facts.get(FOR_RELIEF) != "是":
        return None
    years = [labour(row, case.facts.get(CAME, ""), rules) for row in rows(case, RELIEF)]
    if not years:
        return "以工代赈项目还没有填“以工代赈”台账的劳务报酬"
    short = [one.words for one in years if not one.enough]
    return f"劳务报酬不够：{'；'.join(short)}" if short else None


LABOUR_PAID = Written(
    labour_paid,
    Reads(
        fields={FOR_RELIEF: Kind.TEXT, CAME: Kind.DATE},
        rows={RELIEF: {YEAR: Kind.NUMBER, FUND: Kind.NUMBER, PAID: Kind.NUMBER}},
        parameters=(FLOOR,),
    ),
)
