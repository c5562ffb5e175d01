"""The pack's parameters as of the day the province is seen on."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from luoshi.pack import Pack
from luoshi.pack.models import ParameterValue
from luoshi.pack.rules import values_known


@dataclass(frozen=True)
class Values:
    """Parameters in force; every threshold the province minds is one of them."""

    as_of: date
    known: dict[str, ParameterValue]

    @classmethod
    def of(cls, pack: Pack, as_of: date) -> "Values":
        """The parameters of ``pack`` that have a value on the day."""
        return cls(as_of, values_known(pack, frozenset(pack.parameters), as_of))

    def number(self, name: str) -> float:
        """A parameter that is a number."""
        value = self.known[name]
        assert isinstance(value, Decimal)
        return float(value)

    def day(self, name: str) -> np.datetime64:
        """A parameter that is a day."""
        value = self.known[name]
        assert isinstance(value, date)
        return np.datetime64(value)

    def year(self, name: str) -> int:
        """The year of a parameter that is a day."""
        value = self.known[name]
        assert isinstance(value, date)
        return value.year
