"""What following matters up reads of a pack by name."""

from luoshi.pack.requirements import Module, Start

SUPERVISION = Module(
    "supervision",
    "督办",
    Start("supervision.yaml", lambda pack: pack.supervision),
    rests_on=("obligations",),
)
"""Matters handed to units, and followed up until they are done."""
