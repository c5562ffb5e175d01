"""Demonstration projects: what was done to each, step by step, and the rows that go with it."""

from luoshi.demonstration.stories.projects.wording import tell_projects

LEDGERS = frozenset({
    "project_bank", "project_villages", "project_funds", "project_notices",
    "project_households", "project_assets", "asset_income", "asset_checks",
})  # fmt: skip
"""The ledgers whose demonstration rows come with the stories of projects alone."""

__all__ = ["LEDGERS", "tell_projects"]
