"""How much there is to share out, and what each county had the year before."""

from decimal import Decimal
from fractions import Fraction

from luoshi.allocation.errors import AllocationError
from luoshi.allocation.inputs import Amounts, Code, Wanted
from luoshi.allocation.setting import Setting
from luoshi.text.numbers import plain, written

TOTAL = "total"
"""How the total is named among what conflicts."""


def total_of(setting: Setting) -> Fraction:
    """The total a scenario gives, else what the records say was given in the year.

    Raises:
        AllocationError: there is none, or it is no amount.
    """
    given = setting.overrides.total
    total = Fraction(given) if given is not None else _recorded(setting)
    if total <= 0:
        raise AllocationError(
            f"{setting.year} 年“{setting.scheme.title}”没有可分的总额，请给出总额"
        )
    if total % Fraction(setting.scheme.smallest):
        raise AllocationError(
            f"总额 {written(total, 12)} {setting.scheme.unit} 分得太细，"
            f"最小到 {plain(setting.scheme.smallest)} {setting.scheme.unit}"
        )
    return total


def last_year(setting: Setting) -> Amounts:
    """What each county that takes part got the year before.

    Raises:
        AllocationError: it is not known.
    """
    if setting.scheme.received is None:
        raise AllocationError(f"“{setting.scheme.title}”没有写明上年数（received）")
    return setting.figure(setting.scheme.received, 1, setting.scheme.title)


def known_last_year(setting: Setting) -> dict[Code, Decimal]:
    """What is known of the year before; nothing where no county had anything."""
    if setting.scheme.received is None:
        return {}
    found = setting.inputs.figures.get(Wanted(setting.scheme.received, 1), {})
    known = {code: Decimal(value) for code, value in found.items() if value is not None}
    return known if any(known.values()) else {}


def _recorded(setting: Setting) -> Fraction:
    if setting.scheme.received is None:
        return Fraction(0)
    return sum(
        setting.figure(setting.scheme.received, 0, setting.scheme.title).values(), Fraction(0)
    )
