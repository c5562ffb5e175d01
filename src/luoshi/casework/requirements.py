"""What cases and what goes with them read of a pack by name, outside of guards."""

from collections.abc import Iterator
from dataclasses import dataclass

from luoshi.casework.advice import APPROVE
from luoshi.casework.national_cells import CLEAR
from luoshi.casework.pages import PAGES
from luoshi.casework.projects.noticed import BANK_NOTICE, PLAN_NOTICE, RESULT_NOTICE
from luoshi.casework.projects.pages import PROJECT
from luoshi.casework.reads import RENAMED, lacks
from luoshi.expressions import Kind
from luoshi.pack import Pack, Problem
from luoshi.pack.models import ParameterKind
from luoshi.pack.processes import MONITORING
from luoshi.pack.registers import KNOWN_HOUSEHOLDS
from luoshi.pack.requirements import (
    CodeNeed,
    Module,
    ProcessNeed,
    Start,
    TableNeed,
    names,
    parameters,
)

LOW_INCOME = "low-income"
"""The process that answers needs."""


@dataclass(frozen=True)
class PagesNeed:
    """What pages read of the cases of a process: its fields, and the rows of its ledgers."""

    process: str

    @property
    def text(self) -> str:
        """What is read."""
        fields = dict.fromkeys(name for reads in PAGES[self.process] for name in reads.fields)
        return f"事项 `{self.process}` 的字段：{'、'.join(fields)}"

    def lacks(self, pack: Pack) -> Iterator[Problem]:
        """What of it the process does not have; nothing of a process that is not there."""
        process = pack.processes.get(self.process)
        if process is None:
            return
        for reads in PAGES[self.process]:
            for lack in lacks(reads, pack, self.process):
                yield pack.place(process).problem(("fields",), lack, RENAMED)


def _helped(pack: Pack) -> bool:
    return bool(pack.processes.keys() - {PROJECT})


CASEWORK = Module(
    "casework",
    "监测帮扶",
    Start("processes/*.yaml", _helped),
    (
        ProcessNeed(MONITORING, ("comparing", "notice", "exit-notice"), (APPROVE,)),
        PagesNeed(MONITORING),
        CodeNeed("risk_kinds"),
        CodeNeed("monitored_kinds"),
        *KNOWN_HOUSEHOLDS,
        *parameters(
            "case_visit_days case_compare_days case_notice_days case_reply_days "
            "case_deliver_days case_help_gap_months"
        ),
    ),
)
"""Cases of households, from a lead to the end of watching."""

NEEDS = Module(
    "needs",
    "应救尽救",
    Start("needs/*.yaml", lambda pack: pack.needs),
    (ProcessNeed(LOW_INCOME),),
    ("screening", "casework"),
)
"""Who needs which help, and who got it."""

CAMPAIGNS = Module(
    "campaigns",
    "专项排查",
    Start("campaigns.yaml", lambda pack: pack.campaign_groups),
    rests_on=("casework",),
)
"""Every household of a group looked at."""

INCOMES = Module(
    "incomes",
    "家庭收入表",
    Start("income_items.yaml", lambda pack: pack.income_items),
    parameters("income_line"),
    ("casework",),
)
"""What a household earns, item by item."""

NATIONAL = Module(
    "national",
    "国家系统格式的监测对象表",
    Start("national_export.yaml", lambda pack: pack.national.columns),
    (ProcessNeed(MONITORING, moves=(APPROVE, CLEAR)),),
    ("casework",),
)
"""Monitored households in the columns of the national system."""

INTAKE = Module(
    "intake",
    "申报受理",
    Start("codes/trouble_kinds.yaml", lambda pack: "trouble_kinds" in pack.codes),
    (
        CodeNeed("trouble_kinds"),
        *parameters(
            "apply_register_days apply_per_address_an_hour apply_checks_an_hour "
            "apply_per_phone_a_day"
        ),
    ),
    ("casework",),
)
"""Applications of farmers, and reports of cadres and the hotline."""

PROJECTS = Module(
    "projects",
    "项目库",
    Start(f"processes/{PROJECT}.yaml", lambda pack: PROJECT in pack.processes),
    (
        ProcessNeed(
            PROJECT,
            ("idea", "township", "sector", "county", "notice", "banked", "planned", "funded",
             "building", "finished", "accepted", "settled", "handed-over"),
            ("roll",),
        ),
        PagesNeed(PROJECT),
        TableNeed("fund_allocation", {**names(Kind.TEXT, "资金"),
                                      **names(Kind.NUMBER, "年度 金额")}),
        TableNeed("asset_checks", {**names(Kind.TEXT, "资产编码"), **names(Kind.DATE, "巡查日期")}),
        TableNeed("asset_income", {
            **names(Kind.TEXT, "资产编码"),
            **names(Kind.NUMBER, "已收收益 农户分红 村集体留存 公益事业支出"),
        }),
        CodeNeed("project_kinds"),
        CodeNeed("funds"),
        CodeNeed("asset_classes"),
        CodeNeed("asset_states", ("正常使用", "已处置")),
        CodeNeed("notice_stages", (BANK_NOTICE, PLAN_NOTICE, RESULT_NOTICE)),
        *parameters(
            "bank_size_least bank_size_most asset_check_days project_notice_days "
            "project_adjust_share work_relief_pay_share case_visit_days"
        ),
        *parameters("bank_funds asset_checked_classes", ParameterKind.TEXT),
    ),
    ("ledgers",),
)  # fmt: skip
"""Projects from proposal to hand-over, and the assets they leave."""
