"""Divisions from region to village, their codes and names, and dated county groups.

The data stand in a pack: ``areas.csv``, ``area_changes.csv``, ``id_area_codes.csv``,
``county_stats.csv``, ``groups.yaml``, ``counties.geojson``. Nothing here knows the name of any
place.
"""

from luoshi.areas.changes import AreaChange, ChangeFault, ChangeKind, parse_changes
from luoshi.areas.evolution import RefusedChangesError
from luoshi.areas.groups import Group, Membership, resolve_groups, wrong_groups
from luoshi.areas.id_codes import IdAreaCode, IdAreaCodes
from luoshi.areas.model import Area, AreaError, Flaw, Level
from luoshi.areas.registry import Areas
from luoshi.areas.stats import CountyStat, CountyStats, Indicator, Quality
from luoshi.areas.succeeding_groups import led_on

__all__ = [
    "Area",
    "AreaChange",
    "AreaError",
    "Areas",
    "ChangeFault",
    "ChangeKind",
    "CountyStat",
    "CountyStats",
    "Flaw",
    "Group",
    "IdAreaCode",
    "IdAreaCodes",
    "Indicator",
    "Level",
    "Membership",
    "Quality",
    "RefusedChangesError",
    "led_on",
    "parse_changes",
    "resolve_groups",
    "wrong_groups",
]
