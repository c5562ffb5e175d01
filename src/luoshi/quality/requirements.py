"""What checks of exports read of a pack by name."""

from luoshi.pack.requirements import ExportRegisterNeed, Module, ParameterNeed, Start

CLOCK = "quality_task_days"
"""The parameter that says in how many working days a task is to be answered."""

QUALITY = Module(
    "quality",
    "数据核查",
    Start("checks/*.yaml", lambda pack: pack.checks),
    (ExportRegisterNeed(), ParameterNeed(CLOCK)),
)
"""Doubtful records in exports of the national system."""
