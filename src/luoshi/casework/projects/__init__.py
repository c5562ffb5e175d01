"""Projects: what must hold before one goes on, told from its facts and its rows of ledgers."""

from collections.abc import Callable

from luoshi.casework.case_file import CaseFile
from luoshi.casework.projects.bank import (
    in_bank_year,
    later_year,
    money_adds_up,
    project_days,
    small_change,
    villages_asked,
)
from luoshi.casework.projects.delivery import (
    assets_registered,
    funds_arranged,
    labour_paid,
    no_money_yet,
    settled_within,
)
from luoshi.casework.projects.noticed import (
    bank_noticed,
    notice_long_enough,
    plan_noticed,
    result_noticed,
)
from luoshi.casework.rules import Rules

PROJECT_GUARDS: dict[str, Callable[[CaseFile, Rules], str | None]] = {
    "project_days": project_days,
    "money_adds_up": money_adds_up,
    "villages_asked": villages_asked,
    "notice_long_enough": notice_long_enough,
    "bank_noticed": bank_noticed,
    "plan_noticed": plan_noticed,
    "result_noticed": result_noticed,
    "in_bank_year": in_bank_year,
    "later_year": later_year,
    "no_money_yet": no_money_yet,
    "small_change": small_change,
    "funds_arranged": funds_arranged,
    "labour_paid": labour_paid,
    "settled_within": settled_within,
    "assets_registered": assets_registered,
}
"""The guards of projects by the name the process uses."""
