"""What judging obligations reads of a pack by name."""

from luoshi.area_queries.reported import SHARE
from luoshi.obligations.evaluation import TOLERANCE
from luoshi.pack.requirements import Module, ParameterNeed, RegisterNeed, Start

OBLIGATIONS = Module(
    "obligations",
    "承诺看板",
    Start("notices/*/obligations/*.yaml", lambda pack: pack.obligations),
    (
        RegisterNeed("counties", ("county.code", "county.name")),
        ParameterNeed(TOLERANCE),
        ParameterNeed(SHARE),
    ),
)
"""The notice's promises and how they stand."""
