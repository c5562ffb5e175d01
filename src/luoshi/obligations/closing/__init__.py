"""The closing account of a notice: what stood at its end, frozen with all it rests on."""

from luoshi.obligations.closing.account import Account, opened
from luoshi.obligations.closing.comparison import Difference, differences
from luoshi.obligations.closing.document import Occasion, RestsOn, Sealed, document, sealed

__all__ = [
    "Account",
    "Difference",
    "Occasion",
    "RestsOn",
    "Sealed",
    "differences",
    "document",
    "opened",
    "sealed",
]
