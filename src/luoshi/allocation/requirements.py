"""What sharing out funds reads of a pack by name."""

from luoshi.pack.requirements import Module, RegisterNeed, Start

ALLOCATION = Module(
    "allocation",
    "资金分配",
    Start("notices/*/allocation/*.yaml", lambda pack: pack.schemes),
    (RegisterNeed("counties", ("county.code", "county.name")),),
)
"""Funds and quotas shared out by their formulas."""
