"""What a figure is made of: its parts in words, and the parameters it depends on."""

from dataclasses import dataclass

from luoshi.pack.models import DatedValue, Parameter


@dataclass(frozen=True)
class FormulaTerm:
    """One part of a formula: its name, what it says, and the expression as the pack has it."""

    title: str
    words: str
    text: str


@dataclass(frozen=True)
class UsedParameter:
    """A parameter and its value in force on the day that counts; None where none is."""

    parameter: Parameter
    value: DatedValue | None
