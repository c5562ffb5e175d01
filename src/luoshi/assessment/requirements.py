"""What an assessment reads of a pack by name."""

from luoshi.pack.requirements import Module, RegisterNeed, Start

ASSESSMENT = Module(
    "assessment",
    "年度考核",
    Start("notices/*/scorecards/*.yaml", lambda pack: pack.scorecards),
    (RegisterNeed("counties", ("county.code", "county.name")),),
    rests_on=("obligations",),
)
"""Counties and units scored by a notice's cards."""
