"""Projects: what must hold before one goes on, told from its facts and its rows of ledgers."""

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

PROJECT_GUARDS = (
    project_days,
    money_adds_up,
    villages_asked,
    notice_long_enough,
    bank_noticed,
    plan_noticed,
    result_noticed,
    in_bank_year,
    later_year,
    no_money_yet,
    small_change,
    funds_arranged,
    labour_paid,
    settled_within,
    assets_registered,
)
"""The guards of projects; the process names them."""
