"""Guards on public notices: long enough, over, and with a picture of where it hung."""

from functools import partial

from luoshi.casework.case_file import CaseFile, Cells
from luoshi.casework.notices import DAYS_LEAST, END, FILES, KIND, START, hanging
from luoshi.casework.projects.rows import NOTICES, rows
from luoshi.casework.reads import Reads, Written
from luoshi.casework.rules import Rules
from luoshi.expressions import Kind

BANK_NOTICE, PLAN_NOTICE, RESULT_NOTICE = "入库公示", "资金安排公示", "完工公示"

NOTICE_DAYS = {KIND: Kind.TEXT, START: Kind.DATE, END: Kind.DATE}
"""The columns that tell which notice hung and how long."""


def notice_long_enough(case: CaseFile, rules: Rules) -> str | None:
    """The notice about to be hung up will hang as long as it must."""
    found = hanging(case.facts, rules)
    if found is None or found.long_enough:
        return None
    if found.end < found.start:
        return f"公示截止日期（{found.end}）早于起始日期（{found.start}）"
    return f"公示太短：{found.words}；{found.start} 开始的最早到 {found.earliest_end}"


def newest(case: CaseFile, kind: str) -> Cells:
    """The last notice of a kind; an empty row where there is none."""
    of_kind = [row for row in rows(case, NOTICES) if row.get(KIND) == kind]
    return max(of_kind, key=lambda row: row.get(START, ""), default={})


def _noticed(kind: str) -> Written:
    """The notice of a kind hung long enough, is over, and was seen to hang."""
    reads = Reads(
        rows={NOTICES: {**NOTICE_DAYS, FILES: Kind.TEXT}},
        parameters=(DAYS_LEAST,),
        codes={"notice_stages": (kind,)},
    )
    return Written(partial(_amiss, kind), reads)


def _amiss(kind: str, case: CaseFile, rules: Rules) -> str | None:
    notice = newest(case, kind)
    found = hanging(notice, rules)
    if found is None:
        return f"还没有{kind}"
    if not found.long_enough:
        return f"{kind}太短：{found.words}，请重新公示"
    if case.today <= found.end:
        return f"{kind}到 {found.end} 才满期"
    return None if notice.get(FILES) else f"{kind}还没有上传附件（张贴照片、公示原件）"


NOTICE_LONG_ENOUGH = Written(
    notice_long_enough,
    Reads(fields={START: Kind.DATE, END: Kind.DATE}, parameters=(DAYS_LEAST,)),
)
BANK_NOTICED, PLAN_NOTICED, RESULT_NOTICED = map(
    _noticed, (BANK_NOTICE, PLAN_NOTICE, RESULT_NOTICE)
)
