"""Values and targets in short: rounded, and told apart from what they are held against."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from luoshi.obligations import Result, Status
from luoshi.papers.excel import AT_MOST
from luoshi.text.numbers import MOST_PLACES, NOTHING, number, places_of, rounded, written


def shown(value: Decimal | None, against: Decimal | None = None) -> str:
    """A number as people read it; a dash where there is none."""
    return NOTHING if value is None else number(value, against)


def value_of(result: Result | None) -> str:
    """A result's number; a dash where there is none."""
    return shown(result.value, result.target) if result else shown(None)


def target_of(result: Result | None) -> str:
    """What it is held against: 600, or ≤ 15 where that is a limit; a dash where it is nothing."""
    if result is None or result.target is None:
        return shown(None)
    return f"{AT_MOST if result.at_most else ''}{shown(result.target, result.value)}"


def spread(values: Iterable[Decimal | None], against: Decimal | None = None) -> str:
    """The least and the greatest of several: 480～720; one number where they are the same."""
    known = [value for value in values if value is not None]
    if not known:
        return ""
    least, greatest = number(min(known), against), number(max(known), against)
    return least if least == greatest else f"{least}～{greatest}"


def values_of(results: Sequence[Result]) -> str:
    """The numbers of several results."""
    return spread((result.value for result in results), only(result.target for result in results))


def targets_of(results: Sequence[Result]) -> str:
    """What they are held against, limits from above apart: 10, ≤ 15."""
    least = spread(result.target for result in results if not result.at_most)
    most = spread(result.target for result in results if result.at_most)
    return "、".join(part for part in (least, f"{AT_MOST}{most}" if most else "") if part)


def unit_of(results: Sequence[Result]) -> str:
    """The unit of results of one obligation."""
    return next((result.unit for result in results if result.unit), "")


def only(values: Iterable[Decimal | None]) -> Decimal | None:
    """The one number all those known are; None where they differ, or none is known."""
    known = {value for value in values if value is not None}
    return next(iter(known)) if len(known) == 1 else None


def told(results: Iterable[Result]) -> list[Result]:
    """Those an average is made of: what lacks data is no number, however few rows it has."""
    return [result for result in results if result.status is not Status.NO_DATA]


def mean(values: Iterable[Decimal | None]) -> Fraction | None:
    """The plain average of those known; None where none is."""
    known = [Fraction(value) for value in values if value is not None]
    return sum(known, Fraction(0)) / len(known) if known else None


def shown_mean(values: Iterable[Decimal | None], target: Decimal | None = None) -> str:
    """The average as people read it; a dash where there is none."""
    return shown_number(rounded_mean(values, target))


def shown_number(value: Decimal | None) -> str:
    """A rounded number as people read it; a dash where there is none."""
    return NOTHING if value is None else written(value, MOST_PLACES)


def rounded_mean(values: Iterable[Decimal | None], target: Decimal | None = None) -> Decimal | None:
    """The average rounded, but never to a target that it is not."""
    found = mean(values)
    return None if found is None else rounded(found, places_of(found), target)
