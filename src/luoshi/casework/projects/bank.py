"""Guards on the way into the bank, and from one year's bank to the next."""

from luoshi.casework.case_file import CaseFile
from luoshi.casework.projects.noticed import BANK_NOTICE, NOTICE_DAYS, newest
from luoshi.casework.projects.rows import NOTICES, amount
from luoshi.casework.reads import Reads, Written
from luoshi.casework.rules import Rules
from luoshi.expressions import Kind
from luoshi.text.numbers import MOST_PLACES, money, percent

WHOLE, SHARE = "总投资", "project_adjust_share"


def small_change(case: CaseFile, rules: Rules) -> str | None:
    """The investment is near what was hung up for all to read."""
    told = amount(newest(case, BANK_NOTICE), WHOLE)
    now, most = amount(case.facts, WHOLE), rules.number(SHARE, case.today)
    if abs(now - told) <= told * most:
        return None
    return (
        f"总投资 {money(now)} 万元与公示的 {money(told)} 万元"
        f"相差超过 {percent(most, places=MOST_PLACES)}，要退回重新论证和公示"
    )


SMALL_CHANGE = Written(
    small_change,
    Reads(
        fields={WHOLE: Kind.NUMBER},
        rows={NOTICES: {**NOTICE_DAYS, WHOLE: Kind.NUMBER}},
        parameters=(SHARE,),
        codes={"notice_stages": (BANK_NOTICE,)},
    ),
)
