"""Comparing an age with a number of years: a comparison of the birthday with a day.

``age(出生日期, 某日) >= 16`` holds for whoever was born by that day sixteen years before, and
comparing days costs a tenth of working out every age.
"""

import math
from collections.abc import Callable, Mapping
from decimal import Decimal

from luoshi.expressions.tree import Call, Literal
from luoshi.expressions.values import constant

_MOST_YEARS = 200

_FULL_YEARS: dict[str, tuple[str, Callable[[Decimal], int]]] = {
    ">=": ("<=", math.ceil),
    "<": (">", math.ceil),
    ">": ("<=", lambda years: math.floor(years) + 1),
    "<=": (">", lambda years: math.floor(years) + 1),
}
"""How an age is compared → how the birthday is, and with which number of full years."""


def by_birthday(node: Call, values: Mapping[str, object]) -> Call:
    """The comparison as one of birthdays where it can be; otherwise as it is."""
    match node:
        case Call(type_, word, (Call(_, "age", (born, on)), years)) if word in _FULL_YEARS:
            compared, full = _FULL_YEARS[word]
            number = constant(years, values)
            if (
                isinstance(number, int | Decimal)
                and 0 <= (least := full(Decimal(number))) <= _MOST_YEARS
            ):
                ago = Call(born.type, "years_before", (on, Literal(years.type, least)))
                return Call(type_, compared, (born, ago))
    return node
