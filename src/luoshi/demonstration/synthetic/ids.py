"""ID numbers (GB 11643) in bulk: area code, birth day, sequence number, check digit.

A number is a row of 18 ASCII bytes. They are valid in form and may by chance belong to
someone: whatever carries them is marked as made up.
"""

import numpy as np
from numpy.typing import NDArray

WEIGHTS = np.array([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
CHECK = np.frombuffer(b"10X98765432", dtype=np.uint8)
SPREAD = 380
"""First sequence numbers of a day differ by up to twice this, to look like real ones."""

Numbers = NDArray[np.uint8]


def make_numbers(
    area: NDArray[np.int64], birth: NDArray[np.datetime64], female: NDArray[np.bool_]
) -> Numbers:
    """One distinct number for each person, shape (people, 18)."""
    day = _digits_of_day(birth)
    sequence = _sequence(area * 10**8 + day, female)
    first = (area * 10**8 + day) * 1000 + sequence
    digits = first[:, None] // 10 ** np.arange(16, -1, -1) % 10
    check = CHECK[digits @ WEIGHTS % 11]
    return np.column_stack([(digits + ord("0")).astype(np.uint8), check])


def as_text(numbers: Numbers) -> NDArray[np.str_]:
    """The numbers as text of 18 characters."""
    return numbers.astype(np.uint32).view("<U18").ravel()


def _digits_of_day(day: NDArray[np.datetime64]) -> NDArray[np.int64]:
    """Each day as the number YYYYMMDD."""
    months = day.astype("datetime64[M]")
    year = months.astype("datetime64[Y]").astype(np.int64) + 1970
    month = months.astype(np.int64) % 12 + 1
    digits: NDArray[np.int64] = year * 10000 + month * 100 + 1
    digits += (day - months).astype(np.int64)
    return digits


def _sequence(key: NDArray[np.int64], female: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Sequence numbers that differ within one area and day; odd for men, even for women."""
    group = key * 2 + female
    order = np.argsort(group, kind="stable")
    ordered = group[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    rank = np.arange(len(group)) - np.repeat(starts, np.diff(np.r_[starts, len(group)]))
    start = ordered % 1_000_003 * 7919 % SPREAD
    sequence = np.empty_like(group)
    sequence[order] = 2 * (start + rank) + 1 + ordered % 2
    return sequence
