"""What topics read of a pack by name."""

from luoshi.area_queries.reported import SHARE
from luoshi.pack.requirements import Module, ParameterNeed, RegisterNeed, Start

TOPICS = Module(
    "topics",
    "专题",
    Start("topics/*.yaml", lambda pack: pack.topics),
    (RegisterNeed("counties", ("county.code", "county.name")), ParameterNeed(SHARE)),
    ("ledgers",),
)
"""What ledgers add up to."""
