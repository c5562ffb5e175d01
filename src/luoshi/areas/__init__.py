"""Divisions from region to village, their codes and names, and dated county groups.

The data stand in a pack: ``areas.csv``, ``id_area_codes.csv``, ``county_stats.csv``,
``groups.yaml``, ``counties.geojson``. Nothing here knows the name of any place.
"""

from luoshi.areas.groups import Group, Membership, resolve_groups, wrong_groups
from luoshi.areas.id_codes import IdAreaCode, IdAreaCodes
from luoshi.areas.model import Area, AreaError, Flaw, Level
from luoshi.areas.registry import Areas
from luoshi.areas.stats import CountyStat, CountyStats, Indicator, Quality

__all__ = [
    "Area",
    "AreaError",
    "Areas",
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
    "resolve_groups",
    "wrong_groups",
]
