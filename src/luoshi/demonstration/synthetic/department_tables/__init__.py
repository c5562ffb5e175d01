"""What each department would send: for each table of the pack, the function that writes it."""

from collections.abc import Callable

from luoshi.demonstration.synthetic.county_context import CountyContext
from luoshi.demonstration.synthetic.department_tables import (
    economy,
    homes,
    medical,
    police,
    revitalisation,
    schools,
    welfare,
    work,
)
from luoshi.demonstration.synthetic.frames import Frame

DEPARTMENT_TABLES: dict[str, Callable[[CountyContext], Frame]] = {
    "households": revitalisation.households,
    "residents": police.residents,
    "poverty_households": revitalisation.poverty_households,
    "medical_insurance": medical.medical_insurance,
    "medical_claims": medical.medical_claims,
    "illnesses": medical.illnesses,
    "school_roll": schools.school_roll,
    "school_costs": schools.school_costs,
    "dropouts": schools.dropouts,
    "houses": homes.houses,
    "water": homes.water,
    "disability": welfare.disability,
    "relief": welfare.relief,
    "children": welfare.children,
    "cancer": welfare.cancer,
    "jobs": work.jobs,
    "microloans": economy.microloans,
    "ventures": economy.ventures,
    "disasters": economy.disasters,
    "deaths": police.deaths,
    "accidents": police.accidents,
    "household_changes": police.household_changes,
}
"""By table id, in the order the files are written."""
