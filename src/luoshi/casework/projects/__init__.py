"""Projects: what must hold before one goes on and no expression says."""

from luoshi.casework.projects.bank import SMALL_CHANGE
from luoshi.casework.projects.delivery import LABOUR_PAID
from luoshi.casework.projects.noticed import (
    BANK_NOTICED,
    NOTICE_LONG_ENOUGH,
    PLAN_NOTICED,
    RESULT_NOTICED,
)
from luoshi.casework.reads import Written

PROJECT_GUARDS: dict[str, Written] = {
    "notice_long_enough": NOTICE_LONG_ENOUGH,
    "bank_noticed": BANK_NOTICED,
    "plan_noticed": PLAN_NOTICED,
    "result_noticed": RESULT_NOTICED,
    "small_change": SMALL_CHANGE,
    "labour_paid": LABOUR_PAID,
}
"""The guards of projects in Python by the name the process uses."""
