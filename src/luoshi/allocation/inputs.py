"""What an allocation is worked out from: plain values, wherever they came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from luoshi.expressions import Kind

Code = str
"""A county's six digits."""

Amounts = Mapping[Code, Fraction]
"""Exact amounts by county."""


@dataclass(frozen=True, order=True)
class County:
    """A county that takes part or is compared with."""

    code: Code
    name: str


@dataclass(frozen=True)
class Wanted:
    """A figure asked of each county: an expression, and how many years before the year."""

    text: str
    years_back: int = 0
    kind: Kind = field(default=Kind.NUMBER, compare=False)


@dataclass(frozen=True)
class Members:
    """A group of counties as it stands at the end of the year, and what it is called."""

    title: str
    codes: frozenset[Code]


Figure = Mapping[Code, Decimal | bool | None]
"""A figure's value in each county; None where it is not known."""


@dataclass(frozen=True)
class Lapse:
    """A part of a scheme (id and title) that needs what is past its last day, and what that is."""

    part: str
    title: str
    needs: tuple[str, ...]

    @property
    def text(self) -> str:
        """In a sentence."""
        return f"{self.title}：{'；'.join(self.needs)}"


@dataclass(frozen=True)
class Inputs:
    """Every county, the members of each group, and the figures a scheme asks for.

    ``lapsed`` is what of the scheme is past its end; of that no figures are known. ``untold``
    says in sentences which of the tables behind the figures are not told in full.
    """

    counties: tuple[County, ...]
    groups: Mapping[str, Members]
    figures: Mapping[Wanted, Figure]
    lapsed: tuple[Lapse, ...] = ()
    untold: tuple[str, ...] = ()
