"""People that do not exist: names, telephone numbers and ID numbers for records of persons."""

from collections.abc import Callable, Sequence

import numpy as np

from luoshi.demonstration.synthetic.columns import Ints
from luoshi.demonstration.synthetic.county_context import PREFIXES
from luoshi.demonstration.synthetic.ids import as_text, make_numbers
from luoshi.demonstration.synthetic.ledgers.planned_rows import PlannedRow
from luoshi.demonstration.synthetic.names import full_names, surnames
from luoshi.demonstration.synthetic.profile import Names
from luoshi.text.person_number import check_digit

BORN = (1966, 1996)
"""Years in which people who hold posts were born."""

WOMEN = 0.3
"""Their share of those who hold posts."""

Maker = Callable[[Sequence[PlannedRow], Names, np.random.Generator, set[str]], list[str]]
"""Makes one for each row; the last are the ID numbers somebody has, and gets the new ones."""


def names(
    planned_rows: Sequence[PlannedRow], words: Names, rng: np.random.Generator, taken: set[str]
) -> list[str]:
    """A full name for each row."""
    count = len(planned_rows)
    of_majority, of_minority = (surnames(group, count, rng) for group in words.groups)
    minority = rng.random(count) < words.minority_at_posts
    female = rng.random(count) < WOMEN
    surname, years = np.where(minority, of_minority, of_majority), _years(count, rng)
    return [*map(str, full_names(words, minority, surname, female, years, rng))]


def phones(
    planned_rows: Sequence[PlannedRow], words: Names, rng: np.random.Generator, taken: set[str]
) -> list[str]:
    """A mobile number for each row."""
    last = rng.integers(0, 10**8, len(planned_rows)).tolist()
    first = rng.choice(PREFIXES, len(planned_rows)).tolist()
    return [f"{prefix}{number:08d}" for prefix, number in zip(first, last, strict=True)]


def numbers(
    planned_rows: Sequence[PlannedRow], words: Names, rng: np.random.Generator, taken: set[str]
) -> list[str]:
    """An ID number of the row's county for each row, which nobody has."""
    count = len(planned_rows)
    area = np.array([int(planned.place.county) for planned in planned_rows], dtype=np.int64)
    day = rng.integers(0, 365, count).astype("timedelta64[D]")
    birth = (_years(count, rng) - 1970).astype("datetime64[Y]").astype("datetime64[D]") + day
    made = as_text(make_numbers(area, birth, rng.random(count) < WOMEN))
    return [_free(str(number), taken) for number in made]


def _free(number: str, taken: set[str]) -> str:
    """The number, or the next of that day that nobody has."""
    while number in taken:
        body = f"{int(number[:17]) + 2}"
        number = body + check_digit(body)
    taken.add(number)
    return number


def _years(count: int, rng: np.random.Generator) -> Ints:
    return rng.integers(BORN[0], BORN[1], count)


MAKERS: dict[str, Maker] = {"name": names, "phone": phones, "number": numbers}
"""What can be made up, by what recipes call it."""
