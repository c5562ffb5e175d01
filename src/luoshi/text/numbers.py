"""Numbers as people read them, in one way for the whole project.

A number is rounded half up, and once: from the exact value to what is shown. A float counts as
the decimal it prints as. Held against another (``against``) a number is told with as many more
decimals as it takes to tell the two apart: 99.996 % never looks like 100 %. Nothing is no
number: what has no value is ``NOTHING``, never 0.
"""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

Number = Decimal | Fraction | int | float

MOST_PLACES = 10
"""Most decimals of any number."""

PLACES = 2
"""Decimals of what is not small."""

DIGITS = 4
"""Fewest significant digits of a small average."""

NOTHING = "—"
"""What stands where there is no number."""


def rounded(value: Number, places: int, against: Number | None = None) -> Decimal:
    """A number rounded half up, to more decimals where it would look like ``against``."""
    found = _half_up(value, places)
    if against is None or exact(against) == exact(value):
        return found
    while places < MOST_PLACES and found == _half_up(against, places):
        places += 1
        found = _half_up(value, places)
    return found


def written(value: Number, places: int = PLACES, against: Number | None = None) -> str:
    """A rounded number in text, without zeros at its end: 12,000.5."""
    return f"{_bare(rounded(value, places, against)):,f}"


def fixed(value: Number, places: int = PLACES, against: Number | None = None) -> str:
    """A rounded number in text with all its decimals, as columns show them: 12,000.50."""
    return f"{rounded(value, places, against) + 0:,f}"


def signed(value: Number, places: int = PLACES) -> str:
    """A change: +1,234.5 or −12; what rounds to nothing has no sign."""
    change = rounded(value, places)
    shown = written(abs(change), places)
    return f"+{shown}" if change > 0 else f"−{shown}" if change < 0 else shown


def number(value: Number, against: Number | None = None) -> str:
    """A figure of a county: two decimals, or four below ten."""
    return written(value, PLACES if value >= 10 or value <= -10 else DIGITS, against)


def average(value: Fraction, against: Number | None = None) -> str:
    """A quotient: two decimals, or as many as show four digits of a small one."""
    return written(value, places_of(value), against)


def places_of(value: Fraction) -> int:
    """Two decimals, or as many as show four digits of a small number."""
    places = PLACES
    while places < MOST_PLACES and 0 < abs(value) * 10**places < 10 ** (DIGITS - 1):
        places += 1
    return places


def amount(value: Number, unit: str | None, against: Number | None = None) -> str:
    """A figure with its unit: 480 亩."""
    return f"{number(value, against)} {unit}" if unit else number(value, against)


def percent(share: Number, against: Number | None = None, places: int = PLACES) -> str:
    """A share in percent: 0.125 is 12.5%."""
    aim = None if against is None else exact(against) * 100
    return f"{written(exact(share) * 100, places, aim)}%"


def fixed_percent(share: Number, places: int = 1, against: Number | None = None) -> str:
    """A share in percent with all its decimals, as columns show it: 0.2 is 20.0%."""
    aim = None if against is None else exact(against) * 100
    return f"{fixed(exact(share) * 100, places, aim)}%"


def whole_percent(share: Number) -> int:
    """A share from 0 to 1 in whole percent: 100 only when it is whole."""
    return 100 if share >= 1 else min(int(rounded(exact(share) * 100, 0)), 99)


def money(value: Decimal) -> str:
    """An amount as it was entered, thousands parted: 1,200.50; a whole one without .00."""
    return f"{Decimal(two_decimals(value)):,f}".removesuffix(".00")


def two_decimals(value: Decimal) -> str:
    """An amount as records keep it: two decimals, and more only where it has them."""
    whole, _, decimals = f"{value:f}".partition(".")
    return f"{whole}.{decimals.rstrip('0').ljust(2, '0')}"


def plain(value: Number) -> str:
    """All digits of a decimal number, as a field holds it: 12000.5."""
    return f"{_bare(Decimal(str(value))):f}"


def grouped(count: int) -> str:
    """A count as people read it: 11,070."""
    return f"{count:,}"


def exact(value: Number) -> Fraction:
    """The number itself; a float is the decimal it prints as."""
    return Fraction(str(value)) if isinstance(value, float) else Fraction(value)


def _half_up(value: Number, places: int) -> Decimal:
    with localcontext(prec=60):
        whole = value if isinstance(value, Decimal) else _quotient(exact(value))
        return whole.quantize(Decimal((0, (1,), -places)), ROUND_HALF_UP)


def _quotient(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / value.denominator


def _bare(value: Decimal) -> Decimal:
    """Without zeros at its end, and without a sign where it is zero."""
    return value.normalize() + 0
