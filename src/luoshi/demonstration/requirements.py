"""What the made-up province, and what is played in it, read of a pack by name."""

from luoshi.demonstration.stories.households import household_stories
from luoshi.demonstration.synthetic.department_tables import DEPARTMENT_TABLES
from luoshi.demonstration.synthetic.exports.row import EXPORTS
from luoshi.modules import MODULES
from luoshi.pack import Pack
from luoshi.pack.models import ParameterKind
from luoshi.pack.processes import MONITORING
from luoshi.pack.requirements import (
    CodeNeed,
    Module,
    ParameterNeed,
    ProcessNeed,
    Start,
    TableNeed,
    parameters,
)
from luoshi.quality.requirements import QUALITY
from luoshi.site.casework.demo.story import ACTIONS


def _made_up(pack: Pack) -> bool:
    return (pack.folder / "demonstration" / "province.yaml").is_file()


START = Start("demonstration/*.yaml", _made_up)

SYNTHETIC = Module(
    "synthetic",
    "合成数据",
    START,
    (
        TableNeed("residents", files="tables/{}.yaml"),
        TableNeed("households", files="tables/{}.yaml"),
        *parameters(
            "adult_age compulsory_age_to income_line labour_age_from labour_age_to "
            "low_income_times relief_line water_cut_year_days water_litres water_minutes "
            "water_reliability"
        ),
        ParameterNeed("school_year_start", ParameterKind.DATE),
    ),
    ("screening",),
)
"""A made-up province: people, the files of those departments whose tables a place has, planted
risks of its rules."""

SYNTHETIC_RISKS = Module(
    "synthetic-risks",
    "全部部门的合成数据",
    Start(START.files, lambda pack: _made_up(pack) and pack.tables.keys() >= {*DEPARTMENT_TABLES}),
    (
        *(TableNeed(id_, files="tables/{}.yaml") for id_ in DEPARTMENT_TABLES),
        *parameters(
            "accident_loss accident_months cancer_wait_months change_months child_wait_days "
            "compulsory_age_from disaster_loss disaster_months hospital_stay_lifted "
            "hospital_stay_months hospital_stay_orange_times hospital_stay_red illness_new_months "
            "income_near_times labour_lost_months loan_due_yellow_days loss_orange_share "
            "medical_lifted_share medical_orange_times medical_ordinary_share medical_red_times "
            "newborn_months outpatient_month relief_stop_months rigid_yellow_share "
            "rural_income_last_year school_cost_year settlement_focus_people severe_new_months "
            "students_cost venture_loss venture_months visit_orange_months visit_yellow_months"
        ),
        ParameterNeed("insurance_year", ParameterKind.YEAR),
    ),
    ("synthetic",),
)
"""The risks that are planted where a place has the tables of all departments."""

DEMONSTRATION = Module(
    "demonstration",
    "演示",
    START,
    (
        CodeNeed("natural_disasters"),
        ProcessNeed(
            MONITORING,
            moves=tuple(
                sorted({step.name for one in household_stories() for step in one.steps} - ACTIONS)
            ),
        ),
    ),
    ("synthetic", "ledgers", "screening", "casework", "allocation"),
)
"""A site to look at. Projects and checks of exports are played where the place has them."""

SYNTHETIC_EXPORTS = Module(
    "synthetic-exports",
    "合成的导出表",
    Start(START.files, lambda pack: QUALITY.used_by(pack) and _made_up(pack)),
    tuple(TableNeed(id_, files="exports/{}.yaml") for id_ in EXPORTS),
    ("synthetic", "quality"),
)
"""Exports of the national system, made up to be checked."""

ALL_MODULES = (*MODULES, SYNTHETIC, SYNTHETIC_RISKS, SYNTHETIC_EXPORTS, DEMONSTRATION)
"""The modules of the site, and these."""
