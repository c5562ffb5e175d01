"""Rows of an export while they are made: texts by heading."""

from collections.abc import Iterable, Mapping

Row = dict[str, str]
"""A row; what is not in it is an empty cell."""

Rows = Mapping[str, list[Row]]
"""The rows of each export, by its table's id."""

EXPORTS = ("monitored", "rural_households", "working_away", "plans_away", "export_villages")
"""The exports."""

MONITORED, HOUSES, WORKING, PLANS, VILLAGES = EXPORTS


def by_household(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The rows of each household, by its number."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["户编号"], []).append(row)
    return found
