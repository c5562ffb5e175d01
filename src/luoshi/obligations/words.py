"""Sentences of verdicts that compare a figure with another.

``against`` is what a number is held against (`luoshi.text.numbers`).
"""

from fractions import Fraction

from luoshi.text.numbers import Number, amount, average

BESIDE = "作为比较对象，"
"""How what is said of a county begins that others are compared with."""


def mean(value: Fraction, unit: str | None, against: Number | None = None) -> str:
    """An average with its unit."""
    return f"{average(value, against)} {unit}" if unit else average(value, against)


def compared(value: Number, target: Number, unit: str | None, less: str = "低于") -> str:
    """480 亩，低于 600 亩，差 120 亩."""
    said, aim = amount(value, unit, target), amount(target, unit, value)
    gap = Fraction(target) - Fraction(value)
    if gap > 0:
        return f"{said}，{less} {aim}，差 {amount(gap, unit, 0)}"
    return f"{said}，达到 {aim}" + (f"，多 {amount(-gap, unit, 0)}" if gap else "")
