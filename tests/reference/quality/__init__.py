"""The 240 checks of the five exports once more, in plain Python over plain rows.

Written from what each check says it finds, not from the pack's expressions: one small function
for a check (or for a pair that asks the same of lifted and of monitored households), asked of
one row after the other, as a county office would write it. Tests hold it against the engine;
the benchmark races against it.
"""

from collections.abc import Mapping
from datetime import date

from . import (
    clearing,
    family,
    identity,
    income,
    insurance,
    labour,
    living,
    measures,
    phones,
    posts,
    relief,
    risks,
    school,
    villages,
    work,
)
from .checks import CHECKS, Finding
from .defaults import DEFAULTS
from .rows import World

__all__ = ["CHECKS", "DEFAULTS", "GROUPS", "run"]

GROUPS = (
    clearing, family, identity, income, insurance, labour, living, measures,
    phones, posts, relief, risks, school, villages, work,
)  # fmt: skip
"""Importing them registers the checks."""


def run(
    tables: Mapping[str, list[dict[str, str]]],
    as_of: date,
    county: str,
    values: Mapping[str, object] | None = None,
) -> set[Finding]:
    """All findings in texts as they came: check, table, row in the sheet.

    ``values`` holds parameters that differ from `DEFAULTS`, under ``<check>.<name>``.
    """
    world = World(tables, as_of, county)
    found = set()
    for check in CHECKS.values():
        asked = world.asking(check.id, values or {})
        for row in world.within(check.table, check.scope):
            if check.test(row, asked):
                told = row.told if check.once_a_home else row.number
                found.add((check.id, check.table, told))
    return found
