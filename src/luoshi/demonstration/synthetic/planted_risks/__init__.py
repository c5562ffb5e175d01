"""Planting risks: for each rule of the pack, how to make it so for somebody."""

from luoshi.demonstration.synthetic.planted_risks import (
    bills,
    burdens,
    credit,
    events,
    fees,
    illness,
    income,
    labour,
    schooling,
    shelter,
    welfare,
    work,
)
from luoshi.demonstration.synthetic.planted_risks.planter import Planter

RARE_FIRST = (burdens, income, work, labour, illness, bills, schooling)
AFTER_THEM = (fees, welfare, credit, shelter, events)
"""Modules of planters; those that need a rare household choose first."""

PLANTERS: dict[str, Planter] = {
    planter.rule: planter for module in RARE_FIRST + AFTER_THEM for planter in module.PLANTERS
}
"""By rule."""
