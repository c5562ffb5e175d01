"""What screening reads of a pack by name, with the pages of the leads it finds."""

from luoshi.pack.registers import KNOWN_HOUSEHOLDS
from luoshi.pack.requirements import CodeNeed, Module, Start, parameters
from luoshi.screening.run import GROWTH

SURGE = "lead_surge_times"
"""The parameter that says how many times as many leads as stand open are too many to
believe."""

SCREENING = Module(
    "screening",
    "筛查预警",
    Start("screening/*.yaml", lambda pack: pack.rules),
    (
        CodeNeed("risk_kinds"),
        *KNOWN_HOUSEHOLDS,
        *parameters(f"{GROWTH} {SURGE}"),
    ),
)
"""Rules asked of everyone, and the households they flag."""
