"""The pack's parameters as of the day the province is seen on."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from luoshi.pack import Pack
from luoshi.pack.models import ParameterValue
from luoshi.pack.rules import values_on


@dataclass(frozen=True)
class Values:
    """Parameters in force; every threshold the province minds is one of them."""

    pack: Pack
    as_of: date

    def number(self, name: str) -> float:
        """A parameter that is a number."""
        value = self._of(name)
        assert isinstance(value, Decimal)
        return float(value)

    def day(self, name: str) -> np.datetime64:
        """A parameter that is a day."""
        value = self._of(name)
        assert isinstance(value, date)
        return np.datetime64(value)

    def year(self, name: str) -> int:
        """The year of a parameter that is a day."""
        value = self._of(name)
        assert isinstance(value, date)
        return value.year

    def _of(self, name: str) -> ParameterValue:
        """The value in force.

        Raises:
            LackingError: there is none on the day.
        """
        return values_on(self.pack, frozenset({name}), self.as_of)[name]
