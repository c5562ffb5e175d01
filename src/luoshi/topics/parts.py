"""What a figure of a place is made of, and what that comes to, for one place or several.

Several places together are added up before anything is divided, so that a large one weighs
more; their mean is the plain mean of what each comes to. For growth these are the two readings
of an "average".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from luoshi.pack.topics import Figure


@dataclass(frozen=True)
class Parts:
    """``over`` is the measure; ``under`` what it is divided by, or the measure a year before.

    None where nothing is known.
    """

    over: Decimal | None = None
    under: Decimal | None = None


def value(figure: Figure, parts: Parts) -> Fraction | None:
    """What the parts come to; None where that cannot be said."""
    if parts.over is None:
        return None
    if figure.is_amount:
        return Fraction(parts.over)
    if not parts.under or (figure.of == "growth" and parts.under < 0):
        return None
    quotient = Fraction(parts.over) / Fraction(parts.under)
    return quotient - 1 if figure.of == "growth" else quotient


def together(figure: Figure, several: Iterable[Parts]) -> Parts:
    """The parts of several places added up.

    Growth only counts places that have both year-ends: a new one has not grown.
    """
    known = [parts for parts in several if figure.of != "growth" or (parts.over and parts.under)]
    return Parts(added(parts.over for parts in known), added(parts.under for parts in known))


def added(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of those known; None where none is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def mean(values: Iterable[Fraction | None]) -> Fraction | None:
    """The plain mean of those known; None where none is."""
    known = [one for one in values if one is not None]
    return sum(known, Fraction(0)) / len(known) if known else None
